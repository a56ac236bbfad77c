using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>The mask cmdlets through the staged module.</summary>
public sealed class MaskPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public MaskPipelineTests()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 8 -Size 96 -Seed 2", Path.Combine(_folder.Path, "madeEX"));
        _session.Enter(_folder.Path);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Figures_of_maps_that_are_not_there_are_missed_aloud()
    {
        foreach (string metric in new[] { "Score", "Pearson" })
        {
            Streams result = _session.Run(
                $"Import-HNRun '{SourceTree.SampleRun}' | Measure-HNMask -MissingGroundTruth Empty -Metric {metric}"
            );
            Assert.Equal(30, result.Output.Length);
            Assert.All(result.All("Pearson"), Assert.Null);
            Assert.Contains(result.Warnings, text => text.Contains("no image has a map"));
        }
        Assert.DoesNotContain(
            _session.Run($"Import-HNRun '{SourceTree.SampleRun}' | Measure-HNMask -MissingGroundTruth Empty").Warnings,
            text => text.Contains("no image has a map")
        );
    }

    [Fact]
    public void A_mask_without_black_is_measured_with_a_warning()
    {
        string images = Path.Combine(SourceTree.Root, "tests", "HybridNet.Tests", "Data", "Imaging");
        using var folder = new TempFolder();
        foreach ((string side, string name) in new[] { ("gt", "grey8.png"), ("pred", "dark-ground.gif") })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, side));
            File.Copy(Path.Combine(images, name), Path.Combine(folder.Path, side, "a" + Path.GetExtension(name)));
        }
        Streams result = _session.Run($"Measure-HNMask -GroundTruth '{folder.Path}/gt' -Prediction '{folder.Path}/pred'");
        Assert.Empty(result.Errors);
        // The manifest of these files: 1356 foreground pixels in every one.
        Assert.Equal(
            (1356L, 1356L, 1.0),
            (result.Single.Get<long>("TruePositive"), result.Single.Get<long>("PredPixels"), result.Single.Get<double>("Dice"))
        );
        Assert.Contains("none of them black", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_run_is_measured_in_the_order_of_its_table()
    {
        Streams result = _session.Run("Import-HNRun madeEX | Measure-HNMask");
        Assert.Equal(_session.Run("Get-HNImageScore madeEX").All("ImageId"), result.All("ImageId"));
        Assert.All(result.Output, item => Assert.NotNull(item.Properties["Brier"].Value));
        Assert.All(result.Output, item => Assert.Null(item.Properties["Hd95"].Value));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("Measure-HNMask madeEX -Metric Overlap, Distance, Lesion, Score")]
    [InlineData(
        "Measure-HNMask -GroundTruth madeEX/masks/HardExudate_Masks, madeEX/masks/SoftExudate_Masks -Prediction "
            + "madeEX/output/predictions_test -Probability madeEX/output/probabilities_test -Metric Overlap, Distance, "
            + "Lesion, Score"
    )]
    [InlineData(
        "Measure-HNMask -GroundTruth madeEX/masks/* -Prediction madeEX/output/predictions_test/*.png -Probability "
            + "madeEX/output/probabilities_test -Metric Overlap, Distance, Lesion, Score -ThrottleLimit 1"
    )]
    public void Runs_folders_and_files_give_the_same_figures(string script)
    {
        string[] figures = ["Dice", "Hd95", "GtHit", "Brier", "BoundaryIou", "LesionF1", "PanopticQuality", "SoftDice"];
        Streams expected = _session.Run("Import-HNRun madeEX | Measure-HNMask -Metric Overlap, Distance, Lesion, Score"),
            actual = _session.Run(script);
        foreach (string figure in figures)
            Assert.Equal(expected.All(figure), actual.All(figure));
    }

    [Fact]
    public void Files_come_from_the_pipeline()
    {
        Streams result = _session.Run(
            "[IO.Directory]::GetFiles('madeEX/output/predictions_test'.Insert(0, \"$PWD/\")) | ForEach-Object { "
                + "[IO.FileInfo]$_ } | Measure-HNMask -GroundTruth madeEX/masks/*"
        );
        Assert.Equal(8, result.Output.Length);
    }

    [Fact]
    public void A_missing_reference_is_an_error_or_empty_as_the_caller_says()
    {
        File.Delete(Path.Combine(_folder.Path, "madeEX", "masks", "HardExudate_Masks", "0003_1.png"));
        File.Delete(Path.Combine(_folder.Path, "madeEX", "masks", "SoftExudate_Masks", "0003_1.png"));
        Streams strict = _session.Run("Measure-HNMask madeEX");
        ErrorRecord error = Assert.Single(strict.Errors);
        Assert.Equal(("MissingGroundTruth", 7), (Streams.Id(error), strict.Output.Length));
        Assert.Contains("0003_1", error.ToString());
        Streams lenient = _session.Run("Measure-HNMask madeEX -MissingGroundTruth Empty");
        Assert.Equal((0, 8), (lenient.Errors.Length, lenient.Output.Length));
    }

    [Fact]
    public void A_damaged_file_is_reported_and_the_rest_goes_on()
    {
        string bad = Path.Combine(_folder.Path, "madeEX", "output", "predictions_test", "0002_3_EX.png");
        File.WriteAllBytes(bad, File.ReadAllBytes(bad)[..60]);
        Streams result = _session.Run("Measure-HNMask madeEX");
        Assert.Equal(("UnreadableImage", 7), (Streams.Id(Assert.Single(result.Errors)), result.Output.Length));
        Assert.Contains(bad, result.Errors[0].ToString());
    }

    [Fact]
    public void Ambiguous_files_are_listed()
    {
        string folder = Path.Combine(_folder.Path, "madeEX", "output", "predictions_test");
        File.Copy(Path.Combine(folder, "0001_2_EX.png"), Path.Combine(folder, "0001_2.png"));
        ErrorRecord error = Assert.Single(_session.Run("Measure-HNMask madeEX").Errors);
        Assert.Equal("AmbiguousImage", Streams.Id(error));
        Assert.Contains("0001_2.png", error.ToString());
    }

    [Fact]
    public void Shards_together_are_the_whole()
    {
        string[] parts =
        [
            .. Enumerable
                .Range(1, 3)
                .SelectMany(i => _session.Run($"Measure-HNMask madeEX -Shard {i}/3").All("ImageId"))
                .Cast<string>()
                .Order(),
        ];
        Assert.Equal(_session.Run("Measure-HNMask madeEX").All("ImageId").Cast<string>().Order(), parts);
    }

    [Fact]
    public void Lesions_agree_with_the_measurements()
    {
        Streams lesions = _session.Run("Import-HNRun madeEX | Get-HNLesion"),
            measured = _session.Run("Import-HNRun madeEX | Measure-HNMask -Metric Lesion");
        Assert.Equal(
            measured.Output.Sum(item => item.Get<int>("GtLesions") + item.Get<int>("PredLesions")),
            lesions.Output.Length
        );
        Assert.Equal(
            measured.Output.Sum(item => item.Get<int>("GtMissed") + item.Get<int>("PredFalse")),
            lesions.Output.Count(item => !item.Get<bool>("Hit"))
        );
        Assert.Equal(
            measured.Output.Sum(item => item.Get<long>("GtPixels") + item.Get<long>("PredPixels")),
            lesions.Output.Sum(item => item.Get<long>("Area"))
        );
        Assert.True(_session.Run("Get-HNLesion madeEX -Connectivity 4 -Side Prediction").Output.Length > 0);
    }

    [Fact]
    public void Thresholds_agree_with_the_masks_at_the_runs_own_threshold()
    {
        Streams sweep = _session.Run("Import-HNRun madeEX | Measure-HNThreshold");
        Assert.Equal(256, sweep.Output.Length);
        // The predictions of a synthetic run are its maps from sample 128 on: row 128 of 256.
        PSObject own = sweep.Output[128];
        double expected = _session
            .Run("Import-HNRun madeEX | Measure-HNMask | Measure-HNScore")
            .Single.Properties["MeansByPolicy"]
            .Value
            is System.Collections.IEnumerable ladder
            ? ladder.Cast<object>().Select(rung => new PSObject(rung)).First().Get<double>("Mean")
            : double.NaN;
        Assert.Equal(expected, own.Get<double>("MeanDice"), 1e-12);
        Assert.Equal(
            [0.25, 0.75],
            _session.Run("Measure-HNThreshold madeEX -Threshold 0.25, 0.75").All("Threshold").Cast<double>()
        );
    }

    [Theory]
    [InlineData("Measure-HNMask madeEX -Shard 4/3", "InvalidArgument")]
    [InlineData("Get-HNLesion madeEX -SizeLimit 10, 5", "InvalidArgument")]
    [InlineData("Import-HNRun madeEX -Lesion HE | Measure-HNMask", "MissingFile")]
    [InlineData("Measure-HNMask -GroundTruth madeEX/masks/* -Prediction nowhere", "PathNotFound")]
    [InlineData("Measure-HNThreshold -GroundTruth madeEX/masks/* -Prediction madeEX/output/predictions_test", "MissingFile")]
    public void Wrong_input_has_a_stable_error_id(string script, string id)
    {
        Streams result = _session.Run($"try {{ {script} }} catch {{ $_ }}");
        Assert.Contains(
            id,
            result.Errors.Concat(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>()).Select(Streams.Id)
        );
    }
}
