using HybridNet.Comparisons;

namespace HybridNet.Tests.Comparisons;

/// <summary>
/// A gate must not be passed by losing images. The baseline has 100 images, 40 of them healthy; every candidate is as good
/// as it on what it shows.
/// </summary>
public class LostImagesTests
{
    private const int Images = 100,
        Healthy = 40;

    private static string Id(int i) => $"{i:D4}_1";

    /// <summary>Images 0 to 39 are healthy, the others have Dice 0.20 to 0.79; the wobble is 0.002 up and down in turn.</summary>
    private static ImageScore Row(string run, int i, double wobble = 0) =>
        i < Healthy
            ? Pairs.Score(run, Id(i), 1, pearson: 0)
            : Pairs.Score(run, Id(i), 0.2 + 0.01 * (i - Healthy) + (i % 2 == 0 ? wobble : -wobble));

    private static Run Baseline => Make("base", i => Row("base", i));

    private static Run Make(string name, Func<int, ImageScore?> row) =>
        Pairs.Make(name, Enumerable.Range(0, Images).Select(row).OfType<ImageScore>());

    private static RegressionResult Gate(Run candidate, double margin = 0.01, Run? baseline = null, string metric = "Dice") =>
        RegressionGate.Judge(
            RunComparer.Compare(baseline ?? Baseline, candidate, new() { Metrics = [metric], Resamples = 2000 }),
            new(margin)
        );

    [Fact]
    public void As_good_on_every_image_passes()
    {
        RegressionResult result = Gate(Make("cand", i => Row("cand", i, 0.002)));
        Assert.Equal((RegressionOutcome.Passed, 0), (result.Outcome, result.ExitCode));
        // 60 differences of 0.002 either way: standard error 0.002 / sqrt(59) = 0.00026, t(0.975) + t(0.8) with 59 degrees
        // of freedom 2.001 + 0.848 (scipy), and the margin.
        Assert.Equal(0.01 + 2.849 * 0.002 / Math.Sqrt(59), result.DetectableLoss, 1e-5);
    }

    [Fact]
    public void Missing_worst_images_are_not_comparable()
    {
        RegressionResult result = Gate(Make("cand", i => i is >= Healthy and < Healthy + 50 ? null : Row("cand", i, 0.002)));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("50 images are not in cand: 0040_1, 0041_1", result.Reason);
        Assert.Equal(50, result.Comparison[0].MissingInCandidate.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_dice_of_nan_is_a_missing_image(bool wholeRow)
    {
        RegressionResult result = Gate(
            Make(
                "cand",
                i =>
                {
                    ImageScore row = Row("cand", i, 0.002);
                    if (i is < Healthy or >= Healthy + 50)
                        return row;
                    return wholeRow
                        ? row with
                        {
                            Dice = double.NaN,
                            Iou = double.NaN,
                            Precision = double.NaN,
                            Recall = double.NaN,
                            State = MetricState.BothEmpty,
                        }
                        : row with
                        {
                            Dice = double.NaN,
                        };
                }
            )
        );
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("50 images are without a Dice in cand: 0040_1", result.Reason);
    }

    [Fact]
    public void Images_that_cannot_turn_the_answer_do_not_stop_it()
    {
        // One of 60 is missing: its 0.2 at worst moves the mean by 0.2 / 60 = 0.0033, which a margin of 0.02 covers.
        RegressionResult result = Gate(Make("cand", i => i == Healthy ? null : Row("cand", i, 0.002)), margin: 0.02);
        Assert.Equal(RegressionOutcome.Passed, result.Outcome);
        Assert.Equal(["0040_1"], result.Comparison[0].MissingInCandidate);
        // At 0.002 it does not.
        Assert.Equal(2, Gate(Make("cand", i => i == Healthy ? null : Row("cand", i, 0.002)), margin: 0.002).ExitCode);
    }

    [Fact]
    public void Images_of_the_candidate_alone_are_bounded_too()
    {
        Run small = Make("base", i => i is >= Healthy and < Healthy + 30 ? null : Row("base", i));
        RegressionResult result = Gate(Make("cand", i => Row("cand", i, 0.002)), baseline: small);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("30 images are not in base", result.Reason);
    }

    [Fact]
    public void False_alarms_on_healthy_images_regress()
    {
        RegressionResult result = Gate(
            Make("cand", i => i < Healthy ? Pairs.Score("cand", Id(i), 1e-8, pearson: 0) : Row("cand", i, 0.002))
        );
        Assert.Equal((RegressionOutcome.Regressed, 1), (result.Outcome, result.ExitCode));
        Assert.Contains("40 new and 0 gone on 40 healthy images", result.Reason);
        Assert.Equal(1, result.Comparison[0].FalseAlarms.Change);
    }

    [Theory]
    [InlineData(1, null, RegressionOutcome.Passed)]
    // Two of 40 are one in twenty; three more than are gone are not, and 3 of 3 is p = 1/8.
    [InlineData(3, null, RegressionOutcome.Inconclusive)]
    [InlineData(12, null, RegressionOutcome.Regressed)]
    [InlineData(3, 3, RegressionOutcome.Passed)]
    [InlineData(3, 2, RegressionOutcome.Regressed)]
    public void A_few_new_false_alarms_are_held_against_their_limit(int found, int? limit, RegressionOutcome outcome)
    {
        Run candidate = Make("cand", i => i < found ? Pairs.Score("cand", Id(i), 1e-8, pearson: 0) : Row("cand", i, 0.002));
        IReadOnlyList<Comparison> compared = RunComparer.Compare(Baseline, candidate, new() { Resamples = 2000 });
        RegressionResult result = RegressionGate.Judge(compared, new(0.01, MaximumNewFalseAlarm: limit));
        Assert.Equal(outcome, result.Outcome);
        if (outcome != RegressionOutcome.Passed)
            Assert.Contains("0000_1", result.Reason);
    }

    [Fact]
    public void Missing_healthy_images_may_hide_false_alarms()
    {
        RegressionResult result = Gate(Make("cand", i => i < 10 ? null : Row("cand", i, 0.002)));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("10 healthy images are in one run only", result.Reason);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_few_tied_images_are_no_evidence(int images)
    {
        Run baseline = Make("base", i => i >= Images - images ? Row("base", i) : null),
            candidate = Make("cand", i => i >= Images - images ? Row("cand", i) : null);
        RegressionResult result = Gate(candidate, baseline: baseline);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Only {images} of {images} images", result.Reason);
    }

    [Fact]
    public void Many_tied_images_are_none_either()
    {
        RegressionResult result = Gate(Make("cand", i => Row("cand", i)));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("All 60 compared images are equal", result.Reason);
    }

    [Theory]
    [InlineData(1e-8, "the policies differ: 40 images")]
    [InlineData(0, "the policies may differ: 40 images")]
    public void Another_value_of_empty_images_is_another_policy(double zero, string reason)
    {
        // Four images of both runs are missed; a smoothed log writes 1e-8 for them, an unsmoothed one 0.
        Run Missed(string name, double empty) =>
            Make(
                name,
                i =>
                    i switch
                    {
                        < Healthy => Pairs.Score(name, Id(i), empty, pearson: 0),
                        < Healthy + 4 => Pairs.Score(name, Id(i), zero),
                        _ => Row(name, i, name == "cand" ? 0.002 : 0),
                    }
            );
        RegressionResult result = Gate(Missed("cand", 0), baseline: Missed("base", 1));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_infinite_dice_is_an_input_error()
    {
        Run candidate = Make(
            "cand",
            i => i == 70 ? Row("cand", i) with { Dice = double.PositiveInfinity } : Row("cand", i, 0.002)
        );
        InputException exception = Assert.Throws<InputException>(() => Gate(candidate));
        Assert.Equal(InputError.NotANumber, exception.Error);
        Assert.Contains("Dice of image 0070_1 in run cand is infinite: row 71", exception.Message);
    }

    [Fact]
    public void Columns_that_are_missing_are_named()
    {
        Run candidate = Make(
            "cand",
            i => Row("cand", i, 0.002) with { Precision = double.NaN, Recall = double.NaN, State = MetricState.Defined }
        );
        RegressionResult result = Gate(candidate);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cand has neither precision and recall nor pixel counts", result.Reason);
        Assert.Contains("Run cand has no Recall", Gate(candidate, metric: "Recall").Reason);
    }

    [Fact]
    public void Verdict_and_p_agree_when_a_few_images_are_newly_missed()
    {
        Run candidate = Make("cand", i => i is >= 60 and < 63 ? Pairs.Score("cand", Id(i), 1e-8) : Row("cand", i));
        Comparison comparison = RunComparer.Compare(Baseline, candidate, new())[0];
        // Three of 60 differ, all for the worse: of 8 sign flips two are as extreme.
        Assert.True(comparison.PermutationP >= 0.25);
        Assert.Equal(Verdict.NoDifferenceShown, comparison.Verdict);
        Assert.True(comparison.Low < 0 && comparison.High > 0);
        Assert.Equal(RegressionOutcome.Inconclusive, RegressionGate.Judge([comparison], new(0.01)).Outcome);
    }

    [Fact]
    public void An_image_twice_is_an_input_error() =>
        Assert.Equal(
            InputError.DuplicateImageId,
            Assert.Throws<InputException>(() => Gate(Pairs.Run("cand", ("0040_1", 0.5), ("0040_1", 0.5)))).Error
        );

    [Fact]
    public void A_pattern_that_makes_one_subject_of_all_is_told()
    {
        Run Dated(string name, double wobble) =>
            Pairs.Run(name, [.. Enumerable.Range(0, 40).Select(i => ($"77_{i:D5}_1", 0.5 + wobble * (i % 3)))]);
        RegressionResult result = Gate(Dated("cand", 0.01), baseline: Dated("base", 0));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("belong to 1 subject by the pattern", result.Reason);
    }
}
