namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What a destination says by its name, for every exporter that a run is piped to.</summary>
public sealed class DestinationTests : IDisposable
{
    private const string Scores =
        "image_id,dice,iou,precision,recall,pearson\na,0.5,0.333333,0.4,0.666667,0.1\nb,0.8,0.666667,0.8,0.8,0.7\n";

    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public DestinationTests()
    {
        _folder.Write("runs/v1EX/test_per_image_metrics.csv", Scores);
        _folder.Write("runs/v2EX/test_per_image_metrics.csv", Scores.Replace("0.5,", "0.6,", StringComparison.Ordinal));
        _session.Enter(_folder.Path);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Export-HNReport report.html", "report.html")]
    [InlineData("Export-HNReport -Destination report.md", "report.md")]
    [InlineData("Export-HNReport pages/", "pages/v1EX.html")]
    [InlineData("Export-HNReport pages -Format Markdown", "pages/v1EX.md")]
    [InlineData("Export-HNChart charts/histogram.png -Kind Histogram", "charts/histogram.png")]
    [InlineData("Export-HNChart charts -Kind Histogram -Format Png", "charts/Histogram_v1EX.png")]
    public void A_piped_run_goes_where_the_first_argument_says(string command, string file)
    {
        Streams result = _session.Run("Import-HNRun runs/v1EX | " + command);
        Assert.Empty(result.Errors);
        Assert.True(File.Exists(Path.Combine(_folder.Path, file)), file);
        // As Get-Item gives it: with what the provider adds.
        Assert.Contains(result.Single.Properties, property => property.Name == "PSPath");
    }

    /// <summary>The folder first and the destination behind it, as Copy-Item has them: the same as with the names.</summary>
    [Theory]
    [InlineData("Export-HNReport", "", "report.html")]
    [InlineData("Export-HNChart", "-Kind Histogram", "histogram.svg")]
    [InlineData("Export-HNMask", "-Open 1 -WarningAction Ignore", "masks/0000_1_EX.png")]
    [InlineData("Export-HNSampleWeight", "-MissingGroundTruth Empty", "weights.csv")]
    public void A_run_folder_and_a_destination_are_two_texts(string command, string rest, string file)
    {
        _session.Run("New-HNSampleRun madeEX -Images 3 -Size 64");
        string goal = file.StartsWith("masks/", StringComparison.Ordinal) ? "masks" : file;
        Assert.Empty(
            _session.Run($"{command} madeEX typed/{goal} {rest}; {command} -Path madeEX -Destination named/{goal} {rest}").Errors
        );
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder.Path, "named", file)),
            File.ReadAllBytes(Path.Combine(_folder.Path, "typed", file))
        );
    }

    [Theory]
    [InlineData("Export-HNReport runs/v1EX/r.html", "No run is there")]
    [InlineData("Import-HNRun runs/v1EX | Export-HNReport runs/v2EX r.html", "'runs/v2EX' is named beside")]
    [InlineData("Import-HNRun runs/v1EX | Export-HNChart runs/v2EX charts", "'runs/v2EX' is named beside")]
    public void No_run_and_two_ways_to_name_one_are_errors(string command, string said)
    {
        System.Management.Automation.ErrorRecord error = Assert.Single(_session.Run(command).Errors);
        Assert.Equal("InvalidArgument", Streams.Id(error));
        Assert.Contains(said, error.Exception.Message);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.html", SearchOption.AllDirectories));
    }

    /// <summary>The shell takes it for a path on every system; elsewhere than on Windows it has no folder.</summary>
    [Fact]
    public void A_share_is_no_path_where_there_are_no_shares()
    {
        if (OperatingSystem.IsWindows())
            return;
        Streams result = _session.Run(@"Import-HNRun runs/v1EX | Export-HNReport \\server\share\r.html");
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(result.Errors)));
        Assert.Contains("no path of this system", result.Errors[0].Exception.Message);
    }

    [Theory]
    [InlineData("report.html", "<!DOCTYPE html>")]
    [InlineData("report.md", "# ")]
    public void The_ending_decides_what_is_written(string name, string beginning)
    {
        _session.Run($"Import-HNRun runs/v1EX | Export-HNReport {name}");
        string text = File.ReadAllText(Path.Combine(_folder.Path, name));
        Assert.StartsWith(beginning, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Export-HNReport r.pdf", "InvalidArgument")]
    [InlineData("Export-HNReport r.md -Format Html", "InvalidArgument")]
    [InlineData("Export-HNChart all.svg", "InvalidArgument")]
    [InlineData("Export-HNReport runs/v1EX/test_per_image_metrics.csv/", "DestinationExists")]
    public void What_cannot_be_meant_is_refused_before_the_work(string command, string id)
    {
        Streams result = _session.Run("Import-HNRun runs/v1EX | " + command);
        Assert.Equal(id, Streams.Id(Assert.Single(result.Errors)));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Two_runs_never_share_one_file_even_with_Force()
    {
        Streams result = _session.Run("Import-HNRun runs/v1EX, runs/v2EX | Export-HNReport one.html -Force");
        Assert.Equal("DestinationExists", Streams.Id(Assert.Single(result.Errors)));
        Assert.Contains("v1EX", File.ReadAllText(Path.Combine(_folder.Path, "one.html")));
        Assert.Equal(
            ["v1EX.html", "v2EX.html"],
            _session.Run("Import-HNRun runs/v1EX, runs/v2EX | Export-HNReport both/").All("Name")
        );
    }
}
