namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN011: lesion-positive images are not spread evenly over the splits, by a chi-square test for each class at the
/// level 0.001. Silent without a split summary.
/// </summary>
internal sealed class SplitPrevalence : AuditRule
{
    private const double Level = 0.001;

    public override string Id => "HN011";

    public override string Title => "Uneven splits";

    public override IReadOnlyList<string> Tags => ["split", "statistical"];

    public override RuleOutcome Look(AuditContext context)
    {
        IReadOnlyList<SplitTest> tests = SplitTest.Of(context.Run);
        if (tests.Count == 0) return Lacks("two splits with positives in metrics_logs/split_summary.csv");
        SplitTest[] uneven = [.. tests.Where(test => test.P < Level)];
        if (uneven.Length == 0) return Fine(context, $"The share of lesion-positive images is the same in all splits (p = {tests.Min(test => test.P):0.000}).");
        SplitTest worst = uneven.MinBy(test => test.P)!;
        return Found(context, Severity.Warning,
            $"The share of lesion-positive images differs between splits{(worst.Class is null ? "" : $" for class {worst.Class}")}: chi-square {worst.ChiSquare:0.00}, p = {worst.P:G2}, Cramer's V {worst.CramersV:0.00}.",
            uneven.Length, [], new() { ["ChiSquare"] = worst.ChiSquare, ["P"] = worst.P, ["CramersV"] = worst.CramersV }, "Split again, stratified by lesion and subject.");
    }
}
