using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the recorded split of runs: images and lesion-positive images of each part, or whether they are spread
/// evenly.</summary>
[Cmdlet(VerbsCommon.Get, "HNSplit", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SplitGroup), typeof(SplitTest))]
public sealed class GetHNSplitCommand : RunInputCommand
{
    /// <summary>The test instead of the rows.</summary>
    [Parameter(HelpMessage = "Emits a test for each class instead: are lesion-positive images spread evenly over the splits?")]
    public SwitchParameter Test { get; set; }

    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.SplitSummary, "metrics_logs/split_summary.csv");
        if (!Test)
        {
            WriteObject(run.Log.Splits, enumerateCollection: true);
            return;
        }
        IReadOnlyList<SplitTest> tests = SplitTest.Of(run);
        if (tests.Count == 0)
            WriteWarning($"Run {run.Name}: there is nothing to test: fewer than two splits, or all images alike.");
        WriteObject(tests, enumerateCollection: true);
    }
}
