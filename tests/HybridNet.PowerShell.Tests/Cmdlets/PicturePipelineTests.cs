using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Export-HNPanel, Export-HNChart, Export-HNReport and Show-HNChart through the staged module.</summary>
public sealed class PicturePipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public PicturePipelineTests()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 6 -Size 96 -Seed 2", Path.Combine(_folder.Path, "madeEX"));
        _session.Enter(_folder.Path);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Get-HNImageScore madeEX")]
    [InlineData("Measure-HNMask madeEX")]
    [InlineData("Import-HNRun madeEX")]
    [InlineData(
        "$r = Import-HNRun madeEX; $r | Get-HNImageScore | ForEach-Object { [pscustomobject]@{ Run = $_.Run; "
            + "ImageId = $_.ImageId; Dice = $_.Dice } }"
    )]
    public void Whatever_names_an_image_gives_its_panel_in_pipeline_order(string source)
    {
        Streams result = _session.Run($"{source} | Export-HNPanel panels -InputRun $(Import-HNRun madeEX)");
        Assert.Empty(result.Errors);
        string[] expected =
        [
            .. _session
                .Run(
                    "$i = 0; Get-HNImageScore madeEX | ForEach-Object { $i++; "
                        + "[string]::Format([cultureinfo]::InvariantCulture, '{0:00}_{1}_dice{2:0.000}.png', $i, "
                        + "$_.ImageId, $_.Dice) }"
                )
                .Output.Select(name => name.ToString()),
        ];
        if (!source.StartsWith("Import", StringComparison.Ordinal))
            Assert.Equal(expected, result.All("Name"));
        Assert.Equal(6, Files("panels", "*.png").Length);
        Assert.Empty(Files("panels", "*.tmp"));
    }

    [Fact]
    public void Cases_and_lesions_give_panels_and_a_lesion_gets_its_own_crop()
    {
        int cases = _session.Run("Get-HNZeroDice madeEX").Output.Length;
        Assert.Equal(cases, _session.Run("Get-HNZeroDice madeEX | Export-HNPanel zero -Layout Triptych").Output.Length);
        // Two lesions with one box are one picture: a reference lesion that is predicted exactly.
        int lesions = _session
            .Run("Get-HNLesion madeEX")
            .Output.Select(lesion => $"{lesion.Get<string>("ImageId")} {lesion.Properties["Box"].Value}")
            .Distinct()
            .Count();
        Assert.Equal(lesions, _session.Run("Get-HNLesion madeEX | Export-HNPanel lesions -Layout Crop -Width 300").Output.Length);
        Assert.Equal(6, _session.Run("Get-HNLesion madeEX | Export-HNPanel whole").Output.Length);
    }

    [Fact]
    public void Loose_files_and_every_layout_and_format_are_written()
    {
        foreach (string layout in new[] { "Grid", "Triptych", "Agreement", "Crop", "ContactSheet" })
        foreach (
            (string format, byte[] magic) in new[]
            {
                ("Png", new byte[] { 0x89, 0x50 }),
                ("Jpeg", [0xFF, 0xD8]),
                ("Webp", [0x52, 0x49]),
            }
        )
        {
            PSObject file = _session
                .Run(
                    $"Export-HNPanel {layout}{format} -Image madeEX/images/0000_1.png -GroundTruth "
                        + $"madeEX/masks/HardExudate_Masks/0000_1.png -Prediction "
                        + $"madeEX/output/predictions_test/0000_1_EX.png -Layout {layout} -Format {format}"
                )
                .Single;
            Assert.Equal(magic, File.ReadAllBytes(file.Get<string>("FullName"))[..2]);
        }
    }

    [Fact]
    public void Several_masks_and_cells_of_one_s_own_come_from_files_and_text()
    {
        const string mask =
            "GroundTruth = 'madeEX/masks/HardExudate_Masks/0000_1.png'; Prediction = "
            + "'madeEX/output/predictions_test/0000_1_EX.png'";
        Streams three = _session.Run(
            $"Export-HNPanel three -Layout LabReport -Mask @{{ Name = 'a'; {mask}; Color = '#00ff00' }}, @{{ {mask} "
                + $"}}, @{{ Name = 'c'; {mask} }}"
        );
        Assert.Equal("01_0000_1_a-M2-c.png", three.Single.Get<string>("Name"));
        Assert.Empty(
            _session
                .Run("Get-HNImageScore madeEX | Select -First 1 | Export-HNPanel own -Layout 'Image+M1|Pred/Agreement'")
                .Errors
        );
        foreach (
            (string script, string words) in new[]
            {
                ($"Export-HNPanel x -Layout LabReport -Mask @{{ {mask} }}", "names a mask 'M2'"),
                ($"Export-HNPanel x -Mask @{{ Name = 'a'; {mask} }}, @{{ Name = 'A'; {mask} }}", "Two masks are called"),
                ("Export-HNPanel x -Mask @{ Name = 'a' }", "has neither GroundTruth nor Prediction"),
                ($"Export-HNPanel x -Mask @{{ {mask}; Color = 'sort of red' }}", "is no color"),
            }
        )
            Assert.Contains(words, Assert.Single(_session.Run(script).Errors).ToString());
    }

    [Theory]
    [InlineData("Get-HNImageScore madeEX | Select-Object -First 2 | Show-HNPanel -Width 20", 2 * (1 + 10 + 1))]
    [InlineData("Show-HNPanel -Path madeEX -Width 40", 6 * (1 + 20 + 1))]
    [InlineData("Import-HNRun madeEX | Show-HNPanel -Layout ContactSheet -Width 16", 6 * (1 + 8 + 1))]
    public void Where_nobody_looks_panels_are_letters(string script, int lines)
    {
        // A head line, half as many rows as letters in a line, and what the letters stand for.
        Streams result = _session.Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(lines, result.Output.Length);
        Assert.All(result.Output, line => Assert.DoesNotContain('\u001b', line.ToString()));
        Assert.Equal("# found   + false alarm   o missed   . neither", result.Output[^1].ToString());
    }

    [Theory]
    [InlineData("Mosaic", "There is no layout 'Mosaic'")]
    [InlineData("Image + | GT", "cannot be read")]
    public void A_layout_that_is_none_ends_the_command(string layout, string words)
    {
        Streams result = _session.Run(
            $"try {{ Get-HNImageScore madeEX | Export-HNPanel x -Layout '{layout}' }} catch {{ \"$_\" }}"
        );
        Assert.Contains(words, result.Single.ToString());
    }

    [Fact]
    public void A_missing_photograph_is_a_warning_and_a_missing_mask_an_error_of_its_image()
    {
        File.Delete(Path.Combine(_folder.Path, "madeEX", "images", "0001_2.png"));
        File.Delete(Path.Combine(_folder.Path, "madeEX", "output", "predictions_test", "0002_3_EX.png"));
        File.Delete(Path.Combine(_folder.Path, "madeEX", "output", "probabilities_test", "0002_3_EX.png"));
        Streams result = _session.Run("Get-HNImageScore madeEX | Export-HNPanel panels");
        Assert.Equal(5, result.Output.Length);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Contains("0002_3", error.ToString());
        Assert.Contains("1 of 6 images have no photograph", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("Get-HNImageScore madeEX | Export-HNPanel out", 6)]
    [InlineData("Get-HNImageScore madeEX | Export-HNPanel out -Layout ContactSheet", 1)]
    [InlineData("Import-HNRun madeEX | Export-HNChart -Kind Histogram, SplitBar -Destination out -Format Svg, Png", 4)]
    [InlineData("Import-HNRun madeEX | Export-HNReport -Destination out/report.html -Resamples 100", 1)]
    public void Nothing_is_overwritten_without_Force_and_nothing_written_with_WhatIf(string script, int files)
    {
        _session.Run(script + " -WhatIf");
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
        Assert.Equal(files, _session.Run(script).Output.Length);
        foreach (string path in Files("out", "*"))
            File.WriteAllText(path, "mine");
        Streams again = _session.Run(script);
        Assert.Empty(again.Output);
        Assert.Equal(Enumerable.Repeat("DestinationExists", files), again.Errors.Select(Streams.Id));
        Assert.All(Files("out", "*"), path => Assert.Equal("mine", File.ReadAllText(path)));
        Assert.Equal(files, _session.Run(script + " -Force").Output.Length);
        Assert.All(Files("out", "*"), path => Assert.NotEqual(4, new FileInfo(path).Length));
        Assert.Equal(files, Files("out", "*").Length);
    }

    [Theory]
    [InlineData("Get-HNImageScore madeEX | Export-HNPanel blocked/out")]
    [InlineData("Import-HNRun madeEX | Export-HNChart -Kind Histogram -Destination blocked/out")]
    [InlineData("Import-HNRun madeEX | Export-HNReport -Destination blocked/out.html -Resamples 0")]
    [InlineData("Import-HNRun madeEX | Export-HNReport -Destination /dev/full/report.html -Resamples 0")]
    public void A_place_that_cannot_be_written_is_told(string script)
    {
        if (OperatingSystem.IsWindows() && script.Contains("/dev/"))
            return;
        File.WriteAllText(Path.Combine(_folder.Path, "blocked"), "a file where a folder must be");
        Streams result = _session.Run(script);
        Assert.Empty(result.Output);
        Assert.All(result.Errors, error => Assert.Equal("UnwritableDestination", Streams.Id(error)));
        Assert.NotEmpty(result.Errors);
    }

    [Fact]
    public void Stopping_in_the_middle_leaves_whole_pictures_only()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 40 -Size 256 -Seed 3", Path.Combine(_folder.Path, "manyEX"));
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell
            .AddScript("Import-Module $args[0]; Import-HNRun $args[1] | Export-HNPanel $args[2] -ThrottleLimit 1")
            .AddArgument(SourceTree.StagedModule)
            .AddArgument(Path.Combine(_folder.Path, "manyEX"))
            .AddArgument(Path.Combine(_folder.Path, "stopped"));
        IAsyncResult running = shell.BeginInvoke();
        string stopped = Path.Combine(_folder.Path, "stopped");
        while (!running.IsCompleted && !(Directory.Exists(stopped) && Directory.GetFiles(stopped, "*.png").Length >= 2))
            Thread.Sleep(5);
        shell.Stop();
        string[] files = Directory.GetFiles(stopped);
        Assert.InRange(files.Length, 2, 39);
        Assert.All(files, path => Assert.EndsWith(".png", path));
        // The last chunk of a whole PNG is IEND with its checksum.
        Assert.All(files, path => Assert.Equal([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], File.ReadAllBytes(path)[^8..]));
    }

    [Fact]
    public void Charts_take_all_kinds_that_there_is_data_for_and_refuse_one_that_is_asked_for()
    {
        Streams all = _session.Run("Import-HNRun madeEX | Export-HNChart -Destination charts -Theme Light, Dark");
        Assert.Empty(all.Errors);
        Assert.Equal(34, all.Output.Length);
        Assert.Contains("Reliability_madeEX_dark.svg", all.All("Name"));
        Streams sample = _session.Run(
            "Import-HNRun $args[0] | Export-HNChart -Destination sample -Kind PrecisionRecall, SplitBar",
            SourceTree.SampleRun
        );
        Assert.Equal("SplitBar_v7EX.svg", sample.Single.Get<string>("Name"));
        Assert.Equal("MissingFile", Streams.Id(Assert.Single(sample.Errors)));
    }

    [Fact]
    public void A_comparison_gives_its_chart_and_its_images_their_panels()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 6 -Size 96 -Seed 3", Path.Combine(_folder.Path, "otherEX"));
        Streams chart = _session.Run(
            "Compare-HNRun otherEX madeEX -Resamples 200 -WarningAction Ignore | Export-HNChart -Destination charts -Format Png"
        );
        Assert.Empty(chart.Errors);
        Assert.Equal("Comparison_madeEX_Dice_since_otherEX.png", chart.Single.Get<string>("Name"));
        Assert.Equal(
            6,
            _session.Run("Compare-HNRun otherEX madeEX -PerImage -WarningAction Ignore | Export-HNPanel changed").Output.Length
        );
        Assert.Equal(
            "InvalidArgument",
            Streams.Id(
                Assert.Single(_session.Run("Import-HNRun madeEX | Export-HNChart -Kind Comparison -Destination charts").Errors)
            )
        );
    }

    [Fact]
    public void A_report_takes_what_ifs_and_goes_into_a_folder_by_name()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "reports"));
        PSObject file = _session
            .Run(
                "$w = [pscustomobject]@{ Steps = 'minimum area 24'; MeanDice = 0.31234567; Best = $true }; Import-HNRun "
                    + "madeEX | Export-HNReport -Destination reports -Format Markdown -PostProcess $w -Resamples 100"
            )
            .Single;
        Assert.Equal("madeEX.md", file.Get<string>("Name"));
        string text = File.ReadAllText(file.Get<string>("FullName"));
        Assert.Contains("## What would help", text);
        Assert.Contains("| minimum area 24 | 0.3123 | yes |", text);
        PSObject real = _session
            .Run(
                "Import-HNRun madeEX | Export-HNReport -Destination reports/real.md -Format Markdown -Resamples 100 "
                    + "-PostProcess $(Import-HNRun madeEX | Optimize-HNPostProcess -Threshold 0.4, 0.5 -Resamples 100)"
            )
            .Single;
        Assert.Contains("| threshold 0.4 | combination |", File.ReadAllText(real.Get<string>("FullName")));
    }

    [Fact]
    public void A_terminal_chart_is_text_of_the_asked_width()
    {
        Streams result = _session.Run("Get-HNEpoch madeEX | Show-HNChart ValDice, TrainDice -Width 50 -Height 5");
        Assert.Empty(result.Errors);
        Assert.All(
            result.Output,
            line =>
                Assert.InRange(
                    System.Text.RegularExpressions.Regex.Replace(line.ToString(), "\u001b\\[[0-9;]*m", "").Length,
                    1,
                    60
                )
        );
        Assert.Contains(result.Output, line => line.ToString().Contains('⠉') || line.ToString().Contains('⠒'));
        Assert.Equal(
            "InvalidArgument",
            Streams.Id(Assert.Single(_session.Run("Get-HNEpoch madeEX | Show-HNChart Nothing").Errors))
        );
        Assert.Equal("NotANumber", Streams.Id(Assert.Single(_session.Run("Get-HNEpoch madeEX | Show-HNChart Run").Errors)));
    }

    private string[] Files(string folder, string pattern) => Directory.GetFiles(Path.Combine(_folder.Path, folder), pattern);

    [Theory]
    [InlineData("GroundTruth")]
    [InlineData("Prediction")]
    public void A_mask_of_one_side_alone_is_drawn_and_compared_with_nothing(string side)
    {
        using var folder = new TempFolder();
        string mask = Path.Combine(SourceTree.Root, "tests", "HybridNet.Tests", "Data", "Imaging", "grey8.png");
        Streams panel = _session.Run(
            $"Export-HNPanel $args[0] -Mask @{{ Name = 'EX'; {side} = $args[1] }} -MaskColor @{{ MA = 'red'; ex = 'blue' }}",
            folder.Path,
            mask
        );
        Assert.Empty(panel.Errors);
        // No Dice in the name: there is none.
        Assert.Equal("01_grey8_EX.png", panel.Single.Get<string>("Name"));
        Assert.Contains(panel.Warnings, text => text.StartsWith("-MaskColor MA: no mask of that name", StringComparison.Ordinal));
        Streams neither = _session.Run("Export-HNPanel $args[0] -Mask @{ Name = 'EX' }", folder.Path);
        Assert.Contains("neither GroundTruth nor Prediction", Assert.Single(neither.Errors).Exception.Message);
    }
}
