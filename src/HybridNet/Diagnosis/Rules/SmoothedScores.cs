using HybridNet.Diagnosis.Logged;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN003: the log is smoothed, and by which term. Assumes that P + T of every image without overlap is a whole number
/// of pixels; silent when there is no such image.
/// </summary>
internal sealed class SmoothedScores : AuditRule
{
    public override string Id => "HN003";

    public override string Title => "Smoothed scores";

    public override IReadOnlyList<string> Tags => ["scores", "smoothing"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.ZeroDice is not { Rows.Count: > 0 } analysis)
            return Skip("an image without overlap in a per-image table");
        if (analysis.Smoothing.Knowledge == SmoothingKnowledge.NotSmoothed)
            return Pass(context, $"The log is not smoothed: {analysis.Smoothing.Zeros} images without overlap score a plain 0.");
        if (analysis.Epsilon is not { } epsilon)
            return Skip("more digits, or more images without overlap, to tell the smoothing term");
        ZeroDice[] recovered = [.. analysis.Rows.Where(row => row.TotalPixels is not null)];
        return Report(
            context,
            Severity.Information,
            $"The log is smoothed with {epsilon:G}: no overlap is logged as {epsilon:G}/(P+T). That gives P+T back "
                + $"for {recovered.Length} {(recovered.Length == 1 ? "image" : "images")}, "
                + $"{Span(recovered)} px.",
            recovered.Length,
            recovered.Select(row => row.ImageId),
            new()
            {
                ["Epsilon"] = epsilon,
                ["Recovered"] = recovered.Length,
                ["Smallest"] = recovered.Min(row => row.TotalPixels)!,
                ["Largest"] = recovered.Max(row => row.TotalPixels)!,
            },
            "Log pixel counts beside the scores, and no smoothed value for an image."
        );
    }

    private static string Span(ZeroDice[] rows)
    {
        (long? least, long? most) = (rows.Min(row => row.TotalPixels), rows.Max(row => row.TotalPixels));
        return least == most ? $"{least}" : $"{least} to {most}";
    }
}
