using HybridNet.Charts;
using static HybridNet.InvariantText;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>The split, and whether lesions are spread evenly over it.</summary>
internal static class SplitSection
{
    private const double Doubt = 0.05;

    public static ReportSection? Of(ReportInput input)
    {
        Run run = input.Evidence.Run;
        if (run.Log.Splits.Count == 0)
            return null;
        IReadOnlyList<SplitTest> tests = SplitTest.Of(run);
        var blocks = new List<ReportBlock>();
        if (tests.Count > 0)
            blocks.Add(new ReportText(string.Join(' ', tests.Select(Sentence))));
        blocks.Add(
            new ReportTable(
                "Images by split",
                [new("Split"), new("Images", true), new("With a lesion", true), new("Rate", true), new("Rate as logged", true)],
                [
                    .. run.Log.Splits.Select(row =>
                        (IReadOnlyList<ReportCell>)
                            [
                                new(row.ToString()),
                                CountCell(row.Images),
                                CountCell(row.Positives),
                                new(Percent(row.Images == 0 ? double.NaN : (double)row.Positives / row.Images)),
                                ScoreCell(row.Rate),
                            ]
                    ),
                ]
            )
        );
        blocks.AddRange(ReportBuilder.Charts(input.Evidence, ChartKind.SplitBar));
        return new("split", "Split", blocks);
    }

    private static string Sentence(SplitTest test) =>
        (test.Class is null ? "" : $"Class {test.Class}. ")
        + (
            test.BestP < Doubt
                ? "Lesion-positive images are not spread evenly over the splits"
                : "Nothing speaks against an even spread of lesion-positive images over the splits"
        )
        + Invariant(
            $" (chi-square {test.ChiSquare:0.000} with {test.DegreesOfFreedom} degrees of freedom, p "
                + $"{Probability(test.P)}{(double.IsNaN(test.ExactP) ? "" : $", exact p {Probability(test.ExactP)}")}, "
                + $"Cramer's V {test.CramersV:0.000})."
        );
}
