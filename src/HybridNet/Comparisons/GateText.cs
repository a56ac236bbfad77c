using System.Globalization;

namespace HybridNet.Comparisons;

/// <summary>The sentences of a gate.</summary>
internal static class GateText
{
    /// <summary>Which comparison is meant.</summary>
    public static string Subject(Comparison comparison) =>
        $"{comparison.CandidateRun} against {comparison.BaselineRun}, {comparison.Metric}:";

    /// <summary>A loss of the margin is excluded.</summary>
    public static string Passed(Comparison comparison, RegressionLimits limits) =>
        $"{Subject(comparison)} {Change(comparison)} lies wholly above {Limit(limits)}.";

    /// <summary>A loss beyond the margin is shown.</summary>
    public static string Regressed(Comparison comparison, RegressionLimits limits) =>
        $"{Subject(comparison)} {Change(comparison)} lies wholly below {Limit(limits)}. Worst: {Worst(comparison)}.";

    /// <summary>Neither is shown.</summary>
    public static string Inconclusive(Comparison comparison, RegressionLimits limits)
    {
        string text =
            $"{Subject(comparison)} {Change(comparison)} neither excludes nor shows a loss beyond {Number(limits.Margin)}.";
        if (comparison.Tests is not null)
        {
            var power = new GatePower(comparison, limits.Margin);
            text += $" A loss of {Number(power.DetectableLoss)} would have been shown four times in five;";
            text += power switch
            {
                { ImagesNeeded: null } => " no number of images gives a firm answer here: name a -Margin above 0.",
                { IfEqual: true } => $" a candidate as good as the baseline passes as often with {power.ImagesNeeded} images.",
                _ => $" if the difference stays what it is, {power.ImagesNeeded} images give a firm answer as often.",
            };
        }
        string worst = Worst(comparison);
        return worst.Length == 0 ? text : $"{text} Worst: {worst}.";
    }

    /// <summary>Images of one run only could turn the answer.</summary>
    public static string Hidden(Comparison comparison, RegressionLimits limits) =>
        $"{Subject(comparison)} {Change(comparison)}, but with the images that only one run has a value for at "
        + $"their worst and best it is "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"[{comparison.WorstLow:0.0000}, {comparison.BestHigh:0.0000}], which turns the answer at {Limit(limits)}."
        )
        + ComparisonObstacle.OneSided(comparison);

    private static string Change(Comparison comparison)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Difference:+0.0000;-0.0000;0.0000} [{comparison.Low:0.0000}, {comparison.High:0.0000}] on "
                + $"{comparison.N} images"
        );
        if (comparison.Subjects is { } subjects && subjects != comparison.N)
            text += $" of {subjects} subjects";
        return comparison.Metrics > 1 ? $"{text} ({comparison.Metrics} metrics together)" : text;
    }

    private static string Limit(RegressionLimits limits) => limits.Margin == 0 ? "0" : Number(-limits.Margin);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Worst(Comparison comparison) =>
        ImageCoverage.Named([
            .. comparison
                .Images.Where(image => image.Change < 0)
                .OrderBy(image => image.Change)
                .Select(image => string.Create(CultureInfo.InvariantCulture, $"{image.ImageId} ({image.Change:0.00})")),
        ]);
}
