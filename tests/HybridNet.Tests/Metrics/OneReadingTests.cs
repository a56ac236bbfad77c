using HybridNet.Diagnosis;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Sampling;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Metrics;

/// <summary>Measuring, zero-Dice cases and sampling take the pixels of an image from one place.</summary>
public class OneReadingTests
{
    /// <summary>A mask of one row whose listed columns are set.</summary>
    private static string Row(TempFolder folder, string name, int width, params int[] columns)
    {
        string path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var mask = new Mask(width, 1);
        foreach (int x in columns)
            mask[x, 0] = true;
        SampleRun.Adapters.Images.WriteMask(path, mask, false);
        return path;
    }

    /// <summary>
    /// Reference 0; prediction 2 and 9; region 0 to 4. Inside: 1 marked, 1 predicted, nothing shared. Outside the region
    /// lies one more predicted pixel.
    /// </summary>
    private static Run Make(TempFolder folder)
    {
        Row(folder, "run/masks/HardExudate_Masks/1.png", 10, 0);
        Row(folder, "run/predictions_test/1_EX.png", 10, 2, 9);
        Row(folder, "run/regions/1.png", 10, 0, 1, 2, 3, 4);
        folder.Write("run/test_per_image_metrics.csv", "image_id,dice,iou,precision,recall,pearson\n1,0,0,0,0,-0.1\n");
        return SampleRun.Adapters.Runs.Read(
            Path.Combine(folder.Path, "run"),
            new RunReadOptions { Lesion = "EX" },
            CancellationToken.None
        );
    }

    [Fact]
    public void The_region_counts_in_the_zero_dice_cases_as_in_the_measurement()
    {
        using var folder = new TempFolder();
        Run run = Make(folder);
        ImageCase work = Assert.Single(ImageCases.Of(run, MissingGroundTruth.Error)).Work!;
        MaskMeasurement measured = Assert
            .Single(
                MaskMeasurements.Measure([work], SampleRun.Adapters.Images, new MeasurementOptions(), 1, CancellationToken.None)
            )
            .Result!;
        ZeroDice row = Assert.Single(
            ZeroDiceAnalysis.Of(run, SampleRun.Adapters.Images, MissingGroundTruth.Error, CancellationToken.None).Rows
        );
        Assert.Equal((1L, 1L), (measured.GtPixels, measured.PredPixels));
        Assert.Equal((1L, 1L, ZeroDiceEvidence.Masks), (row.GtPixels, row.PredPixels, row.Evidence));
    }

    [Fact]
    public void A_false_alarm_outside_the_region_weighs_nothing()
    {
        using var folder = new TempFolder();
        Run run = Make(folder);
        var runner = new SampleEvidenceRunner(
            SampleRun.Adapters.Images,
            new RunImages(run.Files, run.Lesion),
            10,
            0.5,
            MissingGroundTruth.Error
        );
        SampleEvidence sample = Assert.Single(Assert.Single(runner.Run(["1"], null, 1, CancellationToken.None)).Evidence!);
        // Inside: one lesion, missed; one predicted lesion, false. The one at column 9 is outside.
        Assert.Equal((1, 1, 1, 1), (sample.Lesions, sample.MissedLesions, sample.PredictedLesions, sample.FalseLesions));
    }

    [Theory]
    [InlineData(true, PredictionSource.Mask)]
    [InlineData(false, PredictionSource.ThresholdedMap)]
    public void A_measurement_says_what_its_prediction_was_read_from(bool saved, PredictionSource expected)
    {
        using var folder = new TempFolder();
        string gt = Row(folder, "gt.png", 10, 0),
            map = Path.Combine(folder.Path, "map.npy");
        const string Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 10), }";
        File.WriteAllBytes(
            map,
            [
                0x93,
                .. "NUMPY"u8,
                1,
                0,
                118,
                0,
                .. System.Text.Encoding.ASCII.GetBytes(Header.PadRight(117) + "\n"),
                .. System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([0.9f, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            ]
        );
        var work = new ImageCase("", "1", [gt], saved ? map : null, saved ? null : map, null);
        MaskMeasurement measured = Assert
            .Single(
                MaskMeasurements.Measure([work], SampleRun.Adapters.Images, new MeasurementOptions(), 1, CancellationToken.None)
            )
            .Result!;
        Assert.Equal(expected, measured.Source);
    }
}
