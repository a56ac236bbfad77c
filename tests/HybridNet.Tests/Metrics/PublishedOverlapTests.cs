using HybridNet.Masks;
using HybridNet.Metrics;

namespace HybridNet.Tests.Metrics;

/// <summary>Hand-checkable cases of MONAI test_compute_meandice.py, MetricsReloaded and panoptica (facts only).</summary>
public class PublishedOverlapTests
{
    [Fact]
    public void Monai_mean_dice_case_1() =>
        Assert.Equal(0.8, OverlapMetrics.Dice(Confusion.Count(Grid.Rows("10", "11"), Grid.Rows("10", "01"))), 1e-12);

    [Theory]
    [InlineData(6, 8, 12, 0, 4, 180)]
    [InlineData(4, 10, 0, 20, 16, 160)]
    public void MetricsReloaded_counts_of_nested_squares(int from, int to, int fn, int fp, int tp, int tn) =>
        Assert.Equal(
            new Confusion(tp, fp, fn, tn),
            Confusion.Count(Grid.Boxes(14, 14, (5, 9, 5, 9)), Grid.Boxes(14, 14, (from, to, from, to)))
        );

    [Theory]
    [InlineData(45, 10, 5, 40, 0.82, 0.86, 0.70, 0.70)]
    [InlineData(81, 2, 9, 8, 0.98, 0.94, 0.56, 0.53)]
    public void MetricsReloaded_SN2_9_values(
        int tp,
        int fp,
        int fn,
        int tn,
        double precision,
        double f1,
        double mcc,
        double kappa
    )
    {
        var c = new Confusion(tp, fp, fn, tn);
        Assert.Equal(
            (precision, f1, mcc, kappa),
            (
                Math.Round(OverlapMetrics.Precision(c), 2),
                Math.Round(OverlapMetrics.Dice(c), 2),
                Math.Round(OverlapMetrics.Mcc(c), 2),
                Math.Round(OverlapMetrics.Kappa(c), 2)
            )
        );
    }

    [Fact]
    public void MetricsReloaded_figure_10_overlap()
    {
        Confusion c = Confusion.Count(
            Grid.Boxes(11, 11, (3, 8, 3, 8)),
            Grid.Boxes(11, 11, (3, 8, 3, 8), (5, 6, 1, 10), (1, 10, 5, 6))
        );
        // 25 of 33 pixels: 50/58 and 25/33.
        Assert.Equal((50.0 / 58, 25.0 / 33), (OverlapMetrics.Dice(c), OverlapMetrics.Iou(c)));
    }

    [Fact]
    public void Panoptica_two_lesions_seen_as_one()
    {
        Mask gt = Grid.Boxes(50, 50, (20, 30, 10, 20), (30, 40, 10, 20)),
            pred = Grid.Boxes(50, 50, (20, 35, 10, 20));
        Assert.Equal(0.857143, OverlapMetrics.Dice(Confusion.Count(gt, pred)), 1e-6);
    }

    [Theory]
    [InlineData(0, 0, 0, MetricState.BothEmpty, null)]
    [InlineData(0, 5, 0, MetricState.GtEmpty, ZeroDiceCase.A_GT_empty_PRED_nonempty)]
    [InlineData(0, 0, 5, MetricState.PredEmpty, ZeroDiceCase.B_GT_nonempty_PRED_empty)]
    [InlineData(0, 5, 5, MetricState.Disjoint, ZeroDiceCase.C_disjoint)]
    [InlineData(1, 5, 5, MetricState.Defined, null)]
    public void States_and_cases_follow_from_the_counts(int tp, int fp, int fn, MetricState state, ZeroDiceCase? kind)
    {
        var c = new Confusion(tp, fp, fn, 100);
        Assert.Equal((state, kind), (c.State, c.Case));
        Assert.Equal(state == MetricState.BothEmpty, double.IsNaN(OverlapMetrics.Dice(c)));
        Assert.Equal(c.PredPixels == 0, double.IsNaN(OverlapMetrics.Precision(c)));
        Assert.Equal(c.GtPixels == 0, double.IsNaN(OverlapMetrics.Recall(c)));
    }
}
