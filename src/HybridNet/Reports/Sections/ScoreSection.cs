using HybridNet.Charts;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>The means under each empty policy, and the distribution of every recorded score.</summary>
internal static class ScoreSection
{
    private static readonly (string Name, Func<ImageScore, double> Value)[] s_scores =
    [
        ("Dice", score => score.Dice),
        ("Iou", score => score.Iou),
        ("Precision", score => score.Precision),
        ("Recall", score => score.Recall),
        ("Pearson", score => score.Pearson),
    ];

    private static readonly Dictionary<EmptyPolicy, string> s_meaning = new()
    {
        [EmptyPolicy.NonTrivial] = "trivial images left out; no overlap counts 0",
        [EmptyPolicy.GtPositive] = "only images with a marked lesion; no overlap counts 0",
        [EmptyPolicy.EmptyAsOne] = "trivial images count 1, as in the log; no overlap counts 0",
        [EmptyPolicy.Strict] = "an image without a marked lesion is refused",
    };

    public static ReportSection? Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        if (run.Log.Scores.Count == 0)
            return null;
        ScoreSummary[] summaries =
        [
            .. s_scores
                .Select(score =>
                    ScoreSummary.Of(run.Name, score.Name, Usable(run, score.Value), input.Resamples, input.Seed, input.Cancel)
                )
                .Where(summary => summary.Count > 0),
        ];
        var blocks = new List<ReportBlock>
        {
            new ReportText(
                "The mean depends on what an image counts whose masks are empty. Each row of the table is one way "
                    + "to count; intervals are 95 % BCa bootstrap intervals of the mean."
            ),
            MeansByPolicy(summaries[0]),
            Distribution(summaries),
        };
        blocks.AddRange(ReportBuilder.Charts(input.Evidence, ChartKind.DiceScatter, ChartKind.Histogram));
        return new("scores", "Scores as logged", blocks);
    }

    /// <summary>Value and state of every row, without those that lack a value which their state says they have.</summary>
    public static (double Value, MetricState? State)[] Usable(Run run, Func<ImageScore, double> value) =>
        [
            .. run
                .Log.Scores.Where(row => !double.IsNaN(value(row)) || row.State != MetricState.Defined)
                .Select(row => (value(row), (MetricState?)row.State)),
        ];

    private static ReportTable MeansByPolicy(ScoreSummary dice) =>
        new(
            "Mean Dice under each empty policy",
            [new("Policy"), new("Mean", true), new("95 % interval"), new("n", true), new("Left out", true), new("What counts")],
            [
                .. dice.MeansByPolicy.Select(rung =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new($"{rung.EmptyPolicy}"),
                            rung.Undefined > 0 ? new("refused") : ScoreCell(rung.Mean),
                            new(
                                double.IsNaN(rung.Low)
                                    ? (rung.Undefined > 0 ? $"{Many(rung.Undefined, "image is", "images are")} undefined" : "–")
                                    : $"{Score(rung.Low)} to {Score(rung.High)}"
                            ),
                            CountCell(rung.Count),
                            CountCell(rung.LeftOutBothEmpty + rung.LeftOutGtEmpty),
                            new(s_meaning[rung.EmptyPolicy]),
                        ]
                ),
            ]
        );

    private static ReportTable Distribution(ScoreSummary[] summaries) =>
        new(
            "Distribution of the recorded scores, as logged",
            [
                new("Score"),
                new("n", true),
                new("Mean", true),
                new("95 % interval"),
                new("SD", true),
                new("Min", true),
                new("25 %", true),
                new("Median", true),
                new("75 %", true),
                new("Max", true),
            ],
            [
                .. summaries.Select(one =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(one.Property),
                            CountCell(one.Count),
                            ScoreCell(one.Mean),
                            new(double.IsNaN(one.Low) ? "–" : $"{Score(one.Low)} to {Score(one.High)}"),
                            ScoreCell(one.StandardDeviation),
                            ScoreCell(one.Minimum),
                            ScoreCell(one.Quartile1),
                            ScoreCell(one.Median),
                            ScoreCell(one.Quartile3),
                            ScoreCell(one.Maximum),
                        ]
                ),
            ]
        );
}
