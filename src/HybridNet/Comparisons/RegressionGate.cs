using System.Globalization;

namespace HybridNet.Comparisons;

/// <summary>Judges comparisons by limits.</summary>
public static class RegressionGate
{
    private const int NamedImages = 5;

    /// <summary>One answer for all comparisons together: what cannot be compared weighs more than what regressed, and that more than what passed.</summary>
    /// <param name="comparisons">The comparisons; with none nothing passes.</param>
    /// <param name="limits">The limits.</param>
    public static RegressionResult Judge(IReadOnlyList<Comparison> comparisons, RegressionLimits limits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limits.Margin);
        if (comparisons.Count == 0)
            return new()
            {
                Outcome = RegressionOutcome.NotComparable,
                Reason = "Nothing was compared.",
                Limits = limits,
            };
        (RegressionOutcome Outcome, string Reason)[] judged = [.. comparisons.Select(comparison => One(comparison, limits))];
        RegressionOutcome worst = judged.Max(item => item.Outcome);
        return new()
        {
            Outcome = worst,
            Reason = string.Join(" ", judged.Where(item => item.Outcome == worst).Select(item => item.Reason)),
            Comparison = comparisons,
            Limits = limits,
        };
    }

    private static (RegressionOutcome, string) One(Comparison comparison, RegressionLimits limits)
    {
        string subject = $"{comparison.CandidateRun} against {comparison.BaselineRun}, {comparison.Metric}:";
        if (comparison.Verdict == Verdict.NotComparable || double.IsNaN(comparison.Low) || double.IsNaN(comparison.High))
            return (RegressionOutcome.NotComparable, $"{subject} {comparison.Reason}");
        string change = string.Create(
            CultureInfo.InvariantCulture,
            $"{comparison.Difference:+0.0000;-0.0000;0.0000} [{comparison.Low:0.0000}, {comparison.High:0.0000}] on {comparison.N} images"
        );
        string margin = (-limits.Margin).ToString("0.####", CultureInfo.InvariantCulture);
        if (comparison.High < -limits.Margin)
            return (RegressionOutcome.Regressed, $"{subject} {change} lies wholly below {margin}. Worst: {Worst(comparison)}.");
        if (limits.RequireNonInferior && !(comparison.Low > -limits.Margin))
            return (
                RegressionOutcome.Regressed,
                $"{subject} {change} is not shown to stay above {margin}. Worst: {Worst(comparison)}."
            );
        if (comparison.NewZeroDice.Count > limits.MaximumNewZeroDice)
            return (
                RegressionOutcome.Regressed,
                $"{subject} {comparison.NewZeroDice.Count} images newly without overlap, at most {limits.MaximumNewZeroDice} allowed: {Named(comparison.NewZeroDice)}."
            );
        return (RegressionOutcome.Passed, $"{subject} {change}.");
    }

    private static string Worst(Comparison comparison) =>
        Named([
            .. comparison
                .Images.Where(image => image.Change < 0)
                .OrderBy(image => image.Change)
                .Select(image => string.Create(CultureInfo.InvariantCulture, $"{image.ImageId} ({image.Change:0.00})")),
        ]);

    private static string Named(IReadOnlyList<string> images) =>
        string.Join(", ", images.Take(NamedImages))
        + (images.Count > NamedImages ? $" and {images.Count - NamedImages} more" : "");
}
