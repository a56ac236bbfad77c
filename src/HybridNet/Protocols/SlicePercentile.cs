using System.Numerics;
using System.Runtime.InteropServices;
using HybridNet.Distances;
using HybridNet.Masks;

namespace HybridNet.Protocols;

/// <summary>
/// Percentile of distances between the surfaces of two slices, one pixel being one unit: the figure of BraTS 2023, without a
/// list of all their points.
/// </summary>
/// <remarks>
/// Nearly all corners of a slice lie inside both masks: at distance 0, which one count for each pattern says, 64 corners at a
/// time. Distances are searched for the others only, and only to the rim of the other mask (<see cref="DenseDistances"/>). The
/// sums are those of the list: the same values in the same order.
/// </remarks>
internal static class SlicePercentile
{
    /// <summary>A slice has every corner on both of its faces.</summary>
    private const int Copies = 2,
        PatternBits = 4,
        Patterns = 1 << PatternBits,
        LargestSquare = int.MaxValue >> PatternBits;

    private static readonly double[] s_areas = [.. CornerLengths.Slice(1, 1).Order()];

    private static readonly int[] s_places = PlacesOf(CornerLengths.Slice(1, 1));

    /// <summary>The figure is this one: both masks have pixels, and the spacing is one pixel.</summary>
    public static bool Serves(ProtocolPair pair, FigureRule rule) =>
        rule is { Points: PointSet.SliceCorners, Targets: null, Rank: PercentileRank.LengthShare }
        && pair.Settings is { RowSpacing: 1, ColumnSpacing: 1 }
        && pair is { GtEmpty: false, PredEmpty: false }
        && Math.Max(pair.Gt.Width, pair.Gt.Height) < Mask.MaximumSide;

    /// <summary>The larger of the two directed percentiles; null where the masks are too far apart for whole numbers.</summary>
    public static double? Of(ProtocolPair pair, FigureRule rule)
    {
        using Mask gt = Corners(pair.Gt),
            pred = Corners(pair.Pred);
        return
            Directed(pair.Gt, gt, pred, rule.Percentile, pair.Cancel) is { } toPred
            && Directed(pair.Pred, pred, gt, rule.Percentile, pair.Cancel) is { } toGt
            ? Math.Max(toPred, toGt)
            : null;
    }

    private static double? Directed(Mask from, Mask corners, Mask others, double percentile, CancellationToken cancel)
    {
        Span<int> atZero = stackalloc int[Patterns];
        atZero.Clear();
        var apart = new List<BoundaryPixel>();
        var places = new List<int>();
        Divide(from, corners, others, atZero, apart, places);
        var runs = new List<(int Square, double Area, int Count)>();
        for (int place = 0; place < Patterns; place++)
            if (atZero[place] > 0)
                runs.Add((0, s_areas[place], atZero[place] * Copies));
        if (apart.Count > 0)
        {
            List<BoundaryPixel> rim = Boundary.Of(others);
            if (!NearestBoundary.Fits(apart, rim))
                return null;
            int[] keys = NearestBoundary.Squared(apart, rim, cancel);
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] > LargestSquare)
                    return null;
                keys[i] = keys[i] << PatternBits | places[i];
            }
            WholeNumberSort.Sort(keys);
            foreach (int key in keys)
                runs.Add((key >> PatternBits, s_areas[key & (Patterns - 1)], Copies));
        }
        ReadOnlySpan<(int Square, double Area, int Count)> all = CollectionsMarshal.AsSpan(runs);
        return Math.Sqrt(SquareAt(all, SumOf(all), percentile));
    }

    /// <summary>The first distance at which the share of the area reaches the percentile.</summary>
    private static int SquareAt(ReadOnlySpan<(int Square, double Area, int Count)> runs, double total, double percentile)
    {
        double share = percentile / 100,
            // A division only where the rounded quotient can decide.
            near = total * share * (1 - 1e-9),
            reached = 0;
        foreach ((int square, double area, int count) in runs)
            for (int i = 0; i < count; i++)
            {
                reached += area;
                if (reached >= near && reached / total >= share)
                    return square;
            }
        return runs[^1].Square;
    }

    private static double SumOf(ReadOnlySpan<(int Square, double Area, int Count)> runs)
    {
        int count = 0;
        foreach ((_, _, int times) in runs)
            count += times;
        var values = new RepeatedValues(runs);
        return PairwiseSum.Of(ref values, count);
    }

    /// <summary>Counts the corners that both masks have, by pattern, and lists those of the first alone.</summary>
    private static void Divide(
        Mask from,
        Mask corners,
        Mask others,
        Span<int> atZero,
        List<BoundaryPixel> apart,
        List<int> places
    )
    {
        for (int y = 0; y < corners.Height; y++)
        {
            ReadOnlySpan<ulong> row = corners.Row(y);
            if (!row.ContainsAnyExcept(0UL))
                continue;
            ReadOnlySpan<ulong> other = others.Row(y),
                above = Row(from, y - 1),
                below = Row(from, y);
            for (int w = 0; w < row.Length; w++)
            {
                ulong any = row[w];
                if (any == 0)
                    continue;
                ulong upperRight = Word(above, w),
                    lowerRight = Word(below, w),
                    upperLeft = upperRight << 1 | Word(above, w - 1) >> 63,
                    lowerLeft = lowerRight << 1 | Word(below, w - 1) >> 63,
                    full = upperLeft & upperRight & lowerLeft & lowerRight;
                atZero[s_places[Patterns - 1]] += BitOperations.PopCount(full & other[w]);
                for (ulong bits = any & other[w] & ~full; bits != 0; bits &= bits - 1)
                    atZero[PlaceAt(BitOperations.TrailingZeroCount(bits))]++;
                for (ulong bits = any & ~other[w]; bits != 0; bits &= bits - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(bits);
                    apart.Add(new((w << 6) + bit, y));
                    places.Add(PlaceAt(bit));
                }

                int PlaceAt(int bit) =>
                    s_places[
                        (int)(upperLeft >> bit & 1)
                            | (int)(upperRight >> bit & 1) << 1
                            | (int)(lowerLeft >> bit & 1) << 2
                            | (int)(lowerRight >> bit & 1) << 3
                    ];
            }
        }
    }

    /// <summary>The corners of a mask's pixels, as a mask.</summary>
    private static Mask Corners(Mask mask)
    {
        var corners = new Mask(mask.Width + 1, mask.Height + 1);
        for (int y = 0; y < corners.Height; y++)
        {
            ReadOnlySpan<ulong> above = Row(mask, y - 1),
                below = Row(mask, y);
            if (!above.ContainsAnyExcept(0UL) && !below.ContainsAnyExcept(0UL))
                continue;
            Span<ulong> row = corners.Row(y);
            ulong before = 0;
            for (int w = 0; w < row.Length; w++)
            {
                ulong pixels = Word(above, w) | Word(below, w);
                row[w] = pixels | pixels << 1 | before >> 63;
                before = pixels;
            }
        }
        return corners;
    }

    private static ReadOnlySpan<ulong> Row(Mask mask, int y) => (uint)y < (uint)mask.Height ? mask.Row(y) : default;

    private static ulong Word(ReadOnlySpan<ulong> row, int w) => (uint)w < (uint)row.Length ? row[w] : 0;

    /// <summary>The place of each pattern in the order of areas.</summary>
    private static int[] PlacesOf(double[] areas)
    {
        int[] patterns = [.. Enumerable.Range(0, Patterns).OrderBy(pattern => areas[pattern])],
            places = new int[Patterns];
        for (int place = 0; place < Patterns; place++)
            places[patterns[place]] = place;
        return places;
    }

    /// <summary>Values of runs, one after another.</summary>
    private ref struct RepeatedValues(ReadOnlySpan<(int Square, double Area, int Count)> runs) : IValueSequence
    {
        private readonly ReadOnlySpan<(int Square, double Area, int Count)> _runs = runs;
        private int _run,
            _used;

        public void Next(scoped Span<double> values)
        {
            for (int at = 0; at < values.Length; )
            {
                (_, double area, int count) = _runs[_run];
                int taken = Math.Min(count - _used, values.Length - at);
                values.Slice(at, taken).Fill(area);
                at += taken;
                _used += taken;
                if (_used == count)
                    (_run, _used) = (_run + 1, 0);
            }
        }
    }
}
