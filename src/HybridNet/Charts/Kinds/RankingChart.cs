using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Ranked runs with the ranks that resampling gives them, and the letters of those that cannot be told apart.</summary>
internal static class RankingChart
{
    public static Chart Of(IReadOnlyList<RankedRun> ranking)
    {
        RankedRun[] runs = [.. ranking.OrderBy(run => run.Place).ThenBy(run => run.MeanRank)];
        string said = Invariant($"{runs[0].Metric}, {runs[0].Images} images; runs with a common letter cannot be told apart");
        return new()
        {
            Kind = ChartKind.Ranking,
            Run = runs[0].Metric,
            Title = $"Ranking of {runs.Length} runs by {runs[0].Metric}",
            Subtitle = said,
            Description =
                string.Join(
                    "; ",
                    runs.Select(run => Invariant($"{run.Place}. {run.Run} {run.Mean:0.0000} [{run.RankLow}, {run.RankHigh}]"))
                ) + ".",
            X = new("run, with its mean") { Categories = [.. runs.Select(run => Invariant($"{run.Run} ({run.Mean:0.000})"))] },
            Y = new("rank (1 is best)", 0.4, runs.Max(run => run.RankHigh) + 0.8) { Whole = true },
            Series =
            [
                new(
                    "ranks in 95 % of resamples",
                    SeriesShape.Intervals,
                    ChartColor.Faint,
                    // An interval of one rank is still seen as a line.
                    [.. runs.Select((run, i) => new ChartPoint(i, run.RankHigh + 0.12, run.RankLow - 0.12))]
                ),
                new("rank", SeriesShape.Points, ChartColor.First, [.. runs.Select((run, i) => new ChartPoint(i, run.Place))])
                {
                    Size = 10,
                    Mark = SeriesMark.Diamond,
                    Ids = [.. runs.Select(run => run.Run)],
                },
            ],
            Labels = [.. runs.Select((run, i) => new ChartLabel(i + 0.06, run.Place, run.Group) { Beside = true })],
            Legend = LegendPlace.Below,
        };
    }
}
