using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>What other post-processing would have given.</summary>
internal static class PostProcessSection
{
    public static ReportSection? Of(ReportInput input)
    {
        if (input.PostProcess.Count == 0 && input.OtherWhatIfs is null)
            return null;
        var blocks = new List<ReportBlock>();
        if (input.PostProcess.Count > 0)
            blocks.AddRange([new ReportText(Sentences(input.PostProcess)), Table(input.PostProcess)]);
        if (input.OtherWhatIfs is { } table)
            blocks.AddRange([
                new ReportText($"{Many(table.Rows.Count, "experiment", "experiments")}, as handed over to the report."),
                table,
            ]);
        return new("what-if", "What would help", blocks);
    }

    private static string Sentences(IReadOnlyList<PostProcessResult> rows)
    {
        var said = new List<string>
        {
            $"{Many(rows.Count(row => row.Role == PostProcessRole.Combination), "combination", "combinations")} of "
                + $"post-processing steps, each as a paired experiment on the run's images.",
        };
        if (rows.FirstOrDefault(row => row.Best && row.Stratum == PostProcessStratum.All) is { } best)
            said.Add(
                $"The best on {best.TunedOn} is {best}: mean Dice {Score(best.MeanDice)} instead of "
                    + $"{Score(best.BaselineDice)}, a change of {Change(best)}"
                    + (best.Optimistic ? "; it was chosen on images that it is reported on, so this is optimistic." : ".")
            );
        if (rows.FirstOrDefault(row => row.Role == PostProcessRole.CrossFittedBest) is { } held)
            said.Add($"Chosen on other images than it is measured on, the change is {Change(held)}.");
        return string.Join(' ', said);
    }

    private static ReportTable Table(IReadOnlyList<PostProcessResult> rows) =>
        new(
            "Experiments",
            [
                new("Steps"),
                new("Row") { Filter = true },
                new("Size, px") { Filter = true },
                new("Images", true),
                new("Mean Dice", true),
                new("As it is", true),
                new("Change", true),
                new("95 % interval"),
                new("Recall of lesions", true),
                new("False lesions an image", true),
                new("Better", true),
                new("Worse", true),
                new("Cases changed", true),
                new("Marks"),
            ],
            [
                .. rows.Select(row =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(row.ToString()),
                            new(
                                row.Role switch
                                {
                                    PostProcessRole.CrossFittedBest => "held out, best",
                                    PostProcessRole.CrossFittedSimplest => "held out, simplest",
                                    _ => "combination",
                                }
                            ),
                            new(row.Stratum),
                            CountCell(row.Images),
                            ScoreCell(row.MeanDice),
                            ScoreCell(row.BaselineDice),
                            new(Signed(row.Difference), row.Difference),
                            new(double.IsNaN(row.Low) ? "–" : $"{Signed(row.Low)} to {Signed(row.High)}"),
                            ScoreCell(row.LesionRecall),
                            ScoreCell(row.FalseLesionsPerImage),
                            CountCell(row.Better),
                            CountCell(row.Worse),
                            CountCell(row.CaseChanged),
                            new(
                                string.Join(
                                    ", ",
                                    new[]
                                    {
                                        row.Best ? "best" : null,
                                        row.Simplest ? "simplest" : null,
                                        row.ParetoFront ? "Pareto front" : null,
                                        row.Optimistic ? "optimistic" : null,
                                    }.OfType<string>()
                                )
                            ),
                        ]
                ),
            ]
        )
        {
            Interactive = true,
        };

    private static string Change(PostProcessResult row) =>
        Signed(row.Difference) + (double.IsNaN(row.Low) ? "" : $" [{Signed(row.Low)}, {Signed(row.High)}]");
}
