using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Tests.Probabilities;

/// <summary>The two ways to rank pixels agree: ranges of 32-bit floats, sorted where the reference lies, and a library's sort
/// of all 64-bit ones.</summary>
public class RankedPixelsTests
{
    public static TheoryData<int, double, bool> Cases()
    {
        var data = new TheoryData<int, double, bool>();
        foreach (int width in new[] { 1, 2, 31, 63, 64, 65, 127, 128, 129, 200 })
        foreach (double zeros in new[] { 0, 0.5, 0.99, 1 })
        {
            data.Add(width, zeros, false);
            data.Add(width, zeros, true);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Both_sorts_give_the_same_figures(int width, double zeros, bool withRegion)
    {
        const int height = 9;
        var random = new Random(width);
        using ProbabilityMap narrow = new(width, height, ProbabilityFormat.Float32),
            wide = new(width, height, ProbabilityFormat.Float64);
        using Mask gt = new(width, height),
            region = new(width, height);
        double count = 0,
            positives = 0,
            sum = 0,
            squares = 0,
            onGt = 0,
            difference = 0;
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
        {
            // Ties, both zeros, one, and the smallest float there is.
            float value =
                random.NextDouble() < zeros
                    ? (random.Next(2) == 0 ? 0f : -0f)
                    : random.Next(5) switch
                    {
                        0 => 1f,
                        1 => float.Epsilon,
                        2 => random.Next(8) / 8f,
                        _ => random.NextSingle(),
                    };
            narrow.Samples<float>()[y * width + x] = value;
            wide.Samples<double>()[y * width + x] = value;
            gt[x, y] = random.Next(3) == 0;
            region[x, y] = random.Next(4) > 0;
            if (withRegion && !region[x, y])
                continue;
            double score = value,
                mark = gt[x, y] ? 1 : 0;
            (count, positives, sum, squares, onGt, difference) = (
                count + 1,
                positives + mark,
                sum + score,
                squares + score * score,
                onGt + score * mark,
                difference + (score - mark) * (score - mark)
            );
        }
        ProbabilityMetrics one = FloatProbabilities.Of(narrow, gt, withRegion ? region : null, CancellationToken.None),
            other = FloatProbabilities.Of(wide, gt, withRegion ? region : null, CancellationToken.None);
        foreach (
            (double x, double y) in new[]
            {
                (one.Auroc, other.Auroc),
                (one.AveragePrecision, other.AveragePrecision),
                (one.Auprc, other.Auprc),
                (one.Brier, difference / count),
                (one.Ece, other.Ece),
            }
        )
            Assert.True(x.Equals(y) || Math.Abs(x - y) < 1e-12, $"{x} and {y}");
        // The moments need no order at all: they are sums over the pixels.
        foreach (
            Correlation moments in new[]
            {
                ProbabilityMoments.Of(narrow, gt, withRegion ? region : null),
                ProbabilityMoments.Of(wide, gt, withRegion ? region : null),
                one.Correlation,
                other.Correlation,
            }
        )
        {
            Assert.Equal((count, positives), (moments.Count, moments.Positives));
            Assert.Equal(sum, moments.Sum, 1e-9);
            Assert.Equal(squares, moments.SumOfSquares, 1e-9);
            Assert.Equal(onGt, moments.SumOnGt, 1e-9);
        }
    }

    [Theory]
    [InlineData(0.5f, 0.5001f)]
    [InlineData(0.03f, 0.9f)]
    [InlineData(0f, 1e-38f)]
    public void Crowded_scores_are_ranked_as_well(float from, float to)
    {
        const int width = 700,
            height = 300;
        var random = new Random(5);
        using ProbabilityMap narrow = new(width, height, ProbabilityFormat.Float32),
            wide = new(width, height, ProbabilityFormat.Float64);
        using var gt = new Mask(width, height);
        for (int i = 0; i < width * height; i++)
        {
            wide.Samples<double>()[i] = narrow.Samples<float>()[i] = from + (to - from) * random.NextSingle();
            gt[i % width, i / width] = random.Next(50) == 0;
        }
        ProbabilityMetrics one = FloatProbabilities.Of(narrow, gt, null, CancellationToken.None),
            other = FloatProbabilities.Of(wide, gt, null, CancellationToken.None);
        Assert.Equal(other.Auroc, one.Auroc, 1e-12);
        Assert.Equal(other.AveragePrecision, one.AveragePrecision, 1e-12);
        Assert.Equal(other.Auprc, one.Auprc, 1e-12);
        Assert.Equal(other.Brier, one.Brier, 1e-12);
        Assert.Equal(other.Ece, one.Ece, 1e-12);
    }

    [Fact]
    public void Ranking_stops_when_asked()
    {
        using ProbabilityMap map = new(64, 64, ProbabilityFormat.Float32);
        map.Samples<float>().Fill(0.5f);
        using var gt = new Mask(64, 64);
        gt[1, 1] = true;
        Assert.Throws<OperationCanceledException>(() =>
            FloatProbabilities.Of(map, gt, null, new CancellationToken(canceled: true))
        );
    }
}
