using HybridNet.Charts;
using HybridNet.Lesions;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>What the masks and maps say: means, lesions by size, thresholds.</summary>
internal static class MaskSection
{
    public static ReportSection? Of(ReportInput input)
    {
        RunEvidence evidence = input.Evidence;
        if (evidence.Measurements.Count == 0)
            return null;
        (double, MetricState)[] values = [.. evidence.Measurements.Select(row => (row.Dice, row.State))];
        PolicyMean mean = PolicyMean.Of(values, EmptyPolicy.NonTrivial, input.Resamples, input.Seed);
        int hit = evidence.Lesions.Count(lesion => lesion.Side == LesionSide.GroundTruth && lesion.Hit),
            gt = evidence.Lesions.Count(lesion => lesion.Side == LesionSide.GroundTruth);
        int wrong = evidence.Lesions.Count(lesion => lesion.Side == LesionSide.Prediction && !lesion.Hit),
            predicted = evidence.Lesions.Count(lesion => lesion.Side == LesionSide.Prediction);
        string said =
            (MaskCoverage.Sentence(evidence) is { } which ? which + " " : "")
            + $"The masks of {Many(evidence.Measurements.Count, "image", "images")} were measured; their mean Dice is "
            + $"{ReportNumber.Mean(mean)} (NonTrivial, n = {mean.Count}). "
            + $"{Count(hit)} of {Many(gt, "reference lesion", "reference lesions")} are touched by a prediction; "
            + $"{Count(wrong)} of {Many(predicted, "predicted lesion touches", "predicted lesions touch")} no reference lesion."
            + (
                evidence.Faults.Count > 0
                    ? $" {Many(evidence.Faults.Count, "image", "images")} could not be measured; the first: "
                        + $"{evidence.Faults[0].Message}"
                    : ""
            );
        var blocks = new List<ReportBlock> { new ReportText(said), Strata(evidence) };
        blocks.AddRange(
            ReportBuilder.Charts(
                evidence,
                ChartKind.LesionSize,
                ChartKind.PrecisionRecall,
                ChartKind.ThresholdSweep,
                ChartKind.Reliability
            )
        );
        return new("masks", evidence.Sweep is null ? "Masks" : "Masks and probability maps", blocks);
    }

    private static ReportTable Strata(RunEvidence evidence) =>
        new(
            "Lesions by size, 8-connected",
            [
                new("Size, px"),
                new("Reference", true),
                new("Found", true),
                new("Recall", true),
                new("Predicted", true),
                new("False alarms", true),
            ],
            [
                .. SizeStrata
                    .Default.Names.Select(name =>
                        (
                            Name: name,
                            Gt: evidence
                                .Lesions.Where(lesion => lesion.Side == LesionSide.GroundTruth && lesion.SizeStratum == name)
                                .ToArray(),
                            Pred: evidence
                                .Lesions.Where(lesion => lesion.Side == LesionSide.Prediction && lesion.SizeStratum == name)
                                .ToArray()
                        )
                    )
                    .Select(row =>
                        (IReadOnlyList<ReportCell>)
                            [
                                new(row.Name),
                                CountCell(row.Gt.Length),
                                CountCell(row.Gt.Count(lesion => lesion.Hit)),
                                ScoreCell(row.Gt.Length == 0 ? null : (double)row.Gt.Count(lesion => lesion.Hit) / row.Gt.Length),
                                CountCell(row.Pred.Length),
                                CountCell(row.Pred.Count(lesion => !lesion.Hit)),
                            ]
                    ),
            ]
        );
}
