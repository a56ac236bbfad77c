using HybridNet.Metrics;
using HybridNet.Probabilities;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Precision over recall of all pixels together at every level of the maps, and at the 33 thresholds of the IDRiD
/// protocol.</summary>
internal static class PrecisionRecallChart
{
    private const int ProtocolSteps = 32;

    public static Chart Of(RunEvidence evidence)
    {
        if (evidence.Sweep?.Pooled is not { } pooled)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.PrecisionRecall, "probability maps with references");
        ProbabilityMetrics figures = pooled.Metrics();
        double protocol = ThresholdSweep.Protocol(pooled),
            prevalence = pooled.Count == 0 ? double.NaN : (double)pooled.PositiveCount / pooled.Count;
        ChartPoint[] curve =
        [
            .. Enumerable.Range(0, 256).Reverse().Select(step => Point(pooled, step / 255.0)).OfType<ChartPoint>(),
        ];
        ChartPoint[] points =
        [
            .. Enumerable
                .Range(0, ProtocolSteps + 1)
                .Reverse()
                .Select(step => Point(pooled, (double)step / ProtocolSteps))
                .OfType<ChartPoint>(),
        ];
        double own = evidence.Run.Threshold ?? 0.5;
        string said = Invariant(
            $"{evidence.Sweep.Images} images pooled; AUPR33 {protocol:0.0000}, average precision "
                + $"{figures.AveragePrecision:0.0000}; prevalence {prevalence:0.00000}"
        );
        return new()
        {
            Kind = ChartKind.PrecisionRecall,
            Run = evidence.Run.Name,
            Title = $"{evidence.Run.Name}: precision over recall of all pixels",
            Subtitle = said,
            Description = $"Precision over recall of the pooled pixels. {said}.",
            X = new("recall", 0, 1.01),
            Y = new("precision", 0, 1.02),
            Series =
            [
                new("every level", SeriesShape.Line, ChartColor.First, curve),
                new("33 thresholds (IDRiD)", SeriesShape.Points, ChartColor.Second, points)
                {
                    Size = 6,
                    Mark = SeriesMark.Diamond,
                },
                new(
                    Invariant($"the run's threshold, {own:0.00}"),
                    SeriesShape.Points,
                    ChartColor.Ink,
                    Point(pooled, own) is { } chosen ? [chosen] : []
                )
                {
                    Size = 10,
                    Mark = SeriesMark.Square,
                },
            ],
            Rules = [new(prevalence, "prevalence") { TextAt = 0.02 }],
            Legend = LegendPlace.Below,
        };
    }

    private static ChartPoint? Point(ProbabilityHistogram pooled, double threshold)
    {
        Confusion counts = pooled.At(pooled.LevelOf(threshold));
        return counts.PredPixels == 0 || counts.GtPixels == 0
            ? null
            : new(OverlapMetrics.Recall(counts), OverlapMetrics.Precision(counts));
    }
}
