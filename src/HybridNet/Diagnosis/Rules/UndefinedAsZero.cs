using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN013: precision logged as 0 where nothing was predicted, recall where nothing was marked, and what the means become
/// without them. Which zero-overlap images have an empty prediction is known from masks or breakdown only; the others
/// are taken as defined. A warning from five images, a quarter of all, and a shift of 0.1
/// on; else information.
/// </summary>
internal sealed class UndefinedAsZero : AuditRule
{
    private const double Noticeable = 0.1,
        Many = 0.25;
    private const int Several = 5;

    public override string Id => "HN013";

    public override string Title => "Undefined precision and recall logged as 0";

    public override IReadOnlyList<string> Tags => ["scores"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        ImageScore[] rows = [.. context.Scores.Where(score => !double.IsNaN(score.Precision) && !double.IsNaN(score.Recall))];
        if (rows.Length == 0)
            return Skip("precision and recall in a per-image table");
        Dictionary<string, ZeroDiceCase> cases = (context.ZeroDice?.Rows ?? []).ToDictionary(
            row => row.ImageId,
            row => row.Case,
            StringComparer.Ordinal
        );
        bool NoPrediction(ImageScore s) =>
            s.State is MetricState.BothEmpty or MetricState.PredEmpty
            || cases.GetValueOrDefault(s.ImageId, ZeroDiceCase.Undetermined) == ZeroDiceCase.B_GT_nonempty_PRED_empty;
        bool NoReference(ImageScore s) =>
            s.State is MetricState.BothEmpty or MetricState.GtEmpty
            || cases.GetValueOrDefault(s.ImageId, ZeroDiceCase.Undetermined) == ZeroDiceCase.A_GT_empty_PRED_nonempty;
        ImageScore[] precision = [.. rows.Where(score => score.Precision == 0 && NoPrediction(score))],
            recall = [.. rows.Where(score => score.Recall == 0 && NoReference(score))];
        int open = rows.Count(row => row is { State: MetricState.Undetermined, Precision: 0, Recall: 0 });
        if (precision.Length + recall.Length == 0 && open > 0)
            return Skip($"pixel counts or masks: {open} of {rows.Length} rows with precision and recall 0 may be 0/0");
        if (precision.Length + recall.Length == 0)
            return Pass(context, $"No undefined precision or recall is logged as 0.");
        int undefined = Math.Max(precision.Length, recall.Length);
        double meanP = Moments.Mean([.. rows.Select(row => row.Precision)]),
            meanR = Moments.Mean([.. rows.Select(row => row.Recall)]);
        double definedP = meanP * rows.Length / (rows.Length - precision.Length),
            definedR = meanR * rows.Length / (rows.Length - recall.Length);
        return Report(
            context,
            Math.Max(definedP - meanP, definedR - meanR) > Noticeable && undefined >= Several && undefined >= Many * rows.Length
                ? Severity.Warning
                : Severity.Information,
            $"Precision is logged as 0 in {precision.Length} {(precision.Length == 1 ? "image" : "images")} where nothing "
                + $"was predicted, recall in "
                + $"{recall.Length} where nothing is marked. Left out, the mean precision is {definedP:0.0000} instead of "
                + $"{meanP:0.0000}, the mean recall {definedR:0.0000} instead of {meanR:0.0000}.",
            precision.Union(recall).Count(),
            precision.Union(recall).Select(score => score.ImageId),
            new()
            {
                ["UndefinedPrecision"] = precision.Length,
                ["UndefinedRecall"] = recall.Length,
                ["MeanPrecision"] = meanP,
                ["MeanPrecisionDefined"] = definedP,
                ["MeanRecall"] = meanR,
                ["MeanRecallDefined"] = definedR,
            },
            "Log nan where a quotient is 0/0, and say how many values a mean has."
        );
    }
}
