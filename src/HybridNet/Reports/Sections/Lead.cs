using HybridNet.Charts;
using HybridNet.Reports.Why;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>The first sentences, and the numbers on top.</summary>
internal static class Lead
{
    public static IReadOnlyList<string> Sentences(ReportInput input)
    {
        Run run = input.Evidence.Run;
        var said = new List<string>();
        IReadOnlyList<ImageScore> scores = run.Log.Scores;
        if (scores.Count > 0)
        {
            PolicyMean honest = Mean(input, EmptyPolicy.NonTrivial);
            said.Add(
                $"Run {run.Name}{(run.Lesion is null ? "" : $" (lesion {run.Lesion})")} was tested on "
                    + $"{Many(scores.Count, "image", "images")}. The mean Dice as logged is {Score(run.MeanDice)}"
                    + (
                        run.Trivial > 0
                            ? $"; {Many(run.Trivial, "trivial image", "trivial images")}, where nothing is marked and nothing "
                                + $"was predicted, {(run.Trivial == 1 ? "counts" : "count")} 1 in it. Without them it is "
                                + $"{ReportNumber.Mean(honest)} (n = {honest.Count})."
                            : "; no image is trivial."
                    )
            );
            said.Add(
                run.ZeroDice == 0
                    ? "Every image that is not trivial has some overlap of reference and prediction."
                    : $"{Many(run.ZeroDice, "image has", "images have")} no overlap at all "
                        + $"({Percent((double)run.ZeroDice / scores.Count)})."
                        + (
                            input.Evidence.ZeroDice is { Unlisted: > 0 } analysis
                                ? $" The run's own breakdown misses {analysis.Unlisted} of them."
                                : ""
                        )
            );
        }
        else
            said.Add($"Run {run.Name} has no per-image table.");
        if (scores.Count(score => score.State == MetricState.Undetermined) is > 0 and var open)
            said.Add(
                $"Of {Many(open, "image", "images")} the log does not tell whether both masks are empty; the mean "
                    + $"without trivial images leaves them out."
            );
        // Where masks are at hand for some images only, what these lose is not what the run loses.
        if ((MaskCoverage.Sentence(input.Evidence) ?? LossShown.Dearest(input.Why)) is { } masks)
            said.Add(masks);
        if (input.Findings is { } findings)
            said.Add(Audit(findings));
        return said;
    }

    private static string Audit(IReadOnlyList<Finding> findings)
    {
        int errors = findings.Count(finding => finding.Severity == Severity.Error),
            warnings = findings.Count(finding => finding.Severity == Severity.Warning),
            notes = findings.Count(finding => finding.Severity == Severity.Information);
        if (errors + warnings > 0)
            return $"The audit of these numbers has {Many(errors, "error", "errors")} and "
                + $"{Many(warnings, "warning", "warnings")}.";
        return notes == 0
            ? "The audit found nothing to doubt in these numbers."
            : $"The audit of these numbers has no error and no warning; {Many(notes, "finding is", "findings are")} "
                + $"for information.";
    }

    public static IReadOnlyList<ReportFigure> Figures(ReportInput input)
    {
        Run run = input.Evidence.Run;
        var figures = new List<ReportFigure>();
        if (run.Images > 0)
        {
            PolicyMean honest = Mean(input, EmptyPolicy.NonTrivial);
            figures.Add(
                new(
                    "Mean Dice, NonTrivial",
                    Score(honest.Mean),
                    $"95 % interval {Score(honest.Low)} to {Score(honest.High)}, n = {honest.Count}"
                )
            );
            figures.Add(
                new(
                    "Mean Dice as logged",
                    Score(run.MeanDice),
                    $"n = {run.Images}; {(run.Trivial > 0 ? "trivial images count 1" : "no image is trivial")}"
                )
            );
            figures.Add(
                new("No overlap", Count(run.ZeroDice), $"{Percent((double)run.ZeroDice / run.Images)} of {run.Images} images")
            );
            figures.Add(
                new("Trivial", Count(run.Trivial), $"{Percent((double)run.Trivial / run.Images)} of {run.Images} images")
            );
        }
        if (run.BestEpoch is { } epoch)
            figures.Add(new("Best epoch", Count(epoch), $"validation Dice {Score(run.BestValDice)}, of {run.Epochs} epochs"));
        return figures;
    }

    public static PolicyMean Mean(ReportInput input, EmptyPolicy policy) =>
        PolicyMean.Of(
            ScoreSection.Usable(input.Evidence.Run, score => score.Dice).Select(row => (row.Value, row.State!.Value)),
            policy,
            input.Resamples,
            input.Seed,
            input.Cancel
        );
}
