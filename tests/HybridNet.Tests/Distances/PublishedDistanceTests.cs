using HybridNet.Distances;
using HybridNet.Masks;

namespace HybridNet.Tests.Distances;

/// <summary>
/// Cases that can be checked by hand, from the test suites of other projects (facts only): MetricsReloaded
/// test_pairwise_measures.py, panoptica test_metrics.py, MONAI test_surface_dice.py.
/// </summary>
public class PublishedDistanceTests
{
    private static BoundaryDistances Measure(
        Mask gt,
        Mask pred,
        double tolerance = 2,
        PercentileMode mode = PercentileMode.MaxDirected
    ) =>
        BoundaryDistances.Of(
            gt,
            pred,
            new DistanceOptions { Tolerance = tolerance, PercentileMode = mode },
            CancellationToken.None
        );

    [Fact]
    public void MetricsReloaded_figure_10_cross_over_a_square()
    {
        Mask gt = Grid.Boxes(11, 11, (3, 8, 3, 8)),
            pred = Grid.Boxes(11, 11, (3, 8, 3, 8), (5, 6, 1, 10), (1, 10, 5, 6));
        BoundaryDistances d = Measure(gt, pred);
        Assert.Equal(0.4444, d.Assd, 5e-5);
        Assert.Equal(0.425, d.Masd, 5e-5);
        Assert.Equal(0.8889, Measure(gt, pred, 1).Nsd, 5e-5);
        Assert.Equal(1.0, Measure(gt, pred, 2).Nsd);
    }

    [Fact]
    public void MetricsReloaded_S2_10_a_square_inside_a_square()
    {
        BoundaryDistances d = Measure(Grid.Boxes(14, 14, (5, 9, 5, 9)), Grid.Boxes(14, 14, (6, 8, 6, 8)), 1);
        Assert.Equal((1.41, 1.07, 1.10, 0.75), (Math.Round(d.Hausdorff, 2), Math.Round(d.Masd, 2), Math.Round(d.Assd, 2), d.Nsd));
    }

    [Fact]
    public void MetricsReloaded_S2_10_a_square_around_a_square()
    {
        BoundaryDistances d = Measure(Grid.Boxes(14, 14, (5, 9, 5, 9)), Grid.Boxes(14, 14, (4, 10, 4, 10)), 1);
        Assert.Equal(
            (1.41, 1.04, 1.05, 0.875),
            (Math.Round(d.Hausdorff, 2), Math.Round(d.Masd, 2), Math.Round(d.Assd, 2), d.Nsd)
        );
    }

    [Fact]
    public void MetricsReloaded_5c_a_stray_pixel_tells_the_percentile_rules_apart()
    {
        Mask gt = Grid.Boxes(14, 14, (1, 2, 1, 2), (9, 12, 9, 12)),
            pred = Grid.Boxes(14, 14, (9, 12, 9, 12));
        Assert.Equal(11.31, Measure(gt, pred).Hausdorff, 0.005);
        Assert.Equal(6.79, Measure(gt, pred).Hd95, 0.005);
        Assert.Equal(2.2627, Measure(gt, pred, 2, PercentileMode.Pooled).Hd95, 5e-5);
    }

    [Fact]
    public void Two_empty_masks_have_no_distance_and_one_empty_mask_is_infinitely_far()
    {
        using var empty = new Mask(14, 14);
        BoundaryDistances none = Measure(empty, empty),
            far = Measure(Grid.Boxes(14, 14, (5, 9, 5, 9)), empty);
        Assert.True(double.IsNaN(none.Hausdorff) && double.IsNaN(none.Hd95) && double.IsNaN(none.Assd) && double.IsNaN(none.Nsd));
        Assert.True(
            double.IsPositiveInfinity(far.Hausdorff) && double.IsPositiveInfinity(far.Hd95) && double.IsPositiveInfinity(far.Masd)
        );
        Assert.Equal(0, far.Nsd);
    }

    [Fact]
    public void Panoptica_shifted_columns()
    {
        BoundaryDistances d = Measure(Grid.Boxes(4, 4, (0, 4, 1, 3)), Grid.Boxes(4, 4, (0, 4, 0, 2)));
        Assert.Equal((1.0, 1.0), (d.Hausdorff, d.Hd95));
    }

    [Fact]
    public void Panoptica_overpredicted_mean_of_means_is_what_it_calls_ASSD()
    {
        Mask gt = Grid.Boxes(4, 4, (1, 3, 1, 3)),
            pred = Grid.Rows("0010", "1110", "1111", "0110");
        BoundaryDistances d = Measure(gt, pred, 0.5);
        Assert.Equal(0.625, d.Masd, 1e-12);
        Assert.Equal(0.6667, d.Assd, 5e-5);
        Assert.Equal(0.3333, d.Nsd, 5e-5);
        Assert.Equal(1.0, Measure(gt, pred, 1).Nsd);
    }

    [Fact]
    public void Panoptica_large_discrepancy_pooled_and_directed()
    {
        Mask gt = Grid.Boxes(4, 4, (2, 4, 2, 4)),
            pred = Grid.Rows("1110", "1110", "1110", "1000");
        Assert.Equal(2.8284, Measure(gt, pred).Hausdorff, 5e-5);
        Assert.Equal(2.4730, Measure(gt, pred, 2, PercentileMode.Pooled).Hd95, 5e-5);
        Assert.Equal(2.5915, Measure(gt, pred).Hd95, 5e-5);
    }

    [Fact]
    public void Monai_surface_dice_counts_the_image_edge_as_border() =>
        // 1 - (478 + 480 + 18)/(1920 + 1176 + 1156), recomputed for the foreground: 0.7704609595.
        Assert.Equal(
            0.7704609595,
            Measure(Grid.Boxes(480, 640, (0, 480, 60, 640)), Grid.Boxes(480, 640, (0, 480, 50, 640)), 0).Nsd,
            1e-9
        );

    [Fact]
    public void Physical_spacing_scales_distances()
    {
        // panoptica, "no overlap": Hausdorff 2 becomes 40 with a spacing of 20.
        Mask pred = Grid.Rows("0101", "0101", "0100", "0100"),
            gt = Grid.Rows("1010", "1010", "1011", "1011");
        BoundaryDistances d = BoundaryDistances.Of(
            gt,
            pred,
            new DistanceOptions { RowSpacing = 20, ColumnSpacing = 20 },
            CancellationToken.None
        );
        Assert.Equal((40.0, 21.0), (d.Hausdorff, Math.Round(d.Masd, 9)));
        // Two pixels 3 rows and 4 columns apart: sqrt((3 x 2)^2 + (4 x 1)^2).
        BoundaryDistances uneven = BoundaryDistances.Of(
            Grid.Boxes(8, 8, (0, 1, 0, 1)),
            Grid.Boxes(8, 8, (3, 4, 4, 5)),
            new DistanceOptions { RowSpacing = 2 },
            CancellationToken.None
        );
        Assert.Equal(Math.Sqrt(36 + 16), uneven.Hausdorff, 1e-12);
    }
}
