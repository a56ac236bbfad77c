using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HybridNet.Data.Imaging.Png;

/// <summary>Where a row of samples belongs: whole rows of the image, or every n-th pixel of an interlaced pass.</summary>
/// <param name="Y">Row of the image.</param>
/// <param name="X">Column of the first sample.</param>
/// <param name="Step">Distance of neighbouring samples.</param>
/// <param name="Width">Number of pixels.</param>
/// <param name="Empty">Every sample is 0.</param>
internal readonly record struct PngRowPlace(int Y, int X, int Step, int Width, bool Empty);

/// <summary>Takes one row of raw samples, most significant first, as PNG packs them.</summary>
internal delegate void PngRowSink(ReadOnlySpan<byte> samples, PngRowPlace place);

/// <summary>
/// Inflates and unfilters a PNG row by row; two rows are all that is kept. Most of a mask is background, and the filters
/// pass over it.
/// </summary>
internal static class PngRows
{
    private static readonly (int X, int Y, int StepX, int StepY)[] s_adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <exception cref="InputException">The data is damaged or ends too soon.</exception>
    public static void Read(
        byte[] file,
        PngHeader header,
        (int Offset, int Length) data,
        string path,
        PngRowSink sink,
        CancellationToken cancel
    )
    {
        int longest = header.BytesOf(header.Width) + 1;
        byte[] first = ArrayPool<byte>.Shared.Rent(longest),
            second = ArrayPool<byte>.Shared.Rent(longest),
            zeros = ArrayPool<byte>.Shared.Rent(longest);
        zeros.AsSpan(0, longest).Clear();
        try
        {
            using var inflated = new InflatedBlocks(file, data.Offset, data.Length, longest);
            if (!header.Interlaced)
                Pass(inflated, 0, 0, 1, 1, header.Width, header.Height);
            else
                foreach ((int x, int y, int stepX, int stepY) in s_adam7)
                    Pass(
                        inflated,
                        x,
                        y,
                        stepX,
                        stepY,
                        (header.Width - x + stepX - 1) / stepX,
                        (header.Height - y + stepY - 1) / stepY
                    );
            inflated.RequireEnd();
        }
        catch (InvalidDataException exception)
        {
            throw ImageFault.Damaged(path, "its pixel data is damaged or cut off", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
            ArrayPool<byte>.Shared.Return(second);
            ArrayPool<byte>.Shared.Return(zeros);
        }

        void Pass(InflatedBlocks inflated, int x, int y, int stepX, int stepY, int width, int height)
        {
            if (width <= 0 || height <= 0)
                return;
            int bytes = header.BytesOf(width);
            byte[] current = first,
                above = zeros;
            for (int row = 0; row < height; row++)
            {
                if ((row & 63) == 0)
                    cancel.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> raw = inflated.Take(bytes + 1);
                // Whatever the filter predicts from zeros is 0; the first two do not look at the row above.
                bool empty = raw[0] <= 4 && (raw[0] <= 1 || above == zeros) && !raw[1..].ContainsAnyExcept((byte)0);
                var place = new PngRowPlace(y + row * stepY, x, stepX, width, empty);
                if (empty)
                {
                    sink(zeros.AsSpan(0, bytes), place);
                    above = zeros;
                    continue;
                }
                raw[1..].CopyTo(current);
                Unfilter(raw[0], current.AsSpan(0, bytes), above.AsSpan(0, bytes), header.FilterStep, path);
                sink(current.AsSpan(0, bytes), place);
                (current, above) = (current == first ? second : first, current);
            }
        }
    }

    /// <summary>Undoes a filter in place (specification, section 9.2).</summary>
    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step, string path)
    {
        switch (filter)
        {
            case 0:
                return;
            case 1:
                int begin = row.IndexOfAnyExcept((byte)0);
                if (begin >= 0)
                    UndoSub(row, begin + step, step);
                return;
            case 2:
                AddRow(row, above);
                return;
            case 3:
                UndoAverage(row, above, step);
                return;
            case 4:
                UndoPaeth(row, above, step);
                return;
            default:
                throw ImageFault.Damaged(path, $"it uses filter {filter}, which PNG does not have");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UndoSub(Span<byte> row, int from, int step)
    {
        int i = Math.Max(from, step);
        if (step == 1)
            i = AddUp(row, i);
        for (; i < row.Length; i++)
            row[i] += row[i - step];
    }

    /// <summary>Running sums of single bytes, sixteen at a time: each byte takes up those 1, 2, 4 and 8 before it, then the
    /// last sum.</summary>
    /// <returns>The first byte that is left over.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddUp(Span<byte> row, int from)
    {
        ref byte target = ref MemoryMarshal.GetReference(row);
        int i = from;
        byte sum = row[from - 1];
        for (; i <= row.Length - 16; i += 16)
        {
            Vector128<byte> sums = Vector128.LoadUnsafe(ref target, (nuint)i);
            sums += Later(sums, 1);
            sums += Later(sums, 2);
            sums += Later(sums, 4);
            sums += Later(sums, 8);
            sums += Vector128.Create(sum);
            sums.StoreUnsafe(ref target, (nuint)i);
            sum = sums[15];
        }
        return i;
    }

    /// <summary>Moves bytes to later places; zeros come in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Later(Vector128<byte> values, int places)
    {
        if (Sse2.IsSupported)
            return places switch
            {
                1 => Sse2.ShiftLeftLogical128BitLane(values, 1),
                2 => Sse2.ShiftLeftLogical128BitLane(values, 2),
                4 => Sse2.ShiftLeftLogical128BitLane(values, 4),
                _ => Sse2.ShiftLeftLogical128BitLane(values, 8),
            };
        // An index beyond the vector gives 0.
        return Vector128.Shuffle(values, Vector128<byte>.Indices - Vector128.Create((byte)places));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = FirstChange(row, above, 0); i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            row[i] += (byte)((left + above[i]) >> 1);
            if (row[i] == 0 && (i & 31) == 31)
                i = SkipQuiet(row, above, i, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (int i = FirstChange(row, above, 0); i < row.Length; i++)
        {
            row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
            if (row[i] == 0 && (i & 31) == 31)
                i = SkipQuiet(row, above, i, step);
        }
    }

    /// <summary>First column where the row or the one above is not 0: before it a prediction from zeros is 0.</summary>
    private static int FirstChange(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int from)
    {
        int own = row[from..].IndexOfAnyExcept((byte)0),
            other = above[from..].IndexOfAnyExcept((byte)0);
        return from
            + (
                own < 0 ? (other < 0 ? row.Length - from : other)
                : other < 0 ? own
                : Math.Min(own, other)
            );
    }

    /// <summary>After a pixel of zeros on both rows, goes to the one before the next change.</summary>
    private static int SkipQuiet(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int i, int step) =>
        i + 1 >= step
        && !row.Slice(i + 1 - step, step).ContainsAnyExcept((byte)0)
        && !above.Slice(i + 1 - step, step).ContainsAnyExcept((byte)0)
            ? FirstChange(row, above, i + 1) - 1
            : i;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(Span<byte> row, ReadOnlySpan<byte> above)
    {
        Span<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        ReadOnlySpan<Vector<byte>> wideAbove = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        for (int i = 0; i < wide.Length; i++)
            wide[i] += wideAbove[i];
        for (int i = wide.Length * Vector<byte>.Count; i < row.Length; i++)
            row[i] += above[i];
    }

    private static byte Paeth(int left, int up, int corner)
    {
        int fromLeft = Math.Abs(up - corner),
            fromUp = Math.Abs(left - corner),
            fromCorner = Math.Abs(left + up - 2 * corner);
        return (byte)(
            fromLeft <= fromUp && fromLeft <= fromCorner ? left
            : fromUp <= fromCorner ? up
            : corner
        );
    }
}
