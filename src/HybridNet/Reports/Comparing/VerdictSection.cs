using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>What the comparison says: each metric with its interval, its p and its verdict.</summary>
internal static class VerdictSection
{
    public static ReportSection Of(ComparisonInput input)
    {
        Comparison first = input.First;
        var blocks = new List<ReportBlock> { new ReportText(How(first)), Metrics(input.Comparisons) };
        blocks.AddRange(
            input
                .Comparisons.Where(one => one.Reason.Length > 0)
                .Select(one => new ReportText($"{one.Metric}: {Answer(one)} {one.Reason}"))
        );
        if (first.FalseAlarms.ToString() is { Length: > 0 } alarms)
            blocks.Add(new ReportFacts([("Images without a lesion", alarms)]));
        return new("verdict", "Is it better?", blocks);
    }

    /// <summary>The verdict in words.</summary>
    public static string Answer(Comparison one) =>
        one.Verdict switch
        {
            Verdict.Improved => $"{one.CandidateRun} is better than {one.BaselineRun} by mean {one.Metric}.",
            Verdict.Regressed => $"{one.CandidateRun} is worse than {one.BaselineRun} by mean {one.Metric}.",
            Verdict.NoDifferenceShown =>
                $"These images show no difference of mean {one.Metric} between {one.BaselineRun} and {one.CandidateRun}.",
            _ => $"{one.BaselineRun} and {one.CandidateRun} cannot be compared by {one.Metric}.",
        };

    private static string How(Comparison first)
    {
        string units = first.Subjects is { } subjects ? $"{Many(subjects, "subject", "subjects")}, kept whole" : "images",
            together = first.Metrics > 1 ? $" The {first.Metrics} metrics are judged together (Holm)." : "",
            forced = first.Forced ? " Differences in the scoring, and images of one run only, were overruled (-Force)." : "";
        return $"The same images in both runs, paired; mean under {first.EmptyPolicy}. Interval and p are the sign-flip test "
            + $"over {units}, with {Count(first.Resamples)} flips, seed {first.Seed}.{together}{forced}";
    }

    private static ReportTable Metrics(IReadOnlyList<Comparison> comparisons) =>
        new(
            $"{comparisons[0].CandidateRun} less {comparisons[0].BaselineRun}",
            [
                new("Metric"),
                new("Verdict"),
                new("n", true),
                new(comparisons[0].BaselineRun, true),
                new(comparisons[0].CandidateRun, true),
                new("Change", true),
                new("Interval"),
                new("Level", true),
                new("p", true),
                new("p, Holm", true),
                new("p, Wilcoxon", true),
                new("Better · same · worse"),
            ],
            [
                .. comparisons.Select(one =>
                    (IReadOnlyList<ReportCell>)
                        [
                            new(one.Metric),
                            new(Words(one.Verdict)) { Band = Band(one.Verdict) },
                            CountCell(one.N),
                            ScoreCell(one.BaselineMean),
                            ScoreCell(one.CandidateMean),
                            new(Signed(one.Difference), one.Difference),
                            new(double.IsNaN(one.Low) ? "–" : $"{Signed(one.Low)} to {Signed(one.High)}"),
                            new(Percent(one.IntervalLevel)),
                            new(Probability(one.PermutationP).TrimStart('=', ' ')),
                            new(Probability(one.HolmP).TrimStart('=', ' ')),
                            new(Probability(one.WilcoxonP).TrimStart('=', ' ')),
                            new($"{Count(one.Wins)} · {Count(one.Ties)} · {Count(one.Losses)}"),
                        ]
                ),
            ]
        );

    private static string Words(Verdict verdict) =>
        verdict switch
        {
            Verdict.NoDifferenceShown => "no difference shown",
            Verdict.NotComparable => "not comparable",
            _ => verdict.ToString().ToLowerInvariant(),
        };

    private static ScoreBand? Band(Verdict verdict) =>
        verdict switch
        {
            Verdict.Improved => ScoreBand.Green,
            Verdict.Regressed => ScoreBand.Red,
            Verdict.NotComparable => ScoreBand.Yellow,
            _ => null,
        };
}
