using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Statistics;

namespace HybridNet.Tests.Loss;

/// <summary>The division of lost points: additive, fair, and true to what was planted.</summary>
public class LossGameTests
{
    private const int Side = 64;

    [Theory]
    [InlineData(LossMetric.Dice)]
    [InlineData(LossMetric.Iou)]
    public void Points_add_up_to_what_is_lost_on_random_masks(LossMetric metric)
    {
        var random = new Xoshiro256(7);
        for (int i = 0; i < 500; i++)
        {
            using Mask gt = Blobs(ref random),
                pred = Blobs(ref random);
            ImageLoss loss = Of(gt, pred, metric);
            if (loss.Trivial)
                continue;
            Assert.Equal(1 - loss.Score, loss.Parts.Sum(part => part.Points), 1e-12);
            Assert.All(loss.Parts, part => Assert.True(part.Points > 0 && part.Points <= 1));
            Confusion counts = Confusion.Count(gt, pred);
            double expected =
                metric == LossMetric.Dice
                    ? 2.0 * counts.TruePositive / (2.0 * counts.TruePositive + counts.FalsePositive + counts.FalseNegative)
                    : (double)counts.TruePositive / (counts.TruePositive + counts.FalsePositive + counts.FalseNegative);
            Assert.Equal(expected, loss.Score, 1e-15);
            Assert.Equal(counts.FalsePositive + counts.FalseNegative, loss.Parts.Sum(part => part.Pixels));
        }
    }

    [Fact]
    public void Two_causes_share_by_both_orders_of_mending()
    {
        // Reference 4 + 4 px, prediction hits the first and adds a false one of 4: TP 4, FN 4, FP 4, Dice 8/16 = 1/2.
        // Missed first: 16/20 = 0.8, then 1: gains 0.3 and 0.2. False first: 8/12 = 2/3, then 1: gains 1/6 and 1/3.
        // Missed: (0.3 + 1/3)/2, false: (0.2 + 1/6)/2.
        using Mask gt = Draw((2, 2, 2, 2), (20, 2, 2, 2)),
            pred = Draw((2, 2, 2, 2), (40, 2, 2, 2));
        ImageLoss loss = Of(gt, pred, LossMetric.Dice);
        Assert.Equal(0.5, loss.Score, 1e-15);
        Assert.Equal((0.3 + 1 / 3.0) / 2, loss.Missed, 1e-15);
        Assert.Equal((0.2 + 1 / 6.0) / 2, loss.False, 1e-15);
        Assert.Equal(0.3, loss.Parts.Single(part => part.Cause == LossCause.Missed).Alone, 1e-15);
    }

    [Fact]
    public void Finer_bins_of_size_leave_the_points_of_a_cause_as_they_are()
    {
        using Mask gt = Draw((2, 2, 4, 4), (20, 2, 2, 2), (40, 2, 10, 10)),
            pred = Draw((2, 2, 4, 5), (20, 30, 3, 3), (40, 30, 12, 12));
        ImageLoss one = Of(gt, pred, LossMetric.Dice, new SizeStrata(4000)),
            many = Of(gt, pred, LossMetric.Dice, new SizeStrata(10, 50, 120));
        Assert.Equal(2, many.Parts.Count(part => part.Cause == LossCause.Missed));
        Assert.Equal(one.Missed, many.Missed, 1e-14);
        Assert.Equal(one.False, many.False, 1e-14);
        Assert.Equal(one.OverDrawn, many.OverDrawn, 1e-14);
    }

    [Theory]
    [InlineData(LossCause.Missed)]
    [InlineData(LossCause.False)]
    [InlineData(LossCause.UnderDrawn)]
    [InlineData(LossCause.OverDrawn)]
    [InlineData(LossCause.Merged)]
    [InlineData(LossCause.Split)]
    [InlineData(LossCause.EmptyAlarm)]
    public void What_was_planted_is_what_is_blamed(LossCause cause)
    {
        // 12 x 12 px lesions, 8 px apart; the plant is the only error of the image.
        (int, int, int, int)[] lesions = [(4, 4, 12, 12), (24, 4, 12, 12), (4, 30, 12, 12)];
        using Mask gt = cause == LossCause.EmptyAlarm ? new Mask(Side, Side) : Draw(lesions),
            pred = cause switch
            {
                LossCause.Missed => Draw(lesions[..2]),
                LossCause.False => Draw([.. lesions, (44, 44, 6, 6)]),
                LossCause.UnderDrawn => Draw([.. lesions.Select(box => (box.Item1 + 2, box.Item2 + 2, 8, 8))]),
                LossCause.OverDrawn => Draw([.. lesions.Select(box => (box.Item1 - 2, box.Item2 - 2, 16, 16))]),
                LossCause.Merged => Draw([.. lesions, (16, 8, 8, 3)]),
                LossCause.Split => Draw([.. lesions[..2], (4, 30, 5, 12), (11, 30, 5, 12)]),
                _ => Draw((5, 5, 3, 3)),
            };
        ImageLoss loss = Of(gt, pred, LossMetric.Dice);
        Assert.True(loss.Lost > 0.005);
        Assert.True(loss.Of(cause) >= 0.95 * loss.Lost, string.Join(", ", loss.Parts));
    }

    [Fact]
    public void A_wide_rim_around_close_neighbors_is_a_rim_and_not_a_merge()
    {
        using Mask gt = Draw((10, 10, 12, 12), (26, 10, 12, 12)),
            pred = Draw((8, 8, 16, 16), (24, 8, 16, 16));
        ImageLoss loss = Of(gt, pred, LossMetric.Dice);
        // The rim has 2 x 16 x 16 - 2 x 144 = 224 px. Between the two lie 4 columns, 5 steps across: 4 x 12 px, and in the two
        // rows
        // above and below 4 x 4 px more. With two steps to spare each of the four inner corners adds 3 px: one and two columns
        // back in the first row (1 + 5 and 1 + 6 steps), one in the second (2 + 5).
        Assert.Equal(48 + 16 + 12, loss.Parts.Single(part => part.Cause == LossCause.Merged).Pixels);
        Assert.Equal(224, loss.Parts.Sum(part => part.Pixels));
    }

    [Fact]
    public void Two_empty_masks_lose_nothing_and_are_told_apart()
    {
        using Mask gt = new(Side, Side),
            pred = new(Side, Side);
        ImageLoss loss = Of(gt, pred, LossMetric.Dice);
        Assert.True(loss.Trivial && double.IsNaN(loss.Score));
        Assert.Empty(LossSummary.Of("r", [loss], SizeStrata.Default, new LossOptions()));
    }

    [Fact]
    public void The_difference_of_two_runs_is_the_sum_of_its_causes()
    {
        var random = new Xoshiro256(11);
        var before = new List<ImageLoss>();
        var after = new List<ImageLoss>();
        for (int i = 0; i < 40; i++)
        {
            using Mask gt = Blobs(ref random),
                first = Blobs(ref random),
                second = i % 2 == 0 ? first.Clone() : gt.Clone();
            before.Add(Of(gt, first, LossMetric.Dice, id: $"{i}"));
            after.Add(Of(gt, second, LossMetric.Dice, id: $"{i}"));
        }
        after.Add(after[0] with { ImageId = "only here" });
        (IReadOnlyList<RunLoss> rows, int onlyBefore, int onlyAfter) = LossSummary.Difference(
            before,
            after,
            SizeStrata.Default,
            new LossOptions { BySize = true, Resamples = 200 }
        );
        Assert.Equal((0, 1), (onlyBefore, onlyAfter));
        RunLoss total = rows.Single(row => row.Cause == LossCause.Total);
        RunLoss[] causes = [.. rows.Where(row => row.SizeStratum is null && row.Cause != LossCause.Total)];
        Assert.Equal(total.Points, causes.Sum(row => row.Points), 1e-12);
        Assert.Equal(
            causes.Single(row => row.Cause == LossCause.Missed).Points,
            rows.Where(row => row.Cause == LossCause.Missed && row.SizeStratum is not null).Sum(row => row.Points),
            1e-12
        );
        Assert.True(total.Points > 0 && total.Low <= total.Points && total.Points <= total.High);
        Assert.StartsWith("Dice +0.", total.Summary);
    }

    private static ImageLoss Of(Mask gt, Mask pred, LossMetric metric, SizeStrata? strata = null, string id = "i") =>
        ImageLoss.From(
            new ImageCase("r", id, [], "p", null, null),
            LossRegions.Of(gt, pred, Connectivity.Eight, strata ?? SizeStrata.Default),
            metric,
            strata ?? SizeStrata.Default
        );

    private static Mask Draw(params (int X, int Y, int Width, int Height)[] boxes)
    {
        var mask = new Mask(Side, Side);
        foreach ((int x, int y, int width, int height) in boxes)
            for (int row = y; row < y + height; row++)
            for (int column = x; column < x + width; column++)
                mask[column, row] = true;
        return mask;
    }

    private static Mask Blobs(ref Xoshiro256 random)
    {
        var boxes = new (int, int, int, int)[random.NextInt(6)];
        for (int i = 0; i < boxes.Length; i++)
            boxes[i] = (random.NextInt(48), random.NextInt(48), 1 + random.NextInt(15), 1 + random.NextInt(15));
        return Draw(boxes);
    }
}
