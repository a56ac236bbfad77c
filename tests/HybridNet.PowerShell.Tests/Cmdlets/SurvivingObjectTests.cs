using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Objects that went through a CSV file of another culture, Clixml or JSON mean the same afterwards.</summary>
public sealed class SurvivingObjectTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sl-SI")]
    public void A_CSV_of_the_session_comes_back_as_it_was(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        using var folder = new TempFolder();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Streams result = _session.Run(
                "[Threading.Thread]::CurrentThread.CurrentCulture = $args[1]\n$scores = Get-HNImageScore v7EX\n$scores | "
                    + "Export-Csv $args[0]\n($scores | Measure-HNScore -Resamples 0).Mean\n$back = Import-Csv "
                    + "$args[0]\n($back | Measure-HNScore -Resamples 0).Mean\n($back | Measure-HNScore -Resamples "
                    + "0).MeansByPolicy[0].Mean\n($scores | Measure-HNScore -Resamples 0).MeansByPolicy[0].Mean\n@($scores | "
                    + "Select-HNOutlier).Count - @($back | Select-HNOutlier).Count",
                Path.Combine(folder.Path, "scores.csv"),
                culture
            );
            Assert.Empty(result.Errors);
            double[] figures = [.. result.Output.Select(item => Convert.ToDouble(item.BaseObject, CultureInfo.InvariantCulture))];
            Assert.Equal(figures[0], figures[1], 12);
            Assert.Equal(figures[3], figures[2], 12);
            Assert.Equal(0, figures[4]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The state of a row is a number in JSON; the means under each policy need it.</summary>
    [Fact]
    public void Scores_from_JSON_have_the_means_of_scores()
    {
        Streams result = _session.Run(
            "Get-HNImageScore v7EX | ConvertTo-Json | ConvertFrom-Json | Measure-HNScore -Resamples 0; "
                + "Get-HNImageScore v7EX | Measure-HNScore -Resamples 0"
        );
        string[] means = [.. result.Output.Select(item => string.Join(' ', item.Get<object[]>("MeansByPolicy")))];
        Assert.NotEmpty(means[1]);
        Assert.Equal(means[1], means[0]);
    }

    [Fact]
    public void A_number_with_marks_between_thousands_is_no_score()
    {
        Streams result = _session.Run(
            "[pscustomobject]@{ ImageId = 'a'; Dice = '0,55' }, [pscustomobject]@{ ImageId = 'b'; Dice = 1.5 } | "
                + "Measure-HNScore -Resamples 0"
        );
        Assert.Equal(["NotANumber", "ValueOutOfRange"], result.Errors.Select(Streams.Id));
    }

    [Fact]
    public void A_run_from_Clixml_is_read_again_and_never_taken_for_a_path()
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            "$run = Import-HNRun v7EX -Name other -Lesion EX\n$run | Export-Clixml $args[0]\n$back = Import-Clixml "
                + "$args[0]\n@($back | Get-HNImageScore).Count\n($back | Get-HNImageScore)[0].Run\n($back | Measure-HNScore "
                + "-Resamples 0).Run\n(Compare-HNRun $back v7EX).Verdict",
            Path.Combine(folder.Path, "run.xml")
        );
        Assert.Empty(result.Errors);
        Assert.Equal([276, "other", "other"], result.Output.Take(3).Select(item => item.BaseObject));
    }

    /// <summary>A folder of the run's name, where the session is, holds another run: it is not the one that was saved.</summary>
    [Theory]
    [InlineData("Measure-HNLoss bEX -Baseline $there -WarningAction Ignore | ForEach-Object Points")]
    [InlineData("Measure-HNFroc bEX -Baseline $there -Resamples 100 -WarningAction Ignore | ForEach-Object Difference")]
    public void A_baseline_from_Clixml_is_the_run_that_was_saved(string script)
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            "Set-Location -LiteralPath $args[0]; $null = New-HNSampleRun kept/aEX -Images 6 -Size 64 -Seed 1; "
                + "$null = New-HNSampleRun aEX -Images 6 -Size 64 -Seed 5; "
                + "$null = New-HNSampleRun bEX -Images 6 -Size 64 -Seed 2; "
                + $"$there = Import-HNRun kept/aEX; $alive = {script}; Import-HNRun kept/aEX | Export-Clixml r.xml; "
                + $"$there = Import-Clixml r.xml; $back = {script}; \"$alive\"; \"$back\"",
            folder.Path
        );
        Assert.Empty(result.Errors);
        Assert.NotEqual("", result.Output[0].ToString());
        Assert.Equal(result.Output[0].ToString(), result.Output[1].ToString());
    }

    [Theory]
    [InlineData("Export-Clixml $args[0]; Import-Clixml $args[0]")]
    [InlineData("Export-Csv $args[0]; Import-Csv $args[0]")]
    public void A_comparison_from_a_file_means_the_same_to_the_gate(string trip)
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            $"$compared = Compare-HNRun v6EX v7EX -Metric Dice, Iou -Resamples 300 -Seed 7\n$back = @($compared | "
                + $"{trip})\nforeach ($margin in 0.005, 0.05, 0.9) {{\n  $here = $compared | Test-HNRegression -Margin "
                + $"$margin; $there = $back | Test-HNRegression -Margin $margin\n  \"$($here.Outcome) $($here.ExitCode) "
                + $"$($here.Reason)\" -ceq \"$($there.Outcome) $($there.ExitCode) $($there.Reason)\" "
                + $"}}\n$back[0].PSObject.TypeNames[0] -notlike 'HybridNet*'",
            Path.Combine(folder.Path, "comparison.txt")
        );
        Assert.Empty(result.Errors);
        Assert.Equal([true, true, true, true], result.Output.Select(item => item.BaseObject));
    }

    [Theory]
    [InlineData("Export-HNChart", "svg")]
    [InlineData("Export-HNReport", "html")]
    public void A_comparison_from_Clixml_is_drawn_as_one_and_says_when_its_runs_are_gone(string command, string ending)
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            $"$null = New-HNSampleRun \"$($args[0])/aEX\" -Images 12 -Size 32 -Seed 1\n$null = New-HNSampleRun "
                + $"\"$($args[0])/bEX\" -Images 12 -Size 32 -Seed 2\nCompare-HNRun \"$($args[0])/aEX\" \"$($args[0])/bEX\" "
                + $"-Force -Resamples 200 -WarningAction Ignore | Export-Clixml \"$($args[0])/c.xml\"\n(Import-Clixml "
                + $"\"$($args[0])/c.xml\" | {command} \"$($args[0])/c.{ending}\").Name\nRemove-Item \"$($args[0])/bEX\" "
                + $"-Recurse\nImport-Clixml \"$($args[0])/c.xml\" | {command} \"$($args[0])/d.{ending}\"",
            folder.Path
        );
        Assert.Equal($"c.{ending}", result.Single.ToString());
        Assert.Contains("There is no folder", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void A_comparison_whose_runs_are_gone_or_changed_is_refused_and_never_passes()
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            "$null = New-HNSampleRun \"$($args[0])/aEX\" -Images 12 -Size 32 -Seed 1\n$null = New-HNSampleRun "
                + "\"$($args[0])/bEX\" -Images 12 -Size 32 -Seed 2\nCompare-HNRun \"$($args[0])/aEX\" \"$($args[0])/bEX\" "
                + "-Force -Resamples 200 | Export-Clixml \"$($args[0])/c.xml\"\nRemove-Item \"$($args[0])/bEX\" -Recurse; "
                + "Copy-Item \"$($args[0])/aEX\" \"$($args[0])/bEX\" -Recurse\n(Import-Clixml \"$($args[0])/c.xml\" | "
                + "Test-HNRegression -Margin 0.9).Outcome\nRemove-Item \"$($args[0])/bEX\" -Recurse\n(Import-Clixml "
                + "\"$($args[0])/c.xml\" | Test-HNRegression -Margin 0.9).Outcome",
            folder.Path
        );
        Assert.Equal(2, result.Errors.Length);
        Assert.Contains("have changed since", result.Errors[0].ToString());
        Assert.All(result.Output, outcome => Assert.Equal("NotComparable", outcome.ToString()));
    }

    [Theory]
    [InlineData("Export-Clixml $args[1]; Import-Clixml $args[1]")]
    [InlineData("Export-Csv $args[1]; Import-Csv $args[1]")]
    public void Measurements_from_a_file_are_saved_as_those_of_the_session(string trip)
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            $"$null = New-HNSampleRun \"$($args[0])/aEX\" -Images 8 -Size 32 -Seed 3\n$measured = Import-HNRun "
                + $"\"$($args[0])/aEX\" | Measure-HNMask -Metric Overlap, Distance, Lesion\n$saved = @($measured | {trip}) | "
                + $"Save-HNRun -Store \"$($args[0])/runs.db\"\n\"$($saved.Part) $($saved.Count)\"\n$again = $measured | "
                + $"Save-HNRun -Store \"$($args[0])/runs.db\"\n\"$($again.Status)\"",
            folder.Path,
            Path.Combine(folder.Path, "measured.txt")
        );
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(["Measurements 8", "Unchanged"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void An_object_that_is_no_run_is_refused_once_and_not_looked_for_as_a_path()
    {
        Streams result = _session.Run("Get-HNImageScore v7EX | Select-Object -First 1 | Get-HNEpoch");
        Assert.DoesNotContain("There is nothing at", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void A_table_of_folders_names_runs_by_its_Path_column()
    {
        Streams result = _session.Run("[pscustomobject]@{ Path = 'v7EX' } | Import-HNRun");
        Assert.Equal("v7EX", result.Single.Properties["Name"].Value);
    }

    [Theory]
    [InlineData("Import-HNRun v7EX")]
    [InlineData("Test-HNRun v7EX")]
    [InlineData("Measure-HNScore v7EX -Resamples 0")]
    [InlineData("Get-HNEpoch v7EX")]
    [InlineData("Compare-HNRun v6EX v7EX -Resamples 100")]
    public void Every_output_is_flat_in_a_CSV_and_valid_as_JSON(string command)
    {
        Streams result = _session.Run(command + " | ConvertTo-Csv");
        Assert.Empty(result.Errors);
        Assert.DoesNotContain(result.Output, line => line.ToString()!.Contains("System.") || line.ToString()!.Contains("<>z__"));
        Streams json = _session.Run(command + " | ConvertTo-Json -WarningAction SilentlyContinue");
        Assert.Empty(json.Errors);
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(
            json.Single.ToString()!.Replace("NaN", "null")
        );
        Assert.NotEqual(System.Text.Json.JsonValueKind.Undefined, document.RootElement.ValueKind);
    }
}
