using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>Figures of matched lesions.</summary>
internal static class LesionFigures
{
    /// <summary>
    /// 2 TP/(2 TP + FP + FN) where TP are reference lesions that are found and FP predicted ones that find none, under any
    /// overlap or, with a least IoU, one component at or above it.
    /// </summary>
    public static double F1(ProtocolPair pair, FigureRule rule)
    {
        LesionMatching lesions = pair.Lesions(rule.Connectivity);
        IReadOnlyList<LesionPair> matched = LesionAssignments.Of(pair, rule);
        int hit = matched.Where(match => match.Iou >= rule.MatchIou).Select(match => match.Gt).Distinct().Count(),
            right = matched.Where(match => match.Iou >= rule.MatchIou).Select(match => match.Pred).Distinct().Count();
        double wrong = lesions.Pred.Count - right + (lesions.Gt.Count - hit);
        return hit / (hit + wrong / 2);
    }

    /// <summary>TP/(TP + FP/2 + FN/2) of one-to-one matches (A. Kirillov et al., CVPR 2019).</summary>
    public static double RecognitionQuality(ProtocolPair pair, FigureRule rule)
    {
        LesionMatching lesions = pair.Lesions(rule.Connectivity);
        int matched = LesionAssignments.Of(pair, rule).Count;
        return matched / (matched + 0.5 * (lesions.Pred.Count - matched) + 0.5 * (lesions.Gt.Count - matched));
    }

    /// <summary>Mean over the matched pairs of the figure that the rule names.</summary>
    public static FigureValue SegmentationQuality(ProtocolPair pair, FigureRule rule)
    {
        double[] values = OfMatches(pair, rule);
        return values.Length == 0 ? double.NaN : PairwiseSum.Of<double>(values) / values.Length;
    }

    /// <summary>Standard deviation over the matched pairs, divisor n.</summary>
    public static FigureValue SegmentationDeviation(ProtocolPair pair, FigureRule rule)
    {
        double[] values = OfMatches(pair, rule);
        if (values.Length == 0)
            return double.NaN;
        double mean = PairwiseSum.Of<double>(values) / values.Length;
        return Math.Sqrt(
            PairwiseSum.Of<double>(Array.ConvertAll(values, value => (value - mean) * (value - mean))) / values.Length
        );
    }

    /// <summary>Recognition quality times segmentation quality.</summary>
    public static FigureValue PanopticQuality(ProtocolPair pair, FigureRule rule)
    {
        double[] values = OfMatches(pair, rule);
        return values.Length == 0 ? double.NaN : PairwiseSum.Of<double>(values) / values.Length * RecognitionQuality(pair, rule);
    }

    /// <summary>Mean size of the matched reference lesions, pixels; NaN without a match.</summary>
    public static double MatchedPixels(ProtocolPair pair, FigureRule rule)
    {
        LesionMatching lesions = pair.Lesions(rule.Connectivity);
        IReadOnlyList<LesionPair> matched = LesionAssignments.Of(pair, rule);
        return matched.Count == 0
            ? double.NaN
            : matched.Sum(match => lesions.Gt.Components[match.Gt - 1].Area) / (double)matched.Count;
    }

    /// <summary>
    /// Mean of all outline distances between the lesions of each matched pair, all pairs together; NaN without a match.
    /// </summary>
    public static double MatchedDistance(ProtocolPair pair, FigureRule rule)
    {
        var distances = new List<double>();
        if (rule.Direction != DistanceDirection.PredToGt)
            Add(LesionAssignment.OneToOneByPrediction, found => found.ToPred);
        if (rule.Direction == DistanceDirection.Both)
            Add(LesionAssignment.OneToOne, found => found.ToGt);
        return distances.Count == 0 ? double.NaN : PairwiseSum.Of<double>(distances.ToArray()) / distances.Count;

        void Add(LesionAssignment assignment, Func<PointDistances, double[]> direction)
        {
            FigureRule one = rule with { Assignment = assignment };
            foreach (ProtocolPair drawn in Pairs(pair, one).Drawn)
                distances.AddRange(direction(drawn.Distances(rule)));
        }
    }

    /// <summary>The figure that the rule names, for each matched pair; the pairs keep their distances for the next
    /// figure.</summary>
    private static double[] OfMatches(ProtocolPair pair, FigureRule rule)
    {
        FigureRule of = rule.ForEachLesion();
        return Array.ConvertAll(Pairs(pair, rule).Drawn, drawn => Measures.Of(drawn, of).Number);
    }

    private static MatchedPairs Pairs(ProtocolPair pair, FigureRule rule) =>
        pair.Shared(
            (nameof(MatchedPairs), rule.Assignment, rule.Connectivity, rule.MatchIou),
            () => new MatchedPairs([.. LesionAssignments.Of(pair, rule).Select(match => PairOf(pair, match, rule.Connectivity))])
        );

    private static ProtocolPair PairOf(ProtocolPair pair, LesionPair match, Connectivity connectivity)
    {
        LesionMatching lesions = pair.Lesions(connectivity);
        Component gt = lesions.Gt.Components[match.Gt - 1],
            pred = lesions.Pred.Components[match.Pred - 1];
        var counts = new Confusion(
            match.Pixels,
            pred.Area - match.Pixels,
            gt.Area - match.Pixels,
            pair.Counts.Total - gt.Area - pred.Area + match.Pixels
        );
        return new(
            () =>
            {
                LesionBox box = LesionBox.Around(gt).With(pred);
                return (box.Draw(lesions.Gt, match.Gt), box.Draw(lesions.Pred, match.Pred));
            },
            counts,
            pair.Settings,
            pair.Cancel
        );
    }

    /// <summary>The lesions of matched pairs, each pair drawn by itself when a figure needs it.</summary>
    private sealed record MatchedPairs(ProtocolPair[] Drawn) : IDisposable
    {
        public void Dispose()
        {
            foreach (ProtocolPair pair in Drawn)
                pair.Dispose();
        }
    }
}
