using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN012: the usual outlier filter, 0.05 &lt; Dice &lt; 0.99, removes failures together with trivial images. Assumes
/// nothing about whether the lab used it; the finding is a warning only when it would mix the two.
/// </summary>
internal sealed class MixedOutliers : AuditRule
{
    public override string Id => "HN012";

    public override string Title => "Outlier filter removes failures";

    public override IReadOnlyList<string> Tags => ["scores"];

    public override RuleOutcome Look(AuditContext context)
    {
        if (context.Scores.Count == 0)
            return Lacks("a per-image table");
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
            return Fine(context, $"The filter 0.05 < Dice < 0.99 removes no failure.");
        string projection = ledger.PopulationSize is { } size
            ? FormattableString.Invariant(
                $" Projected to the {size} images of the population that is {ledger.Projected:0} [{ledger.ProjectedLow:0}, {ledger.ProjectedHigh:0}]."
            )
            : "";
        return Found(
            context,
            ledger.Trivial > 0 ? Severity.Warning : Severity.Information,
            $"The filter 0.05 < Dice < 0.99 removes {ledger.Removed} of {ledger.Images} images ({100 * ledger.ShareRemoved:0.0} %): {ledger.Trivial} trivial ones and {failures} failures, {ledger.ZeroOverlap} of them without any overlap.{projection}",
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
