using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>Figures of the shape of two masks that are neither counts nor outline distances.</summary>
internal static class ShapeFigures
{
    /// <summary>Up to this width, in pixels, drawing is faster than measuring distances.</summary>
    private const double WidestDisk = 16;

    /// <summary>
    /// Intersection over union of the two bands of pixels that lie in a mask and nearer to its border pixels than the width
    /// (B. Cheng et al., CVPR 2021, with the border of the rule's tool). Width 1 is the border alone.
    /// </summary>
    public static double BoundaryIou(ProtocolPair pair, FigureRule rule)
    {
        using Mask gt = Band(pair.Gt, pair.Points(rule.Points, ofGt: true).Points, rule.Width, pair.Cancel),
            pred = Band(pair.Pred, pair.Points(rule.Points, ofGt: false).Points, rule.Width, pair.Cancel);
        return CountFigures<double>.Iou(Confusion.Count(gt, pred), ClassAverage.Foreground);
    }

    /// <summary>Distance of the two centres of gravity.</summary>
    public static double CentreDistance(ProtocolPair pair, FigureRule rule)
    {
        if (pair.GtEmpty || pair.PredEmpty)
            return double.NaN;
        (double row, double column) = pair.Spacing(rule.Spacing);
        LesionMatching lesions = pair.Lesions(Connectivity.Eight);
        (double x, double y) a = Centre(lesions.Gt),
            b = Centre(lesions.Pred);
        double down = (a.y - b.y) * row,
            across = (a.x - b.x) * column;
        return Math.Sqrt(down * down + across * across);
    }

    /// <summary>Share of the prediction's centreline that lies in the reference; NaN without a centreline.</summary>
    public static double CentrelinePrecision(ProtocolPair pair) => OnOther(Skeletons(pair).Pred, pair.Gt);

    /// <summary>Share of the reference's centreline that lies in the prediction; NaN without a centreline.</summary>
    public static double CentrelineRecall(ProtocolPair pair) => OnOther(Skeletons(pair).Gt, pair.Pred);

    /// <summary>Harmonic mean of the two (S. Shit et al., CVPR 2021).</summary>
    public static double CentrelineDice(ProtocolPair pair)
    {
        double precision = CentrelinePrecision(pair),
            recall = CentrelineRecall(pair);
        return 2 * recall * precision / (recall + precision);
    }

    private static Mask Band(Mask mask, List<BoundaryPixel> border, double width, CancellationToken cancel)
    {
        if (width <= WidestDisk)
            return Disks(mask, border, width);
        var band = new Mask(mask.Width, mask.Height);
        foreach (BoundaryPixel pixel in border)
            Set(band, pixel);
        if (border.Count == 0)
            return band;
        List<BoundaryPixel> all = OutlinePoints.Of(mask, PointSet.Pixels).Points;
        int[] squares = NearestBoundary.Squared(all, border, cancel);
        for (int i = 0; i < squares.Length; i++)
            if (squares[i] < width * width)
                Set(band, all[i]);
        return band;
    }

    /// <summary>The band as a disk around each border pixel, row by row, of which the mask keeps its own pixels.</summary>
    private static Mask Disks(Mask mask, List<BoundaryPixel> border, double width)
    {
        var band = new Mask(mask.Width, mask.Height);
        // Columns to either side that are nearer than the width, for each number of rows; a border pixel itself always is.
        var reach = new List<int>();
        for (int down = 0; down == 0 || down < width; down++)
        {
            int across = 0;
            while ((across + 1) * (across + 1) + down * down < width * width)
                across++;
            reach.Add(across);
        }
        foreach (BoundaryPixel pixel in border)
            for (int down = 1 - reach.Count; down < reach.Count; down++)
            {
                int y = pixel.Y + down,
                    across = reach[Math.Abs(down)];
                if ((uint)y < (uint)mask.Height)
                    MaskWords.SetRun(band.Row(y), Math.Max(0, pixel.X - across), Math.Min(mask.Width, pixel.X + across + 1));
            }
        Span<ulong> words = band.Words;
        ReadOnlySpan<ulong> own = mask.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= own[i];
        return band;
    }

    private static void Set(Mask mask, BoundaryPixel pixel) => mask.Row(pixel.Y)[pixel.X >> 6] |= 1UL << (pixel.X & 63);

    private static (double X, double Y) Centre(LesionMap lesions)
    {
        long twiceX = 0,
            y = 0,
            count = 0;
        foreach (PixelRun run in lesions.Runs)
        {
            // The columns of a run add up to its length times their middle.
            twiceX += (long)run.Length * (run.Start + run.End - 1);
            y += (long)run.Length * run.Y;
            count += run.Length;
        }
        return (twiceX / 2 / (double)count, (double)y / count);
    }

    private static double OnOther(Mask skeleton, Mask other)
    {
        Confusion counts = Confusion.Count(other, skeleton);
        return CountFigures<double>.Precision(counts);
    }

    private static SkeletonPair Skeletons(ProtocolPair pair) =>
        pair.Shared(
            nameof(SkeletonPair),
            () =>
            {
                LesionMatching lesions = pair.Lesions(Connectivity.Eight);
                return new SkeletonPair(Skeleton.Of(lesions.Gt), Skeleton.Of(lesions.Pred));
            }
        );

    private sealed record SkeletonPair(Mask Gt, Mask Pred) : IDisposable
    {
        public void Dispose()
        {
            Gt.Dispose();
            Pred.Dispose();
        }
    }
}
