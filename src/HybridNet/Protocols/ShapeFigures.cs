using System.Numerics;
using HybridNet.Distances;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>Figures of the shape of two masks that are neither counts nor outline distances.</summary>
internal static class ShapeFigures
{
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
        (double x, double y) a = Centre(pair.Gt),
            b = Centre(pair.Pred);
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
        var band = new Mask(mask.Width, mask.Height);
        foreach (BoundaryPixel pixel in border)
            Set(band, pixel);
        if (width <= 1 || border.Count == 0)
            return band;
        List<BoundaryPixel> all = OutlinePoints.Of(mask, PointSet.Pixels).Points;
        int[] squares = NearestBoundary.Squared(all, border, cancel);
        for (int i = 0; i < squares.Length; i++)
            if (squares[i] < width * width)
                Set(band, all[i]);
        return band;
    }

    private static void Set(Mask mask, BoundaryPixel pixel) => mask.Row(pixel.Y)[pixel.X >> 6] |= 1UL << (pixel.X & 63);

    private static (double X, double Y) Centre(Mask mask)
    {
        long x = 0,
            y = 0,
            count = 0;
        for (int row = 0; row < mask.Height; row++)
        {
            ReadOnlySpan<ulong> words = mask.Row(row);
            for (int w = 0; w < words.Length; w++)
            for (ulong bits = words[w]; bits != 0; bits &= bits - 1)
            {
                x += (w << 6) + BitOperations.TrailingZeroCount(bits);
                y += row;
                count++;
            }
        }
        return ((double)x / count, (double)y / count);
    }

    private static double OnOther(Mask skeleton, Mask other)
    {
        Confusion counts = Confusion.Count(other, skeleton);
        return CountFigures<double>.Precision(counts);
    }

    private static SkeletonPair Skeletons(ProtocolPair pair) =>
        pair.Shared(nameof(SkeletonPair), () => new SkeletonPair(Skeleton.Of(pair.Gt), Skeleton.Of(pair.Pred)));

    private sealed record SkeletonPair(Mask Gt, Mask Pred) : IDisposable
    {
        public void Dispose()
        {
            Gt.Dispose();
            Pred.Dispose();
        }
    }
}
