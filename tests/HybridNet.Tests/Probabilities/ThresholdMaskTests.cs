using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Probabilities;

/// <summary>A threshold splits a map pixel by pixel, whatever its format and width.</summary>
public class ThresholdMaskTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(63, 3)]
    [InlineData(64, 3)]
    [InlineData(65, 3)]
    [InlineData(200, 4)]
    public void Packed_words_equal_single_comparisons(int width, int height)
    {
        var random = new Random(5);
        foreach (double threshold in new[] { 0, 0.2, 0.5, 127.0 / 255, 0.999, 1 })
        {
            using ProbabilityMap bytes = new(width, height, ProbabilityFormat.UInt8),
                words = new(width, height, ProbabilityFormat.UInt16),
                floats = new(width, height, ProbabilityFormat.Float32),
                doubles = new(width, height, ProbabilityFormat.Float64);
            for (int i = 0; i < width * height; i++)
            {
                bytes.Samples<byte>()[i] = (byte)random.Next(256);
                words.Samples<ushort>()[i] = (ushort)random.Next(65536);
                floats.Samples<float>()[i] = random.NextSingle();
                doubles.Samples<double>()[i] = random.NextDouble();
            }
            // A sample counts when sample / top >= threshold; both sides times top, with the rounding of the product allowed for.
            Check(bytes, threshold, i => bytes.Samples<byte>()[i] >= threshold * 255 - 1e-9);
            Check(words, threshold, i => words.Samples<ushort>()[i] >= threshold * 65535 - 1e-9);
            Check(floats, threshold, i => floats.Samples<float>()[i] >= threshold);
            Check(doubles, threshold, i => doubles.Samples<double>()[i] >= threshold);
        }
    }

    private static void Check(ProbabilityMap map, double threshold, Func<int, bool> expected)
    {
        using Mask mask = ThresholdMask.Of(map, threshold);
        for (int y = 0; y < map.Height; y++)
        {
            for (int x = 0; x < map.Width; x++)
                Assert.Equal(expected(y * map.Width + x), mask[x, y]);
            Assert.Equal(0UL, mask.Row(y)[^1] & ~mask.LastWordBits);
        }
    }
}
