using HybridNet.Diagnosis.Logged;

namespace HybridNet.Tests.Diagnosis.Logged;

/// <summary>States of logged rows against the pixel counts that the rows were made from.</summary>
public class RowStatesTests
{
    private const int Images = 276;

    public static TheoryData<string> Dialects => [.. LogDialect.All.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void No_dialect_is_read_wrongly(string name)
    {
        LogDialect dialect = LogDialect.All.Single(one => one.Name == name);
        for (ulong seed = 1; seed <= 20; seed++)
        {
            (MadeImage[] images, ImageScore[] rows) = Resolve(dialect, seed);
            string[] wrong =
            [
                .. images
                    .Zip(rows)
                    .Where(pair => !Allows(pair.Second.State, pair.First.Truth))
                    .Select(pair =>
                        $"{pair.First} is {pair.Second.State}: {pair.Second.Dice} {pair.Second.Iou} "
                        + $"{pair.Second.Precision} {pair.Second.Recall}"
                    ),
            ];
            Assert.True(wrong.Length == 0, $"{name}, seed {seed}: {string.Join("; ", wrong)}");
        }
    }

    /// <summary>What each dialect leaves open, of the kinds that it could.</summary>
    [Theory]
    [InlineData("the lab", 0)]
    [InlineData("the lab, counts too", 0)]
    [InlineData("the lab without Pearson", 0)]
    [InlineData("all smoothed, 1e-6", 0)]
    [InlineData("all smoothed, 1", 0)]
    [InlineData("exact, nan", 0)]
    [InlineData("textbook", 0)]
    [InlineData("the lab, 4 decimals", 0)]
    public void A_table_that_tells_leaves_nothing_undetermined(string name, int open) =>
        Assert.Equal(
            open,
            Resolve(LogDialect.All.Single(one => one.Name == name), 3).Rows.Count(row => row.State == MetricState.Undetermined)
        );

    [Fact]
    public void Smoothed_ratios_tell_all_three_cases_apart()
    {
        (MadeImage[] images, ImageScore[] rows) = Resolve(LogDialect.All.Single(one => one.Name == "all smoothed, 1e-6"), 5);
        Assert.Equal(images.Select(image => image.Truth), rows.Select(row => row.State));
    }

    [Theory]
    [InlineData(0, MetricState.BothEmpty)] // a flat map, or nothing marked: and the score is 1
    [InlineData(0.0005, MetricState.Defined)] // a correlation, however small, needs a reference: a perfect hit
    public void The_smallest_correlation_tells_a_hit_from_two_empty_masks(double pearson, MetricState state)
    {
        ImageScore row = new()
        {
            Run = "v1",
            ImageId = "a",
            Dice = 1,
            Iou = 1,
            Precision = 1,
            Recall = 1,
            Pearson = pearson,
        };
        RowStates.Resolve([row]);
        Assert.Equal(state, row.State);
    }

    [Fact]
    public void A_perfect_hit_and_two_empty_masks_read_the_same_without_a_correlation()
    {
        ImageScore row = new()
        {
            Run = "v1",
            ImageId = "a",
            Dice = 1,
            Iou = 1,
            Precision = 1,
            Recall = 1,
        };
        RowStates.Resolve([row]);
        Assert.Equal(MetricState.Undetermined, row.State);
        // Left out, it is counted; were it a hit, the mean would be 1.
        PolicyMean mean = PolicyMean.Of([(0.4, MetricState.Defined), (1, row.State)], EmptyPolicy.NonTrivial);
        Assert.Equal((1, 1, 0.4, 0.4, 0.7), (mean.Count, mean.Undetermined, mean.Mean, mean.MeanAtLeast, mean.MeanAtMost));
    }

    [Theory]
    [InlineData(1, MetricState.GtEmpty)] // 1 marked hit: the two others are not marked
    [InlineData(3, MetricState.ZeroOverlap)] // all three are marked
    [InlineData(2, MetricState.CaseUnknown)] // one of the two
    public void The_split_settles_what_a_flat_map_leaves_open(int positives, MetricState expected)
    {
        ImageScore Row(string id, double dice, double part, double pearson) =>
            new()
            {
                Run = "v1",
                ImageId = id,
                Dice = dice,
                Iou = part == 0 ? dice : dice / (2 - dice),
                Precision = part,
                Recall = part,
                Pearson = pearson,
            };
        ImageScore[] rows = [Row("a", 0.61234567, 0.61234567, 0.5), Row("b", 2.5e-9, 0, 0), Row("c", 1.25e-9, 0, 0)];
        RowStates.Resolve(rows);
        var log = new RunLog { Scores = rows, Splits = [new("v1", "test", null, 3, positives, positives / 3.0)] };
        SplitPositives.Settle(log);
        Assert.Equal([MetricState.Defined, expected, expected], rows.Select(row => row.State));
    }

    private static (MadeImage[] Images, ImageScore[] Rows) Resolve(LogDialect dialect, ulong seed)
    {
        MadeImage[] images = MadeImage.Set(seed, Images);
        ImageScore[] rows = [.. images.Select(dialect.Row)];
        RowStates.Resolve(rows);
        return (images, rows);
    }

    /// <summary>A state may say less than the truth, never something else.</summary>
    private static bool Allows(MetricState state, MetricState truth) =>
        state switch
        {
            MetricState.Undetermined => true,
            MetricState.CaseUnknown => truth.HasNoOverlap(),
            MetricState.ZeroOverlap => truth is MetricState.PredEmpty or MetricState.Disjoint,
            _ => state == truth,
        };
}
