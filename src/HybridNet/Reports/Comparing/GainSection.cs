using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Reports.Why;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>Which causes the difference of the two runs comes from.</summary>
internal static class GainSection
{
    public static ReportSection? Of(ComparisonInput input)
    {
        if (input.WhyBaseline is not { } before || input.WhyCandidate is not { } after)
            return null;
        Comparison first = input.First;
        string? lacks = (before.Lacks, after.Lacks) switch
        {
            ({ } why, _) => $"{first.BaselineRun}: {why}",
            (_, { } why) => $"{first.CandidateRun}: {why}",
            _ => null,
        };
        if (lacks is not null)
            return new("why", "Why", [new ReportText($"Which causes the difference comes from cannot be told. {lacks}")]);
        (IReadOnlyList<RunLoss> rows, int onlyBefore, int onlyAfter) = LossSummary.Difference(
            before.ImageLosses,
            after.ImageLosses,
            SizeStrata.Default,
            new()
            {
                BySize = true,
                Seed = first.Seed,
                Cancel = input.Cancel,
            }
        );
        if (rows.Count == 0)
            return new(
                "why",
                "Why",
                [new ReportText("The masks of the two runs have no image in common that has anything to lose.")]
            );
        string said =
            $"What each cause adds to the difference, from the masks of {Many(rows[0].Images, "image", "images")} of both "
            + $"runs. {rows[0].Summary}";
        if (onlyBefore + onlyAfter > 0)
            said +=
                $" {Many(onlyBefore + onlyAfter, "image", "images")} with masks in one run only "
                + $"{(onlyBefore + onlyAfter == 1 ? "is" : "are")} left out.";
        return new(
            "why",
            "Why",
            [
                new ReportText(said),
                new ReportTable(
                    "Points of Dice gained (below 0: lost) by cause",
                    [new("Cause"), new("Points", true), new("95 % interval"), new("Images", true)],
                    [
                        .. rows.Where(row => row.Points != 0 || row.Cause == LossCause.Total)
                            .Select(row =>
                                (IReadOnlyList<ReportCell>)
                                    [
                                        new(LossWords.Name(row)),
                                        SignedCell(row.Points),
                                        new(double.IsNaN(row.Low) ? "–" : $"{Signed(row.Low)} to {Signed(row.High)}"),
                                        CountCell(row.Affected),
                                    ]
                            ),
                    ]
                ),
            ]
        );
    }
}
