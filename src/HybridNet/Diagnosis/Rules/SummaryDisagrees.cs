using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN008: the summary's means are not the means of the per-image table, or its threshold is not the run's. Assumes a
/// summary printed with at least four decimals; silent without both files.
/// </summary>
internal sealed class SummaryDisagrees : AuditRule
{
    private const double FourDecimals = 6e-5,
        HalfUnit = 0.6;
    private const int MostDecimals = 4;

    public override string Id => "HN008";

    public override string Title => "Summary disagrees with its table";

    public override IReadOnlyList<string> Tags => ["scores", "summary"];

    /// <summary>How far a mean may be from its table: half of the last decimal that the summary's figures show, and a
    /// little.</summary>
    private static double Rounding(RecordedSummary summary)
    {
        int decimals = new[] { summary.Dice, summary.Iou, summary.Precision, summary.Recall, summary.Pearson }
            .OfType<double>()
            .Select(figure =>
                -(PrintedPlace.Of(figure.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Exponent ?? 0)
            )
            .DefaultIfEmpty(MostDecimals)
            .Max();
        return decimals >= MostDecimals ? FourDecimals : HalfUnit * Math.Pow(10, -decimals);
    }

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Run.Log.Summary is not { } summary || context.Scores.Count == 0)
            return Skip("test_summary.json and a per-image table");
        var wrong = new Dictionary<string, object>();
        double rounding = Rounding(summary);
        foreach (
            (string name, double? recorded, Func<ImageScore, double> value) in new (string, double?, Func<ImageScore, double>)[]
            {
                ("Dice", summary.Dice, score => score.Dice),
                ("Iou", summary.Iou, score => score.Iou),
                ("Precision", summary.Precision, score => score.Precision),
                ("Recall", summary.Recall, score => score.Recall),
                ("Pearson", summary.Pearson, score => score.Pearson),
            }
        )
        {
            double[] values = [.. context.Scores.Select(value).Where(number => !double.IsNaN(number))];
            if (recorded is null || values.Length == 0)
                continue;
            double mean = Moments.Mean(values);
            if (Math.Abs(mean - recorded.Value) > rounding)
                wrong[name] = InvariantText.Invariant($"{recorded:0.0000} recorded, {mean:0.0000} in the table");
        }
        if (summary.Threshold is { } threshold && context.Run.Threshold is { } own && Math.Abs(threshold - own) > 1e-9)
            wrong["Threshold"] = InvariantText.Invariant($"{threshold} in the summary, {own} for the run");
        if (wrong.Count == 0)
            return Pass(context, $"The summary's means are those of the table, to within {rounding:G2}.");
        return Report(
            context,
            Severity.Error,
            $"The summary disagrees with the run: {string.Join("; ", wrong.Select(item => $"{item.Key} {item.Value}"))}.",
            wrong.Count,
            [],
            wrong,
            "Write summary and table in one go, from the same predictions."
        );
    }
}
