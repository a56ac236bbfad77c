namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Every way in which a user may name a run folder, and every way in which it may be wrong.</summary>
public sealed class RunPathTests : IDisposable
{
    private const string Scores = "image_id,dice,iou,precision,recall,pearson\na,0.5,0.333,0.4,0.6,0.1\n";

    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public RunPathTests()
    {
        _folder.Write("my runs [1]/v1EX/output/test_per_image_metrics.csv", Scores);
        _folder.Write("runs/v2EX/test_per_image_metrics.csv", Scores);
        _folder.Write("runs/v3EX/output/test_per_image_metrics.csv", Scores);
        _folder.Write("runs/bad/test_per_image_metrics.csv", Scores.Replace("0.333", "oops"));
        _folder.Write("runs/empty/notes.txt", "");
        _session.Enter(_folder.Path);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Import-HNRun runs/v2EX")]
    [InlineData("Import-HNRun ./runs/v2EX/")]
    [InlineData("Import-HNRun -Path runs/v2*")]
    [InlineData("Import-HNRun -LiteralPath runs/v2EX")]
    [InlineData("'runs/v2EX' | Import-HNRun")]
    [InlineData("[pscustomobject]@{ LiteralPath = 'runs/v2EX' } | Import-HNRun")]
    [InlineData("[IO.DirectoryInfo]::new((Join $PWD 'runs/v2EX')) | Import-HNRun")]
    public void A_folder_is_found_as_it_is_named(string script) =>
        Assert.Equal(
            "v2EX",
            _session.Run("function Join($a, $b) { [IO.Path]::Combine($a, $b) } " + script).Single.Get<string>("Name")
        );

    /// <summary>One run is needed on each side: a wildcard that fits one names it, one that fits several is told so.</summary>
    [Fact]
    public void A_wildcard_for_a_side_of_a_comparison_fits_one_run()
    {
        Streams one = _session.Run("(Compare-HNRun runs/v2EX runs/v3* -Force).CandidateRun");
        Assert.Equal("v3EX", one.Single.BaseObject);
        Streams several = _session.Run("Compare-HNRun runs/v2EX runs/v*");
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(several.Errors)));
        Assert.Contains("'runs/v*' fits 2 folders", several.Errors[0].Exception.Message);
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(_session.Run("Compare-HNRun runs/v2EX runs/w*").Errors)));
    }

    [Fact]
    public void Brackets_and_blanks_need_the_literal_path()
    {
        Assert.Equal("v1EX", _session.Run("Import-HNRun -LiteralPath 'my runs [1]/v1EX'").Single.Get<string>("Name"));
        Assert.Equal(
            "v1EX",
            _session
                .Run("Import-HNRun -LiteralPath $args[0]", Path.Combine(_folder.Path, "my runs [1]", "v1EX", "output"))
                .Single.Get<string>("Name")
        );
        Streams wild = _session.Run("Import-HNRun 'my runs [1]/v1EX'");
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(wild.Errors)));
        Assert.Contains("-LiteralPath", wild.Errors[0].ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Import-HNRun runs/v*", 2)]
    [InlineData("Get-HNImageScore runs/v*", 2)]
    [InlineData("Measure-HNScore runs/v* -Resamples 0 -WarningAction Ignore", 2)]
    public void A_wildcard_passes_files_by_and_says_so_to_who_asks(string script, int runs)
    {
        _folder.Write("runs/v9.txt", "");
        Streams result = _session.Run(script + " -Verbose");
        Assert.Empty(result.Errors);
        Assert.Equal(runs, result.Output.Length);
        Assert.Contains(result.Verbose, line => line.Contains("1 files are passed by") && line.Contains("v9.txt"));
    }

    [Fact]
    public void A_file_that_was_meant_is_refused_by_name()
    {
        _folder.Write("runs/v9.txt", "");
        Assert.Contains("is a file", Assert.Single(_session.Run("Import-HNRun runs/*.txt").Errors).Exception.Message);
        Assert.Contains("is a file", Assert.Single(_session.Run("Import-HNRun runs/v9.txt").Errors).Exception.Message);
    }

    [Fact]
    public void One_bad_folder_costs_one_folder()
    {
        Streams result = _session.Run("Import-HNRun runs/*");
        Assert.Equal(["v2EX", "v3EX"], result.All("Name"));
        Assert.Equal(["NotANumber", "NotARun"], result.Errors.Select(Streams.Id));
        Assert.Contains("line 2, column 'iou'", result.Errors[0].ToString());
        Assert.NotNull(result.Errors[0].TargetObject);
    }

    [Fact]
    public void Every_run_cmdlet_takes_folders_itself()
    {
        foreach (string cmdlet in new[] { "Get-HNImageScore", "Measure-HNScore", "Select-HNOutlier -PassThru" })
        {
            Assert.Single(_session.Run($"{cmdlet} runs/v2EX").Output);
            Assert.Single(_session.Run($"{cmdlet} -LiteralPath 'my runs [1]/v1EX'").Output);
        }
    }

    [Theory]
    [InlineData("Get-HNEpoch runs/v2EX", "metrics_expanded.csv")]
    [InlineData("Get-HNSplit runs/v2EX", "split_summary.csv")]
    [InlineData("Get-HNZeroDice runs/v2EX -Recorded", "zero_dice_breakdown.csv")]
    public void A_missing_table_is_named_with_the_place_that_was_looked_at(string script, string file)
    {
        System.Management.Automation.ErrorRecord error = Assert.Single(_session.Run(script).Errors);
        Assert.Equal("MissingFile", Streams.Id(error));
        Assert.Contains(file, error.ToString());
        Assert.Contains(Path.Combine(_folder.Path, "runs", "v2EX"), error.ToString());
    }

    [Theory]
    [InlineData("Import-HNRun nowhere", "PathNotFound")]
    [InlineData("Import-HNRun Env:/PATH", "NotAFileSystemPath")]
    [InlineData("Import-HNRun runs/v2EX, runs/v3EX -Name x", "InvalidArgument")]
    [InlineData("Import-HNRun runs/v2EX -PredictionPath nowhere", "PathNotFound")]
    [InlineData("Import-HNRun runs/v2EX -DiceBand 0.5, 0.2", "InvalidArgument")]
    [InlineData("Select-HNOutlier runs/v2EX -Minimum 1 -Maximum 0", "InvalidArgument")]
    public void Wrong_arguments_have_stable_error_ids(string script, string id)
    {
        Streams result = _session.Run($"try {{ {script} }} catch {{ $_ }}");
        IEnumerable<string> ids = result
            .Errors.Concat(result.Output.Select(item => item.BaseObject).OfType<System.Management.Automation.ErrorRecord>())
            .Select(Streams.Id);
        Assert.Contains(id, ids);
    }
}
