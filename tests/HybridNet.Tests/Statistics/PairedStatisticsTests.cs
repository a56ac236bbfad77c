using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>Paired tests and intervals against scipy.stats 1.10; Data/paired.py prints the values.</summary>
public class PairedStatisticsTests
{
    private static readonly double[] s_ten = [0.12, -0.05, 0.31, 0.02, -0.11, 0.27, 0.08, 0.19, -0.01, 0.22];
    private static readonly double[] s_tied = [0.1, -0.1, 0.2, 0.2, -0.2, 0.3, 0.0, 0.4, 0.1, 0.3];

    /// <summary>The 300 numbers of paired.py, from its linear congruential generator.</summary>
    internal static double[] Many { get; } = Generate(300);

    [Fact]
    public void Few_sign_flips_are_counted_out()
    {
        Assert.Equal(0.052734375, SignFlipTest.P(s_ten, 1024, seed: 1), 1e-15);
        Assert.Equal(0.0859375, SignFlipTest.P(s_tied, 1024, seed: 1), 1e-15);
    }

    [Fact]
    public void Many_sign_flips_are_drawn()
    {
        // scipy with 200,000 flips and three seeds: 0.0868, 0.0853, 0.0870; the error of drawing is about 0.0006.
        Assert.Equal(0.0864, SignFlipTest.P(Many, 200_000, seed: 3), 0.003);
        // The same ten differences, drawn: the exact value within five standard errors.
        Assert.Equal(0.052734375, SignFlipTest.P(s_ten, 1023, seed: 3), 5 * Math.Sqrt(0.0527 * 0.9473 / 1023));
    }

    [Fact]
    public void Wilcoxon_is_exact_with_ties_and_zeros()
    {
        Assert.Equal(0.064453125, WilcoxonSignedRank.P(s_ten), 1e-14);
        Assert.Equal(0.078125, WilcoxonSignedRank.P(s_tied), 1e-14);
        Assert.Equal(0.1255634661063354, WilcoxonSignedRank.P(Many[..50]), 1e-13);
    }

    [Fact]
    public void Wilcoxon_of_many_is_the_normal_approximation()
    {
        Assert.Equal(0.09145325085940718, WilcoxonSignedRank.P(Many), 1e-12);
        Assert.Equal(0.0932857962370639, WilcoxonSignedRank.P(Array.ConvertAll(Many, value => Math.Round(value, 2))), 1e-12);
    }

    [Fact]
    public void Without_a_difference_there_is_no_evidence()
    {
        Assert.Equal(1, SignFlipTest.P(new double[40], 1000, seed: 1));
        Assert.True(double.IsNaN(WilcoxonSignedRank.P(new double[40])));
        Assert.True(double.IsNaN(SignFlipTest.P([], 1000, seed: 1)));
    }

    [Fact]
    public void Intervals_are_those_of_scipy()
    {
        Interval images = Bootstrap.MeanBca(Many, 100_000, seed: 2);
        Assert.Equal(-0.0041, images.Low, 0.0006);
        Assert.Equal(0.0615, images.High, 0.0006);
        double[] sums = [.. Many.Chunk(5).Select(chunk => chunk.Sum())];
        Interval subjects = ClusterBootstrap.MeanBca(sums, [.. Enumerable.Repeat(5, 60)], 100_000, seed: 2);
        Assert.Equal(-0.0008, subjects.Low, 0.0006);
        Assert.Equal(0.0579, subjects.High, 0.0006);
    }

    [Fact]
    public void Subjects_of_different_size_keep_their_weight()
    {
        int[] counts = [.. Enumerable.Range(0, 120).Select(i => 1 + i % 4)];
        var sums = new double[120];
        for (int i = 0, start = 0; i < 120; start += counts[i++])
            sums[i] = Many.AsSpan(start, counts[i]).ToArray().Sum();
        Interval interval = ClusterBootstrap.MeanBca(sums, counts, 100_000, seed: 2);
        Assert.Equal(-0.0038, interval.Low, 0.0006);
        Assert.Equal(0.0615, interval.High, 0.0006);
    }

    [Fact]
    public void Subjects_of_one_image_are_images()
    {
        Interval images = Bootstrap.MeanBca(Many, 20_000, seed: 2),
            subjects = ClusterBootstrap.MeanBca(Many, [.. Enumerable.Repeat(1, 300)], 20_000, seed: 2);
        Assert.Equal(images.Low, subjects.Low, 0.002);
        Assert.Equal(images.High, subjects.High, 0.002);
    }

    [Fact]
    public void Holm_steps_down()
    {
        // 3 x 0.01; 2 x 0.03; 0.04 is raised to the one before it. Then 4 x 0.3 is cut to 1, which the rest inherit.
        Assert.Equal([0.03, 0.06, 0.06], Holm.Adjust([0.01, 0.04, 0.03]), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1, 1, 1, 1], Holm.Adjust([0.3, 0.5, 0.4, 0.9]));
        Assert.Equal([double.NaN, 0.02], Holm.Adjust([double.NaN, 0.02]));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        double[] one = OnThreads(1),
            four = OnThreads(4);
        Assert.Equal(one, four);

        static double[] OnThreads(int threads)
        {
            double[] result = [];
            // The thread pool is the only thing that Parallel uses: with one worker taken it has to do with what is left.
            var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
            Task.Factory.StartNew(
                    () =>
                    {
                        Interval interval = Bootstrap.MeanBca(Many, 4000, seed: 8);
                        result = [SignFlipTest.P(Many, 4000, seed: 8), interval.Low, interval.High];
                    },
                    CancellationToken.None,
                    TaskCreationOptions.None,
                    scheduler
                )
                .Wait();
            return result;
        }
    }

    private static double[] Generate(int count)
    {
        var values = new double[count];
        ulong state = 12345;
        for (int i = 0; i < count; i++)
        {
            state = (1103515245 * state + 12345) % (1UL << 31);
            values[i] = state / (double)(1UL << 31) - 0.47;
        }
        return values;
    }
}
