using HybridNet.Distances;
using HybridNet.Masks;

namespace HybridNet.Tests.Distances;

/// <summary>Borders as far apart as a picture can be large, and tolerances that are whole pixels.</summary>
public class FarBordersTests
{
    [Theory]
    [InlineData(30_000, 1, 0, 29_999, 0, 29_999)]
    [InlineData(65_536, 1, 0, 65_535, 0, 65_535)]
    // 3-4-5: columns 9,000 and rows 12,000 apart, more than is kept of what lies between.
    [InlineData(9_001, 12_001, 0, 9_000, 12_000, 15_000)]
    public void Distances_of_any_size_are_measured(int width, int height, int from, int to, int down, double expected)
    {
        using var gt = new Mask(width, height);
        using var pred = new Mask(width, height);
        gt[from, 0] = true;
        pred[to, down] = true;
        BoundaryDistances distances = BoundaryDistances.Of(gt, pred, new DistanceOptions(), CancellationToken.None);
        Assert.Equal((expected, expected, expected), (distances.Hausdorff, distances.Hd95, distances.Assd));
    }

    [Theory]
    [InlineData(0.1, 0.3)]
    [InlineData(0.7, 2.1)]
    [InlineData(1, 3)]
    public void Three_pixels_are_within_three_times_the_spacing(double spacing, double tolerance)
    {
        using var gt = new Mask(8, 8);
        using var pred = new Mask(8, 8);
        for (int y = 0; y < 8; y++)
            (gt[1, y], pred[4, y]) = (true, true);
        var options = new DistanceOptions
        {
            Tolerance = tolerance,
            RowSpacing = spacing,
            ColumnSpacing = spacing,
        };
        Assert.Equal(1, BoundaryDistances.Of(gt, pred, options, CancellationToken.None).Nsd);
        Assert.Equal(
            0,
            BoundaryDistances.Of(gt, pred, options with { Tolerance = tolerance - 0.01 }, CancellationToken.None).Nsd
        );
    }
}
