using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN012: the usual outlier filter, 0.05 &lt; Dice &lt; 0.99, removes failures together with trivial images. A warning only
/// where the filter was used (the summary's mean is that of what it keeps) or is asked about (-PopulationSize).
/// </summary>
internal sealed class MixedOutliers : AuditRule
{
    private const double Near = 6e-4;

    public override string Id => "HN012";

    public override string Title => "Outlier filter removes failures";

    public override IReadOnlyList<string> Tags => ["scores"];

    /// <summary>The summary's mean is that of the kept images, and not that of all.</summary>
    private static bool WasApplied(AuditContext context, OutlierSummary ledger) =>
        context.Run.Log.Summary?.Dice is { } mean
        && Math.Abs(mean - ledger.MeanAfter) < Near
        && Math.Abs(mean - ledger.MeanBefore) > Near;

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Scores.Count == 0)
            return Skip("a per-image table");
        var filter = new OutlierFilter(OutlierMethod.Bounds, 0.05, 0.99);
        OutlierSummary ledger = OutlierSummary.Of(
            context.Run.Name,
            "Dice",
            filter,
            [.. context.Scores.Select(score => (score.Dice, filter.Judge(score.Dice, score.State)))],
            context.Options.PopulationSize ?? (context.Run.Log.Assignments.Count > 0 ? context.Run.Log.Assignments.Count : null)
        );
        int failures = ledger.ZeroOverlap + ledger.BelowMinimum;
        if (failures == 0)
            return Pass(context, $"The filter 0.05 < Dice < 0.99 removes no failure.");
        string projection = ledger.PopulationSize is { } size
            ? InvariantText.Invariant(
                $" Projected to the {size} images of the population that is {ledger.Projected:0} "
                    + $"[{ledger.ProjectedLow:0}, {ledger.ProjectedHigh:0}]."
            )
            : "";
        return Report(
            context,
            ledger.Trivial > 0 && (context.Options.PopulationSize is not null || WasApplied(context, ledger))
                ? Severity.Warning
                : Severity.Information,
            $"The filter 0.05 < Dice < 0.99 {(WasApplied(context, ledger) ? "removes" : "would remove")} "
                + $"{ledger.Removed} of {ledger.Images} images ({100 * ledger.ShareRemoved:0.0} %): {ledger.Trivial} "
                + $"trivial ones and {failures} failures, {ledger.ZeroOverlap} of them without any overlap.{projection}",
            ledger.Removed,
            context
                .Scores.Where(score => filter.Judge(score.Dice, score.State) != OutlierReason.Kept)
                .Select(score => score.ImageId),
            new()
            {
                ["Removed"] = ledger.Removed,
                ["Kept"] = ledger.Kept,
                ["Trivial"] = ledger.Trivial,
                ["ZeroOverlap"] = ledger.ZeroOverlap,
                ["BelowMinimum"] = ledger.BelowMinimum,
                ["MeanAfter"] = ledger.MeanAfter,
                ["ShareRemoved"] = ledger.ShareRemoved,
                ["ShareLow"] = ledger.ShareLow,
                ["ShareHigh"] = ledger.ShareHigh,
                ["PopulationSize"] = (object?)ledger.PopulationSize ?? double.NaN,
                ["Projected"] = ledger.Projected ?? double.NaN,
                ["ProjectedLow"] = ledger.ProjectedLow ?? double.NaN,
                ["ProjectedHigh"] = ledger.ProjectedHigh ?? double.NaN,
            },
            "Leave trivial images out by their state and keep every failure in (Select-HNOutlier -Summary shows both)."
        );
    }
}
