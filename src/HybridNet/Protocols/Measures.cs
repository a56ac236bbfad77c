using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>Everything that a protocol can ask for, by name. Each is written once; conventions come with the rule.</summary>
internal static class Measures
{
    private delegate FigureValue Measure(ProtocolPair pair, FigureRule rule);

    private static readonly Dictionary<string, Measure> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["TruePositive"] = static (pair, _) => pair.Counts.TruePositive,
        ["FalsePositive"] = static (pair, _) => pair.Counts.FalsePositive,
        ["FalseNegative"] = static (pair, _) => pair.Counts.FalseNegative,
        ["TrueNegative"] = static (pair, _) => pair.Counts.TrueNegative,
        ["GtPixels"] = static (pair, _) => pair.Counts.GtPixels,
        ["PredPixels"] = static (pair, _) => pair.Counts.PredPixels,
        ["GtBackground"] = static (pair, _) => pair.Counts.Total - pair.Counts.GtPixels,
        ["PredBackground"] = static (pair, _) => pair.Counts.Total - pair.Counts.PredPixels,
        ["GtVolume"] = static (pair, rule) => pair.Counts.GtPixels * AreaOfPixel(pair, rule),
        ["VolumeDifference"] = static (pair, rule) =>
            Math.Abs(pair.Counts.GtPixels - pair.Counts.PredPixels) * AreaOfPixel(pair, rule),
        ["VolumeRatio"] = static (pair, _) => CountFigures<double>.VolumeRatio(pair.Counts),
        ["AbsoluteVolumeRatio"] = static (pair, _) => Math.Abs(CountFigures<double>.VolumeRatio(pair.Counts)),
        ["WrappedVolumeRatio"] = static (pair, _) => CountFigures<double>.WrappedVolumeRatio(pair.Counts),
        ["VolumetricSimilarity"] = static (pair, _) => CountFigures<double>.VolumetricSimilarity(pair.Counts),
        ["NormalisedExpectedCost"] = static (pair, _) => CountFigures<double>.NormalisedExpectedCost(pair.Counts),
        ["Dice"] = static (pair, rule) =>
            IsSingle(rule)
                ? CountFigures<float>.Dice(pair.Counts, rule.Average)
                : CountFigures<double>.Dice(pair.Counts, rule.Average),
        ["Iou"] = static (pair, rule) =>
            IsSingle(rule)
                ? CountFigures<float>.Iou(pair.Counts, rule.Average)
                : CountFigures<double>.Iou(pair.Counts, rule.Average),
        ["Recall"] = Counted(c => CountFigures<double>.Recall(c), c => CountFigures<float>.Recall(c)),
        ["Specificity"] = Counted(c => CountFigures<double>.Specificity(c), c => CountFigures<float>.Specificity(c)),
        ["Precision"] = Counted(c => CountFigures<double>.Precision(c), c => CountFigures<float>.Precision(c)),
        ["NegativePredictiveValue"] = Counted(
            c => CountFigures<double>.NegativePredictiveValue(c),
            c => CountFigures<float>.NegativePredictiveValue(c)
        ),
        ["MissRate"] = Counted(c => CountFigures<double>.MissRate(c), c => CountFigures<float>.MissRate(c)),
        ["FallOut"] = Counted(c => CountFigures<double>.FallOut(c), c => CountFigures<float>.FallOut(c)),
        ["FalseDiscoveryRate"] = Counted(
            c => CountFigures<double>.FalseDiscoveryRate(c),
            c => CountFigures<float>.FalseDiscoveryRate(c)
        ),
        ["FalseOmissionRate"] = Counted(
            c => CountFigures<double>.FalseOmissionRate(c),
            c => CountFigures<float>.FalseOmissionRate(c)
        ),
        ["Accuracy"] = Counted(c => CountFigures<double>.Accuracy(c), c => CountFigures<float>.Accuracy(c)),
        ["BalancedAccuracy"] = Counted(
            c => CountFigures<double>.BalancedAccuracy(c),
            c => CountFigures<float>.BalancedAccuracy(c)
        ),
        ["Informedness"] = Counted(c => CountFigures<double>.Informedness(c), c => CountFigures<float>.Informedness(c)),
        ["Markedness"] = Counted(c => CountFigures<double>.Markedness(c), c => CountFigures<float>.Markedness(c)),
        ["FowlkesMallows"] = Counted(c => CountFigures<double>.FowlkesMallows(c), c => CountFigures<float>.FowlkesMallows(c)),
        ["PositiveLikelihoodRatio"] = Counted(
            c => CountFigures<double>.PositiveLikelihoodRatio(c),
            c => CountFigures<float>.PositiveLikelihoodRatio(c)
        ),
        ["PrevalenceThreshold"] = Counted(
            c => CountFigures<double>.PrevalenceThreshold(c),
            c => CountFigures<float>.PrevalenceThreshold(c)
        ),
        ["FBeta"] = Counted(c => CountFigures<double>.FBeta(c), c => CountFigures<float>.FBeta(c)),
        ["Mcc"] = Counted(c => CountFigures<double>.Mcc(c), c => CountFigures<float>.Mcc(c)),
        ["Kappa"] = Counted(c => CountFigures<double>.Kappa(c), c => CountFigures<float>.Kappa(c)),
        ["NetBenefit"] = Counted(c => CountFigures<double>.NetBenefit(c), c => CountFigures<float>.NetBenefit(c)),
        ["GeneralizedDice"] = Counted(c => CountFigures<double>.GeneralizedDice(c), c => CountFigures<float>.GeneralizedDice(c)),
        ["Hausdorff"] = static (pair, rule) => DistanceFigures.Maximum(pair.Distances(rule), rule),
        ["HausdorffPercentile"] = static (pair, rule) =>
            (SlicePercentile.Serves(pair, rule) ? SlicePercentile.Of(pair, rule) : null)
            ?? DistanceFigures.Percentile(pair.Distances(rule), rule),
        ["MeanDistance"] = static (pair, rule) => DistanceFigures.Mean(pair.Distances(rule), rule),
        ["MeanOfMeanDistances"] = static (pair, rule) => DistanceFigures.MeanOfMeans(pair.Distances(rule), rule),
        ["MedianDistance"] = static (pair, rule) => DistanceFigures.Median(pair.Distances(rule), rule),
        ["DistanceDeviation"] = static (pair, rule) => DistanceFigures.Deviation(pair.Distances(rule), rule),
        ["SurfaceDice"] = static (pair, rule) => DistanceFigures.Share(pair.Distances(rule), rule, rule.Tolerance),
        ["SurfaceDiceOfShares"] = static (pair, rule) => DistanceFigures.ShareOfShares(pair.Distances(rule), rule.Tolerance),
        ["BoundaryIou"] = static (pair, rule) => ShapeFigures.BoundaryIou(pair, rule),
        ["CentreDistance"] = static (pair, rule) => ShapeFigures.CentreDistance(pair, rule),
        ["CentrelinePrecision"] = static (pair, _) => ShapeFigures.CentrelinePrecision(pair),
        ["CentrelineRecall"] = static (pair, _) => ShapeFigures.CentrelineRecall(pair),
        ["CentrelineDice"] = static (pair, _) => ShapeFigures.CentrelineDice(pair),
        ["HausdorffByWrongRow"] = static (pair, rule) => WrongRowHausdorff.Of(pair, rule),
        ["GtLesions"] = static (pair, rule) => pair.Lesions(rule.Connectivity).Gt.Count,
        ["PredLesions"] = static (pair, rule) => pair.Lesions(rule.Connectivity).Pred.Count,
        ["LesionCountDifference"] = static (pair, rule) =>
            Math.Abs(pair.Lesions(rule.Connectivity).Gt.Count - pair.Lesions(rule.Connectivity).Pred.Count),
        ["LesionF1"] = static (pair, rule) => LesionFigures.F1(pair, rule),
        ["MatchedLesions"] = static (pair, rule) => LesionAssignments.Of(pair, rule).Count,
        ["FalseLesions"] = static (pair, rule) =>
            pair.Lesions(rule.Connectivity).Pred.Count - LesionAssignments.Of(pair, rule).Count,
        ["MissedLesions"] = static (pair, rule) =>
            pair.Lesions(rule.Connectivity).Gt.Count - LesionAssignments.Of(pair, rule).Count,
        ["MatchedOfPredicted"] = static (pair, rule) =>
            (double)LesionAssignments.Of(pair, rule).Count / pair.Lesions(rule.Connectivity).Pred.Count,
        ["MatchedOfMarked"] = static (pair, rule) =>
            (double)LesionAssignments.Of(pair, rule).Count / pair.Lesions(rule.Connectivity).Gt.Count,
        ["UnmatchedOfMarked"] = static (pair, rule) =>
            (double)(pair.Lesions(rule.Connectivity).Gt.Count - LesionAssignments.Of(pair, rule).Count)
            / pair.Lesions(rule.Connectivity).Gt.Count,
        ["RecognitionQuality"] = static (pair, rule) => LesionFigures.RecognitionQuality(pair, rule),
        ["SegmentationQuality"] = static (pair, rule) => LesionFigures.SegmentationQuality(pair, rule),
        ["SegmentationQualityDeviation"] = static (pair, rule) => LesionFigures.SegmentationDeviation(pair, rule),
        ["PanopticQuality"] = static (pair, rule) => LesionFigures.PanopticQuality(pair, rule),
        ["MatchedLesionPixels"] = static (pair, rule) => LesionFigures.MatchedPixels(pair, rule),
        ["MatchedLesionVolume"] = static (pair, rule) => LesionFigures.MatchedPixels(pair, rule) * AreaOfPixel(pair, rule),
        ["MatchedLesionDistance"] = static (pair, rule) => LesionFigures.MatchedDistance(pair, rule),
        ["LesionWiseHits"] = static (pair, rule) => LesionWise.Of(pair, rule).Hits,
        ["LesionWiseMisses"] = static (pair, rule) => LesionWise.Of(pair, rule).Misses,
        ["LesionWiseFalse"] = static (pair, rule) => LesionWise.Of(pair, rule).FalseLesions,
        ["LesionWiseMean"] = static (pair, rule) => LesionWise.Mean(pair, rule),
        ["RegionMean"] = static (pair, rule) => LesionRegions.Mean(pair, rule),
        ["OutlineLength"] = static (pair, rule) => DistanceFigures.Length(pair.Distances(rule), rule),
    };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True when there is a measure of that name.</summary>
    /// <param name="name">The name.</param>
    public static bool Exists(string name) => All.ContainsKey(name);

    /// <summary>One figure of one pair.</summary>
    internal static FigureValue Of(ProtocolPair pair, FigureRule rule)
    {
        FigureValue? given = (pair.GtEmpty, pair.PredEmpty) switch
        {
            (true, true) => rule.BothEmpty,
            (true, false) => rule.GtEmpty,
            (false, true) => rule.PredEmpty,
            _ => pair.Counts.TruePositive == 0 ? rule.Disjoint : null,
        };
        if (given is { } value)
            return value;
        if (pair.Counts.TruePositive == pair.Counts.Total && rule.BothFull is { } full)
            return full;
        if (rule.Unmatched is { } unmatched && LesionAssignments.Of(pair, rule).Count == 0)
            return unmatched;
        FigureValue figure = pair.Figure(rule, static (pair, rule) => All[rule.Measure](pair, rule));
        return double.IsNaN(figure.Number) && figure.Raised is null && !figure.Absent && rule.Undefined is { } instead
            ? instead
            : figure;
    }

    private static bool IsSingle(FigureRule rule) => rule.Arithmetic == Arithmetic.Single;

    private static Measure Counted(Func<Confusion, double> exact, Func<Confusion, double> single) =>
        (pair, rule) => IsSingle(rule) ? single(pair.Counts) : exact(pair.Counts);

    private static double AreaOfPixel(ProtocolPair pair, FigureRule rule)
    {
        (double row, double column) = pair.Spacing(rule.Spacing);
        return row * column;
    }
}
