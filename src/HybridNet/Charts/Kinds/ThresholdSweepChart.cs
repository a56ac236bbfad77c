using HybridNet.Probabilities;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Mean Dice per image at every threshold under each empty policy: which threshold looks best depends on the
/// policy.</summary>
internal static class ThresholdSweepChart
{
    private static readonly (EmptyPolicy Policy, ChartColor Color, SeriesShape Shape)[] s_policies =
    [
        // Two of them are the same where no image is trivial: the broken line lies over the whole one, and both are seen.
        (EmptyPolicy.EmptyAsOne, ChartColor.Second, SeriesShape.Line),
        (EmptyPolicy.NonTrivial, ChartColor.First, SeriesShape.DashedLine),
        (EmptyPolicy.GtPositive, ChartColor.Third, SeriesShape.Line),
    ];

    public static Chart Of(RunEvidence evidence)
    {
        if (evidence.Sweep is not { Pooled: not null } sweep)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.ThresholdSweep, "probability maps with references");
        var series = new List<ChartSeries>();
        var said = new List<string>();
        foreach ((EmptyPolicy policy, ChartColor colour, SeriesShape shape) in s_policies)
        {
            ThresholdPoint[] rows = [.. sweep.Rows(evidence.Run.Name, policy, default).Where(row => !double.IsNaN(row.MeanDice))];
            if (rows.MaxBy(row => row.MeanDice) is not { } best)
                continue;
            said.Add(Invariant($"{policy} {best.MeanDice:0.0000} at {best.Threshold:0.000}"));
            series.Add(
                new(
                    Invariant($"{policy}: best {best.MeanDice:0.0000} at {best.Threshold:0.000}"),
                    shape,
                    colour,
                    [.. rows.Select(row => new ChartPoint(row.Threshold, row.MeanDice))]
                )
            );
            series.Add(
                new("", SeriesShape.Points, colour, [new(best.Threshold, best.MeanDice)]) { Size = 9, Mark = SeriesMark.Diamond }
            );
        }
        double own = evidence.Run.Threshold ?? 0.5;
        return new()
        {
            Kind = ChartKind.ThresholdSweep,
            Run = evidence.Run.Name,
            Title = $"{evidence.Run.Name}: mean Dice at every threshold",
            Subtitle =
                $"{sweep.Images} images, a mean for each empty policy; a threshold chosen on the images it is "
                + $"reported on is optimistic",
            Description = said.Count == 0 ? "No policy has a mean." : $"Best mean Dice: {string.Join("; ", said)}.",
            X = new("threshold on the probability", 0, 1),
            Y = new("mean Dice per image", 0, 1),
            Series = series,
            Rules = [new(own, Invariant($"the run's: {own:0.00}"), ChartColor.Ink) { Vertical = true }],
            Legend = LegendPlace.Below,
        };
    }
}
