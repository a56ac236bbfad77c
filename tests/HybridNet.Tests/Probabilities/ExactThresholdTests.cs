using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Probabilities;

/// <summary>p &gt;= threshold, in the sweep as in the mask, for floats that are the threshold.</summary>
public class ExactThresholdTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    [InlineData(0.8125)]
    public void A_sample_that_is_the_threshold_meets_it(double threshold)
    {
        // The threshold itself, the floats next to it on both sides, and a number far below and above.
        float at = (float)threshold;
        float[] samples = [at, MathF.BitDecrement(at), MathF.BitIncrement(at), 0.01f, 0.99f];
        using var map = new ProbabilityMap(samples.Length, 1, ProbabilityFormat.Float32);
        samples.CopyTo(map.Samples<float>());
        using Mask gt = Mask.FromSamples([1, 1, 0, 0, 1], samples.Length, 1);
        using Mask mask = ThresholdMask.Of(map, threshold);
        Assert.Equal([true, false, true, false, true], Enumerable.Range(0, samples.Length).Select(x => mask[x, 0]));
        var histogram = ProbabilityHistogram.Of(map, gt, null, quantise: true, [threshold]);
        Assert.Equal(new Confusion(2, 1, 1, 1), histogram.At(threshold));
        // Pooled figures are sums.
        var pooled = new ProbabilityHistogram(histogram.Levels);
        pooled.Merge(histogram);
        pooled.Merge(histogram);
        Assert.Equal(new Confusion(4, 2, 2, 2), pooled.At(threshold));
    }

    [Fact]
    public void Floats_that_are_levels_of_eight_bits_lie_on_them()
    {
        using var map = new ProbabilityMap(256, 1, ProbabilityFormat.Float32);
        for (int level = 0; level < 256; level++)
            map.Samples<float>()[level] = level / 255f;
        using var gt = new Mask(256, 1);
        var histogram = ProbabilityHistogram.Of(map, gt, null, quantise: true);
        for (int level = 0; level < 256; level++)
            Assert.Equal(256 - level, histogram.At(level / 255.0).FalsePositive);
    }
}
