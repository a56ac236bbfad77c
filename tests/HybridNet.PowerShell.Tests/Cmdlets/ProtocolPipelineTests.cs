using System.Globalization;
using System.Management.Automation;
using HybridNet.PowerShell.Tests.Shell;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Protocols through the staged module.</summary>
public sealed class ProtocolPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public ProtocolPipelineTests()
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
    public void A_record_has_the_names_of_the_tool_and_still_its_run()
    {
        PSObject[] ours = _session.Run("Measure-HNMask madeEX").Output;
        Streams theirs = _session.Run("Measure-HNMask madeEX -As nnUNet, MedPy");
        Assert.Empty(theirs.Errors);
        Assert.Equal(2 * ours.Length, theirs.Output.Length);
        PSObject[] counts = [.. theirs.Output.Where(row => row.Get<string>("Protocol") == "nnUNet")];
        for (int i = 0; i < ours.Length; i++)
        {
            Assert.Equal(ours[i].Get<string>("ImageId"), counts[i].Get<string>("ImageId"));
            Assert.Equal(ours[i].Get<long>("TruePositive"), counts[i].Get<double>("TP"));
        }
        Assert.NotEmpty(
            _session
                .Run(
                    "Measure-HNMask madeEX -As nnUNet | Select-Object -First 1 | Export-HNPanel -Destination "
                        + "panels/ -WarningAction Ignore"
                )
                .Output
        );
    }

    [Fact]
    public void An_exception_of_the_tool_is_no_number_and_is_named()
    {
        Streams result = _session.Run(
            "New-HNSampleRun missedEX -Images 5 -Size 128 | Measure-HNMask -As MedPy | Where-Object { $null -eq "
                + "$_.hd95 } | Select-Object -First 1"
        );
        Assert.Contains("hd95: RuntimeError", result.Single.Get<string>("Raised"));
    }

    [Fact]
    public void What_cannot_be_ends_with_a_stable_id()
    {
        foreach (
            string command in new[]
            {
                "Measure-HNMask madeEX -As Medpie",
                "Measure-HNMask madeEX -As sklearn",
                "Measure-HNMask madeEX -As MedPy -Metric Lesion",
                "Measure-HNThreshold madeEX -As MedPy",
                "Compare-HNProtocol madeEX -As nowhere",
            }
        )
            Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(_session.Run(command).Errors)));
        File.WriteAllText(Path.Combine(_folder.Path, "bad.json"), "{ \"Figures\": { \"a\": \"Dise\" } }");
        Assert.Equal("MalformedFile", Streams.Id(Assert.Single(_session.Run("Measure-HNMask madeEX -As ./bad.json").Errors)));
    }

    /// <summary>The figures that the paper prints have two or three decimals.</summary>
    [Fact]
    public void A_papers_protocol_gives_the_figures_that_the_paper_prints()
    {
        string script = Path.Combine(SourceTree.Root, "examples", "10-paper-protocol.ps1");
        string[][] rows =
        [
            .. ShellProcess
                .Run("-File", script)
                .Output.Split('\n')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(cells => cells.Length == 4 && char.IsAsciiDigit(cells[3][0])),
        ];
        Assert.Equal(17, rows.Length);
        Assert.All(
            rows,
            cells =>
                Assert.Equal(
                    double.Parse(cells[3], CultureInfo.InvariantCulture),
                    double.Parse(cells[2], CultureInfo.InvariantCulture),
                    0.0051
                )
        );
    }

    [Fact]
    public void The_report_shows_the_spread_on_request()
    {
        _session.Run(
            "Export-HNReport madeEX -Destination with.md -Protocol (Compare-HNProtocol madeEX -As MedPy, MONAI); "
                + "Export-HNReport madeEX -Destination without.md"
        );
        Assert.Contains("The same masks in other tools", File.ReadAllText(Path.Combine(_folder.Path, "with.md")));
        Assert.DoesNotContain("The same masks in other tools", File.ReadAllText(Path.Combine(_folder.Path, "without.md")));
    }
}
