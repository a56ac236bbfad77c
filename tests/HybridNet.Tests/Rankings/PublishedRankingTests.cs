using HybridNet.Rankings;
using HybridNet.Tests.Comparisons;

namespace HybridNet.Tests.Rankings;

/// <summary>Rankings that others published, or that another program gives for the same values.</summary>
public class PublishedRankingTests
{
    private static readonly RankingOptions s_mean = new() { Resamples = 200 },
        s_meanRank = s_mean with { Method = RankingMethod.MeanRank };

    /// <summary>Runs of a table of values: a row for each run, its cases behind the name; given several times over where a table
    /// is shorter than what is ranked at all. Means and mean ranks stay what they are.</summary>
    private static Run[] Runs(int times, params (string Name, double[] Values)[] rows) =>
        [
            .. rows.Select(row =>
                Pairs.Run(
                    row.Name,
                    [
                        .. Enumerable
                            .Range(0, times * row.Values.Length)
                            .Select(i => ($"{i:D4}_1", row.Values[i % row.Values.Length])),
                    ]
                )
            ),
        ];

    /// <summary>
    /// The rules of the International Timetabling Competition 2011 ("Ordering", its worked example): seven solvers, six
    /// instances, costs as (hard, soft) with the smaller the better, ties sharing their mean rank. The page prints the mean ranks
    /// 3.42, 6, 5.66, 4.5, 2.66, 2.5, 3.25 of A to G (2.66 and 5.66 cut off, not rounded) and the winner, F.
    /// </summary>
    [Fact]
    public void The_worked_example_of_a_competition_has_its_printed_mean_ranks_and_winner()
    {
        (int Hard, int Soft)[][] costs =
        [
            [(0, 34), (0, 35), (1, 42), (1, 32), (0, 10), (0, 12)],
            [(3, 32), (1, 24), (1, 44), (1, 33), (0, 13), (0, 15)],
            [(0, 33), (0, 36), (2, 30), (5, 12), (1, 11), (0, 17)],
            [(0, 36), (0, 32), (1, 46), (1, 32), (0, 12), (0, 13)],
            [(0, 37), (0, 30), (1, 43), (1, 29), (0, 9), (0, 4)],
            [(2, 68), (0, 29), (1, 41), (0, 55), (0, 10), (0, 5)],
            [(0, 36), (0, 30), (2, 43), (0, 58), (0, 10), (0, 4)],
        ];
        // Hard costs go before soft ones, which are below 100; a value between 0 and 1 in the opposite order.
        Run[] runs = Runs(
            2,
            [
                .. costs.Select(
                    (row, i) => ($"{(char)('A' + i)}", Array.ConvertAll(row, c => 0.9 - (100 * c.Hard + c.Soft) / 1000.0))
                ),
            ]
        );
        IReadOnlyList<RankedRun> ranked = RunRanking.Rank(runs, s_meanRank);
        Assert.Equal(["F", "E", "G", "A", "D", "C", "B"], ranked.Select(run => run.Run));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], ranked.Select(run => run.Place));
        double[] printed = [2.5, 2.66, 3.25, 3.42, 4.5, 5.66, 6];
        Assert.All(ranked.Zip(printed), pair => Assert.InRange(pair.First.MeanRank, pair.Second - 0.005, pair.Second + 0.01));
    }

    /// <summary>
    /// Task c_worstcase of challengeR's example data (M. Wiesenfarth et al., Sci. Rep. 11, 2021; version 1.0.5): every order of
    /// five algorithms over the values 0.8 to 1. Run there, aggregateThenRank(mean) gives each the value 0.9 and rank 1, and
    /// rankThenAggregate(mean, "average") each the mean rank 3.
    /// </summary>
    [Fact]
    public void All_orders_of_five_values_leave_everybody_first_and_in_one_group()
    {
        double[] values = [0.8, 0.85, 0.9, 0.95, 0.99];
        int[][] orders = [.. Orders([0, 1, 2, 3, 4])];
        Assert.Equal(120, orders.Length);
        Run[] runs = Runs(
            1,
            [.. Enumerable.Range(0, 5).Select(run => ($"A{run + 1}", Array.ConvertAll(orders, order => values[order[run]])))]
        );
        foreach (RankingOptions options in new[] { s_mean, s_meanRank })
        {
            IReadOnlyList<RankedRun> ranked = RunRanking.Rank(runs, options);
            Assert.All(ranked, run => Assert.Equal((1, "a", 120), (run.Place, run.Group, run.Images)));
            Assert.All(ranked, run => Assert.Equal((1, 5), (run.RankLow, run.RankHigh)));
            Assert.All(ranked, run => Assert.Equal(3, run.MeanRank, 1e-12));
            // (0.8 + 0.85 + 0.9 + 0.95 + 0.99) / 5: the original has 1 for 0.99, which reads as an image without anything.
            Assert.All(ranked, run => Assert.Equal(0.898, run.Mean, 1e-12));
        }
    }

    /// <summary>
    /// A table with ties whose ranks can be followed by eye, run through challengeR 1.0.5 too. A tie shares its mean rank here,
    /// as with ties.method "average" there; its default, "min", gives a tie the better rank, and B is before C.
    /// </summary>
    [Fact]
    public void Values_and_ranks_and_ties_give_three_orders()
    {
        Run[] runs = Runs(4, ("A", [0.5, 0.5, 0.5]), ("B", [0.5, 0.5, 0.3]), ("C", [0.4, 0.9, 0.3]), ("D", [0.6, 0.2, 0.2]));
        // Means: A 1.5 / 3, B 1.3 / 3, C 1.6 / 3, D 1.0 / 3.
        IReadOnlyList<RankedRun> byMean = RunRanking.Rank(runs, s_mean);
        Assert.Equal(["C", "A", "B", "D"], byMean.Select(run => run.Run));
        Assert.Equal([1.6 / 3, 1.5 / 3, 1.3 / 3, 1.0 / 3], byMean.Select(run => run.Mean), (a, b) => Math.Abs(a - b) < 1e-12);
        // Ranks by image: D 1, A and B 2.5, C 4; C 1, A and B 2.5, D 4; A 1, B and C 2.5, D 4.
        IReadOnlyList<RankedRun> byRank = RunRanking.Rank(runs, s_meanRank);
        Assert.Equal([("A", 1), ("B", 2), ("C", 2), ("D", 4)], byRank.Select(run => (run.Run, run.Place)));
        Assert.Equal([6.0 / 3, 7.5 / 3, 7.5 / 3, 9.0 / 3], byRank.Select(run => run.MeanRank), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    private static IEnumerable<int[]> Orders(int[] left) =>
        left.Length == 0
            ?
            [
                [],
            ]
            : left.SelectMany(first => Orders([.. left.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
