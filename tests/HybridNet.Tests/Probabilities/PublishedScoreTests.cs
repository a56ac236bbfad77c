using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Probabilities;

/// <summary>Hand-checkable cases of MetricsReloaded's probability measures (facts only).</summary>
public class PublishedScoreTests
{
    private static (ProbabilityMap Map, Mask Gt) Row(float[] scores, string marks)
    {
        var map = new ProbabilityMap(scores.Length, 1, ProbabilityFormat.Float32);
        scores.CopyTo(map.Samples<float>());
        return (map, Grid.Rows(marks));
    }

    [Fact]
    public void MetricsReloaded_area_under_the_receiver_operating_curve()
    {
        (ProbabilityMap map, Mask gt) = Row([.21f, .35f, .63f, .92f, .32f, .79f], "000111");
        // 7 of the 9 pairs are in order: 0.78.
        Assert.Equal(7 / 9.0, FloatProbabilities.Of(map, gt, null, CancellationToken.None).Auroc, 1e-12);
    }

    [Theory]
    [InlineData(2, 0.11)]
    [InlineData(5, 0.32)]
    public void MetricsReloaded_expected_calibration_error(int bins, double expected)
    {
        double[] scores = [.22, .48, .49, .96, .55, .64, .78, .82, .34, .87];
        int[] marks = [0, 1, 0, 0, 1, 1, 1, 1, 1, 0];
        var calibration = new Calibration(bins);
        for (int i = 0; i < scores.Length; i++)
            calibration.Add((int)Math.Min(scores[i] * bins, bins - 1), scores[i], 1, marks[i]);
        Assert.Equal(expected, calibration.Expected, 0.0051); // printed with two digits: 0.315 reads 0.32
        Assert.Equal(bins == 2 ? 0.12 : 0.55, calibration.Maximum, 0.005);
    }

    [Fact]
    public void Brier_is_the_mean_squared_difference()
    {
        (ProbabilityMap map, Mask gt) = Row([.8f, .4f], "10");
        // (1 - 0.8)^2 and (0.4 - 0)^2: 0.04 and 0.16, mean 0.1.
        Assert.Equal(0.1, FloatProbabilities.Of(map, gt, null, CancellationToken.None).Brier, 1e-7);
    }

    [Fact]
    public void A_tie_is_half_a_pair()
    {
        (ProbabilityMap map, Mask gt) = Row([.5f, .5f, .2f], "100");
        // The marked pixel beats one of the two others and ties with one: (1 + 0.5)/2.
        Assert.Equal(0.75, FloatProbabilities.Of(map, gt, null, CancellationToken.None).Auroc, 1e-12);
    }

    [Fact]
    public void A_threshold_is_at_or_above()
    {
        var map = new ProbabilityMap(3, 1, ProbabilityFormat.UInt8);
        new byte[] { 50, 51, 52 }.CopyTo(map.Samples<byte>());
        ProbabilityHistogram histogram = ProbabilityHistogram.Of(map, Grid.Rows("011"));
        // 0.2 x 255 is 51 exactly.
        Assert.Equal(51, histogram.LevelOf(0.2));
        Assert.Equal((2L, 0L), (histogram.At(51).TruePositive, histogram.At(51).FalsePositive));
        Assert.Equal(2, ThresholdMask.Of(map, 0.2).Count());
    }

    [Fact]
    public void The_33_threshold_area_joins_its_points_by_straight_lines()
    {
        var map = new ProbabilityMap(4, 1, ProbabilityFormat.UInt8);
        new byte[] { 255, 200, 100, 0 }.CopyTo(map.Samples<byte>());
        ProbabilityHistogram histogram = ProbabilityHistogram.Of(map, Grid.Rows("1010"));
        // From the top: (recall 1/2, precision 1), then with 200 (1/2, 1/2), with 100 (1, 2/3), with 0 (1, 1/2).
        // Areas: 1/2 x 1, 0, 1/2 x (1/2 + 2/3)/2, 0.
        Assert.Equal(0.5 + 0.5 * (0.5 + 2 / 3.0) / 2, ThresholdSweep.Protocol(histogram), 1e-12);
    }
}
