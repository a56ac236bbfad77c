using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>The inverted sign-flip test: against the test itself, by arithmetic, and in simulations whose truth is
/// known.</summary>
public class SignFlipInversionTests
{
    private const double Margin = 0.01;

    [Fact]
    public void The_p_is_that_of_the_sign_flip_test()
    {
        // scipy.stats.permutation_test, exact, for the ten differences of paired.py.
        double[] ten = [0.12, -0.05, 0.31, 0.02, -0.11, 0.27, 0.08, 0.19, -0.01, 0.22];
        SignFlipInversion test = SignFlipInversion.Of(ten, null, 1024, seed: 1);
        Assert.Equal((0.0, 0.052734375), (test.Allowance, test.P(0)));
        Assert.Equal(0.104, test.Mean, 1e-15);
    }

    [Fact]
    public void The_interval_ends_where_the_test_rejects()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => 0.1 * Math.Sin(7 * i) + 0.03)];
        SignFlipInversion test = SignFlipInversion.Of(values, null, 4000, seed: 3);
        foreach (double level in new[] { 0.8, 0.95, 0.99 })
        {
            Interval interval = test.Interval(level);
            Assert.True(test.P(interval.Low) > 1 - level && test.P(interval.High) > 1 - level);
            Assert.True(test.P(interval.Low - 1e-6) <= 1 - level && test.P(interval.High + 1e-6) <= 1 - level);
        }
    }

    [Fact]
    public void Many_images_need_no_drawing_and_give_the_t_interval()
    {
        double[] values = [.. Enumerable.Range(0, 25_000).Select(i => Math.Sin(i * 12.9898) * 0.3)];
        SignFlipInversion test = SignFlipInversion.Of(values, null, 10_000, seed: 1);
        Interval interval = test.Interval(0.95);
        double reach = 1.959964 * Moments.StandardDeviation(values) / Math.Sqrt(values.Length);
        Assert.Equal(Moments.Mean(values) - reach, interval.Low, 1e-6);
        Assert.Equal(Moments.Mean(values) + reach, interval.High, 1e-6);
    }

    [Fact]
    public void A_cancelled_test_stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() =>
            SignFlipInversion.Of(new double[5000], null, 100_000, 1, new CancellationToken(canceled: true))
        );

    /// <summary>
    /// 2,000 data sets each, whose true mean is minus the margin; standard error of a share of 2.5 % is 0.35 %, so that 3.6 %
    /// is three of them above it.
    /// </summary>
    [Theory]
    [InlineData("exchangeable", 10, 1)]
    [InlineData("exchangeable", 30, 1)]
    [InlineData("exchangeable", 30, 3)]
    [InlineData("exchangeable", 60, 1)]
    [InlineData("tied", 20, 1)]
    [InlineData("tied", 60, 1)]
    [InlineData("tied", 60, 3)]
    [InlineData("tied loss", 10, 1)]
    [InlineData("tied loss", 30, 1)]
    [InlineData("tied loss", 60, 1)]
    public void At_the_margin_either_answer_is_wrong_in_one_of_forty(string kind, int images, int perSubject)
    {
        const int sets = 2000;
        int passed = 0,
            regressed = 0,
            judged = 0;
        for (int set = 0; set < sets; set++)
        {
            var random = new Xoshiro256((ulong)set, (ulong)images);
            (double[] sums, int[] counts) = Draw(kind, images / perSubject, perSubject, ref random);
            SignFlipInversion test = SignFlipInversion.Of(sums, counts, 999, (ulong)set);
            // Only ties are not comparable.
            if (test.Untied == 0)
                continue;
            judged++;
            Interval interval = test.Interval(0.95);
            if (interval.Low > -Margin)
                passed++;
            if (interval.High < -Margin)
                regressed++;
            Assert.Equal(test.P(0) <= 0.05, interval.Low > 0 || interval.High < 0);
        }
        Assert.True(judged > 0.9 * sets);
        Assert.InRange(passed / (double)sets, 0, 0.036);
        Assert.InRange(regressed / (double)sets, 0, 0.036);
    }

    [Fact]
    public void Power_is_what_is_stated()
    {
        // Zero-inflated differences at 120 images; 1,000 data sets, standard error 1.3 %.
        var spreadRandom = new Xoshiro256(5, 5);
        (double[] pilot, int[] ones) = Draw("exchangeable", 20_000, 1, ref spreadRandom);
        SignFlipInversion known = SignFlipInversion.Of(pilot, ones, 100, 1);
        var spread = new DifferenceSpread(known.StandardError * Math.Sqrt(20_000));
        double loss = PairedPower.Distance(spread, 120);
        Assert.Equal(PairedPower.Usual, PairedPower.Of(loss, spread, 120), 1e-6);
        int shown = 0;
        for (int set = 0; set < 1000; set++)
        {
            var random = new Xoshiro256((ulong)set, 7);
            (double[] sums, int[] counts) = Draw("exchangeable", 120, 1, ref random);
            double[] lost = Array.ConvertAll(sums, sum => sum - loss);
            if (SignFlipInversion.Of(lost, counts, 999, (ulong)set).Interval(0.95).High < -Margin)
                shown++;
        }
        Assert.InRange(shown / 1000.0, 0.76, 0.84);
    }

    /// <summary>
    /// Dice of two exchangeable runs, 30 % zeros, less the margin; 60 % ties, all less the margin; or ties that stay ties and a
    /// loss of the others that makes up the margin. Images of a subject share half of their Dice, and their ties.
    /// </summary>
    private static (double[] Sums, int[] Counts) Draw(string kind, int units, int perUnit, ref Xoshiro256 random)
    {
        var sums = new double[units];
        int[] counts = [.. Enumerable.Repeat(perUnit, units)];
        for (int i = 0; i < units; i++)
        {
            double shared = random.NextDouble();
            bool tie = random.NextDouble() < 0.6;
            for (int j = 0; j < perUnit; j++)
            {
                double change = Dice(shared, ref random) - Dice(shared, ref random);
                sums[i] += kind switch
                {
                    "exchangeable" => change - Margin,
                    "tied" => (tie ? 0 : change) - Margin,
                    _ => tie ? 0 : change - Margin / 0.4,
                };
            }
        }
        return (sums, counts);
    }

    private static double Dice(double shared, ref Xoshiro256 random)
    {
        double own = (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3;
        return random.NextDouble() < 0.3 ? 0 : 0.1 + 0.85 * (own + shared) / 2;
    }
}
