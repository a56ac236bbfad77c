using HybridNet.Promises;
using HybridNet.Statistics;

namespace HybridNet.Tests.Promises;

/// <summary>A promise is kept as often as it says, and refused when it cannot be made.</summary>
public class ThresholdPromiseTests
{
    [Fact]
    public void A_mean_without_loss_has_the_p_value_of_the_limit()
    {
        // Hoeffding at mean 0: (1 - limit)^n.
        Assert.Equal(Math.Pow(0.9, 29), RiskBound.P(0, 29, 0.1), 1e-15);
        // 0.9^28 = 0.0523, 0.9^29 = 0.0471.
        Assert.Equal(29, RiskBound.FewestImages(0.1, 0.05));
        Assert.Equal(1, RiskBound.P(0.2, 50, 0.1));
    }

    [Fact]
    public void A_promise_is_broken_no_more_often_than_it_says()
    {
        // An image at level k loses a uniform number up to 2 k / 255: the mean is k / 255, so that a rate of 0.2 is broken by
        // every
        // threshold above level 51.
        const int sets = 1000;
        int broken = 0,
            made = 0;
        for (int set = 0; set < sets; set++)
        {
            var random = new Xoshiro256(3, (ulong)set);
            PromiseLosses[] images = [.. Enumerable.Range(0, 80).Select(i => Image($"{i}", random.NextDouble()))];
            ThresholdPromise promise = ThresholdPromise.Of("r", PromiseCriterion.MissedPixels, 0.2, 0.9, images, id => id);
            if (double.IsNaN(promise.Threshold))
                continue;
            made++;
            broken += promise.Threshold * 255 > 51.5 ? 1 : 0;
        }
        Assert.True(made > 900, $"{made} promises of {sets}");
        Assert.True(broken <= 0.1 * sets, $"{broken} broken of {sets}");

        static PromiseLosses Image(string id, double luck) =>
            new(id, [.. Enumerable.Range(0, 256).Select(level => Math.Min(1, 2 * luck * level / 255))]);
    }

    [Fact]
    public void Risk_control_keeps_the_expected_loss_within_the_limit()
    {
        // The same losses: the expected loss at level k is k / 255 as long as none is cut off at 1.
        const int sets = 1000;
        double expected = 0;
        for (int set = 0; set < sets; set++)
        {
            var random = new Xoshiro256(4, (ulong)set);
            PromiseLosses[] images =
            [
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => (Name: $"{i}", Luck: random.NextDouble()))
                    .Select(image => new PromiseLosses(
                        image.Name,
                        [.. Enumerable.Range(0, 256).Select(level => Math.Min(1, 2 * image.Luck * level / 255))]
                    )),
            ];
            ThresholdPromise promise = ThresholdPromise.Of(
                "r",
                PromiseCriterion.MissedPixels,
                0.2,
                double.NaN,
                images,
                id => id,
                PromiseMethod.RiskControl
            );
            Assert.True(double.IsNaN(promise.Confidence));
            expected += promise.Threshold / sets;
        }
        // Within the limit, and not far below it: one image of 41 counts as wholly lost.
        Assert.InRange(expected, 0.2 - 2.0 / 41, 0.2);
    }

    [Fact]
    public void Risk_control_counts_one_more_image_as_lost()
    {
        // 9 images without loss up to level 128 and wholly lost above: (0 + 1)/10 is 0.1, with 8 images it is 1/9.
        static PromiseLosses[] Of(int count) =>
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new PromiseLosses($"{i}", [.. Enumerable.Range(0, 256).Select(level => level > 128 ? 1.0 : 0)])),
            ];
        static ThresholdPromise Select(int count) =>
            ThresholdPromise.Of(
                "r",
                PromiseCriterion.MissedLesions,
                0.1,
                double.NaN,
                Of(count),
                id => id,
                PromiseMethod.RiskControl
            );
        Assert.Equal(128 / 255.0, Select(9).Threshold, 1e-12);
        Assert.Contains("8 images or subjects are too few", Select(8).Sentence);
        Assert.Contains("9 are needed", Select(8).Sentence);
    }

    [Fact]
    public void Too_few_images_or_subjects_are_refused_with_the_number_that_is_needed()
    {
        PromiseLosses[] images = [.. Enumerable.Range(0, 40).Select(i => new PromiseLosses($"{i / 4}_{i}", new double[256]))];
        ThresholdPromise enough = ThresholdPromise.Of("r", PromiseCriterion.MissedLesions, 0.1, 0.95, images, id => id),
            few = ThresholdPromise.Of("r", PromiseCriterion.MissedLesions, 0.1, 0.95, images, id => id.Split('_')[0]);
        Assert.Equal((1.0, 40), (enough.Threshold, enough.Subjects));
        Assert.True(double.IsNaN(few.Threshold));
        Assert.Contains("10 images or subjects are too few", few.Sentence);
        Assert.Contains("29 are needed", few.Sentence);
    }

    [Fact]
    public void False_lesions_are_limited_from_the_highest_threshold_down()
    {
        // One false lesion an image up to level 100, none above.
        PromiseLosses[] images =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(i => new PromiseLosses($"{i}", [.. Enumerable.Range(0, 256).Select(level => level <= 100 ? 1.0 : 0)])),
        ];
        ThresholdPromise promise = ThresholdPromise.Of("r", PromiseCriterion.FalseLesions, 0.5, 0.95, images, id => id);
        Assert.Equal(101 / 255.0, promise.Threshold, 1e-12);
    }
}
