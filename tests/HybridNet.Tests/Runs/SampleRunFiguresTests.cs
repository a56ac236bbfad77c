using System.Text.Json;
using HybridNet.Diagnosis;
using HybridNet.Diagnosis.Logged;
using HybridNet.Statistics;

namespace HybridNet.Tests.Runs;

/// <summary>Every figure of the sample run that the logs alone give.</summary>
public class SampleRunFiguresTests
{
    private static readonly Run s_run = SampleRun.Run;

    [Fact]
    public void Means_are_the_published_ones()
    {
        foreach (
            (string name, Func<ImageScore, double> value) in new (string, Func<ImageScore, double>)[]
            {
                ("dice", s => s.Dice),
                ("iou", s => s.Iou),
                ("precision", s => s.Precision),
                ("recall", s => s.Recall),
                ("pearson", s => s.Pearson),
            }
        )
        {
            double mean = Moments.Mean([.. s_run.Log.Scores.Select(value)]);
            SampleRun.Check($"test/mean/{name}", mean);
            SampleRun.Check($"test/mean_full/{name}", mean);
        }
        SampleRun.Check("test/n_images", s_run.Images);
        SampleRun.Check("test/mean_full/dice", s_run.MeanDice!.Value);
    }

    [Fact]
    public void Settings_come_from_the_summary()
    {
        SampleRun.Check("test/threshold", s_run.Threshold!.Value);
        SampleRun.Check("test/post_min_area", s_run.MinimumArea!.Value);
        Assert.Equal("EX", s_run.Lesion);
    }

    [Fact]
    public void Colors_are_those_of_the_published_scatter()
    {
        SampleRun.Check("test/bands/red_below_0.4", s_run.Log.Scores.Count(score => score.Band == ScoreBand.Red));
        SampleRun.Check("test/bands/yellow_0.4_to_0.5", s_run.Log.Scores.Count(score => score.Band == ScoreBand.Yellow));
        SampleRun.Check("test/bands/green_from_0.5", s_run.Log.Scores.Count(score => score.Band == ScoreBand.Green));
    }

    [Fact]
    public void Trivial_and_zero_overlap_images_are_told_apart()
    {
        SampleRun.Check("test/dice_exactly_one", s_run.Trivial);
        SampleRun.Check("test/smoothed_zero/n_all", s_run.ZeroDice);
        SampleRun.Check(
            "test/smoothed_zero/n_lesion_mask_empty",
            s_run.Log.Scores.Count(score => score.State == MetricState.GtEmpty)
        );
        SampleRun.Check("test/n_below_0.2", s_run.Log.Scores.Count(score => score.Dice < 0.2));
    }

    [Fact]
    public void Pixel_totals_are_recovered_from_the_smoothing()
    {
        Dictionary<string, long> expected = SampleRun
            .Entry("test/smoothed_zero/pixel_total/value")
            .EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64());
        ImageScore[] zeros = [.. s_run.Log.Scores.Where(score => score.State is MetricState.GtEmpty or MetricState.ZeroOverlap)];
        Assert.Equal(expected.Count, zeros.Length);
        foreach (ImageScore score in zeros)
            Assert.Equal(expected[score.ImageId], score.TotalPixels);
        Assert.Equal(1e-6, SmoothingEstimate.Of(s_run.Log.Scores).Term);
    }

    [Fact]
    public void The_ten_lowest_rows_are_the_published_ones()
    {
        JsonElement[] expected = [.. SampleRun.Entry("test/lowest_ten/value").EnumerateArray()];
        for (int i = 0; i < expected.Length; i++)
        {
            ImageScore score = s_run.Log.Scores.Single(row => row.Rank == i + 1);
            Assert.Equal(score, s_run.Log.Scores[expected[i][0].GetInt32()]);
            Assert.Equal(expected[i][1].GetString(), score.ImageId);
            Assert.Equal(expected[i][2].GetDouble(), score.Dice);
            Assert.Equal(expected[i][2].GetDouble(), score.Iou);
            Assert.Equal(expected[i][3].GetDouble(), score.Pearson);
        }
    }

    [Fact]
    public void Rows_at_Dice_one_stand_where_they_are_published()
    {
        foreach (JsonElement row in SampleRun.Entry("test/ones_at_rows/value").EnumerateArray())
        {
            Assert.Equal(row[1].GetString(), s_run.Log.Scores[row[0].GetInt32()].ImageId);
            Assert.Equal(1, s_run.Log.Scores[row[0].GetInt32()].Dice);
        }
    }

    [Fact]
    public void The_outlier_ledger_has_the_published_counts_and_projection()
    {
        var filter = new OutlierFilter(OutlierMethod.Bounds, 0.05, 0.99);
        OutlierSummary ledger = OutlierSummary.Of(
            "v7EX",
            "Dice",
            filter,
            [.. s_run.Log.Scores.Select(score => (score.Dice, filter.Judge(score.Dice, score.State)))],
            1820
        );
        SampleRun.Check("test/outliers/kept", ledger.Kept);
        SampleRun.Check("test/outliers/removed", ledger.Removed);
        SampleRun.Check("test/outliers/removed_low", ledger.ZeroOverlap + ledger.BelowMinimum);
        SampleRun.Check("test/outliers/removed_high", ledger.Trivial + ledger.AboveMaximum);
        SampleRun.Check("test/outliers/mean_kept", ledger.MeanAfter);
        SampleRun.Check("test/outliers/mean_kept_full", ledger.MeanAfter);
        SampleRun.Check("test/outliers/share_removed", ledger.ShareRemoved);
        CheckAll("test/outliers/wilson95", ledger.ShareLow, ledger.ShareHigh);
        CheckAll(
            "test/outliers/projection_to_1820",
            ledger.Projected!.Value,
            ledger.ProjectedLow!.Value,
            ledger.ProjectedHigh!.Value
        );
    }

    [Fact]
    public void The_ladder_counts_what_each_policy_uses()
    {
        (double, MetricState)[] values = [.. s_run.Log.Scores.Select(score => (score.Dice, score.State))];
        // 276 - 60 trivial = 216; 216 - 24 with an empty reference = 192, the published positives of the test split.
        PolicyMean honest = PolicyMean.Of(values, EmptyPolicy.NonTrivial),
            positive = PolicyMean.Of(values, EmptyPolicy.GtPositive);
        Assert.Equal((216, 60, 0), (honest.Count, honest.LeftOutBothEmpty, honest.LeftOutGtEmpty));
        Assert.Equal((192, 60, 24), (positive.Count, positive.LeftOutBothEmpty, positive.LeftOutGtEmpty));
        SampleRun.Check("test/lesion_mask_nonempty", positive.Count);
        PolicyMean lab = PolicyMean.Of(values, EmptyPolicy.EmptyAsOne),
            strict = PolicyMean.Of(values, EmptyPolicy.Strict);
        // The four means share one sum: 276 x lab = 216 x honest + 60 x 1.
        Assert.Equal(276 * lab.Mean, 216 * honest.Mean + 60, 9);
        Assert.Equal(216 * honest.Mean, 192 * positive.Mean, 9);
        Assert.Equal(SampleRun.Value("test/mean_full/dice"), lab.Mean, 1e-7);
        Assert.True(double.IsNaN(strict.Mean));
        Assert.Equal(84, strict.Undefined);
    }

    [Fact]
    public void A_missing_value_is_left_out_and_counted()
    {
        // (0.5 + 0.7 + 0) / 3 = 0.4: the third has no overlap, the fourth no value.
        (double, MetricState)[] values =
        [
            (0.5, MetricState.Defined),
            (0.7, MetricState.Defined),
            (1e-6, MetricState.GtEmpty),
            (double.NaN, MetricState.Defined),
        ];
        PolicyMean honest = PolicyMean.Of(values, EmptyPolicy.NonTrivial, resamples: 200),
            strict = PolicyMean.Of(values, EmptyPolicy.Strict);
        Assert.Equal((3, 1, 0), (honest.Count, honest.Missing, honest.Undefined));
        Assert.Equal(0.4, honest.Mean, 1e-15);
        // Three values are too few for an interval.
        Assert.True(double.IsNaN(honest.Low));
        // Strict refuses the image without a value as it refuses the one whose value is undefined.
        Assert.Equal((2, 2), (strict.Count, strict.Undefined));
        Assert.True(double.IsNaN(strict.Mean));
        PolicyMean none = PolicyMean.Of([(double.NaN, MetricState.Defined)], EmptyPolicy.NonTrivial, resamples: 200);
        Assert.Equal((0, 1), (none.Count, none.Missing));
        Assert.True(double.IsNaN(none.Mean) && double.IsNaN(none.Low));
    }

    [Fact]
    public void Split_rows_are_the_published_ones()
    {
        JsonElement[] rows = [.. SampleRun.Entry("split/rows/value").EnumerateArray()];
        Assert.Equal(rows.Length, s_run.Log.Splits.Count);
        foreach ((JsonElement row, SplitGroup split) in rows.Zip(s_run.Log.Splits))
        {
            Assert.Equal(row[0].GetString(), split.Name);
            Assert.Equal(row[1].GetInt32(), split.Images);
            Assert.Equal(row[2].GetInt32(), split.Positives);
            Assert.Equal(row[3].GetDouble(), split.Rate);
        }
        SampleRun.Check("split/n_ids", s_run.Log.Assignments.Count);
    }

    private static void CheckAll(string path, params double[] actual)
    {
        double[] expected = [.. SampleRun.Entry(path).GetProperty("value").EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], SampleRun.Tolerance(path));
    }
}
