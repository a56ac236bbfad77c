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
        // ours may differ by the error of resampling, about 0.003.
        Interval bca = Bootstrap.MeanBca(s_values, 200_000, seed: 5);
        Assert.Equal(0.2753, bca.Low, 0.003);
        Assert.Equal(0.6217, bca.High, 0.003);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() =>
        Assert.Equal(Bootstrap.MeanBca(s_values, 2_000, seed: 9), Bootstrap.MeanBca(s_values, 2_000, seed: 9));

    [Theory]
    [InlineData(130, 276, 0.4129278368333438, 0.5298969323505109)]
    [InlineData(0, 10, 0.0, 0.27753279986288926)]
    public void Wilson_intervals_are_those_of_scipy(int successes, int trials, double low, double high)
    {
        Interval interval = WilsonInterval.Of(successes, trials);
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

    [Theory]
    [InlineData(0.5, 1, 0.47950012218695337)]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(20.0, 5, 0.0012497305630313773)]
    [InlineData(300.0, 200, 5.924540335483916e-06)]
    [InlineData(1e-3, 2, 0.9995001249791693)]
    public void Chi_square_tails_are_those_of_scipy(double value, int freedom, double tail) =>
        Assert.Equal(1, ChiSquare.Tail(value, freedom) / tail, 1e-9);

    [Fact]
    public void Tables_are_tested_as_scipy_tests_them()
    {
        TableTest three = ChiSquare.Test([
                [895, 394],
                [192, 85],
                [192, 84],
            ]),
            two = ChiSquare.Test([
                [30, 10],
                [12, 28],
            ]);
        Assert.Equal(2, three.Freedom);
        Assert.Equal(0.00411458453590513, three.Statistic, 1e-12);
        Assert.Equal(0.9979448225072998, three.P, 1e-12);
        Assert.Equal(16.2406015037594, two.Statistic, 1e-12);
        Assert.Equal(5.578564131855008e-05, two.P, 1e-15);
        // V = sqrt(16.2406 / 80) for a table of two rows and 80 counts.
        Assert.Equal(Math.Sqrt(16.2406015037594 / 80), two.CramersV, 1e-12);
        Assert.Equal(19, two.LeastExpected);
    }

    [Fact]
    public void Exact_probabilities_are_those_of_scipy()
    {
        Assert.Equal(0.034965034965034975, FisherExactTest.P([(8, 10), (1, 6)]), 1e-12);
        Assert.Equal(0.48571428571428565, FisherExactTest.P([(3, 4), (1, 4)]), 1e-12);
        Assert.Equal(0.004662004662004661, FisherExactTest.P([(0, 7), (6, 7)]), 1e-12);
        Assert.Equal(0.00011168092409191843, FisherExactTest.P([(30, 40), (12, 40)]), 1e-12);
        Assert.Equal(0.018099547511312222, FisherExactTest.P([(5, 6), (2, 6), (0, 6)]), 1e-12);
        Assert.Equal(0.019061367149242725, FisherExactTest.P([(3, 10), (4, 10), (9, 10)]), 1e-12);
        Assert.Equal(1, FisherExactTest.P([(0, 10), (0, 20)]));
        Assert.True(double.IsNaN(FisherExactTest.P([(5000, 10_000), (5000, 10_000), (5000, 10_000)])));
    }

    [Fact]
    public void Ranks_of_groups_are_compared_as_scipy_does()
    {
        (double h, double p) = KruskalWallis.Test([
            [0.1, 0.4, 0.4, 0.8],
            [0.4, 0.9, 0.95],
            [0.0, 0.0, 0.2, 0.3, 0.4],
        ]);
        Assert.Equal(6.010666666666671, h, 1e-12);
        Assert.Equal(0.04952224416218154, p, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 1, 0.7048327646991336)]
    [InlineData(2.0, 3, 0.1393259685588431)]
    [InlineData(-2.5, 13, 0.02658878281085745)]
    [InlineData(10.0, 40, 1.931311700411556e-12)]
    [InlineData(1e-3, 7, 0.9992300172449988)]
    public void Student_tails_are_those_of_scipy(double t, int freedom, double p) =>
        Assert.Equal(1, StudentT.TwoSided(t, freedom) / p, 1e-9);

    [Theory]
    [InlineData(1, 12.706204736432095)]
    [InlineData(2, 4.302652729911275)]
    [InlineData(7, 2.3646242510102993)]
    [InlineData(30, 2.0422724563012373)]
    [InlineData(200, 1.9718962236316089)]
    public void Student_quantiles_are_those_of_scipy(int freedom, double t) =>
        Assert.Equal(t, StudentT.Critical(0.95, freedom), 1e-9);

    [Fact]
    public void A_line_is_fitted_as_scipy_fits_it()
    {
        LinearTrend line = LinearTrend.Of([.. Enumerable.Range(0, 12).Select(i => (double)i)], s_values);
        Assert.Equal(0.03104895104895105, line.Slope, 1e-14);
        Assert.Equal(0.26388763122604053, line.P, 1e-10);
        Assert.Equal(-0.027393671994898207, line.Low, 1e-10);
        Assert.Equal(0.08949157409280031, line.High, 1e-10);
        Assert.Equal(0.983809324009324, line.SumOfSquares, 1e-12);
    }
}
