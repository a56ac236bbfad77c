using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>
/// What interval and tests promise, on 1,000 data sets whose truth is known: 95 % intervals hold the truth, and tests at
/// 5 % are wrong in one of twenty. With 1,000 data sets the standard error of either share is 0.007.
/// </summary>
public class PairedSimulationTests
{
    private const int DataSets = 1000,
        Images = 60,
        Resamples = 1000;

    [Fact]
    public void Intervals_of_skewed_differences_hold_the_mean()
    {
        // Exponential less 1: mean 0, skewness 2. BCa undercovers a little at n = 60; 0.95 minus 0.025 is the tolerance.
        int holds = Count(
            seed => Draw(seed, Images, random => -Math.Log(1 - random) - 1),
            values => Bootstrap.MeanBca(values, Resamples, seed: 7) is var interval && interval.Low <= 0 && interval.High >= 0
        );
        Assert.InRange(holds / (double)DataSets, 0.925, 0.975);
    }

    [Fact]
    public void Intervals_over_subjects_hold_the_mean_where_intervals_over_images_do_not()
    {
        // 60 subjects of 5 images; the images of a subject share most of their difference (correlation 0.8).
        int[] counts = [.. Enumerable.Repeat(5, 60)];
        double[] Clustered(int seed)
        {
            double[] shared = Draw(seed, 60, Normal),
                own = Draw(seed + DataSets, 300, Normal);
            return [.. own.Select((value, i) => Math.Sqrt(0.8) * shared[i / 5] + Math.Sqrt(0.2) * value)];
        }
        int subjects = Count(
            Clustered,
            values =>
                ClusterBootstrap.MeanBca([.. values.Chunk(5).Select(chunk => chunk.Sum())], counts, Resamples, seed: 7)
                    is var interval
                && interval.Low <= 0
                && interval.High >= 0
        );
        int images = Count(
            Clustered,
            values => Bootstrap.MeanBca(values, Resamples, seed: 7) is var interval && interval.Low <= 0 && interval.High >= 0
        );
        Assert.InRange(subjects / (double)DataSets, 0.925, 0.975);
        Assert.True(images < 0.8 * DataSets, $"{images} of {DataSets}");
    }

    [Fact]
    public void Tests_keep_their_level_and_find_what_is_there()
    {
        double[] Symmetric(int seed) => Draw(seed, Images, Normal);
        double[] Shifted(int seed) => Draw(seed, Images, random => Normal(random) + 0.5);
        int flips = Count(Symmetric, values => SignFlipTest.P(values, Resamples, seed: 7) <= 0.05),
            ranks = Count(Symmetric, values => WilcoxonSignedRank.P(values) <= 0.05);
        Assert.InRange(flips / (double)DataSets, 0.029, 0.071);
        Assert.InRange(ranks / (double)DataSets, 0.029, 0.071);
        // A shift of half a standard deviation on 60 images: the t test's power is 0.966 (scipy: nct).
        Assert.InRange(
            Count(Shifted, values => SignFlipTest.P(values, Resamples, seed: 7) <= 0.05) / (double)DataSets,
            0.93,
            0.99
        );
        Assert.InRange(Count(Shifted, values => WilcoxonSignedRank.P(values) <= 0.05) / (double)DataSets, 0.92, 0.99);
    }

    private static int Count(Func<int, double[]> draw, Func<double[], bool> holds) =>
        Enumerable.Range(1, DataSets).Count(seed => holds(draw(seed)));

    private static double Normal(double uniform) => HybridNet.Statistics.Normal.Quantile(Math.Clamp(uniform, 1e-300, 1 - 1e-16));

    private static double[] Draw(int seed, int count, Func<double, double> transform)
    {
        var random = new Xoshiro256((ulong)seed, 99);
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = transform(random.NextDouble());
        return values;
    }
}
