using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the recorded epochs of runs.</summary>
[Cmdlet(VerbsCommon.Get, "HNEpoch", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Epoch))]
public sealed class GetHNEpochCommand : RunInputCommand
{
    /// <summary>Only the epoch of the highest validation Dice.</summary>
    [Parameter(HelpMessage = "Only the epoch with the highest validation Dice.")]
    public SwitchParameter Best { get; set; }

    private protected override void ProcessRun(Run run)
    {
        RequireTable(run, RunFileKind.Epochs, "metrics_expanded.csv");
        foreach (Epoch epoch in run.Log.Epochs)
            if (!Best || epoch.Number == run.BestEpoch)
                WriteObject(epoch);
    }
}
