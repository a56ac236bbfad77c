using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>
/// Makes the page of a comparison: is the candidate better than the baseline, on which images, and what changed there?
/// </summary>
internal static class ComparisonReport
{
    /// <summary>The report of a comparison. A section that has nothing to tell is left out.</summary>
    /// <param name="input">What it is made of.</param>
    internal static ReportDocument Of(ComparisonInput input)
    {
        Func<ComparisonInput, ReportSection?>[] parts =
        [
            VerdictSection.Of,
            ChangeSection.Of,
            GainSection.Of,
            ChangedImageSection.Of,
            FailureSection.Of,
            TransitionSection.Of,
            UnpairedSection.Of,
            ComparisonProvenance.Of,
        ];
        var sections = new List<ReportSection>();
        foreach (Func<ComparisonInput, ReportSection?> part in parts)
        {
            input.Cancel.ThrowIfCancellationRequested();
            if (part(input) is { } section)
                sections.Add(section);
        }
        Comparison first = input.First;
        return new(first.CandidateRun, $"{first.BaselineRun} to {first.CandidateRun}", Lead(input), Figures(first), sections)
        {
            Against = first.BaselineRun,
        };
    }

    private static List<string> Lead(ComparisonInput input)
    {
        Comparison first = input.First;
        var said = new List<string> { $"{VerdictSection.Answer(first)} {first.Reason}".TrimEnd() };
        int fresh = first.Images.Count(image => image.NewZeroDice),
            cured = first.Images.Count(ChangedImageSection.IsCured);
        said.Add(
            fresh + cured == 0
                ? "No image has lost or won all its overlap."
                : $"{Many(fresh, "image is a new failure", "images are new failures")}, without overlap in "
                    + $"{first.CandidateRun} only; {Many(cured, "is", "are")} cured."
        );
        int only = first.MissingInBaseline.Count + first.MissingInCandidate.Count;
        if (only > 0)
            said.Add($"{Many(only, "image is", "images are")} in one of the two runs only.");
        return said;
    }

    private static List<ReportFigure> Figures(Comparison first)
    {
        string interval = double.IsNaN(first.Low)
            ? "no interval"
            : $"{Percent(first.IntervalLevel)} interval {Signed(first.Low)} to {Signed(first.High)}";
        return
        [
            new($"{first.Metric}, change of the mean", Signed(first.Difference), $"{interval}, n = {first.N}"),
            new($"Mean {first.Metric} of {first.BaselineRun}", Score(first.BaselineMean), $"{first.EmptyPolicy}, n = {first.N}"),
            new(
                $"Mean {first.Metric} of {first.CandidateRun}",
                Score(first.CandidateMean),
                $"{first.EmptyPolicy}, n = {first.N}"
            ),
            new("Better, the same, worse", $"{first.Wins} · {first.Ties} · {first.Losses}", "images"),
            new(
                "No overlap",
                $"{first.BaselineZeroDice} → {first.CandidateZeroDice}",
                $"of {first.Images.Count} images of both runs"
            ),
        ];
    }
}
