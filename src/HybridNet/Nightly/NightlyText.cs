using System.Globalization;
using HybridNet.Comparisons;

namespace HybridNet.Nightly;

/// <summary>The answer about one run, for a person.</summary>
internal static class NightlyText
{
    private const int NamedImages = 2;

    /// <summary>Five lines.</summary>
    /// <param name="verdict">The verdict.</param>
    public static FlatList<string> Answer(NightlyVerdict verdict) =>
        new([First(verdict), Scores(verdict), Images(verdict), Doubts(verdict), Next(verdict)]);

    private static string First(NightlyVerdict verdict) =>
        $"{verdict.Run} against {verdict.Baseline}: {Word(verdict.Outcome)} (exit code {verdict.ExitCode})";

    private static string Word(RegressionOutcome outcome) =>
        outcome switch
        {
            RegressionOutcome.Passed => "passed",
            RegressionOutcome.Regressed => "regressed",
            RegressionOutcome.Inconclusive => "these images cannot tell",
            _ => "could not be judged",
        };

    private static string Scores(NightlyVerdict verdict)
    {
        if (double.IsNaN(verdict.Difference))
            return $"No scores were compared: {verdict.Reason}";
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Mean Dice {verdict.BaselineMean:0.0000} -> {verdict.Mean:0.0000}, {verdict.Difference:+0.0000;-0.0000;0.0000}"
        );
        if (!double.IsNaN(verdict.Low))
            text += string.Create(CultureInfo.InvariantCulture, $" [{verdict.Low:0.0000}, {verdict.High:0.0000}]");
        return text
            + string.Create(
                CultureInfo.InvariantCulture,
                $" on {verdict.Images} images; a loss of {verdict.Limits.Margin:0.####} is tolerated"
            );
    }

    private static string Images(NightlyVerdict verdict) =>
        $"Newly without overlap: {Counted(verdict.NewZeroDice, verdict.Limits.MaximumNewZeroDice)}; "
        + $"new false alarms: {Counted(verdict.NewFalseAlarm, verdict.Limits.MaximumNewFalseAlarm)}";

    private static string Counted(IReadOnlyList<string> ids, int? most)
    {
        string text = ids.Count.ToString(CultureInfo.InvariantCulture);
        if (most is { } limit)
            text += $" of at most {limit.ToString(CultureInfo.InvariantCulture)}";
        return ids.Count == 0
            ? text
            : $"{text} ({string.Join(", ", ids.Take(NamedImages))}{(ids.Count > NamedImages ? " ..." : "")})";
    }

    private static string Doubts(NightlyVerdict verdict)
    {
        string rules =
            verdict.Doubts.Count == 0
                ? "Doubts: no rule of the audit warns"
                : $"Doubts: {string.Join(", ", verdict.Doubts)} (Test-HNRun says what they saw)";
        return verdict.Unreadable.Count == 0
            ? rules
            : $"{rules}; images that cannot be read: {verdict.Unreadable.Count} ({ImageCoverage.Named(verdict.Unreadable)})";
    }

    private static string Next(NightlyVerdict verdict) =>
        verdict.Outcome switch
        {
            RegressionOutcome.Passed => $"Next: it may take the place of {verdict.Baseline}",
            RegressionOutcome.Regressed =>
                $"Next: Compare-HNRun {verdict.Baseline} {verdict.Run} -PerImage -LargestFirst shows the images that lost",
            RegressionOutcome.Inconclusive when verdict.ImagesNeeded is { } needed && verdict.ImagesNeeded > verdict.Images =>
                string.Create(CultureInfo.InvariantCulture, $"Next: {verdict.Reason} About {needed} images give a firm answer"),
            RegressionOutcome.Inconclusive => $"Next: {verdict.Reason}",
            _ when verdict.Unreadable.Count > 0 => "Next: replace or repair the files of these images, and judge again",
            _ when double.IsNaN(verdict.Difference) => "Next: mend what stands above, and judge again",
            _ => $"Next: {verdict.Reason}",
        };
}
