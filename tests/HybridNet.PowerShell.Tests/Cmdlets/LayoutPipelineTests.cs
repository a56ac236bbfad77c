using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>
/// Data sets with the folders and names that they are handed out with, from recognition to scores. Masks are 16 x 16: what is
/// marked is 4 x 4 at (2, 2), what is predicted its upper half, so that Dice is 2 * 8 / (8 + 16) = 2/3.
/// </summary>
public sealed class LayoutPipelineTests : IDisposable
{
    private const int Size = 16;

    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public LayoutPipelineTests() => _session.Enter(_folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    /// <summary>A grey file of boxes, later ones over earlier ones. The first bytes tell the format, not the name.</summary>
    private void Write(string name, params (int X, int Y, int Width, int Height, byte Value)[] boxes)
    {
        byte[] pixels = new byte[Size * Size];
        foreach ((int x, int y, int width, int height, byte value) in boxes)
            for (int row = y; row < y + height; row++)
                pixels.AsSpan(Size * row + x, width).Fill(value);
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"P5 {Size} {Size} 255\n"), .. pixels]);
    }

    private void Marked(string name) => Write(name, (2, 2, 4, 4, 255));

    private void Predicted(string name) => Write(name, (2, 2, 4, 2, 255));

    private static string[] Dices(Streams result) =>
        [
            .. result.Output.Select(row =>
                $"{row.Get<string>("ImageId")} " + row.Get<double>("Dice").ToString("0.0000", CultureInfo.InvariantCulture)
            ),
        ];

    private Streams Run(string script)
    {
        Streams result = _session.Run(script);
        Assert.Empty(result.Errors);
        return result;
    }

    /// <summary>Loose files, the run's scores and the run's masks say the same.</summary>
    private void All(string set, string predictions, string[] expected, string more = "", string loose = "")
    {
        Assert.Equal(expected, Dices(Run($"Measure-HNMask -GroundTruth {set} -Prediction {predictions} {more} {loose}")));
        Assert.Equal(expected, Dices(Run($"Import-HNRun {set} -PredictionPath {predictions} {more} | Get-HNImageScore")));
        Assert.Equal(expected, Dices(Run($"Import-HNRun {set} -PredictionPath {predictions} {more} | Measure-HNMask")));
    }

    [Fact]
    public void FGADR_counts_from_128_on_in_every_class()
    {
        string[] folders = ["HardExudate_Masks", "Hemohedge_Masks", "Microaneurysms_Masks", "SoftExudate_Masks"];
        foreach (string image in new[] { "0000_1", "0001_2" })
        {
            // An anti-aliased rim of 64 around the lesion: counted as lesion, Dice would be 16 / 44.
            foreach (string folder in folders)
                Write($"Seg-set/{folder}/{image}.png", (1, 1, 6, 6, 64), (2, 2, 4, 4, 255));
            Marked($"Seg-set/Original_Images/{image}.png");
            foreach (string code in new[] { "EX", "HE", "MA", "SE" })
                Predicted($"pred/{image}_{code}.png");
            Predicted($"plain/{image}.png");
        }
        All("Seg-set", "pred", ["0000_1 0.6667", "0001_2 0.6667"], "-Lesion HE");
        All("Seg-set", "plain", ["0000_1 0.6667", "0001_2 0.6667"], "-Lesion SE");
        Streams runs = Run("Import-HNRun Seg-set -PredictionPath pred");
        Assert.Equal(["EX", "HE", "MA", "SE"], runs.All("Class"));
        Assert.All(runs.Output, run => Assert.Equal(2 / 3.0, run.Get<double?>("MeanDice")!.Value, 12));
        Assert.Contains(runs.Warnings, text => text.Contains("samples >=128 of references are foreground"));
        // Predictions that name no class are of one: not of all four.
        Streams which = _session.Run("Import-HNRun Seg-set -PredictionPath plain");
        Assert.Empty(which.Output);
        Assert.Contains("no name in", Assert.Single(which.Errors).Exception.Message);
        Assert.Contains("-Lesion EX", which.Errors[0].ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void VOC_leaves_its_void_border_out_and_knows_its_classes()
    {
        foreach (string image in new[] { "2007_000032", "2007_000039" })
        {
            // A person (15) in a border of void (255), an aeroplane (1). The prediction goes into the void.
            Write($"VOC2012/SegmentationClass/{image}.png", (1, 1, 6, 6, 255), (2, 2, 4, 4, 15), (10, 10, 3, 3, 1));
            Marked($"VOC2012/JPEGImages/{image}.jpg");
            Write($"pred/{image}.png", (1, 1, 5, 5, 15), (10, 10, 3, 2, 1));
        }
        All("VOC2012", "pred", ["2007_000032 1.0000", "2007_000039 1.0000"], "-Lesion person");
        // 2 * 6 / (6 + 9).
        All("VOC2012", "pred", ["2007_000032 0.8000", "2007_000039 0.8000"], "-Lesion aeroplane");
        Streams all = _session.Run("Measure-HNMask -GroundTruth VOC2012/SegmentationClass -Prediction pred");
        Assert.Contains(
            all.Warnings,
            text =>
                text.Contains("samples 255 do not count; samples are class numbers (aeroplane 1, bicycle 2, bird 3, boat 4 ...)")
        );
        Streams none = _session.Run("Measure-HNMask -GroundTruth VOC2012 -Prediction pred -Lesion unicorn");
        Assert.Contains("have no class unicorn", Assert.Single(none.Errors).Exception.Message);
    }

    [Fact]
    public void Cityscapes_is_read_by_train_ids_and_class_0_is_a_class()
    {
        foreach (string image in new[] { "frankfurt_000000_000294", "frankfurt_000000_000576" })
        {
            // Sky (10) above, road (0) below, a car (13) on it; the first row does not count.
            foreach (string kind in new[] { "labelTrainIds", "labelIds" })
                Write(
                    $"city/gtFine/val/frankfurt/{image}_gtFine_{kind}.png",
                    (0, 0, 16, 8, 10),
                    (4, 10, 4, 4, 13),
                    (0, 0, 16, 1, 255)
                );
            Marked($"city/leftImg8bit/val/frankfurt/{image}_leftImg8bit.png");
            Write($"pred/{image}_leftImg8bit.png", (0, 0, 16, 8, 10), (4, 10, 4, 2, 13), (0, 0, 16, 1, 13));
        }
        All("city", "pred", ["frankfurt_000000_000294 0.6667", "frankfurt_000000_000576 0.6667"], "-Lesion car");
        // 128 - 16 are marked, 128 - 8 predicted: 2 * 112 / 232.
        All("city", "pred", ["frankfurt_000000_000294 0.9655", "frankfurt_000000_000576 0.9655"], "-Lesion road");
    }

    [Fact]
    public void NnUNet_names_its_classes_in_the_set_s_own_file()
    {
        foreach (string image in new[] { "case_001", "case_002" })
        {
            Write($"Dataset500/labelsTr/{image}.png", (2, 2, 4, 4, 1), (10, 10, 2, 2, 2));
            Marked($"Dataset500/imagesTr/{image}_0000.png");
            Write($"pred/{image}.png", (2, 2, 4, 2, 1), (10, 10, 2, 2, 2));
        }
        void Labels(string text) =>
            File.WriteAllText(
                Path.Combine(_folder.Path, "Dataset500", "dataset.json"),
                $$"""{ "channel_names": { "0": "fundus" }, "labels": {{text}}, "numTraining": 2, "file_ending": ".png" }"""
            );

        Labels("""{ "background": 0, "EX": 1, "MA": 2, "all": [1, 2] }""");
        All("Dataset500", "pred", ["case_001 0.6667", "case_002 0.6667"], "-Lesion EX");
        All("Dataset500", "pred", ["case_001 1.0000", "case_002 1.0000"], "-Lesion MA");
        // 2 * 12 / (12 + 20).
        All("Dataset500", "pred", ["case_001 0.7500", "case_002 0.7500"], "-Lesion all");
        // The older version has the numbers first.
        Labels("""{ "0": "background", "1": "EX", "2": "MA" }""");
        All("Dataset500", "pred", ["case_001 1.0000", "case_002 1.0000"], "-Lesion MA");
        Assert.Contains(
            Run("Measure-HNMask -GroundTruth Dataset500 -Prediction pred").Warnings,
            text => text.Contains("samples are class numbers (EX 1, MA 2), and without -Lesion all but 0 are one class")
        );
    }

    [Fact]
    public void E_ophtha_has_a_folder_a_patient_and_no_file_of_healthy_images()
    {
        foreach ((string patient, string image) in new[] { ("E0000404", "C0001273"), ("E0000405", "C0001274") })
        {
            Marked($"e_optha_EX/Annotation_EX/{patient}/{image}_EX.png");
            Marked($"e_optha_EX/EX/{patient}/{image}.jpg");
            Marked($"e_optha_MA/Annotation_MA/{patient}/{image}.png");
            Marked($"e_optha_MA/MA/{patient}/{image}.JPG");
            Predicted($"pred/{image}.png");
        }
        Marked("e_optha_EX/healthy/E0020057/C0004194.jpg");
        Write("pred/C0004194.png");
        string[] expected = ["C0001273 0.6667", "C0001274 0.6667", "C0004194 NaN"];
        All("e_optha_EX", "pred", expected);
        All("e_optha_MA", "pred", expected);
        Assert.Contains(
            Run("Measure-HNMask -GroundTruth e_optha_EX -Prediction pred").Warnings,
            text => text.Contains("1 of 3 images have no reference file and count as empty")
        );
    }

    [Fact]
    public void HRF_and_DRIVE_count_inside_their_field_of_view()
    {
        foreach (string image in new[] { "01_dr", "01_g", "02_h" })
        {
            Marked($"hrf/manual1/{image}.tif");
            Write($"hrf/mask/{image}_mask.tif", (0, 0, 16, 8, 255));
            Marked($"hrf/images/{image}.JPG");
            // Four pixels outside.
            Write($"hrfpred/{image}.png", (2, 2, 4, 2, 255), (2, 12, 2, 2, 255));
        }
        All("hrf", "hrfpred", ["01_dr 0.6667", "01_g 0.6667", "02_h 0.6667"], loose: "-Region hrf/mask");
        // The whole picture, 2 * 8 / (12 + 16), is measured only where it is said.
        Streams whole = Run("Measure-HNMask -GroundTruth hrf -Prediction hrfpred");
        Assert.Equal("01_dr 0.5714", Dices(whole)[0]);
        Assert.Contains(whole.Warnings, text => text.Contains("they count with -Region only"));
        foreach (string image in new[] { "01", "02" })
        {
            Marked($"test/1st_manual/{image}_manual1.gif");
            Predicted($"test/2nd_manual/{image}_manual2.gif");
            Write($"test/mask/{image}_test_mask.gif", (0, 0, 16, 8, 255));
            Marked($"test/images/{image}_test.tif");
        }
        All("test", "test/2nd_manual", ["01 0.6667", "02 0.6667"], loose: "-Region test/mask");
        // 16 * 8 - 16 pixels inside are neither.
        Assert.All(
            Run("Import-HNRun test -PredictionPath test/2nd_manual | Measure-HNMask").All("TrueNegative"),
            count => Assert.Equal(112L, count)
        );
    }

    [Fact]
    public void STARE_and_CHASE_DB1_have_both_observers_in_one_folder()
    {
        foreach (string image in new[] { "im0001", "im0002" })
        {
            Marked($"stare/{image}.ah.ppm");
            Predicted($"stare/{image}.vk.ppm");
            Marked($"stare/{image}.ppm");
            Predicted($"starepred/{image}.png");
        }
        All("stare", "starepred", ["im0001 0.6667", "im0002 0.6667"]);
        Assert.Equal(
            ["im0001 0.6667", "im0002 0.6667"],
            Dices(Run("Measure-HNMask -GroundTruth stare/*.ah.ppm -Prediction stare/*.vk.ppm"))
        );
        foreach (string image in new[] { "Image_01L", "Image_01R", "Image_02L" })
        {
            Marked($"chase/{image}_1stHO.png");
            Predicted($"chase/{image}_2ndHO.png");
            Marked($"chase/{image}.jpg");
            Predicted($"chasepred/{image}.png");
        }
        All("chase", "chasepred", ["01L 0.6667", "01R 0.6667", "02L 0.6667"]);
        Assert.Equal(
            ["01L 0.6667", "01R 0.6667", "02L 0.6667"],
            Dices(Run("Measure-HNMask -GroundTruth chase -Prediction chase/*_2ndHO.png"))
        );
    }
}
