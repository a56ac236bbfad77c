using HybridNet.Statistics;

namespace HybridNet.Tests.Statistics;

/// <summary>Intervals of one run's mean: refused, or holding what they say.</summary>
public class MeanIntervalTests
{
    [Fact]
    public void Too_few_values_have_no_interval()
    {
        double[] nine = [.. Enumerable.Range(1, 9).Select(i => i / 10.0)];
        Assert.Equal(Interval.None, MeanInterval.Of(nine, ValueRange.Unit, 1000, 1));
        Assert.Contains("9 values are too few", MeanInterval.Refusal(nine, ValueRange.Unit));
        Assert.Contains("1 value is too few", MeanInterval.Refusal([0.5], ValueRange.Unit));
        Assert.Contains("it takes 60", MeanInterval.Refusal([.. nine, 1], ValueRange.Open));
        Assert.Null(MeanInterval.Refusal([.. nine, 1], ValueRange.Unit));
    }

    /// <summary>Powers of ten from 1 to 10^5, twelve times each: the logarithms spread by 3.9.</summary>
    [Fact]
    public void Values_over_orders_of_magnitude_have_no_interval()
    {
        double[] sorted = [.. Enumerable.Range(0, 72).Select(i => Math.Pow(10, i / 12))];
        Assert.Contains("orders of magnitude", MeanInterval.Refusal(sorted, ValueRange.Open));
        Assert.Null(MeanInterval.Refusal([.. sorted.Select(value => Math.Sqrt(Math.Sqrt(value)))], ValueRange.Open));
    }

    /// <summary>Twenty images of 0.8 and no miss: up to 3/20 of all may be misses, so the mean may be 0.15 x 0.8 lower, or 0.15
    /// x 0.2 higher.</summary>
    [Fact]
    public void What_was_not_seen_is_allowed_for()
    {
        Interval interval = MeanInterval.Of([.. Enumerable.Repeat(0.8, 20)], ValueRange.Unit, 500, 1);
        Assert.Equal(0.8 - 0.12, interval.Low, 1e-12);
        Assert.Equal(0.8 + 0.03, interval.High, 1e-12);
    }

    [Fact]
    public void The_range_of_a_property_is_that_of_its_definition_unless_a_value_contradicts()
    {
        Assert.Equal(ValueRange.Unit, ValueRange.Of("dice", [0, 1]));
        Assert.Equal(ValueRange.Correlation, ValueRange.Of("Pearson", [-0.2, 1]));
        Assert.Equal(ValueRange.Open, ValueRange.Of("Dice", [0.5, 80]));
        Assert.Equal(ValueRange.Open, ValueRange.Of("Hd95", [1, 2]));
    }

    [Fact]
    public void Infinite_values_are_counted_in_the_summary()
    {
        (double, MetricState?)[] values =
        [
            .. Enumerable.Range(0, 70).Select(i => (i < 3 ? double.PositiveInfinity : 5.0 + i, (MetricState?)null)),
        ];
        ScoreSummary summary = ScoreSummary.Of("run", "Hd95", values, 1000, 1);
        Assert.Equal((3, "3 of 70 infinite: the mean is infinite, and has no interval"), (summary.Infinite, summary.Note));
        Assert.True(double.IsNaN(summary.Low));
    }

    [Fact]
    public void Images_of_no_certain_state_are_told_where_the_means_depend_on_them()
    {
        // Twelve of 0.5; three of 1 are left out, or count: 6 / 12 = 0.5 to (6 + 3) / 15 = 0.6.
        (double, MetricState?)[] values =
        [
            .. Enumerable
                .Range(0, 15)
                .Select(i => (i < 3 ? 1 : 0.5, (MetricState?)(i < 3 ? MetricState.Undetermined : MetricState.Defined))),
        ];
        Assert.Equal(
            "3 of 15 images are Undetermined: the log does not say whether both masks are empty, "
                + "and NonTrivial would be 0.5000 to 0.6000 with them",
            ScoreSummary.Of("run", "Dice", values, 0, 1).Note
        );
        Assert.Null(ScoreSummary.Of("run", "Precision", values, 0, 1).Note);
        Assert.Null(ScoreSummary.Of("run", "Dice", values[3..], 0, 1).Note);
    }

    /// <summary>1,000 data sets each; the standard error of 95 % is 0.7 %, and 93 % less two of them is the limit.</summary>
    [Theory]
    [InlineData("zeros", 10)]
    [InlineData("zeros", 30)]
    [InlineData("zeros", 120)]
    [InlineData("rare misses", 10)]
    [InlineData("rare misses", 30)]
    [InlineData("rare misses", 60)]
    [InlineData("rare hits", 30)]
    [InlineData("rare hits", 120)]
    [InlineData("heavy tail", 60)]
    [InlineData("heavy tail", 120)]
    public void Where_there_is_one_it_holds_the_mean(string kind, int count)
    {
        (ValueRange range, double mean) = kind switch
        {
            "zeros" => (ValueRange.Unit, 0.7 * 0.5),
            "rare misses" => (ValueRange.Unit, 0.95 * 0.83),
            "rare hits" => (ValueRange.Unit, 0.1 * 0.8 + 0.9 * 0.1),
            // Lognormal with sigma 1: exp(1/2).
            _ => (ValueRange.Open, Math.Exp(0.5)),
        };
        int holds = 0;
        for (int set = 0; set < 1000; set++)
        {
            var random = new Xoshiro256((ulong)set, (ulong)count);
            var values = new double[count];
            for (int i = 0; i < count; i++)
            {
                double first = random.NextDouble(),
                    second = random.NextDouble();
                values[i] = kind switch
                {
                    "zeros" => first < 0.3 ? 0 : second,
                    "rare misses" => first < 0.05 ? 0 : 0.8 + 0.06 * second,
                    "rare hits" => first < 0.1 ? 0.8 : 0.2 * second,
                    _ => Math.Exp(Normal.Quantile(Math.Clamp(first, 1e-12, 1 - 1e-12))),
                };
            }
            Array.Sort(values);
            Interval interval = MeanInterval.Of(values, range, 600, (ulong)set);
            if (interval.Low <= mean && mean <= interval.High)
                holds++;
        }
        Assert.InRange(holds, 916, 1000);
    }
}
