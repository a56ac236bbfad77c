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
/// below (A. Meijster et al., 2000, first phase); rows without a source are passed over in one step. Along the row of each
/// source pixel the columns are then searched outwards, a vector at a time, until no nearer one is possible; neighbours
/// share their searches.
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
        (int left, _, int right, int bottom) = Bounds(sources, targets);
        int width = right - left + 1,
            stride = width + 2 * Vector256<ushort>.Count,
            rows = RowsOf(sources);
        ushort[] down = ArrayPool<ushort>.Shared.Rent(stride * rows),
            running = ArrayPool<ushort>.Shared.Rent(stride);
        var result = new int[sources.Count];
        try
        {
            FillDown(down, running.AsSpan(0, stride), sources, targets, left, cancel);
            Span<ushort> up = running.AsSpan(0, stride);
            up.Fill(None);
            int target = targets.Count - 1,
                y = bottom;
            for (int source = sources.Count - 1; source >= 0; )
            {
                cancel.ThrowIfCancellationRequested();
                int row = sources[source].Y;
                for (; target >= 0 && targets[target].Y >= row; target--)
                {
                    Step(up, y - targets[target].Y);
                    y = targets[target].Y;
                    up[Vector256<ushort>.Count + targets[target].X - left] = 0;
                }
                Step(up, y - row);
                y = row;
                Span<ushort> nearest = down.AsSpan(--rows * stride, stride);
                Lower(nearest, up);
                while (source >= 0 && sources[source].Y == row)
                {
                    int first = StartOfRun(sources, source);
                    ColumnSearch.OfRun(
                        nearest,
                        Vector256<ushort>.Count + sources[first].X - left,
                        result.AsSpan(first, source - first + 1)
                    );
                    source = first - 1;
                }
            }
            return result;
        }
        finally
        {
            ArrayPool<ushort>.Shared.Return(down);
            ArrayPool<ushort>.Shared.Return(running);
        }
    }

    private static int RowsOf(List<BoundaryPixel> sources)
    {
        int rows = 0,
            last = -1;
        foreach (BoundaryPixel source in CollectionsMarshal.AsSpan(sources))
            if (source.Y != last)
            {
                rows++;
                last = source.Y;
            }
        return rows;
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(List<BoundaryPixel> a, List<BoundaryPixel> b)
    {
        (int left, int right) = Columns(CollectionsMarshal.AsSpan(a));
        (int otherLeft, int otherRight) = Columns(CollectionsMarshal.AsSpan(b));
        return (Math.Min(left, otherLeft), Math.Min(a[0].Y, b[0].Y), Math.Max(right, otherRight), Math.Max(a[^1].Y, b[^1].Y));
    }

    /// <summary>First and last column; four pixels at a time, of which every other number is a column.</summary>
    private static (int First, int Last) Columns(ReadOnlySpan<BoundaryPixel> pixels)
    {
        ReadOnlySpan<Vector256<int>> wide = MemoryMarshal.Cast<BoundaryPixel, Vector256<int>>(pixels);
        Vector256<int> least = Vector256.Create(int.MaxValue),
            most = Vector256.Create(-1);
        foreach (Vector256<int> four in wide)
            (least, most) = (Vector256.Min(least, four), Vector256.Max(most, four));
        int first = Math.Min(Math.Min(least[0], least[2]), Math.Min(least[4], least[6])),
            last = Math.Max(Math.Max(most[0], most[2]), Math.Max(most[4], most[6]));
        foreach (BoundaryPixel pixel in pixels[(4 * wide.Length)..])
            (first, last) = (Math.Min(first, pixel.X), Math.Max(last, pixel.X));
        return (first, last);
    }

    /// <summary>Rows to the nearest target above, for every column of every row that has a source.</summary>
    private static void FillDown(
        ushort[] down,
        Span<ushort> running,
        List<BoundaryPixel> sources,
        List<BoundaryPixel> targets,
        int left,
        CancellationToken cancel
    )
    {
        running.Fill(None);
        int target = 0,
            rows = 0,
            y = 0;
        for (int source = 0; source < sources.Count; rows++)
        {
            cancel.ThrowIfCancellationRequested();
            int row = sources[source].Y;
            for (; target < targets.Count && targets[target].Y <= row; target++)
            {
                Step(running, targets[target].Y - y);
                y = targets[target].Y;
                running[Vector256<ushort>.Count + targets[target].X - left] = 0;
            }
            Step(running, row - y);
            y = row;
            running.CopyTo(down.AsSpan(rows * running.Length, running.Length));
            while (source < sources.Count && sources[source].Y == row)
                source++;
        }
    }

    /// <summary>Some rows further from every target; no target stays no target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step(Span<ushort> row, int rows)
    {
        if (rows == 0)
            return;
        ushort step = (ushort)Math.Min(rows, None);
        Span<Vector256<ushort>> wide = MemoryMarshal.Cast<ushort, Vector256<ushort>>(row);
        Vector256<ushort> none = Vector256.Create(None),
            steps = Vector256.Create(step);
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Vector256.Min(wide[i] + steps, none);
        for (int i = wide.Length * Vector256<ushort>.Count; i < row.Length; i++)
            row[i] = (ushort)Math.Min(row[i] + step, None);
    }

    /// <summary>The nearer of the target above and the one below, for every column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Lower(Span<ushort> down, ReadOnlySpan<ushort> up)
    {
        Span<Vector256<ushort>> wide = MemoryMarshal.Cast<ushort, Vector256<ushort>>(down);
        ReadOnlySpan<Vector256<ushort>> other = MemoryMarshal.Cast<ushort, Vector256<ushort>>(up);
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Vector256.Min(wide[i], other[i]);
        for (int i = wide.Length * Vector256<ushort>.Count; i < down.Length; i++)
            down[i] = Math.Min(down[i], up[i]);
    }

    /// <summary>Place of the first of the neighbours in a row that a source is the last of.</summary>
    private static int StartOfRun(List<BoundaryPixel> sources, int last)
    {
        int first = last;
        while (first > 0 && sources[first - 1] == new BoundaryPixel(sources[first].X - 1, sources[first].Y))
            first--;
        return first;
    }
}
