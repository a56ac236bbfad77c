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
                "[Threading.Thread]::CurrentThread.CurrentCulture = $args[1]\n"
                    + "$scores = Get-HNImageScore v7EX\n"
                    + "$scores | Export-Csv $args[0]\n"
                    + "($scores | Measure-HNScore -Resamples 0).Mean\n"
                    + "$back = Import-Csv $args[0]\n"
                    + "($back | Measure-HNScore -Resamples 0).Mean\n"
                    + "($back | Measure-HNScore -Resamples 0).MeansByPolicy[0].Mean\n"
                    + "($scores | Measure-HNScore -Resamples 0).MeansByPolicy[0].Mean\n"
                    + "@($scores | Select-HNOutlier).Count - @($back | Select-HNOutlier).Count",
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
            "$run = Import-HNRun v7EX -Name other -Lesion EX\n"
                + "$run | Export-Clixml $args[0]\n"
                + "$back = Import-Clixml $args[0]\n"
                + "@($back | Get-HNImageScore).Count\n"
                + "($back | Get-HNImageScore)[0].Run\n"
                + "($back | Measure-HNScore -Resamples 0).Run\n"
                + "(Compare-HNRun $back v7EX).Verdict",
            Path.Combine(folder.Path, "run.xml")
        );
        Assert.Empty(result.Errors);
        Assert.Equal([276, "other", "other"], result.Output.Take(3).Select(item => item.BaseObject));
    }

    [Fact]
    public void A_comparison_from_Clixml_lacks_what_the_gate_needs_and_never_passes()
    {
        using var folder = new TempFolder();
        Streams result = _session.Run(
            "Compare-HNRun v6EX v7EX -Resamples 200 | Export-Clixml $args[0]; Import-Clixml $args[0] | "
                + "Test-HNRegression -Margin 0.9",
            Path.Combine(folder.Path, "comparison.xml")
        );
        Assert.Contains("one session", Assert.Single(result.Errors).ToString());
        Assert.Equal("NotComparable", result.Single.Properties["Outcome"].Value.ToString());
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
