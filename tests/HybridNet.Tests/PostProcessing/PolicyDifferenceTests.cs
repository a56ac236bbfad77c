using HybridNet.Metrics;
using HybridNet.Statistics;

namespace HybridNet.Tests.PostProcessing;

/// <summary>Differences of policy means over the same images, by arithmetic.</summary>
public class PolicyDifferenceTests
{
    [Fact]
    public void With_the_same_images_in_both_means_it_is_the_paired_difference()
    {
        var random = new Random(4);
        (double? Before, double? After)[] values =
        [
            .. Enumerable.Range(0, 40).Select(_ => ((double?)random.NextDouble(), (double?)random.NextDouble())),
        ];
        PolicyDifference difference = PolicyDifference.Of([.. values, (null, null)]);
        double[] plain = [.. values.Select(pair => pair.After!.Value - pair.Before!.Value)];
        Assert.Equal(Moments.Mean(plain), difference.Difference, 1e-12);
        Assert.Equal(Moments.StandardDeviation(plain) / Math.Sqrt(40), difference.StandardError, 1e-12);
        Interval expected = Bootstrap.MeanBca([.. plain.Order()], 2000, 9),
            actual = difference.Interval(2000, 9);
        Assert.Equal(expected.Low, actual.Low, 1e-9);
        Assert.Equal(expected.High, actual.High, 1e-9);
    }

    [Fact]
    public void An_image_that_leaves_one_mean_is_accounted_for()
    {
        // Before: (0.6 + 0.8 + 0) / 3 = 0.4667. The false alarm, 0, becomes a trivial image. After: (0.6 + 0.8) / 2 = 0.7.
        PolicyDifference difference = PolicyDifference.Of([(0.6, 0.6), (0.8, 0.8), (0.0, null)]);
        Assert.Equal(1.4 / 3, difference.Before, 1e-12);
        Assert.Equal(0.7, difference.After, 1e-12);
        Assert.Equal(0.7 - 1.4 / 3, difference.Difference, 1e-12);
        // Influences after: (0.6-0.7)/(2/3), (0.8-0.7)/(2/3), 0; before: 0.6-0.4667, 0.8-0.4667, -0.4667.
        double d = 0.7 - 1.4 / 3;
        double[] pseudo = [d - 0.15 - 0.4 / 3, d + 0.15 - 1.0 / 3, d + 1.4 / 3];
        Assert.Equal(Moments.StandardDeviation(pseudo) / Math.Sqrt(3), difference.StandardError, 1e-12);
        Assert.True(difference.Interval(2000, 1).Low <= d && difference.Interval(2000, 1).High >= d);
    }

    [Fact]
    public void No_image_no_difference() => Assert.True(double.IsNaN(PolicyDifference.Of([(null, null)]).Difference));
}
