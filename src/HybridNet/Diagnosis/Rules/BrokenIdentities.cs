namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN009: per image, Dice = 2 IoU/(1 + IoU) and Dice = 2PR/(P + R) hold for every pair of masks. Assumes scores with at
/// least three decimals; rows without overlap are left out of the second, where P + R is 0.
/// </summary>
internal sealed class BrokenIdentities : AuditRule
{
    private const double Rounding = 2e-3;

    public override string Id => "HN009";

    public override string Title => "Scores that no pair of masks has";

    public override IReadOnlyList<string> Tags => ["scores"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (!context.Scores.Any(score => !double.IsNaN(score.Iou) || !double.IsNaN(score.Precision)))
            return Skip("iou, or precision and recall, in a per-image table");
        (ImageScore Score, double Miss)[] broken =
        [
            .. context
                .Scores.Select(score => (score, Math.Max(ByIou(score), ByPrecision(score))))
                .Where(row => row.Item2 > Rounding),
        ];
        if (broken.Length == 0)
            return Pass(context, $"All {context.Scores.Count} rows are possible scores of one pair of masks.");
        (ImageScore worst, double miss) = broken.MaxBy(row => row.Miss);
        return Report(
            context,
            Severity.Error,
            $"{broken.Length} of {context.Scores.Count} rows are scores that no pair of masks has; the worst is "
                + $"{worst.ImageId}, off by {miss:0.000}.",
            broken.Length,
            broken.Select(row => row.Score.ImageId),
            new()
            {
                ["Rows"] = broken.Length,
                ["Worst"] = worst.ImageId,
                ["WorstMiss"] = miss,
            },
            "The columns come from different predictions, thresholds or averages: compute all of a row from one "
                + "pair of masks (Measure-HNMask)."
        );
    }

    private static double ByIou(ImageScore score) =>
        double.IsNaN(score.Iou) || double.IsNaN(score.Dice) ? 0 : Math.Abs(score.Dice - 2 * score.Iou / (1 + score.Iou));

    private static double ByPrecision(ImageScore score) =>
        !(score.Precision + score.Recall > 0) || double.IsNaN(score.Dice)
            ? 0
            : Math.Abs(score.Dice - 2 * score.Precision * score.Recall / (score.Precision + score.Recall));
}
