using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN016: the run's threshold is good under a policy that rewards empty predictions and bad under one that does not.
/// Needs probability maps and a threshold; looks at the same images, so its optima are optimistic.
/// </summary>
internal sealed class TunedThreshold : AuditRule
{
    private const double Noticeable = 0.02,
        Silencing = 0.1;

    public override string Id => "HN016";

    public override string Title => "Threshold tuned for silence";

    public override IReadOnlyList<string> Tags => ["threshold", "masks"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        Run run = context.Run;
        if (run.Files.Probabilities is null || run.Files.GroundTruth.Count == 0 || run.Threshold is not { } threshold)
            return Skip("probability maps, reference masks and the run's threshold");
        ThresholdSweep? sweep = null;
        IEnumerable<ImageCase> work = ImageCases
            .Of(run, context.Options.MissingGroundTruth)
            .Select(entry => entry.Work)
            .OfType<ImageCase>();
        foreach (
            ImageOutcome<ProbabilityHistogram> outcome in SweepRunner.Histograms(
                work,
                context.Reader,
                context.Options.Workers,
                context.Cancel
            )
        )
            if (outcome.Result is { } histogram && (sweep is null || histogram.Levels == sweep.Levels))
                (
                    sweep ??= new ThresholdSweep(
                        histogram.Levels,
                        [.. Enumerable.Range(0, 256).Select(level => level / 255.0), threshold]
                    )
                ).Add(histogram);
        if (sweep is null)
            return Skip("a probability map that can be read");
        (double BestAt, double Best, double Regret) Under(EmptyPolicy policy)
        {
            ThresholdPoint[] rows = [.. sweep.Rows(run.Name, policy, default)];
            ThresholdPoint best = rows[..^1].MaxBy(row => row.MeanDice)!;
            return (best.Threshold, best.MeanDice, best.MeanDice - rows[^1].MeanDice);
        }
        var honest = Under(EmptyPolicy.NonTrivial);
        var lenient = Under(EmptyPolicy.EmptyAsOne);
        var evidence = new Dictionary<string, object>
        {
            ["Threshold"] = threshold,
            ["BestNonTrivial"] = honest.BestAt,
            ["RegretNonTrivial"] = honest.Regret,
            ["BestEmptyAsOne"] = lenient.BestAt,
            ["RegretEmptyAsOne"] = lenient.Regret,
        };
        var positive = Under(EmptyPolicy.GtPositive);
        evidence["BestGtPositive"] = positive.BestAt;
        evidence["RegretGtPositive"] = positive.Regret;
        // A policy that counts a false alarm as 0 rewards silence as well: only images with lesions do not.
        if (positive.Regret > Silencing && positive.BestAt < threshold)
            return Report(
                context,
                Severity.Warning,
                $"The threshold {threshold} loses {positive.Regret:0.000} Dice against {positive.BestAt:0.00} on "
                    + $"the images with lesions: it silences them.",
                1,
                [],
                evidence,
                "Tune the threshold on the validation split, and look at the images with lesions alone "
                    + "(Measure-HNThreshold -EmptyPolicy GtPositive)."
            );
        if (honest.Regret <= Noticeable || lenient.Regret >= honest.Regret / 2 || lenient.BestAt <= honest.BestAt)
            return Pass(
                context,
                $"The threshold {threshold} loses {honest.Regret:0.000} Dice against the best without trivial "
                    + $"images ({honest.BestAt:0.00}), {lenient.Regret:0.000} with them."
            );
        return Report(
            context,
            Severity.Warning,
            $"The threshold {threshold} is near the best when empty images score 1 ({lenient.BestAt:0.00}), but "
                + $"loses {honest.Regret:0.000} Dice against {honest.BestAt:0.00} when they are left out: it favours silence.",
            1,
            [],
            evidence,
            "Tune the threshold on the validation split under the NonTrivial policy (Measure-HNThreshold)."
        );
    }
}
