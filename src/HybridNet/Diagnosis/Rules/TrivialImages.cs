using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN001: trivial images scored 1. Assumes that a row with precision = recall = 0 and a Dice above 1/2 has two empty
/// masks, which smoothing turns into 1. From a summary alone: Dice is at most (precision + recall)/2 where it is not
/// trivial, so at least mean(Dice) - (mean P + mean R)/2 of the images are.
/// </summary>
internal sealed class TrivialImages : AuditRule
{
    private const double Noticeable = 0.01;

    public override string Id => "HN001";

    public override string Title => "Trivial images scored 1";

    public override IReadOnlyList<string> Tags => ["scores"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Scores.Count == 0)
            return FromSummary(context);
        ImageScore[] trivial = [.. context.Scores.Where(score => score.State == MetricState.BothEmpty)];
        int open = context.Scores.Count(score => score.State == MetricState.Undetermined);
        if (trivial.Length == 0)
            return open > 0
                ? Skip($"pixel counts or masks: {open} of {context.Scores.Count} rows read like two empty masks and like others")
                : Pass(context, $"No image has two empty masks.");
        if (trivial.All(score => double.IsNaN(score.Dice)))
            return Pass(context, $"{trivial.Length} images have two empty masks; they are logged as nan, and are in no mean.");
        (double, MetricState)[] values =
        [
            .. context.Scores.Where(score => !double.IsNaN(score.Dice)).Select(score => (score.Dice, score.State)),
        ];
        double logged = Moments.Mean([.. values.Select(value => value.Item1)]);
        PolicyMean honest = PolicyMean.Of(values, EmptyPolicy.NonTrivial),
            positive = PolicyMean.Of(values, EmptyPolicy.GtPositive);
        double shift = logged - honest.Mean;
        return Report(
            context,
            Math.Abs(shift) > Noticeable ? Severity.Warning : Severity.Information,
            $"{trivial.Length} of {context.Scores.Count} images have two empty masks and score 1: the mean Dice is "
                + $"{logged:0.0000} with them and {honest.Mean:0.0000} without.{Open(open)}",
            trivial.Length,
            trivial.Select(score => score.ImageId),
            new()
            {
                ["Trivial"] = trivial.Length,
                ["Images"] = context.Scores.Count,
                ["MeanLogged"] = logged,
                ["MeanNonTrivial"] = honest.Mean,
                ["MeanGtPositive"] = positive.Mean,
                ["MeanEmptyAsOne"] = PolicyMean.Of(values, EmptyPolicy.EmptyAsOne).Mean,
                ["GtPositive"] = positive.Count,
                ["Undetermined"] = open,
            },
            "Report the mean without trivial images and their number beside it (Measure-HNScore shows the mean "
                + "under each policy)."
        );
    }

    private static string Open(int undetermined) =>
        undetermined == 0 ? "" : $" Of {undetermined} more the log does not tell whether they are.";

    private RuleOutcome FromSummary(AuditContext context)
    {
        if (context.Run.Log.Summary is not { Dice: { } dice, Precision: { } precision, Recall: { } recall })
            return Skip("a per-image table, or dice, precision and recall in test_summary.json");
        double bound = dice - (precision + recall) / 2;
        if (bound <= Noticeable)
            return Pass(context, $"The summary's mean Dice {dice:0.0000} needs no trivial images.");
        // The other images' Dice is at most what is left of the mean.
        double most = (dice - bound) / (1 - bound);
        return Report(
            context,
            Severity.Warning,
            $"A mean Dice of {dice:0.0000} with precision {precision:0.0000} and recall {recall:0.0000} needs at least "
                + $"{100 * bound:0.00} % of the images to be trivial; without them the mean Dice is at most {most:0.000}.",
            0,
            [],
            new() { ["ShareTrivialAtLeast"] = bound, ["MeanNonTrivialAtMost"] = most },
            "Get the per-image table and report the mean without trivial images."
        );
    }
}
