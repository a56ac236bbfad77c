using HybridNet.Metrics;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN019: the logged Dice is not that of the masks on disk: predictions of another model or threshold, another reference or
/// grid, or a Dice of probabilities. Compares every image that has a score and both masks. A Dice of probabilities gives
/// itself away by a score where the masks share no pixel. Silent without masks of three scored images.
/// </summary>
internal sealed class ScoresOfOtherMasks : AuditRule
{
    /// <summary>A Dice that was printed with two decimals, or smoothed with 1, is this near; one of another grid is
    /// not.</summary>
    private const double Near = 0.01,
        Far = 0.1;

    /// <summary>No smoothing makes this much of a zero but on lesions of a few pixels.</summary>
    private const double SoftZero = 0.01;

    private const double Few = 0.05;
    private const int Fewest = 3;

    public override string Id => "HN019";

    public override string Title => "Scores of other masks than these";

    public override IReadOnlyList<string> Tags => ["scores", "masks"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        if (context.Masks is not { } masks || context.Scores.Count == 0)
            return Skip("a per-image table, masks and predictions");
        Pair[] pairs = Pairs(context.Scores, masks);
        if (pairs.Length < Fewest)
            return Skip("three scored images with both masks");
        Pair[] soft = [.. pairs.Where(pair => pair.Measured == 0 && pair.Logged > SoftZero)],
            apart = [.. pairs.Where(pair => Math.Abs(pair.Difference) > Near)];
        double median = Quantile.Of([.. pairs.Select(pair => Math.Abs(pair.Difference))], 0.5);
        if (apart.Length <= Few * pairs.Length)
            return Pass(
                context,
                $"The logged Dice of {pairs.Length - apart.Length} of {pairs.Length} images is that of their masks, "
                    + $"to within {Near}."
            );
        if (soft.Length >= Fewest)
            return Outcome(context, pairs, soft, median, Severity.Error, Soft(soft));
        Severity severity = median > Far ? Severity.Error : Severity.Warning;
        return Outcome(context, pairs, apart, median, severity, Apart(pairs, apart, median));
    }

    private static Pair[] Pairs(IReadOnlyList<ImageScore> scores, IReadOnlyList<ImageOutcome<MaskMeasurement>> masks)
    {
        Dictionary<string, MaskMeasurement> measured = masks
            .Select(outcome => outcome.Result)
            .OfType<MaskMeasurement>()
            .GroupBy(image => image.ImageId, StringComparer.Ordinal)
            .ToDictionary(images => images.Key, images => images.First(), StringComparer.Ordinal);
        var pairs = new List<Pair>();
        foreach (ImageScore score in scores)
            if (
                !double.IsNaN(score.Dice)
                && measured.TryGetValue(score.ImageId, out MaskMeasurement? image)
                && !double.IsNaN(image.Dice)
            )
                pairs.Add(new(score.ImageId, score.State.HasNoOverlap() ? 0 : score.Dice, image.Dice));
        return [.. pairs];
    }

    private static string Soft(Pair[] soft) =>
        Invariant(
            $"In {soft.Length} images the masks share no pixel, and the logged Dice is above 0 (up to "
                + $"{soft.Max(pair => pair.Logged):0.000}): it was computed from probabilities, or from other predictions "
                + $"than these."
        );

    private static string Apart(Pair[] pairs, Pair[] apart, double median) =>
        Invariant(
            $"The logged Dice of {apart.Length} of {pairs.Length} images is not that of their masks: {median:0.000} "
                + $"apart in the median, logged {pairs.Average(pair => pair.Logged):0.000} and measured "
                + $"{pairs.Average(pair => pair.Measured):0.000} on average. Another model, threshold, reference or grid was "
                + $"scored."
        );

    private RuleOutcome Outcome(
        AuditContext context,
        Pair[] pairs,
        Pair[] concerned,
        double median,
        Severity severity,
        string message
    ) =>
        Report(
            context,
            severity,
            message,
            concerned.Length,
            concerned.Select(pair => pair.ImageId),
            new()
            {
                ["Compared"] = pairs.Length,
                ["Apart"] = concerned.Length,
                ["MedianDifference"] = median,
                ["MeanLogged"] = pairs.Average(pair => pair.Logged),
                ["MeanMeasured"] = pairs.Average(pair => pair.Measured),
            },
            "Write predictions and table in one go; Measure-HNMask -Smoothing Lab -Compare shows both side by side."
        );

    private sealed record Pair(string ImageId, double Logged, double Measured)
    {
        public double Difference => Measured - Logged;
    }
}
