using HybridNet.Diagnosis;
using static HybridNet.InvariantText;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>What the lab's outlier filter, and two others, would remove.</summary>
internal static class OutlierSection
{
    private const double Minimum = 0.05,
        Maximum = 0.99;

    public static ReportSection? Of(ReportInput input)
    {
        IReadOnlyList<ImageScore> scores = input.Evidence.Run.Log.Scores;
        if (scores.Count == 0)
            return null;
        OutlierFilter[] filters =
        [
            new(OutlierMethod.Bounds, Minimum, Maximum),
            OutlierFilter.From(OutlierMethod.Iqr, scores.Select(score => score.Dice), null),
            OutlierFilter.From(OutlierMethod.Mad, scores.Select(score => score.Dice), null),
        ];
        OutlierSummary[] ledgers =
        [
            .. filters.Select(filter =>
                OutlierSummary.Of(
                    input.Evidence.Run.Name,
                    "Dice",
                    filter,
                    [.. scores.Select(score => (score.Dice, filter.Judge(score.Dice, score.State)))],
                    null
                )
            ),
        ];
        OutlierSummary lab = ledgers[0];
        string said =
            Invariant(
                $"Keeping {Minimum:0.00} < Dice < {Maximum:0.00} removes {lab.Removed} of {lab.Images} images "
                    + $"({Percent(lab.ShareRemoved)}, 95 % Wilson interval {Percent(lab.ShareLow)} to "
                    + $"{Percent(lab.ShareHigh)}) and moves the mean from {Score(lab.MeanBefore)} to {Score(lab.MeanAfter)}."
            )
            + (
                lab.Trivial > 0 && lab.ZeroOverlap > 0
                    ? $" They are two opposites: {lab.Trivial} trivial images that are no result, and "
                        + $"{lab.ZeroOverlap} total failures."
                    : ""
            );
        return new(
            "outliers",
            "Outliers",
            [
                new ReportText(said),
                new ReportTable(
                    "What each filter of Dice removes",
                    [
                        new("Keeps"),
                        new("Kept", true),
                        new("Removed", true),
                        new("Trivial", true),
                        new("No overlap", true),
                        new("Below", true),
                        new("Above", true),
                        new("Statistical", true),
                        new("Mean before", true),
                        new("Mean after", true),
                    ],
                    [
                        .. ledgers.Select(ledger =>
                            (IReadOnlyList<ReportCell>)
                                [
                                    new(
                                        ledger.Method == OutlierMethod.Bounds
                                            ? Invariant($"{ledger.Lower} < Dice < {ledger.Upper}")
                                            : Invariant($"{ledger.Lower:0.###} to {ledger.Upper:0.###} ({ledger.Method})")
                                    ),
                                    CountCell(ledger.Kept),
                                    CountCell(ledger.Removed),
                                    CountCell(ledger.Trivial),
                                    CountCell(ledger.ZeroOverlap),
                                    CountCell(ledger.BelowMinimum),
                                    CountCell(ledger.AboveMaximum),
                                    CountCell(ledger.Statistical),
                                    ScoreCell(ledger.MeanBefore),
                                    ScoreCell(ledger.MeanAfter),
                                ]
                        ),
                    ]
                ),
            ]
        );
    }
}
