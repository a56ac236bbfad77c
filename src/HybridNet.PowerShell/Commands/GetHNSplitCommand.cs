using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the recorded split of runs: images and lesion-positive images of each part.</summary>
[Cmdlet(VerbsCommon.Get, "HNSplit", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SplitGroup))]
public sealed class GetHNSplitCommand : RunInputCommand
{
    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.SplitSummary, "metrics_logs/split_summary.csv");
        WriteObject(run.Log.Splits, enumerateCollection: true);
    }
}
