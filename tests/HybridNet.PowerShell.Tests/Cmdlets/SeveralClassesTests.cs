using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>
/// One model of four lesions (MA, HE, EX, SE), as the lab's multi-lesion notebook leaves it, from import to report: one run
/// for each class, every record with its class, every figure that of its own masks.
/// </summary>
public sealed class SeveralClassesTests : IClassFixture<SeveralClassesTests.Made>, IDisposable
{
    private static readonly string[] s_classes = ["MA", "HE", "EX", "SE"];

    private static readonly Dictionary<string, string> s_masks = new()
    {
        ["MA"] = "Microaneurysms_Masks",
        ["HE"] = "Hemorrhage_Masks",
        ["EX"] = "HardExudate_Masks",
        ["SE"] = "SoftExudate_Masks",
    };

    private readonly TempFolder _folder = new();
    private readonly ModuleRunspace _session = new();

    /// <summary>The run that the first test made: the others get a copy.</summary>
    public sealed class Made : IDisposable
    {
        internal TempFolder Folder { get; } = new();

        internal string Run => Path.Combine(Folder.Path, "multi");

        public void Dispose() => Folder.Dispose();
    }

    public SeveralClassesTests(Made made)
    {
        _session.Run("Set-Location $args[0]", _folder.Path);
        if (Directory.Exists(made.Run))
        {
            _folder.Copy(made.Run, "multi");
            return;
        }
        Make("multi", 3);
        made.Folder.Copy(Path.Combine(_folder.Path, "multi"), "multi");
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_class_is_a_run_with_its_own_files_and_figures()
    {
        Streams runs = _session.Run("Import-HNRun multi");
        Assert.Empty(runs.Errors);
        Assert.Equal(s_classes, runs.All("Class"));
        Assert.Equal(s_classes.Select(name => "multi_" + name), runs.All("Name"));
        foreach (PSObject run in runs.Output)
        {
            string name = run.Get<string>("Class");
            // Soft exudates are a class of their own here: EX is not their union with the hard ones.
            Assert.Equal(
                [s_masks[name]],
                _session
                    .Run("(Import-HNRun multi -Class $args[0]).Files.GroundTruth | Split-Path -Leaf", name)
                    .Output.Select(one => one.ToString())
            );
            Assert.Equal(8, run.Get<int?>("BestEpoch"));
            Assert.Equal(0.1 * (1 + Array.IndexOf(s_classes, name)), run.Get<double?>("Threshold")!.Value, 12);
        }
    }

    [Theory]
    [InlineData("Get-HNImageScore")]
    [InlineData("Measure-HNMask")]
    [InlineData("Get-HNLesion")]
    public void Records_carry_their_class(string command)
    {
        Streams records = _session.Run($"Import-HNRun multi | {command} | Group-Object Class -NoElement");
        Assert.Empty(records.Errors);
        Assert.Equal(s_classes.Order(), records.All("Name").Order());
    }

    [Fact]
    public void What_was_logged_is_what_the_masks_of_the_class_say()
    {
        const string logged =
            "Import-HNRun multi | Get-HNImageScore | ForEach-Object { \"$($_.Class) $($_.ImageId) "
            + "$($_.Dice.ToString('0.0000'))\" }";
        string measured = logged.Replace("Get-HNImageScore", "Measure-HNMask", StringComparison.Ordinal);
        string[] expected = [.. _session.Run(logged).Output.Select(row => row.ToString()).Order()];
        Assert.Equal(4 * 5, expected.Length);
        Assert.Equal(expected, _session.Run(measured).Output.Select(row => row.ToString()).Order());
    }

    [Fact]
    public void Zero_Dice_cases_and_the_audit_are_those_of_each_class()
    {
        Assert.Equal(
            ["MA:0003_1:C_disjoint", "HE:0003_1:B_GT_nonempty_PRED_empty"],
            _session
                .Run(
                    "Import-HNRun multi | Get-HNZeroDice | Where-Object ImageId -eq 0003_1 | ForEach-Object { "
                        + "\"$($_.Class):$($_.ImageId):$($_.Case)\" }"
                )
                .Output.Select(row => row.ToString())
        );
        // Neither the mean over all classes nor another class's masks contradict a class.
        Assert.Empty(_session.Run("Import-HNRun multi | Test-HNRun | Where-Object Id -in HN008, HN019").Output);
    }

    [Fact]
    public void Classes_are_compared_each_with_itself()
    {
        Make("later", 8);
        foreach (
            string script in new[]
            {
                "Compare-HNRun multi later -Resamples 200",
                "Import-HNRun multi | Compare-HNRun -Candidate later -Resamples 200",
                "Compare-HNRun (Import-HNRun multi) (Import-HNRun later) -Resamples 200",
            }
        )
        {
            Streams compared = _session.Run(script + " -WarningAction Ignore");
            Assert.Empty(compared.Errors);
            Assert.Equal(s_classes, compared.All("Class"));
            Assert.Equal(s_classes.Select(name => "multi_" + name), compared.All("BaselineRun"));
            Assert.Equal(s_classes.Select(name => "later_" + name), compared.All("CandidateRun"));
        }
        Assert.Equal(
            s_classes,
            _session
                .Run(
                    "Compare-HNRun multi later -PerImage -WarningAction Ignore -Resamples 200 | ForEach-Object Class | "
                        + "Select-Object -Unique"
                )
                .Output.Select(row => row.ToString())
        );
        Streams some = _session.Run("Compare-HNRun (Import-HNRun multi -Class MA, EX) later -Resamples 200");
        Assert.Equal(["MA", "EX"], some.All("Class"));
        Assert.Contains(some.Warnings, text => text.Contains("later_HE, later_SE", StringComparison.Ordinal));
    }

    [Fact]
    public void Charts_panels_and_reports_are_drawn_of_each_class_and_panels_of_all_together()
    {
        Streams charts = _session.Run("Import-HNRun multi | Export-HNChart charts/ -Kind MetricCurve, Histogram, SplitBar");
        Assert.Empty(charts.Errors);
        Assert.All(s_classes, name => Assert.Contains($"Histogram_multi_{name}.svg", charts.All("Name")));
        Assert.All(s_classes, name => Assert.Contains($"MetricCurve_multi_{name}_dice.svg", charts.All("Name")));
        Streams each = _session.Run("Export-HNPanel each -Path multi -Layout Triptych");
        Assert.Empty(each.Errors);
        Assert.Equal(4 * 5, each.Output.Length);
        Assert.Contains(each.All("Name"), name => $"{name}".Contains("_0003_1_HE_dice0.000", StringComparison.Ordinal));
        Streams all = _session.Run("Import-HNRun multi | Export-HNPanel all -Layout LabReport -MaskColor @{ HE = 'orange' }");
        Assert.Empty(all.Errors);
        Assert.Equal(5, all.Output.Length);
        Assert.Equal("01_0000_1_MA-HE-EX-SE.png", all.All("Name").First());
        Streams pages = _session.Run("Import-HNRun multi | Export-HNReport pages/ -Resamples 100 -WarningAction Ignore");
        Assert.Empty(pages.Errors);
        Assert.Equal(s_classes.Select(name => $"multi_{name}.html"), pages.All("Name"));
    }

    [Theory]
    [InlineData("Export-HNPanel", "| Export-HNPanel '{0}' -Layout 'Pred HE' -MaskColor @{{ HE = '{1}' }} | Get-FileHash")]
    [InlineData("Show-HNPanel", "| Show-HNPanel -Protocol HalfBlock -Width 40 -Layout 'Pred HE' -MaskColor @{{ HE = '{1}' }}")]
    public void The_color_of_a_mask_is_that_of_its_picture(string cmdlet, string script)
    {
        Assert.Contains(cmdlet, script);
        string Drawn(string folder, string color)
        {
            var screen = new ScreenHost(100);
            using var session = new ModuleRunspace(screen);
            session.Enter(_folder.Path);
            Streams result = session.Run(
                "Import-HNRun multi " + string.Format(CultureInfo.InvariantCulture, script, folder, color)
            );
            Assert.Empty(result.Errors);
            return screen.Text + string.Join(' ', result.Output.Select(item => item.Properties["Hash"]?.Value));
        }
        string orange = Drawn("orange", "#ff8800");
        Assert.NotEqual("", orange);
        Assert.Equal(orange, Drawn("again", "#ff8800"));
        Assert.NotEqual(orange, Drawn("blue", "#0088ff"));
    }

    /// <summary>A run of five images of 96 x 96 whose table, summary and epochs are those of the masks beside them.</summary>
    private void Make(string name, int seed)
    {
        string root = Path.Combine(_folder.Path, name),
            output = Path.Combine(root, "output");
        Directory.CreateDirectory(Path.Combine(output, "predictions_test"));
        Directory.CreateDirectory(Path.Combine(output, "metrics_logs"));
        var rows = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var means = new List<double>();
        for (int i = 0; i < s_classes.Length; i++)
        {
            string code = s_classes[i],
                made = Path.Combine(_folder.Path, $"made{seed}{code}");
            _session.Run("New-HNSampleRun $args[0] -Images 5 -Size 96 -Seed $args[1] -Lesion $args[2]", made, seed + i, code);
            Copy(Path.Combine(made, "masks", s_masks[code]), Path.Combine(root, "masks", s_masks[code]));
            Copy(Path.Combine(made, "output", "predictions_test"), Path.Combine(output, "predictions_test"));
            if (i == 0)
                Copy(Path.Combine(made, "images"), Path.Combine(root, "images"));
        }
        // One image of HE without any prediction: what is empty in one class is not so in the others.
        string blank = Path.Combine(output, "predictions_test", "0003_1_HE.png");
        _session.Run(
            "Export-HNMask -Prediction $args[0] -MinimumArea 100000 -Destination $args[1] -Force | Out-Null; "
                + "Get-ChildItem $args[1] -File | Copy-Item -Destination $args[0]",
            blank,
            Path.Combine(_folder.Path, "blank" + seed)
        );
        foreach (string code in s_classes)
        {
            Streams measured = _session.Run(
                "Measure-HNMask -GroundTruth $args[0] -Prediction $args[1] -Class $args[2] -Smoothing Lab -WarningAction Ignore",
                Path.Combine(root, "masks", s_masks[code]),
                Path.Combine(output, "predictions_test"),
                code
            );
            Assert.Empty(measured.Errors);
            Assert.Equal(5, measured.Output.Length);
            foreach (PSObject one in measured.Output)
                (
                    rows.TryGetValue(one.Get<string>("ImageId"), out List<string>? row)
                        ? row
                        : rows[one.Get<string>("ImageId")] = []
                ).Add($"{Text(one.Get<double>("Dice"))},{Text(one.Get<double>("Iou"))}");
            means.Add(measured.Output.Average(one => one.Get<double>("Dice")));
        }
        File.WriteAllLines(
            Path.Combine(output, "test_per_image_metrics.csv"),
            [
                "image_id," + string.Join(',', s_classes.Select(code => $"dice_{code},iou_{code}")),
                .. rows.Select(row => $"{row.Key},{string.Join(',', row.Value)}"),
            ]
        );
        File.WriteAllText(
            Path.Combine(output, "test_summary.json"),
            $"{{\"dice_mean\": {Text(means.Average())}, \"dice_per_class\": [{string.Join(", ", means.Select(Text))}], "
                + "\"thresholds\": [0.1, 0.2, 0.3, 0.4]}"
        );
        File.WriteAllLines(
            Path.Combine(output, "metrics_expanded.csv"),
            [
                "epoch,train_loss,val_loss,val_dice_mean," + string.Join(',', s_classes.Select(code => $"dice_{code}")),
                .. Enumerable
                    .Range(1, 8)
                    .Select(epoch =>
                        $"{epoch},{Text(1.0 / epoch)},{Text(1.1 / epoch)},{Text(0.05 * epoch)},"
                        + string.Join(',', s_classes.Select((_, i) => Text((0.05 + 0.01 * i) * epoch)))
                    ),
            ]
        );
        File.WriteAllText(
            Path.Combine(output, "metrics_logs", "split_summary.csv"),
            "name,n,counts,rates\ntrain,20,\"[12, 10, 9, 4]\",\"[0.6, 0.5, 0.45, 0.2]\"\n"
                + "test,5,\"[4, 4, 4, 4]\",\"[0.8, 0.8, 0.8, 0.8]\"\n"
        );
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
