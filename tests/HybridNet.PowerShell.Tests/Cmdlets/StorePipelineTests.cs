using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>The store, the comparison and the gate through the staged module.</summary>
public sealed class StorePipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private Streams Run(string script, params object[] arguments) =>
        _session.Run(
            script.Replace("STORE", "-Store '" + Path.Combine(_folder.Path, "it's [my] store.db").Replace("'", "''") + "'"),
            arguments
        );

    [Fact]
    public void Saving_twice_changes_nothing_and_says_so()
    {
        Assert.Equal(
            ["Added", "Added"],
            Run("'v6EX', 'v7EX' | Import-HNRun | Save-HNRun STORE").All("Status").Select(status => status!.ToString()!)
        );
        Streams again = Run("Save-HNRun v*EX STORE -Verbose");
        Assert.Equal(["Unchanged", "Unchanged"], again.All("Status").Select(status => status!.ToString()!));
        Assert.Contains(again.Verbose, text => text.Contains("nothing was changed"));
        Assert.Equal(["v6EX", "v7EX"], Run("Get-HNRun STORE").All("Name"));
        Assert.Equal(["v7EX"], Run("Get-HNRun v7* STORE").All("Name"));
        Assert.Equal(Run("Get-HNImageScore v7EX").All("Dice"), Run("Get-HNRun v7EX STORE | Get-HNImageScore").All("Dice"));
    }

    [Fact]
    public void WhatIf_touches_nothing()
    {
        Run("Save-HNRun v7EX STORE -WhatIf");
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Run("Save-HNRun v7EX STORE");
        Run("Remove-HNRun * STORE -WhatIf");
        Assert.Single(Run("Get-HNRun STORE").Output);
        Run("Remove-HNRun v7* STORE -Confirm:$false");
        Assert.Empty(Run("Get-HNRun STORE").Output);
    }

    [Fact]
    public void Without_a_store_a_pattern_finds_nothing_and_a_name_is_an_error()
    {
        string old = Environment.GetEnvironmentVariable("HN_STORE") ?? "";
        Environment.SetEnvironmentVariable("HN_STORE", Path.Combine(_folder.Path, "none.db"));
        try
        {
            Assert.Empty(Run("Get-HNRun").Errors);
            Assert.Equal("RunNotFound", Streams.Id(Assert.Single(Run("Get-HNRun v7EX").Errors)));
            Assert.Equal(
                "PathNotFound",
                Streams.Id((Run("try { Get-HNRun STORE } catch { $_ }").Single.BaseObject as ErrorRecord)!)
            );
            Assert.Empty(Directory.GetFiles(_folder.Path));
        }
        finally
        {
            Environment.SetEnvironmentVariable("HN_STORE", old == "" ? null : old);
        }
    }

    [Fact]
    public void Each_side_is_a_name_a_folder_or_a_run()
    {
        Run("Save-HNRun v*EX STORE");
        foreach (
            string script in new[]
            {
                "Compare-HNRun v6EX v7EX STORE",
                "Compare-HNRun ./v6EX ./v7EX STORE",
                "Import-HNRun v6EX | Compare-HNRun -Candidate v7EX STORE",
                "Get-HNRun v6EX STORE | Compare-HNRun -Candidate (Import-HNRun v7EX) STORE",
                "Compare-HNRun ([IO.DirectoryInfo]\"$PWD/v6EX\") v7EX STORE",
            }
        )
        {
            PSObject comparison = Run(script).Single;
            Assert.Equal(
                (210, "Improved", "v6EX", "v7EX"),
                (
                    comparison.Get<int>("N"),
                    comparison.Get<string>("Verdict"),
                    comparison.Get<string>("BaselineRun"),
                    comparison.Get<string>("CandidateRun")
                )
            );
        }
        ErrorRecord error = Assert.Single(Run("Compare-HNRun v6EX nowhere STORE").Errors);
        Assert.Equal("RunNotFound", Streams.Id(error));
        Assert.Contains("neither in the store", error.ToString());
    }

    [Fact]
    public void Rows_come_with_both_values_and_cases_and_the_largest_first()
    {
        Streams rows = Run("Compare-HNRun ./v6EX ./v7EX -PerImage -LargestFirst");
        Assert.Equal(276, rows.Output.Length);
        Assert.Equal(
            ("0323_1", "Defined -> B_GT_nonempty_PRED_empty"),
            (rows.Output[0].Get<string>("ImageId"), rows.Output[0].Get<string>("CaseChange"))
        );
        double[] sizes = [.. rows.All("Change").Cast<double>().Where(change => !double.IsNaN(change)).Select(Math.Abs)];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(210, sizes.Length);
    }

    [Fact]
    public void What_is_not_comparable_is_said_and_can_be_forced()
    {
        // What is the same run twice is no evidence, forced or not.
        Assert.Contains("equal in both runs", Run("Compare-HNRun ./v6EX ./v6EX -Force").Single.Get<string>("Reason"));
        Run("New-HNSampleRun $args[0] -Images 10 -Size 64", Path.Combine(_folder.Path, "madeHE"));
        _session.Enter(_folder.Path);
        Streams refused = Run("Compare-HNRun ./madeHE (Import-HNRun ./madeHE -Lesion HE -Threshold 0.25)");
        Assert.Equal("NotComparable", refused.Single.Get<string>("Verdict"));
        Assert.Contains("thresholds differ", refused.Single.Get<string>("Reason"));
        Assert.Equal(
            "NotComparable",
            Streams.Id(Assert.Single(Run("Compare-HNRun ./madeHE (Import-HNRun ./madeHE -Threshold 0.25) -PerImage").Errors))
        );
    }

    [Theory]
    [InlineData("Compare-HNRun ./v6EX ./v7EX | Test-HNRegression -Margin 0.01 -MaximumNewFalseAlarm 6", true, 0)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX | Test-HNRegression -Margin 0.01 -MaximumNewFalseAlarm 5", false, 1)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX | Test-HNRegression -Margin 0.01", false, 3)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX | Test-HNRegression -Margin 0.01 -Inconclusive Pass", true, 0)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX | Test-HNRegression -Margin 0.01 -RequireNonInferior", false, 1)]
    [InlineData("Compare-HNRun ./v7EX ./v6EX | Test-HNRegression -Margin 0.01", false, 1)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX -Metric Dice, Recall | Test-HNRegression -MaximumNewZeroDice 7", false, 1)]
    [InlineData("Compare-HNRun ./v6EX ./v7EX -EmptyPolicy Strict | Test-HNRegression", false, 2)]
    [InlineData("Compare-HNRun ./v6EX ./nowhere -ErrorAction Ignore | Test-HNRegression", false, 2)]
    public void The_gate_gives_one_answer(string script, bool passed, int exitCode)
    {
        PSObject result = Run(script).Single;
        Assert.Equal((passed, exitCode), (result.Get<bool>("Passed"), result.Get<int>("ExitCode")));
        Assert.NotEqual("", result.Get<string>("Reason"));
    }

    [Fact]
    public void Measurements_findings_and_histories_are_kept_with_the_run()
    {
        string run = Path.Combine(_folder.Path, "madeEX");
        Run("New-HNSampleRun $args[0] -Images 12 -Size 64", run);
        Assert.Equal(12, Run("Measure-HNMask $args[0] | Save-HNRun STORE", run).Single.Get<int>("Count"));
        Assert.Equal(Run("Measure-HNMask $args[0]", run).All("Brier"), Run("Get-HNRun madeEX -Measurement STORE").All("Brier"));
        Assert.Equal("Findings", Run("Test-HNRun $args[0] -IncludePassed | Save-HNRun STORE", run).Single.Get<string>("Part"));
        Assert.Equal(
            Run("Test-HNRun $args[0] -IncludePassed", run).All("Message"),
            Run("Get-HNRun madeEX -Finding STORE").All("Message")
        );
        Run("Save-HNRun v*EX STORE");
        Assert.Equal(["v6EX", "v7EX"], Run("Get-HNRun -ImageId 0323_1 STORE").All("Run"));
        Assert.Equal(
            ["0000_1", "0001_3"],
            Run("Get-HNRun -ImageId 000[01]_[13] STORE").All("ImageId").Cast<string>().Distinct().Order()
        );
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(Run("1 | Save-HNRun STORE").Errors)));
    }

    [Fact]
    public void An_image_without_a_reference_is_known_to_have_failed_when_parts_are_merged()
    {
        string run = Path.Combine(_folder.Path, "madeEX");
        Run(
            "New-HNSampleRun $args[0] -Images 6 -Size 64; Remove-Item \"$($args[0])/masks/*/0002_*\"; Save-HNRun $args[0] STORE",
            run
        );
        for (int shard = 1; shard <= 2; shard++)
            Run(
                "Measure-HNMask $args[0] -Metric Overlap -Shard $args[2] -ErrorAction Ignore | Save-HNRun -Store $args[1]",
                run,
                Path.Combine(_folder.Path, $"part{shard}.db"),
                $"{shard}/2"
            );
        // Five of six, and none in no part: the sixth is known to lack its reference.
        Streams merged = Run("Save-HNRun -Merge $args[0] STORE", Path.Combine(WildcardPattern.Escape(_folder.Path), "part*.db"));
        Assert.Empty(merged.Errors);
        Assert.Equal(5, merged.Single.Get<int>("Count"));
    }

    [Theory]
    [InlineData("db", "Save-HNRun -Store")]
    [InlineData("parquet", "Save-HNRun -ParquetPath")]
    public void Parts_are_merged_into_exactly_the_whole(string ending, string save)
    {
        string run = Path.Combine(_folder.Path, "madeEX");
        Run("New-HNSampleRun $args[0] -Images 24 -Size 64; Save-HNRun $args[0] STORE", run);
        for (int shard = 1; shard <= 5; shard++)
            Run(
                $"Measure-HNMask $args[0] -Metric Overlap, Distance -Shard {shard}/5 | {save} $args[1]",
                run,
                Path.Combine(_folder.Path, $"part{shard}.{ending}")
            );
        Streams missing = Run(
            "Save-HNRun -Merge $args[0] STORE",
            Path.Combine(WildcardPattern.Escape(_folder.Path), $"part[1-3].{ending}")
        );
        Assert.Equal("ShardMismatch", Streams.Id(Assert.Single(missing.Errors)));
        Assert.Empty(missing.Output);
        Streams merged = Run(
            "Save-HNRun -Merge $args[0] STORE",
            Path.Combine(WildcardPattern.Escape(_folder.Path), $"part*.{ending}")
        );
        Assert.Equal(("Merged", 24), (merged.Single.Get<string>("Status"), merged.Single.Get<int>("Count")));
        Streams whole = Run("Measure-HNMask $args[0] -Metric Overlap, Distance", run),
            stored = Run("Get-HNRun madeEX -Measurement STORE");
        foreach (string figure in new[] { "ImageId", "Dice", "Hd95", "Assd", "TrueNegative", "State" })
            Assert.Equal(whole.All(figure), stored.All(figure));
    }

    [Fact]
    public void A_Parquet_file_is_not_written_over_without_Force()
    {
        string file = Path.Combine(_folder.Path, "scores.parquet");
        Assert.Equal(552, Run("Import-HNRun v6EX, v7EX | Save-HNRun -ParquetPath $args[0]", file).Single.Get<int>("Count"));
        Assert.Equal(
            "DestinationExists",
            Streams.Id(Assert.Single(Run("Import-HNRun v7EX | Save-HNRun -ParquetPath $args[0]", file).Errors))
        );
        Assert.Equal(276, Run("Import-HNRun v7EX | Save-HNRun -ParquetPath $args[0] -Force", file).Single.Get<int>("Count"));
    }

    [Fact]
    public void Stored_names_complete()
    {
        Run("Save-HNRun v7EX STORE; Import-HNRun v7EX -Name \"v7 it's\" | Save-HNRun STORE");
        string text = $"Get-HNRun -Store '{Path.Combine(_folder.Path, "it's [my] store.db").Replace("'", "''")}' -Name v7";
        Assert.Equal(
            ["'v7 it''s'", "v7EX"],
            Run(
                    "[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, "
                        + "$null).CompletionMatches",
                    text
                )
                .All("CompletionText")
                .Cast<string>()
                .Order(StringComparer.Ordinal)
        );
    }
}
