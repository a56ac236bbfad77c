using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>Against numpy, pandas and scipy.stats; Data/statistics.py prints the values.</summary>
public class StatisticsTests
{
    private static readonly double[] s_values = [0.12, 0.5, 0.31, 0.0, 0.98, 0.44, 0.27, 0.63, 0.05, 0.71, 0.33, 0.9];

    [Fact]
    public void Moments_and_quartiles_are_those_of_pandas()
    {
        Assert.Equal(0.4366666666666667, Moments.Mean(s_values), 1e-15);
        Assert.Equal(0.31932694369516795, Moments.StandardDeviation(s_values), 1e-15);
        Assert.Equal(0.2325, Quantile.Of(s_values, 0.25), 1e-15);
        Assert.Equal(0.385, Quantile.Of(s_values, 0.5), 1e-15);
        Assert.Equal(0.65, Quantile.Of(s_values, 0.75), 1e-15);
    }

    [Fact]
    public void A_sum_keeps_the_digits_that_plain_addition_loses() => Assert.Equal(2.0, Moments.Sum([1.0, 1e100, 1.0, -1e100]));

    [Fact]
    public void Bootstrap_intervals_are_those_of_scipy()
    {
        // scipy.stats.bootstrap with 200,000 resamples and three seeds: BCa 0.2742..0.2767, 0.6208..0.6225;
        // percentile 0.2675..0.2692, 0.6125..0.6133. Ours may differ by the error of resampling, about 0.003.
        Interval bca = Bootstrap.MeanBca(s_values, 200_000, seed: 5), percentile = Bootstrap.MeanPercentile(s_values, 200_000, seed: 5);
        Assert.Equal(0.2753, bca.Low, 0.003);
        Assert.Equal(0.6217, bca.High, 0.003);
        Assert.Equal(0.2683, percentile.Low, 0.003);
        Assert.Equal(0.6131, percentile.High, 0.003);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() =>
        Assert.Equal(Bootstrap.MeanBca(s_values, 2_000, seed: 9), Bootstrap.MeanBca(s_values, 2_000, seed: 9));

    [Theory]
    [InlineData(130, 276, 0.4129278368333438, 0.5298969323505109)]
    [InlineData(0, 10, 0.0, 0.27753279986288926)]
    public void Wilson_intervals_are_those_of_scipy(int successes, int trials, double low, double high)
    {
        Interval interval = Wilson.Of(successes, trials);
        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }

    [Theory]
    [InlineData(0.001, -3.09023231)]
    [InlineData(0.2, -0.84162123)]
    [InlineData(0.975, 1.95996398)]
    public void Normal_quantiles_are_those_of_scipy(double p, double z)
    {
        Assert.Equal(z, Normal.Quantile(p), 5e-9);
        Assert.Equal(p, Normal.Cdf(Normal.Quantile(p)), 1e-13);
    }
}
