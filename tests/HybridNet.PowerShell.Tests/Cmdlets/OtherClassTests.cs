using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>
/// Lesions that are there under another class's name: of three exudates one is found, one is called MA, one is nowhere; of
/// two microaneurysms one is found, one is called EX. Every figure is counted from these five boxes.
/// </summary>
public sealed class OtherClassTests : IDisposable
{
    private const int Size = 24;

    private static readonly (int X, int Y)[] s_exudates = [(2, 2), (10, 2), (18, 2)],
        s_aneurysms = [(2, 12), (10, 12)];

    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public OtherClassTests() => _session.Enter(_folder.Path);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    /// <summary>A grey image of boxes of 3 x 3 pixels.</summary>
    private void Write(string name, params (int X, int Y, byte Value)[] boxes)
    {
        byte[] pixels = new byte[Size * Size];
        foreach ((int x, int y, byte value) in boxes)
            for (int row = y; row < y + 3; row++)
                pixels.AsSpan(Size * row + x, 3).Fill(value);
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. System.Text.Encoding.ASCII.GetBytes($"P5 {Size} {Size} 255\n"), .. pixels]);
    }

    private static (int, int, byte)[] Marks(params (int X, int Y)[] places) => [.. places.Select(at => (at.X, at.Y, (byte)255))];

    private void MakeClasses(string gtEx, string gtMa, string pred)
    {
        foreach (int i in new[] { 1, 2 })
        {
            Write(string.Format(null, gtEx, i), Marks(s_exudates));
            Write(string.Format(null, gtMa, i), Marks(s_aneurysms));
            // The box one pixel further still touches the first exudate.
            Write($"{pred}/{i}_EX.pgm", Marks((4, 4), s_aneurysms[0]));
            Write($"{pred}/{i}_MA.pgm", Marks(s_exudates[1], s_aneurysms[1]));
        }
    }

    private static string[] Rows(Streams misses) => [.. misses.Output.Select(Row)];

    private static string Row(PSObject row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Get<string>("Class")} {row.Get<object>("Kind")} {row.Get<string?>("FoundAs")} {row.Get<int>("Lesions")} "
        ) + row.Get<double>("Share").ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Two images: each figure of the class comment twice.</summary>
    private static readonly string[] s_misses = ["EX OtherClass MA 2 0.50", "EX Unknown  2 0.50", "MA OtherClass EX 2 1.00"];

    /// <summary>The confusion's lesions of one class under the other's name, and their share of the missed ones.</summary>
    private static void AssertAgrees(Streams confusion)
    {
        Assert.Empty(confusion.Errors);
        foreach ((string gt, string called, double share) in new[] { ("EX", "MA", 0.5), ("MA", "EX", 1.0) })
        {
            PSObject cell = confusion.Output.Single(row =>
                row.Get<string?>("GroundTruth") == gt && row.Get<string?>("Predicted") == called
            );
            Assert.Equal((2, share), (cell.Get<int>("Lesions"), cell.Get<double>("MissedShare")));
        }
    }

    [Fact]
    public void Masks_of_several_classes_tell_what_was_found_under_another_name()
    {
        MakeClasses("gt/{0}_EX.pgm", "gt/{0}_MA.pgm", "pred");
        Streams misses = _session.Run("Find-HNCause -GroundTruth gt -Prediction pred -Miss -WarningAction Ignore");
        Assert.Empty(misses.Errors);
        Assert.Equal(s_misses, Rows(misses));
        AssertAgrees(_session.Run("Measure-HNConfusion -GroundTruth gt -Prediction pred"));
        Streams lesions = _session.Run(
            "Get-HNLesion -GroundTruth gt -Prediction pred -Attribute -Side GroundTruth -WarningAction Ignore | "
                + "Where-Object ImageId -EQ 1 | ForEach-Object { \"$($_.Class) $($_.Box.X) $($_.Hit) $($_.FoundAs)\" }"
        );
        Assert.Equal(
            ["EX 2 True ", "EX 10 False MA", "EX 18 False ", "MA 2 False EX", "MA 10 True "],
            lesions.Output.Select(row => row.ToString())
        );
        // The rules are class by class too.
        Assert.Equal(
            ["EX", "EX", "MA", "MA"],
            _session.Run("Find-HNCause -GroundTruth gt -Prediction pred -WarningAction Ignore").All("Class")
        );
        // One class alone has no other name, and no class.
        misses = _session.Run("Find-HNCause -GroundTruth gt -Prediction pred -Lesion EX -Miss -WarningAction Ignore");
        PSObject only = Assert.Single(misses.Output);
        Assert.Equal(
            ("", "Unknown", 4),
            (only.Get<string?>("Class") ?? "", $"{only.Get<object>("Kind")}", only.Get<int>("Lesions"))
        );
    }

    [Fact]
    public void A_label_map_tells_the_same()
    {
        foreach (int i in new[] { 1, 2 })
        {
            Write(
                $"gt/{i}.pgm",
                [.. s_exudates.Select(at => (at.X, at.Y, (byte)1)), .. s_aneurysms.Select(at => (at.X, at.Y, (byte)2))]
            );
            Write(
                $"pred/{i}.pgm",
                (4, 4, 1),
                (s_aneurysms[0].X, s_aneurysms[0].Y, 1),
                (s_exudates[1].X, s_exudates[1].Y, 2),
                (s_aneurysms[1].X, s_aneurysms[1].Y, 2)
            );
        }
        const string Files = "-GroundTruth gt -Prediction pred -ClassNumber 1, 2 -ClassName EX, MA";
        Streams misses = _session.Run($"Find-HNCause {Files} -Miss -WarningAction Ignore");
        Assert.Empty(misses.Errors);
        Assert.Equal(s_misses, Rows(misses));
        AssertAgrees(_session.Run($"Measure-HNConfusion {Files}"));
        Streams shown = _session.Run($"Find-HNCause {Files} -Miss -WarningAction Ignore | Out-String -Width 100");
        Assert.Contains("Found as MA", $"{shown.Single}");
        Assert.Contains("class EX", $"{shown.Single}");
        Streams wrong = _session.Run("Find-HNCause -GroundTruth gt -Prediction pred -ClassNumber 1, 2 -ClassName EX -Miss");
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(wrong.Errors)));
    }

    [Fact]
    public void Each_run_of_a_model_knows_the_other_classes_of_its_folder()
    {
        MakeClasses(
            "multi/masks/HardExudate_Masks/{0}.pgm",
            "multi/masks/Microaneurysms_Masks/{0}.pgm",
            "multi/output/predictions_test"
        );
        File.WriteAllText(
            Path.Combine(_folder.Path, "multi", "output", "test_per_image_metrics.csv"),
            "image_id,dice_EX,iou_EX,dice_MA,iou_MA\n1,0.1,0.05,0.5,0.3333\n2,0.1,0.05,0.5,0.3333\n"
        );
        Streams misses = _session.Run("Import-HNRun multi | Find-HNCause -Miss -WarningAction Ignore");
        Assert.Empty(misses.Errors);
        Assert.Equal(s_misses, Rows(misses));
        // The other class is known although its run is not in the pipeline.
        Assert.Equal(
            s_misses[..2],
            Rows(_session.Run("Import-HNRun multi -Class EX | Find-HNCause -Miss -WarningAction Ignore"))
        );
        AssertAgrees(_session.Run("Import-HNRun multi | Measure-HNConfusion"));
        // From a store a run comes alone: that is said, not passed over.
        _session.Run("Import-HNRun multi | Save-HNRun -Store runs.db");
        Streams alone = _session.Run("Get-HNRun -Store runs.db | Where-Object Class -EQ EX | Find-HNCause -Miss");
        Assert.Contains(
            alone.Warnings,
            text => text.Contains("one of several classes of one model, and the others are not known")
        );
        Assert.Equal(["EX Unknown  4 1.00"], Rows(alone));
    }
}
