using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports;

/// <summary>Makes one page of several runs: what they have in common side by side, then the report of each.</summary>
internal static class CombinedReport
{
    /// <summary>The page.</summary>
    /// <param name="parts">What each run's report is made of, and the report; names of runs differ.</param>
    /// <exception cref="InputException">Two runs have one name.</exception>
    internal static ReportDocument Of(IReadOnlyList<(ReportInput Input, ReportDocument Report)> parts)
    {
        RequireNames([.. parts.Select(part => part.Report.Run)]);
        string names = string.Join(", ", parts.Select(part => part.Report.Run));
        var sections = new List<ReportSection> { Runs(parts) };
        if (Images([.. parts.Select(part => part.Input.Evidence.Run)]) is { } images)
            sections.Add(images);
        return new(names, parts.Count == 1 ? parts[0].Report.Title : $"{parts.Count} runs: {names}", Lead(parts), [], sections)
        {
            Parts = [.. parts.Select(part => part.Report)],
        };
    }

    /// <summary>Refuses a page on which two runs could not be told apart.</summary>
    /// <exception cref="InputException">Two runs have one name.</exception>
    public static void RequireNames(IReadOnlyList<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InputException(
                InputError.InvalidArgument,
                $"{twice.Count()} runs are called {twice.Key}: on one page they could not be told apart.",
                twice.Key,
                "Give each a name with Import-HNRun -Name, or leave -Combined out and give a folder."
            );
    }

    private static string[] Lead(IReadOnlyList<(ReportInput Input, ReportDocument Report)> parts)
    {
        PolicyMean[] means = [.. parts.Select(part => Sections.Lead.Mean(part.Input, EmptyPolicy.NonTrivial))];
        int[] scored = [.. Enumerable.Range(0, parts.Count).Where(i => means[i].Count > 0)];
        if (scored.Length == 0)
            return ["None of these runs has a per-image table."];
        int best = scored.MaxBy(i => means[i].Mean);
        string said =
            $"{parts[best].Report.Run} has the highest mean Dice without trivial images, {ReportNumber.Mean(means[best])} "
            + $"(n = {means[best].Count}).";
        return scored.Length == 1
            ? [said]
            :
            [
                said,
                "Intervals of single means say little about a difference: the same images count in both. Compare-HNRun "
                    + "compares two runs image by image.",
            ];
    }

    private static ReportSection Runs(IReadOnlyList<(ReportInput Input, ReportDocument Report)> parts) =>
        new(
            "runs",
            "Runs",
            [
                new ReportTable(
                    "The runs of this page",
                    [
                        new("Run"),
                        new("Lesion"),
                        new("Images", true),
                        new("Mean Dice, NonTrivial", true),
                        new("95 % interval"),
                        new("n", true),
                        new("As logged", true),
                        new("No overlap", true),
                        new("Trivial", true),
                        new("Best epoch", true),
                        new("Errors", true),
                        new("Warnings", true),
                    ],
                    [.. parts.Select(part => Row(part.Input))]
                ),
            ]
        );

    private static IReadOnlyList<ReportCell> Row(ReportInput input)
    {
        Run run = input.Evidence.Run;
        PolicyMean mean = Sections.Lead.Mean(input, EmptyPolicy.NonTrivial);
        long? Findings(Severity severity) => input.Findings?.Count(finding => finding.Severity == severity);
        return
        [
            new(run.Name),
            new(run.Lesion ?? "–"),
            CountCell(run.Images),
            ScoreCell(mean.Mean),
            new(double.IsNaN(mean.Low) ? "–" : $"{Score(mean.Low)} to {Score(mean.High)}"),
            CountCell(mean.Count),
            ScoreCell(run.MeanDice),
            CountCell(run.ZeroDice),
            CountCell(run.Trivial),
            CountCell(run.BestEpoch),
            CountCell(Findings(Severity.Error)),
            CountCell(Findings(Severity.Warning)),
        ];
    }

    /// <summary>
    /// Dice of every image in every run, where they differ most first; null when no two runs have an image in common.
    /// </summary>
    private static ReportSection? Images(Run[] runs)
    {
        Dictionary<string, ImageScore>[] scores =
        [
            .. runs.Select(run =>
                run.Log.Scores.DistinctBy(score => score.ImageId).ToDictionary(score => score.ImageId, StringComparer.Ordinal)
            ),
        ];
        (string Id, double[] Dice)[] rows =
        [
            .. scores
                .SelectMany(run => run.Keys)
                .Distinct(StringComparer.Ordinal)
                .Select(id =>
                    (id, scores.Select(run => run.TryGetValue(id, out ImageScore? score) ? Dice(score) : double.NaN).ToArray())
                )
                .Where(row => row.Item2.Count(value => !double.IsNaN(value)) > 1)
                .OrderByDescending(row => Spread(row.Item2))
                .ThenBy(row => row.id, StringComparer.Ordinal),
        ];
        if (rows.Length == 0)
            return null;
        return new(
            "together",
            "The same images",
            [
                new ReportText(
                    $"{Many(rows.Length, "image has", "images have")} a Dice in at least two of the runs; where they differ "
                        + $"most comes first. Dice is as logged, an image without overlap counts 0, a trivial one has none. "
                        + $"An image opens in the run of its first value; the viewer lays the other runs under a slider."
                ),
                new ReportTable(
                    "Dice of the same image",
                    [new("Image"), .. runs.Select(run => new ReportColumn(run.Name, true)), new("Spread", true)],
                    [
                        .. rows.Select(row =>
                            (IReadOnlyList<ReportCell>)
                                [new(row.Id), .. row.Dice.Select(value => ScoreCell(value)), ScoreCell(Spread(row.Dice))]
                        ),
                    ]
                )
                {
                    Interactive = true,
                },
            ]
        );
    }

    private static double Dice(ImageScore score) =>
        PolicyMean.ValueUnder(EmptyPolicy.NonTrivial, score.Dice, score.State) ?? double.NaN;

    private static double Spread(double[] dice)
    {
        double[] known = [.. dice.Where(value => !double.IsNaN(value))];
        return known.Max() - known.Min();
    }
}
