using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>Which figures of different tools go by the same word, and in which conventions two of them differ.</summary>
internal static class FigureKinds
{
    /// <summary>The word; null for figures that are not compared.</summary>
    public static string? Of(FigureRule rule) =>
        rule.Measure switch
        {
            "Dice" when rule.Average != ClassAverage.Background => "Dice",
            "Iou" when rule.Average != ClassAverage.Background => "IoU",
            "Precision" => "Precision",
            "Recall" => "Recall",
            "Specificity" => "Specificity",
            "Hausdorff" or "HausdorffByWrongRow" when rule.Direction == DistanceDirection.Both => "HD",
            "HausdorffPercentile" when rule.Percentile == 100 => "HD",
            "HausdorffPercentile" when rule.Percentile == 95 => "HD95",
            "MeanDistance" or "MeanOfMeanDistances" when rule.Direction == DistanceDirection.Both => "Mean distance",
            "SurfaceDice" or "SurfaceDiceOfShares" when rule.Direction == DistanceDirection.Both => "Surface Dice",
            "BoundaryIou" when rule.Width <= 1 => "Boundary IoU",
            "LesionF1" or "RecognitionQuality" => "Lesion F1",
            "PanopticQuality" => "Panoptic quality",
            "LesionWiseMean" or "RegionMean" when rule.Of == "Dice" => "Lesion-wise Dice",
            _ => null,
        };

    /// <summary>
    /// The rules on the way from one to another, a convention at a time: outline points, percentile, averaging, lesions,
    /// arithmetic, the definition itself, and last what empty masks count. Conventions that do not differ are left out.
    /// </summary>
    public static IEnumerable<(string Convention, FigureRule Rule)> Path(FigureRule from, FigureRule to)
    {
        FigureRule rule = from;
        foreach ((string convention, Func<FigureRule, FigureRule> take) in Steps(to))
        {
            FigureRule next = take(rule);
            if (next != rule)
                yield return (convention, rule = next);
        }
    }

    private static IEnumerable<(string, Func<FigureRule, FigureRule>)> Steps(FigureRule to) =>
        [
            ("Spacing", rule => rule with { Spacing = to.Spacing, Tolerance = to.Tolerance, ToleranceUse = to.ToleranceUse }),
            ("Outline points", rule => rule with { Points = to.Points, Targets = to.Targets, EmptyTarget = to.EmptyTarget }),
            ("Percentile", rule => rule with { Percentile = to.Percentile, Join = to.Join, Rank = to.Rank }),
            ("Averaging", rule => rule with { Average = to.Average }),
            (
                "Lesions and their matching",
                rule =>
                    rule with
                    {
                        Connectivity = to.Connectivity,
                        Assignment = to.Assignment,
                        MatchIou = to.MatchIou,
                        Dilations = to.Dilations,
                        IgnoreUpTo = to.IgnoreUpTo,
                        Penalty = to.Penalty,
                        Of = to.Of,
                    }
            ),
            ("Arithmetic", rule => rule with { Arithmetic = to.Arithmetic }),
            ("Definition", rule => rule with { Measure = to.Measure, Direction = to.Direction, Width = to.Width }),
            (
                "Empty masks",
                rule =>
                    rule with
                    {
                        BothEmpty = to.BothEmpty,
                        GtEmpty = to.GtEmpty,
                        PredEmpty = to.PredEmpty,
                        Disjoint = to.Disjoint,
                        Undefined = to.Undefined,
                        Unmatched = to.Unmatched,
                    }
            ),
            ("Name", rule => rule with { Name = to.Name }),
        ];
}
