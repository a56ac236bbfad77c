using HybridNet.Diagnosis;
using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis;

/// <summary>The grid that a run was scored on, from totals that were made on known grids.</summary>
public class ScoredGridTests
{
    [Theory]
    [InlineData(1280, 1280, 512, 512, "512 x 512")]
    [InlineData(4288, 2848, 512, 512, "512 x 512")]
    [InlineData(4288, 2848, 1024, 1024, "1024 x 1024")]
    [InlineData(4288, 2848, 640, 425, "640 x 425")]
    [InlineData(643, 427, 256, 256, "256 x 256")]
    [InlineData(1500, 1500, 500, 500, "500 x 500")]
    [InlineData(512, 512, 1024, 1024, "1024 x 1024")] // the larger one was scored
    [InlineData(1280, 1280, 1280, 1280, "1280 x 1280")]
    public void A_grid_has_its_own_name(int width, int height, int scoredWidth, int scoredHeight, string name)
    {
        ScoredGrid? grid = ScoredGrid.Find(Totals(width, height, scoredWidth, scoredHeight, 30), width, height);
        Assert.Equal(name, grid?.Name);
    }

    /// <summary>1111 x 777 is no size in use: its area is told, 863,247 pixels, and no shape.</summary>
    [Fact]
    public void A_size_that_nobody_uses_is_an_area()
    {
        ScoredGrid grid = ScoredGrid.Find(Totals(4288, 2848, 1111, 777, 30), 4288, 2848)!;
        Assert.Empty(grid.Sizes);
        Assert.InRange(grid.Area, 863_247 * 0.99, 863_247 * 1.01);
        Assert.StartsWith("about 8", grid.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_common_ratio_give_no_grid() =>
        Assert.Null(ScoredGrid.Find([(100, 10), (100, 20), (100, 40), (100, 80), (100, 5), (100, 2)], 512, 512));

    /// <summary>
    /// Lesions of 60 to 5000 px of the smaller grid. Of n px, nearest-neighbor sampling keeps n within about the square root of
    /// the border, 4 sqrt(n), times a half.
    /// </summary>
    private static (long, long)[] Totals(int width, int height, int scoredWidth, int scoredHeight, int count)
    {
        var random = new Xoshiro256(9, (ulong)(width + 7 * scoredWidth));
        double ratio = (double)width * height / ((double)scoredWidth * scoredHeight);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    double small = 60 * Math.Pow(5000 / 60.0, random.NextDouble()),
                        noise = 0.5 * Math.Sqrt(4 * Math.Sqrt(small)) * Normal.Quantile(0.001 + 0.998 * random.NextDouble());
                    long exact = (long)Math.Round(small * (ratio >= 1 ? ratio : 1 / ratio)),
                        sampled = (long)Math.Round(small + (Math.Abs(ratio - 1) < 1e-9 ? 0 : noise));
                    if (Math.Abs(ratio - 1) < 1e-9)
                        return (sampled, sampled);
                    return ratio > 1 ? (exact, sampled) : (sampled, exact);
                }),
        ];
    }
}
