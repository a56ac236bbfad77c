using HybridNet.PostProcessing;

namespace HybridNet.Tests.PostProcessing;

/// <summary>Who chooses and who reports, and what is refused.</summary>
public class ChoicePlanTests
{
    private static readonly string[] s_ids = ["0001_1", "0001_2", "0002_1", "0003_1", "0004_1", "0005_1", "0006_1"];

    private static SplitAssignment[] Splits(params string[] splits) =>
        [.. splits.Select((split, i) => new SplitAssignment(s_ids[i], split))];

    [Fact]
    public void With_two_splits_the_choice_is_made_on_val_and_reported_on_test()
    {
        ChoicePlan plan = ChoicePlan.Of(s_ids, Splits("val", "val", "val", "test", "test", "test", "train"), new());
        Assert.Equal([0, 1, 2], plan.Tuned);
        Assert.Equal([3, 4, 5], plan.Reported);
        Assert.Equal(("val", "test", false), (plan.Names.Tuned, plan.Names.Reported, plan.Optimistic));
        Assert.Empty(plan.Folds);
    }

    [Theory]
    [InlineData("test", "test", InputError.InvalidArgument)]
    [InlineData("Test", null, InputError.InvalidArgument)]
    [InlineData("val", "other", InputError.MissingFile)]
    public void Tuning_on_what_is_reported_is_refused(string tune, string? report, InputError error) =>
        Assert.Equal(
            error,
            Assert
                .Throws<InputException>(() =>
                    ChoicePlan.Of(
                        s_ids,
                        Splits("val", "val", "val", "test", "test", "test", "train"),
                        new() { TuneSplit = tune, ReportSplit = report }
                    )
                )
                .Error
        );

    [Fact]
    public void An_image_in_both_splits_is_named()
    {
        InputException exception = Assert.Throws<InputException>(() =>
            ChoicePlan.Of(s_ids, [.. Splits("val", "val", "test", "test"), new("0002_1", "val")], new())
        );
        Assert.Equal(InputError.NotComparable, exception.Error);
        Assert.Contains("0002_1", exception.Message);
    }

    [Fact]
    public void Without_a_list_of_splits_a_named_split_is_refused() =>
        Assert.Equal(
            InputError.MissingFile,
            Assert.Throws<InputException>(() => ChoicePlan.Of(s_ids, [], new() { TuneSplit = "val" })).Error
        );

    [Fact]
    public void A_subject_in_both_splits_makes_the_figures_optimistic()
    {
        ChoicePlan plan = ChoicePlan.Of(s_ids, Splits("val", "test", "test", "test", "val", "test", "test"), new());
        Assert.True(plan.Optimistic);
        Assert.Contains("0001", Assert.Single(plan.Warnings));
    }

    [Fact]
    public void Choosing_on_test_and_reporting_on_val_is_allowed_with_a_warning()
    {
        ChoicePlan plan = ChoicePlan.Of(
            s_ids,
            Splits("val", "val", "test", "test", "test", "test", "test"),
            new() { TuneSplit = "test", ReportSplit = "val" }
        );
        Assert.False(plan.Optimistic);
        Assert.Contains("test split", Assert.Single(plan.Warnings));
    }

    [Fact]
    public void With_one_split_folds_keep_a_subject_together_and_cover_every_image_once()
    {
        ChoicePlan plan = ChoicePlan.Of(s_ids, [], new() { Folds = 3 });
        Assert.Equal(3, plan.Folds.Count);
        Assert.Equal(Enumerable.Range(0, 7), plan.Folds.SelectMany(fold => fold).Order());
        Assert.Contains(plan.Folds, fold => fold.Contains(0) && fold.Contains(1));
        Assert.True(plan.Optimistic);
        Assert.Equal(plan.Folds, ChoicePlan.Of(s_ids, [], new() { Folds = 3 }).Folds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_folds_everything_is_optimistic_and_said_to_be(int folds)
    {
        ChoicePlan plan = ChoicePlan.Of(s_ids, [], new() { Folds = folds });
        Assert.True(plan.Optimistic);
        Assert.Empty(plan.Folds);
        Assert.Contains("optimistic", Assert.Single(plan.Warnings));
    }

    [Fact]
    public void Training_images_are_left_out_and_one_subject_cannot_be_folded()
    {
        ChoicePlan plan = ChoicePlan.Of(s_ids, Splits("test", "test", "train", "train", "train", "train", "train"), new());
        Assert.Equal([0, 1], plan.Reported);
        Assert.Empty(plan.Folds);
        Assert.Equal(2, plan.Warnings.Count);
        Assert.True(
            ChoicePlan.Of(s_ids, Splits("train", "train", "train", "train", "train", "train", "train"), new()).Optimistic
        );
    }
}
