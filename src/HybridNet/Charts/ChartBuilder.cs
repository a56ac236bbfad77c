using HybridNet.Charts.Kinds;
using HybridNet.Froc;

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
            ChartKind.DiceByArea => [DiceByAreaChart.Of(evidence)],
            ChartKind.Box => [BoxChart.Of(evidence.Run, IdPattern.Compile(IdPattern.Suffix)!)],
            ChartKind.Violin => [ViolinChart.Of(evidence.Run, IdPattern.Compile(IdPattern.Suffix)!)],
            ChartKind.Roc => [RocChart.Of([evidence])],
            ChartKind.TrainingGrid => [TrainingGridChart.Of(evidence.Run)],
            ChartKind.Froc => throw From(evidence.Run, kind, "Measure-HNFroc"),
            ChartKind.Ranking => throw From(evidence.Run, kind, "Measure-HNRanking"),
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

    /// <summary>One chart of several runs.</summary>
    /// <param name="kind">MetricCurve, Histogram (as the share of images up to a Dice), PrecisionRecall, Roc, Box or
    /// Violin.</param>
    /// <param name="runs">The runs.</param>
    /// <exception cref="InputException">The kind is of one run only, or a run lacks what it is drawn from.</exception>
    public static IReadOnlyList<Chart> Together(ChartKind kind, IReadOnlyList<RunEvidence> runs) =>
        kind switch
        {
            ChartKind.MetricCurve => RunsTogether.Curves(runs),
            ChartKind.Histogram => [RunsTogether.Distribution(runs)],
            ChartKind.PrecisionRecall => [RunsTogether.PrecisionRecall(runs)],
            ChartKind.Roc => [RocChart.Of(runs)],
            ChartKind.Box => [BoxChart.Of([.. runs.Select(run => run.Run)])],
            ChartKind.Violin => [ViolinChart.Of([.. runs.Select(run => run.Run)])],
            _ => throw new InputException(
                InputError.InvalidArgument,
                $"The chart {kind} is of one run.",
                kind.ToString(),
                "-Combined draws MetricCurve, Histogram, PrecisionRecall, Roc, Box and Violin."
            ),
        };

    /// <summary>Dice by group of images.</summary>
    /// <param name="kind">Box or Violin.</param>
    /// <param name="run">The run.</param>
    /// <param name="group">Finds the group in an image id.</param>
    public static Chart ByGroup(ChartKind kind, Run run, System.Text.RegularExpressions.Regex group) =>
        kind == ChartKind.Violin ? ViolinChart.Of(run, group) : BoxChart.Of(run, group);

    /// <summary>The chart of FROC results, a curve for each.</summary>
    /// <param name="results">The results.</param>
    public static Chart Of(IReadOnlyList<FrocResult> results) => FrocChart.Of(results);

    /// <summary>The chart of a ranking.</summary>
    /// <param name="ranking">The ranked runs.</param>
    public static Chart Of(IReadOnlyList<RankedRun> ranking) => RankingChart.Of(ranking);

    private static InputException From(Run run, ChartKind kind, string source) =>
        new(InputError.InvalidArgument, $"The chart {kind} is not drawn from a run.", run.Name, $"Pipe what {source} emits.");

    /// <summary>What a kind lacks to be drawn.</summary>
    internal static InputException Lacks(Run run, ChartKind kind, string what) =>
        new(
            InputError.MissingFile,
            $"Run {run.Name} has no {what}, which the chart {kind} is drawn from.",
            run.Name,
            "Add it, or leave this kind out."
        );
}
