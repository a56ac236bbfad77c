using HybridNet.Rankings;
using HybridNet.Statistics;
using HybridNet.Tests.Comparisons;

namespace HybridNet.Tests.Rankings;

/// <summary>Rankings of runs and methods: order, intervals, groups, replicates, and what is refused.</summary>
public class RunRankingTests
{
    private static readonly RankingOptions s_options = new() { Resamples = 2000 };

    private static Run Made(string name, double mean, int images = 60, double noise = 0.1, ulong seed = 0)
    {
        var random = new Xoshiro256(seed == 0 ? (ulong)name.Sum(c => (long)c) : seed, 9);
        var rows = new (string, double)[images];
        for (int i = 0; i < images; i++)
            rows[i] = ($"{i:D4}_1", Math.Clamp(mean + 0.2 * Math.Sin(i) + noise * (random.NextDouble() - 0.5), 0.01, 0.99));
        return Pairs.Run(name, rows);
    }

    [Fact]
    public void Means_order_the_runs_and_groups_join_what_is_alike()
    {
        IReadOnlyList<RankedRun> ranked = RunRanking.Rank(
            [Made("c", 0.4), Made("a", 0.6), Made("b", 0.601), Made("d", 0.3)],
            s_options
        );
        Assert.Equal(["c", "d"], ranked.Skip(2).Select(run => run.Run));
        Assert.Equal([1, 2, 3, 4], ranked.Select(run => run.Place));
        Assert.Equal(["a", "a", "b", "c"], ranked.Select(run => run.Group));
        Assert.Equal((3, 3, 0.0), (ranked[2].RankLow, ranked[2].RankHigh, ranked[2].BestProbability));
        Assert.Equal((1, 2), (ranked[0].RankLow, ranked[1].RankHigh));
        Assert.Equal(1, ranked.Sum(run => run.BestProbability), 1e-9);
        // The matrix is symmetric.
        Assert.Equal(ranked[0].AdjustedP[ranked[3].Run], ranked[3].AdjustedP[ranked[0].Run]);
        Assert.True(ranked[0].AdjustedP[ranked[1].Run] > 0.05 && ranked[0].AdjustedP["d"] < 0.01);
    }

    [Fact]
    public void Equal_figures_share_the_better_place()
    {
        Run one = Pairs.Run("one", [.. Enumerable.Range(0, 20).Select(i => ($"{i:D4}_1", i % 2 == 0 ? 0.25 : 0.75))]),
            two = Pairs.Run("two", [.. Enumerable.Range(0, 20).Select(i => ($"{i:D4}_1", i % 2 == 0 ? 0.75 : 0.25))]),
            low = Pairs.Run("low", [.. Enumerable.Range(0, 20).Select(i => ($"{i:D4}_1", 0.125))]);
        IReadOnlyList<RankedRun> ranked = RunRanking.Rank([low, one, two], s_options);
        Assert.Equal([1, 1, 3], ranked.Select(run => run.Place));
        // Ranks within an image: 1 and 2 in turn, and always 3.
        Assert.Equal([1.5, 1.5, 3], ranked.Select(run => run.MeanRank));
    }

    [Fact]
    public void Ranks_within_images_are_another_order()
    {
        // a wins on 19 of 20 images by a little and loses one by much.
        Run a = Pairs.Run("a", [.. Enumerable.Range(0, 20).Select(i => ($"{i:D4}_1", i == 0 ? 0.01 : 0.52))]),
            b = Pairs.Run("b", [.. Enumerable.Range(0, 20).Select(i => ($"{i:D4}_1", i == 0 ? 0.95 : 0.5))]);
        Assert.Equal(["b", "a"], RunRanking.Rank([a, b], s_options).Select(run => run.Run));
        Assert.Equal(
            ["a", "b"],
            RunRanking.Rank([a, b], s_options with { Method = RankingMethod.MeanRank }).Select(run => run.Run)
        );
    }

    [Fact]
    public void The_pairwise_p_is_that_of_the_sign_flip_test()
    {
        Run a = Made("a", 0.5, 30),
            b = Made("b", 0.52, 30);
        double[] changes = [.. a.Log.Scores.Zip(b.Log.Scores, (one, other) => one.Dice - other.Dice)];
        double p = RunRanking.Rank([a, b], new() { Resamples = 20_000 })[0].AdjustedP.Values.Single();
        double expected = SignFlipTest.P(changes, 200_000, seed: 4);
        Assert.Equal(expected, p, 5 * Math.Sqrt(expected * (1 - expected) / 20_000) + 1e-4);
    }

    [Fact]
    public void Trainings_of_one_method_are_one_and_their_variance_is_split()
    {
        // Means of trainings spread by 0.05; the residual is uniform in 0.1, so its variance is 0.1^2 / 12.
        Run[] runs =
        [
            .. Enumerable.Range(0, 5).Select(i => Made($"a_seed{i}", 0.5 + 0.05 * (i - 2), 200, seed: (ulong)(10 + i))),
            .. Enumerable.Range(0, 5).Select(i => Made($"b_seed{i}", 0.51 + 0.05 * (i - 2), 200, seed: (ulong)(20 + i))),
        ];
        IReadOnlyList<RankedRun> ranked = RunRanking.Rank(
            runs,
            s_options with
            {
                Replicate = IdPattern.Compile(@"^(.+)_seed\d+$"),
            }
        );
        Assert.Equal(["b", "a"], ranked.Select(run => run.Run));
        Assert.Equal(5, ranked[0].Replicates.Count);
        VarianceSplit split = ranked[0].Variance!;
        // Spread of -2, -1, 0, 1, 2 times 0.05: variance 2.5 x 0.0025. Images: 0.2 sin(i), variance 0.02.
        Assert.InRange(split.Replicates, 0.00625 * 0.9, 0.00625 * 1.1);
        Assert.InRange(split.Residual, 0.01 / 12 * 0.9, 0.01 / 12 * 1.1);
        Assert.InRange(split.Images, 0.02 * 0.9, 0.02 * 1.1);
        // Checkpoints differ; methods do not: 0.01 apart with a standard error of 0.05.
        Assert.True(ranked[0].AdjustedP["a"] > 0.5);
        Assert.Equal("a", ranked[0].Group);
    }

    [Fact]
    public void What_cannot_be_ranked_is_refused()
    {
        InputError Refused(params Run[] runs) => Assert.Throws<InputException>(() => RunRanking.Rank(runs, s_options)).Error;
        Assert.Equal(InputError.InvalidArgument, Refused(Made("a", 0.5)));
        Assert.Equal(InputError.InvalidArgument, Refused(Made("a", 0.5), Made("a", 0.6)));
        Assert.Equal(InputError.NotComparable, Refused(Made("a", 0.5), Made("b", 0.6, images: 50)));
        Assert.Equal(InputError.NotComparable, Refused(Made("a", 0.5, images: 7), Made("b", 0.6, images: 7)));
        Assert.Equal(
            50,
            RunRanking.Rank([Made("a", 0.5), Made("b", 0.6, images: 50)], s_options with { Force = true })[0].Images
        );
    }
}
