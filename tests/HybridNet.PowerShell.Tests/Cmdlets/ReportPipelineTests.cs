using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Export-HNReport through the staged module: pages of comparisons, of several runs, and bounded ones.</summary>
public sealed class ReportPipelineTests : IClassFixture<ReportPipelineTests.Runs>
{
    private readonly Runs _runs;

    public ReportPipelineTests(Runs runs) => _runs = runs;

    /// <summary>Two runs of the same sixteen images, the first with faults.</summary>
    public sealed class Runs : IDisposable
    {
        public Runs()
        {
            Session.Enter(Folder.Path);
            Session.Run(
                "$null = New-HNSampleRun a -Images 16 -Size 64 -Seed 3 -Fault HiddenFailures; $null = New-HNSampleRun b "
                    + "-Images 16 -Size 64 -Seed 3"
            );
        }

        internal TempFolder Folder { get; } = new();

        internal ModuleRunspace Session { get; } = new();

        public void Dispose()
        {
            Session.Dispose();
            Folder.Dispose();
        }
    }

    private Streams Run(string script) => _runs.Session.Run(script);

    [Fact]
    public void Two_metrics_of_one_comparison_are_one_page_with_both_runs()
    {
        Streams result = Run("Compare-HNRun ./a ./b -Metric Dice, Recall -Force | Export-HNReport compared/");
        Assert.Empty(result.Errors);
        Assert.Equal("a_to_b.html", Assert.Single(result.All("Name")));
        string page = File.ReadAllText(Path.Combine(_runs.Folder.Path, "compared", "a_to_b.html"));
        Assert.Contains("data-run=\"b\" data-against=\"a\"", page);
        // The layers of both runs; the photograph of the second is named, not written again.
        Assert.Contains("\"a\":{\"", page);
        Assert.Contains("\"b\":{\"", page);
        Assert.Contains("\"pf\":\"b\"", page);
    }

    [Fact]
    public void Several_runs_are_a_page_each_or_one_page_of_all()
    {
        Streams each = Run("Import-HNRun a, b | Export-HNReport each/ -NoThumbnail -Resamples 100");
        Assert.Equal(["a.html", "b.html"], each.All("Name"));
        Streams all = Run("Import-HNRun a, b | Export-HNReport all.html -Combined -ImageCount 2 -Resamples 100");
        Assert.Empty(all.Errors);
        Assert.Equal("all.html", Assert.Single(all.All("Name")));
        string page = File.ReadAllText(Path.Combine(_runs.Folder.Path, "all.html"));
        Assert.Contains("<article id=\"run-1\" data-run=\"a\"", page);
        Assert.Contains("<article id=\"run-2\" data-run=\"b\"", page);
        Assert.Contains(
            "Pictures of 2 of 16 images are on this page, those with the lowest Dice; 14 are left out (-ImageCount).",
            page
        );
        string[] ids =
        [
            .. System.Text.RegularExpressions.Regex.Matches(page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Two_runs_never_share_a_file_and_never_a_name_on_one_page()
    {
        Streams file = Run("Import-HNRun a, b | Export-HNReport one.html -Force -NoThumbnail -Resamples 100");
        Assert.Equal("DestinationExists", Streams.Id(Assert.Single(file.Errors)));
        Assert.Contains("<title>Run a</title>", File.ReadAllText(Path.Combine(_runs.Folder.Path, "one.html")));
        Streams twice = Run("(Import-HNRun a), (Import-HNRun b -Name a) | Export-HNReport twice.html -Combined");
        ErrorRecord error = Assert.Single(twice.Errors);
        Assert.Contains("2 runs are called a", error.Exception.Message);
        Assert.False(File.Exists(Path.Combine(_runs.Folder.Path, "twice.html")));
    }

    [Fact]
    public void What_is_asked_for_and_not_written_stays_away()
    {
        Streams result = Run(
            "Compare-HNRun ./a ./b -Force | Export-HNReport none.html -WhatIf; Import-HNRun a, b | Export-HNReport "
                + "none.html -Combined -WhatIf"
        );
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(Path.Combine(_runs.Folder.Path, "none.html")));
    }

    [Fact]
    public void A_page_that_is_there_is_replaced_with_Force_only()
    {
        File.WriteAllText(Path.Combine(_runs.Folder.Path, "there.html"), "mine");
        Streams refused = Run("Compare-HNRun ./a ./b -Force | Export-HNReport there.html -NoThumbnail");
        Assert.Equal("DestinationExists", Streams.Id(Assert.Single(refused.Errors)));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_runs.Folder.Path, "there.html")));
        Assert.Empty(Run("Compare-HNRun ./a ./b -Force | Export-HNReport there.html -NoThumbnail -Force").Errors);
    }
}
