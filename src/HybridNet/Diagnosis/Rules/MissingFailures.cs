namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN002: images without overlap that the run's own breakdown does not list. Assumes that the log writes precision and
/// recall; silent when the run has no breakdown.
/// </summary>
internal sealed class MissingFailures : AuditRule
{
    public override string Id => "HN002";

    public override string Title => "Failures missing from the breakdown";

    public override IReadOnlyList<string> Tags => ["scores", "zero-dice"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.ZeroDice is not { } analysis)
            return Skip("a per-image table");
        if (!context.Run.Log.Sources.ContainsKey(RunFileKind.ZeroDiceBreakdown))
            return Skip("a zero-Dice breakdown");
        ZeroDice[] missing = [.. analysis.Rows.Where(row => !row.Listed)];
        if (missing.Length == 0)
            return Pass(context, $"The breakdown lists all {analysis.Rows.Count} images without overlap.");
        string size =
            analysis is { LargestUnlisted: { } largest, SmallestListed: { } smallest } && largest < smallest
                ? InvariantText.Invariant(
                    $" They are the smallest: at most {largest} px of both masks together, the listed ones at least "
                        + $"{smallest} px."
                )
                : "";
        return Report(
            context,
            Severity.Warning,
            $"The breakdown lists {analysis.Rows.Count - missing.Length} of {analysis.Rows.Count} images without overlap.{size}",
            missing.Length,
            missing.Select(row => row.ImageId),
            new()
            {
                ["Listed"] = analysis.Rows.Count - missing.Length,
                ["All"] = analysis.Rows.Count,
                ["LargestMissing"] = (object?)analysis.LargestUnlisted ?? double.NaN,
                ["SmallestListed"] = (object?)analysis.SmallestListed ?? double.NaN,
            },
            "Select failures by precision = recall = 0, not by a tolerance around zero (Get-HNZeroDice does)."
        );
    }
}
