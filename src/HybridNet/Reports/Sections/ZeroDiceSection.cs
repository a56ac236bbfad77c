using HybridNet.Charts;
using HybridNet.Diagnosis;
using HybridNet.Statistics;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>Images without overlap: cases, sizes, and what each rests on.</summary>
internal static class ZeroDiceSection
{
    public static ReportSection? Of(ReportInput input)
    {
        if (input.Evidence.ZeroDice is not { } analysis)
            return null;
        if (analysis.Rows.Count == 0)
            return new("zero-dice", "No overlap", [new ReportText("Every image that is not trivial has some overlap.")]);
        var blocks = new List<ReportBlock> { new ReportText(Sentences(analysis)), Cases(analysis), Sizes(analysis) };
        blocks.AddRange(ReportBuilder.Charts(input.Evidence, ChartKind.ZeroDice));
        blocks.Add(Rows(analysis));
        return new("zero-dice", "No overlap", blocks);
    }

    private static string Sentences(ZeroDiceAnalysis analysis)
    {
        var said = new List<string>
        {
            $"{Many(analysis.Rows.Count, "image has", "images have")} no pixel that is both marked and predicted.",
        };
        if (analysis.Unlisted > 0)
        {
            said.Add($"The run's own breakdown lists {analysis.Rows.Count - analysis.Unlisted} and misses {analysis.Unlisted}.");
            if (analysis is { LargestUnlisted: { } missed, SmallestListed: { } listed } && missed < listed)
                said.Add(
                    $"The missed ones are the smallest: at most {Count(missed)} px of both masks together, the "
                        + $"listed ones at least {Count(listed)} px. A tolerance around zero does that to a smoothed Dice."
                );
        }
        if (analysis.Epsilon is { } epsilon)
            said.Add(
                InvariantText.Invariant(
                    $"The log is smoothed with {epsilon:G}; the pixels of both masks together (P + T) are recovered from it."
                )
            );
        if (analysis.Grid is { } grid)
            said.Add($"The scores were worked out on a {grid.Name} grid.");
        return string.Join(' ', said);
    }

    private static ReportTable Cases(ZeroDiceAnalysis analysis) =>
        new(
            "Cases, and what they rest on",
            [
                new("Case"),
                new("Images", true),
                new("By masks", true),
                new("By the breakdown", true),
                new("Inferred", true),
                new("GT px, sum", true),
                new("Prediction px, sum", true),
            ],
            [
                .. Enum.GetValues<ZeroDiceCase>()
                    .Select(one => (Case: one, Rows: analysis.Rows.Where(row => row.Case == one).ToArray()))
                    .Where(group => group.Rows.Length > 0)
                    .Select(group =>
                        (IReadOnlyList<ReportCell>)
                            [
                                new($"{group.Case}"),
                                CountCell(group.Rows.Length),
                                .. Enum.GetValues<ZeroDiceEvidence>()
                                    .Select(evidence => CountCell(group.Rows.Count(row => row.Evidence == evidence))),
                                CountCell(group.Rows.Sum(row => row.GtPixels ?? 0)),
                                CountCell(group.Rows.Sum(row => row.PredPixels ?? 0)),
                            ]
                    ),
            ]
        );

    private static ReportTable Sizes(ZeroDiceAnalysis analysis)
    {
        (string Name, ZeroDice[] Rows)[] groups =
        [
            ("all", [.. analysis.Rows]),
            ("listed by the run", [.. analysis.Rows.Where(row => row.Listed)]),
            ("not listed", [.. analysis.Rows.Where(row => !row.Listed)]),
        ];
        return new(
            "Pixels of both masks together (P + T)",
            [
                new("Images"),
                new("n", true),
                new("Min", true),
                new("25 %", true),
                new("Median", true),
                new("75 %", true),
                new("Max", true),
            ],
            [
                .. groups
                    .Select(group =>
                        (
                            group.Name,
                            Totals: group.Rows.Select(row => (double?)row.TotalPixels).OfType<double>().Order().ToArray()
                        )
                    )
                    .Where(group => group.Totals.Length > 0)
                    .Select(group =>
                        (IReadOnlyList<ReportCell>)
                            [
                                new(group.Name),
                                CountCell(group.Totals.Length),
                                .. new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(p =>
                                    CountCell((long)Math.Round(Quantile.OfSorted(group.Totals, p)))
                                ),
                            ]
                    ),
            ]
        );
    }

    private static ReportTable Rows(ZeroDiceAnalysis analysis) =>
        new(
            analysis.Rows.Count == 1 ? "The image without overlap" : $"All {analysis.Rows.Count} images without overlap",
            [
                new("Image"),
                new("Case") { Filter = true },
                new("GT px", true),
                new("Pred px", true),
                new("P + T", true),
                new("Of the image", true),
                new("Pearson", true),
                new("Rests on") { Filter = true },
                new("Listed") { Filter = true },
            ],
            [
                .. analysis.Rows.Select(row =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(row.ImageId),
                            new($"{row.Case}"),
                            CountCell(row.GtPixels),
                            CountCell(row.PredPixels),
                            CountCell(row.TotalPixels),
                            new(SmallPercent(row.ImageFraction), row.ImageFraction),
                            ScoreCell(row.Pearson),
                            new($"{row.Evidence}"),
                            new(row.Listed ? "yes" : "no"),
                        ]
                ),
            ]
        )
        {
            Interactive = true,
        };
}
