using HybridNet.Charts.Kinds;

namespace HybridNet.Charts;

/// <summary>Makes the charts of a kind from a run.</summary>
internal static class ChartBuilder
{
    /// <summary>The charts of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="evidence">The run, and what its masks and maps say.</param>
    /// <exception cref="InputException">The run lacks the table, masks or maps that the kind is drawn from; the message names
    /// them.</exception>
    public static IReadOnlyList<Chart> Of(ChartKind kind, RunEvidence evidence) =>
        kind switch
        {
            ChartKind.DiceScatter => DiceScatterChart.Of(evidence.Run),
            ChartKind.MetricCurve => MetricCurveChart.Of(evidence.Run),
            ChartKind.SplitBar => [SplitBarChart.Of(evidence.Run)],
            ChartKind.ZeroDice => ZeroDiceChart.Of(evidence),
            ChartKind.Histogram => [HistogramChart.Of(evidence.Run)],
            ChartKind.LesionSize => [LesionSizeChart.Of(evidence)],
            ChartKind.PrecisionRecall => [PrecisionRecallChart.Of(evidence)],
            ChartKind.ThresholdSweep => [ThresholdSweepChart.Of(evidence)],
            ChartKind.Reliability => [ReliabilityChart.Of(evidence)],
            ChartKind.Comparison => throw new InputException(
                InputError.InvalidArgument,
                "The chart Comparison is drawn from two runs.",
                evidence.Run.Name,
                "Pipe what Compare-HNRun emits."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>The chart of a comparison.</summary>
    /// <param name="comparison">Two runs compared by one metric.</param>
    public static Chart Of(Comparison comparison) => ComparisonChart.Of(comparison);

    /// <summary>What a kind lacks to be drawn.</summary>
    internal static InputException Lacks(Run run, ChartKind kind, string what) =>
        new(
            InputError.MissingFile,
            $"Run {run.Name} has no {what}, which the chart {kind} is drawn from.",
            run.Name,
            "Add it, or leave this kind out."
        );
}
