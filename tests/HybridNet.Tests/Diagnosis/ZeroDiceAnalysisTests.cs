using System.Text.Json;
using HybridNet.Diagnosis;
using HybridNet.Ports;
using HybridNet.Statistics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis;

public class ZeroDiceAnalysisTests
{
    private static ZeroDiceAnalysis Analyse(Run run, MissingGroundTruth missing = MissingGroundTruth.Error) =>
        ZeroDiceAnalysis.Of(run, SampleRun.Adapters.Images, missing, CancellationToken.None);

    [Fact]
    public void Every_zero_overlap_image_of_the_sample_run_has_its_case()
    {
        ZeroDiceAnalysis analysis = Analyse(SampleRun.Run);
        Assert.Empty(analysis.Faults);
        SampleRun.Check("test/smoothed_zero/n_all", analysis.Rows.Count);
        SampleRun.Check("test/smoothed_zero/n_not_listed", analysis.Unlisted);
        Assert.Equal(
            (21, 24, 2, 14),
            (
                Count(ZeroDiceCase.B_GT_nonempty_PRED_empty),
                Count(ZeroDiceCase.A_GT_empty_PRED_nonempty),
                Count(ZeroDiceCase.C_disjoint),
                Count(ZeroDiceCase.Undetermined)
            )
        );
        Assert.Equal(
            17,
            analysis.Rows.Count(row =>
                row is { Case: ZeroDiceCase.A_GT_empty_PRED_nonempty, Evidence: ZeroDiceEvidence.Inferred }
            )
        );

        int Count(ZeroDiceCase kind) => analysis.Rows.Count(row => row.Case == kind);
    }

    [Fact]
    public void Masks_and_recorded_rows_give_the_published_pixel_counts()
    {
        Dictionary<string, ZeroDice> rows = Analyse(SampleRun.Run).Rows.ToDictionary(row => row.ImageId);
        JsonElement expected = SampleRun.Entry("zero_dice_breakdown/per_image/value");
        foreach (JsonProperty image in expected.EnumerateObject())
        {
            ZeroDice row = rows[image.Name];
            Assert.True(row.Listed);
            Assert.Equal(image.Value.GetProperty("case").GetString(), row.Case.ToString());
            Assert.Equal(image.Value.GetProperty("gt_pixels").GetInt64(), row.GtPixels);
            Assert.Equal(image.Value.GetProperty("pred_pixels").GetInt64(), row.PredPixels);
            // No mask file exists where nothing is marked, so case A rests on the recorded row.
            Assert.Equal(row.GtPixels == 0 ? ZeroDiceEvidence.Breakdown : ZeroDiceEvidence.Masks, row.Evidence);
        }
    }

    [Fact]
    public void A_missing_reference_file_is_an_empty_mask_only_on_request()
    {
        ZeroDiceAnalysis analysis = Analyse(SampleRun.Run, MissingGroundTruth.Empty);
        Assert.Empty(analysis.Faults);
        Assert.Equal(30, analysis.Rows.Count(row => row.Evidence == ZeroDiceEvidence.Masks));
        Assert.DoesNotContain(analysis.Rows, row => row.Evidence == ZeroDiceEvidence.Breakdown);
    }

    [Fact]
    public void The_scoring_grid_of_the_sample_run_is_512_pixels_wide()
    {
        ZeroDice unlisted = Analyse(SampleRun.Run).Rows.Single(row => row.ImageId == "0248_1");
        // 99 px recovered, on 512 x 512.
        Assert.Equal(99.0 / (512 * 512), unlisted.ImageFraction, 1e-15);
        ZeroDice largest = Analyse(SampleRun.Run).Rows.Single(row => row.ImageId == "0760_1");
        // 24338 px counted, on 1280 x 1280.
        Assert.Equal(24338.0 / (1280 * 1280), largest.ImageFraction, 1e-15);
    }

    [Theory]
    [InlineData("gt_pixels")]
    [InlineData("pred_pixels")]
    public void Recorded_counts_have_the_published_distribution(string column)
    {
        double[] values =
        [
            .. ZeroDiceAnalysis
                .Recorded(SampleRun.Run)
                .Select(row => (double)(column == "gt_pixels" ? row.GtPixels : row.PredPixels)!),
        ];
        JsonElement expected = SampleRun.Entry($"zero_dice_breakdown/{column}/value");
        ScoreSummary actual = ScoreSummary.Of("v7EX", column, [.. values.Select(value => (value, (MetricState?)null))], 0, 1);
        foreach (
            (string name, double value) in new[]
            {
                ("count", actual.Count),
                ("mean", actual.Mean),
                ("std", actual.StandardDeviation),
                ("min", actual.Minimum),
                ("25%", actual.Quartile1),
                ("50%", actual.Median),
                ("75%", actual.Quartile3),
                ("max", actual.Maximum),
            }
        )
            Assert.Equal(expected.GetProperty(name).GetDouble(), value, 1e-6);
    }

    [Fact]
    public void A_recorded_case_that_its_counts_contradict_is_reported_and_the_counts_decide()
    {
        using var folder = new TempFolder();
        folder.Write("run/test_per_image_metrics.csv", "image_id,dice,iou,precision,recall,pearson\na,1e-8,1e-8,0,0,0.2\n");
        folder.Write(
            "run/per_image_analysis/zero_dice_breakdown.csv",
            "image_id,case,gt_pixels,pred_pixels\na,C_disjoint,100,0\n"
        );
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "run"), new RunReadOptions(), CancellationToken.None);
        ZeroDiceAnalysis analysis = Analyse(run);
        InputException exception = Assert.Single(analysis.Faults);
        Assert.Equal(InputError.CaseContradicted, exception.Error);
        Assert.Contains("C_disjoint", exception.Message);
        Assert.Contains("100", exception.Message);
        Assert.Equal(ZeroDiceCase.B_GT_nonempty_PRED_empty, Assert.Single(analysis.Rows).Case);
    }

    [Fact]
    public void A_recorded_case_that_the_masks_contradict_is_reported_and_the_masks_decide()
    {
        using var folder = new TempFolder();
        folder.Write("run/test_per_image_metrics.csv", "image_id,dice,iou,precision,recall,pearson\na,1e-8,1e-8,0,0,0.2\n");
        folder.Write(
            "run/per_image_analysis/zero_dice_breakdown.csv",
            "image_id,case,gt_pixels,pred_pixels\na,B_GT_nonempty_PRED_empty,100,0\n"
        );
        string full = SourceTree.Data("Imaging", "grey8.png"),
            masks = Path.Combine(folder.Path, "gt"),
            predictions = Path.Combine(folder.Path, "pred");
        Directory.CreateDirectory(masks);
        Directory.CreateDirectory(predictions);
        File.Copy(full, Path.Combine(masks, "a.png"));
        File.Copy(full, Path.Combine(predictions, "a_EX.png"));
        Run run = SampleRun.Adapters.Runs.Read(
            Path.Combine(folder.Path, "run"),
            new RunReadOptions
            {
                Lesion = "EX",
                GroundTruth = [masks],
                Predictions = predictions,
            },
            CancellationToken.None
        );
        InputException exception = Assert.Single(Analyse(run).Faults);
        Assert.Equal(InputError.CaseContradicted, exception.Error);
        Assert.Contains("share 1356 pixels", exception.Message);
    }

    [Fact]
    public void A_run_without_both_tables_says_which_files_were_looked_for()
    {
        using var folder = new TempFolder();
        folder.Write("run/metrics_expanded.csv", "epoch,val_dice\n1,0.5\n");
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "run"), new RunReadOptions(), CancellationToken.None);
        InputException exception = Assert.Throws<InputException>(() => Analyse(run));
        Assert.Equal(InputError.MissingFile, exception.Error);
        Assert.Contains("test_per_image_metrics.csv", exception.Message);
    }
}
