using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Distances;

/// <summary>
/// Squared distances from one set of border pixels to the nearest of another, exact.
/// </summary>
/// <remarks>
/// In a crop around both sets, one pass down and one up give every column its distance to the nearest target above and
/// below (A. Meijster et al., 2000, first phase). Along the row of each source pixel the columns are then searched
/// outwards, a vector at a time, until no nearer one is possible.
/// </remarks>
internal static class NearestBoundary
{
    /// <summary>A column without any target; its square plus another still fits 32 bits.</summary>
    private const ushort None = 30_000;

    /// <summary>Largest side of a crop for whole-number squares in 32 bits.</summary>
    private const int LargestSide = 29_000;

    /// <summary>Largest crop that is kept in memory, in pixels of two bytes.</summary>
    private const long LargestCrop = 1 << 26;

    /// <summary>Both sets lie in a crop that can be kept.</summary>
    public static bool Fits(List<BoundaryPixel> sources, List<BoundaryPixel> targets)
    {
        (int left, int top, int right, int bottom) = Bounds(sources, targets);
        long width = right - left + 1,
            height = bottom - top + 1;
        return width <= LargestSide && height <= LargestSide && width * height <= LargestCrop;
    }

    /// <summary>Squared distance in pixels from each source to its nearest target.</summary>
    public static int[] Squared(List<BoundaryPixel> sources, List<BoundaryPixel> targets, CancellationToken cancel)
    {
        (int left, int top, int right, int bottom) = Bounds(sources, targets);
        int width = right - left + 1,
            height = bottom - top + 1;
        int stride = width + 2 * Vector256<int>.Count;
        ushort[] down = ArrayPool<ushort>.Shared.Rent(stride * height),
            up = ArrayPool<ushort>.Shared.Rent(stride);
        int[] columns = ArrayPool<int>.Shared.Rent(stride),
            result = new int[sources.Count];
        try
        {
            FillDown(down, stride, height, targets, left, top, cancel);
            up.AsSpan(0, stride).Fill(None);
            int source = sources.Count - 1,
                target = targets.Count - 1;
            for (int y = height - 1; y >= 0; y--)
            {
                if ((y & 31) == 0)
                    cancel.ThrowIfCancellationRequested();
                StepOneRow(up.AsSpan(0, stride));
                for (; target >= 0 && targets[target].Y - top == y; target--)
                    up[Vector256<int>.Count + targets[target].X - left] = 0;
                if (source < 0 || sources[source].Y - top != y)
                    continue;
                Square(down.AsSpan(y * stride, stride), up.AsSpan(0, stride), columns.AsSpan(0, stride));
                for (; source >= 0 && sources[source].Y - top == y; source--)
                    result[source] = Search(columns.AsSpan(0, stride), Vector256<int>.Count + sources[source].X - left);
            }
            return result;
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(down);
            ArrayPool<ushort>.Shared.Return(up);
            ArrayPool<int>.Shared.Return(columns);
        }
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(List<BoundaryPixel> a, List<BoundaryPixel> b)
    {
        int left = int.MaxValue,
            right = -1;
        foreach (BoundaryPixel pixel in CollectionsMarshal.AsSpan(a))
            (left, right) = (Math.Min(left, pixel.X), Math.Max(right, pixel.X));
        foreach (BoundaryPixel pixel in CollectionsMarshal.AsSpan(b))
            (left, right) = (Math.Min(left, pixel.X), Math.Max(right, pixel.X));
        return (left, Math.Min(a[0].Y, b[0].Y), right, Math.Max(a[^1].Y, b[^1].Y));
    }

    /// <summary>Rows to the nearest target above, for every column of every row.</summary>
    private static void FillDown(
        ushort[] down,
        int stride,
        int height,
        List<BoundaryPixel> targets,
        int left,
        int top,
        CancellationToken cancel
    )
    {
        int target = 0;
        for (int y = 0; y < height; y++)
        {
            if ((y & 31) == 0)
                cancel.ThrowIfCancellationRequested();
            Span<ushort> row = down.AsSpan(y * stride, stride);
            if (y == 0)
                row.Fill(None);
            else
            {
                down.AsSpan((y - 1) * stride, stride).CopyTo(row);
                StepOneRow(row);
            }
            for (; target < targets.Count && targets[target].Y - top == y; target++)
                row[Vector256<int>.Count + targets[target].X - left] = 0;
        }
    }

    /// <summary>One row further from every target; no target stays no target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepOneRow(Span<ushort> row)
    {
        Span<Vector256<ushort>> wide = MemoryMarshal.Cast<ushort, Vector256<ushort>>(row);
        Vector256<ushort> none = Vector256.Create(None);
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Vector256.Min(wide[i] + Vector256<ushort>.One, none);
        for (int i = wide.Length * Vector256<ushort>.Count; i < row.Length; i++)
            row[i] = Math.Min((ushort)(row[i] + 1), None);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square(ReadOnlySpan<ushort> down, ReadOnlySpan<ushort> up, Span<int> columns)
    {
        int i = 0;
        for (; i <= columns.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            Vector256<ushort> nearest = Vector256.Min(Vector256.Create(down[i..]), Vector256.Create(up[i..]));
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(nearest);
            (low * low).AsInt32().CopyTo(columns[i..]);
            (high * high).AsInt32().CopyTo(columns[(i + Vector256<int>.Count)..]);
        }
        for (; i < columns.Length; i++)
        {
            int nearest = Math.Min(down[i], up[i]);
            columns[i] = nearest * nearest;
        }
    }

    /// <summary>Smallest (x - x')^2 + column(x') over all columns x'; eight columns on each side at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Search(ReadOnlySpan<int> columns, int x)
    {
        int best = columns[x];
        if (best <= 1)
            return best;
        Vector256<int> ramp = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        Vector256<int> smallest = Vector256.Create(best);
        for (int reach = 1; (long)reach * reach < best; reach += Vector256<int>.Count)
        {
            Vector256<int> right = Vector256.Create(reach) + ramp,
                squares = right * right;
            if (x + reach < columns.Length - Vector256<int>.Count + 1)
                smallest = Vector256.Min(smallest, squares + Vector256.Create(columns[(x + reach)..]));
            int from = x - reach - (Vector256<int>.Count - 1);
            if (from >= 0)
            {
                Vector256<int> left = Vector256.Create(reach + Vector256<int>.Count - 1) - ramp;
                smallest = Vector256.Min(smallest, left * left + Vector256.Create(columns[from..]));
            }
            best = Least(smallest);
            if (from < 0 && x + reach >= columns.Length - Vector256<int>.Count + 1)
                break;
        }
        return best;
    }

    private static int Least(Vector256<int> values)
    {
        Vector128<int> half = Vector128.Min(values.GetLower(), values.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }
}
