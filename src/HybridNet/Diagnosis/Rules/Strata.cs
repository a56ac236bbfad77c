using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN015: groups of images, by a pattern in their ids, that score differently beyond chance: a Kruskal-Wallis test of
/// the non-trivial Dice and a chi-square test of the failures, each at the level 0.0005. Groups below five images are
/// left out; silent with fewer than two.
/// </summary>
internal sealed class Strata : AuditRule
{
    private const double Level = 0.0005;
    private const int FewestImages = 5;

    public override string Id => "HN015";

    public override string Title => "Groups that score differently";

    public override IReadOnlyList<string> Tags => ["scores", "statistical"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        (string Group, ImageScore[] Scores)[] groups =
        [
            .. context
                .Scores.Where(score => score.State != MetricState.BothEmpty && !double.IsNaN(score.Dice))
                .GroupBy(score => context.GroupOf(score.ImageId))
                .Where(group => group.Key is not null && group.Count() >= FewestImages)
                .Select(group => (group.Key!, group.ToArray()))
                .OrderBy(group => group.Item1, StringComparer.Ordinal),
        ];
        if (groups.Length < 2)
            return Skip("two groups of five images in a per-image table");
        double p = KruskalWallis.Test([.. groups.Select(group => (IReadOnlyList<double>)[.. group.Scores.Select(Value)])]).P;
        TableTest failures = ChiSquare.Test([
            .. groups.Select(group =>
                (IReadOnlyList<long>)[group.Scores.Count(Failed), group.Scores.Length - group.Scores.Count(Failed)]
            ),
        ]);
        if (!(p < Level) && !(failures.P < Level && failures.LeastExpected >= 1))
            return Pass(
                context,
                $"The {groups.Length} groups of images score alike (Dice p = {p:0.000}, failures p = {failures.P:0.000})."
            );
        string list = string.Join(
            ", ",
            groups.Select(group =>
            {
                double[] values = [.. group.Scores.Select(Value)];
                Interval interval = Bootstrap.MeanBca(values, 2000, cancel: context.Cancel);
                return InvariantText.Invariant(
                    $"_{group.Group}: {Moments.Mean(values):0.000} [{interval.Low:0.000}, {interval.High:0.000}] of "
                        + $"{values.Length}, {group.Scores.Count(Failed)} failures"
                );
            })
        );
        return Report(
            context,
            Severity.Warning,
            $"Groups of images score differently (Dice p = {p:G2}, failures p = {failures.P:G2}). Mean Dice by group: {list}.",
            groups.Length,
            [],
            new()
            {
                ["DiceP"] = p,
                ["FailureP"] = failures.P,
                ["Groups"] = groups.Select(group => group.Group).ToArray(),
            },
            "Report the groups apart, and look at what makes the worst one hard."
        );
    }

    private static double Value(ImageScore score) => PolicyMean.ValueUnder(EmptyPolicy.NonTrivial, score.Dice, score.State) ?? 0;

    private static bool Failed(ImageScore score) => score.State != MetricState.Defined;
}
