using HybridNet.Diagnosis.Logged;
using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN009: per image, Dice = 2 IoU/(1 + IoU) and Dice = 2PR/(P + R) hold for every pair of masks. A large smoothing term breaks
/// them on small lesions: rows that whole numbers of pixels explain under one term are none. Assumes scores with at
/// least three decimals; rows without overlap are left out of the second, where P + R is 0.
/// </summary>
internal sealed class BrokenIdentities : AuditRule
{
    private const double Rounding = 2e-3;
    private const int FewestUnknown = 4;

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
        string[] flat = Flat(RowView.All(context.Scores));
        if (flat.Length > 0)
            return Report(
                context,
                Severity.Error,
                $"{flat.Length} of {context.Scores.Count} rows have an overlap and a correlation of exactly 0, the "
                    + $"first is {flat[0]}: a flat map hits nothing or everything.",
                flat.Length,
                flat,
                new() { ["FlatMaps"] = flat.Length },
                "Mask and map of these images come from different predictions: compute all of a row from one map "
                    + "(Measure-HNMask)."
            );
        if (broken.Length == 0)
            return Pass(context, $"All {context.Scores.Count} rows are possible scores of one pair of masks.");
        if (Smoothing(context, [.. broken.Select(row => row.Score)]) is { } term)
            return Pass(
                context,
                $"{broken.Length} of {context.Scores.Count} rows break the identities of a pair of masks as smoothing "
                    + $"with {term} does; whole numbers of pixels stand behind each."
            );
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

    /// <summary>
    /// Rows with a hit that is not of the whole picture, and a correlation of 0, which only a flat map or an empty reference
    /// gives; none where the whole column is 0 and was never worked out.
    /// </summary>
    private static string[] Flat(IReadOnlyList<RowView> scores)
    {
        if (!scores.Any(score => !double.IsNaN(score.Pearson) && score.Pearson != 0))
            return [];
        PrintedColumns columns = PrintedColumns.Of(scores);
        return
        [
            .. scores
                .Where(score =>
                    score is { State: MetricState.Defined, Recall: > 0 and < 1, Pearson: 0 }
                    && new RowEvidence(score, columns).CorrelatesNot
                )
                .Select(score => score.ImageId),
        ];
    }

    /// <summary>The one term that explains the rows; a few rows alone could be explained by chance.</summary>
    private static double? Smoothing(AuditContext context, ImageScore[] broken)
    {
        double? known = SmoothingEstimate.Of(context.Scores).Term;
        return known is null && broken.Length < FewestUnknown
            ? null
            : SmoothedIdentities.Term(broken, known, PrintedColumns.Of(context.Scores));
    }

    private static double ByIou(ImageScore score) =>
        double.IsNaN(score.Iou) || double.IsNaN(score.Dice) ? 0 : Math.Abs(score.Dice - 2 * score.Iou / (1 + score.Iou));

    private static double ByPrecision(ImageScore score) =>
        !(score.Precision + score.Recall > 0) || double.IsNaN(score.Dice)
            ? 0
            : Math.Abs(score.Dice - 2 * score.Precision * score.Recall / (score.Precision + score.Recall));
}
