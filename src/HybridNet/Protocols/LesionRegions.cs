using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>
/// Figures of each reference lesion inside its own region of the image (A. Jaus et al., CC-Metrics, AAAI 2025).
/// </summary>
/// <remarks>
/// A region holds the pixels that are nearer to its lesion than to any other; of equally near ones the lower label has it.
/// Only predicted pixels need a region: the squared distance to the nearest reference pixel is known, and the reference
/// pixels at exactly that distance are looked up.
/// </remarks>
internal sealed class LesionRegions : IDisposable
{
    private readonly List<ProtocolPair> _regions = [];

    private LesionRegions(ProtocolPair pair, Connectivity connectivity)
    {
        LesionMap lesions = pair.Lesions(connectivity).Gt;
        var predicted = new List<BoundaryPixel>[lesions.Count];
        for (int i = 0; i < predicted.Length; i++)
            predicted[i] = [];
        var outside = new List<BoundaryPixel>();
        foreach (BoundaryPixel pixel in pair.Points(PointSet.Pixels, ofGt: false).Points)
            if (LabelAt(lesions, pixel.X, pixel.Y) is > 0 and int label)
                predicted[label - 1].Add(pixel);
            else
                outside.Add(pixel);
        int[] squares =
            outside.Count == 0
                ? []
                : NearestBoundary.Squared(outside, pair.Points(PointSet.Border4, ofGt: true).Points, pair.Cancel);
        for (int i = 0; i < squares.Length; i++)
            predicted[Nearest(lesions, outside[i], squares[i]) - 1].Add(outside[i]);
        for (int label = 1; label <= lesions.Count; label++)
            _regions.Add(RegionOf(lesions, label, predicted[label - 1], pair));
    }

    /// <summary>Mean over the regions; what is not finite counts the penalty.</summary>
    public static double Mean(ProtocolPair pair, FigureRule rule)
    {
        if (pair.GtEmpty)
            return double.NaN;
        LesionRegions regions = pair.Shared(
            (nameof(LesionRegions), rule.Connectivity),
            () => new LesionRegions(pair, rule.Connectivity)
        );
        FigureRule of = rule.ForEachLesion();
        double[] values =
        [
            .. regions
                ._regions.Select(region => Measures.Of(region, of).Number)
                .Select(value => double.IsFinite(value) ? value : rule.Penalty),
        ];
        return rule.Arithmetic == Arithmetic.Single
            ? LaneSum.Of(Array.ConvertAll(values, value => (float)value)) / values.Length
            : PairwiseSum.Of<double>(values) / values.Length;
    }

    public void Dispose() => _regions.ForEach(region => region.Dispose());

    private static int LabelAt(LesionMap lesions, int x, int y)
    {
        if ((uint)y >= (uint)lesions.Height)
            return 0;
        foreach (PixelRun run in lesions.Row(y))
        {
            if (x < run.Start)
                return 0;
            if (x < run.End)
                return run.Label;
        }
        return 0;
    }

    private static int Nearest(LesionMap lesions, BoundaryPixel pixel, int square)
    {
        int lowest = int.MaxValue;
        for (int down = 0; down * down <= square; down++)
        {
            int across = (int)Math.Round(Math.Sqrt(square - down * down));
            if (across * across + down * down != square)
                continue;
            foreach (int y in (ReadOnlySpan<int>)[pixel.Y - down, pixel.Y + down])
            foreach (int x in (ReadOnlySpan<int>)[pixel.X - across, pixel.X + across])
                if (LabelAt(lesions, x, y) is > 0 and int label)
                    lowest = Math.Min(lowest, label);
        }
        return lowest;
    }

    private static ProtocolPair RegionOf(LesionMap lesions, int label, List<BoundaryPixel> predicted, ProtocolPair whole)
    {
        LesionBox box = LesionBox.Around(lesions.Components[label - 1]);
        foreach (BoundaryPixel pixel in predicted)
            box = new(
                Math.Min(box.Left, pixel.X),
                Math.Min(box.Top, pixel.Y),
                Math.Max(box.Right, pixel.X),
                Math.Max(box.Bottom, pixel.Y)
            );
        Mask gt = box.Draw(lesions, label),
            pred = box.Empty();
        foreach (BoundaryPixel pixel in predicted)
            pred[pixel.X - box.Left, pixel.Y - box.Top] = true;
        return new(gt, pred, Confusion.Count(gt, pred), whole.Settings, whole.Cancel, owned: true);
    }
}
