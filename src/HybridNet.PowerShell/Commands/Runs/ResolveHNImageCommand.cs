using System.Management.Automation;
using HybridNet.Pairing;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// Emits, for each image, the files that belong together and the rule that says so, and every file that takes no part; opens
/// none.
/// </summary>
[Cmdlet(VerbsDiagnostic.Resolve, "HNImage", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ImageFiles))]
public sealed class ResolveHNImageCommand : PairingCommand
{
    /// <summary>Images that can be measured only.</summary>
    [Parameter(HelpMessage = "Only images whose files belong together: no missing, ambiguous or left-out ones.")]
    public SwitchParameter PairedOnly { get; set; }

    private protected override void ProcessPaired(Run? run, PairingResult paired)
    {
        foreach (string sentence in paired.Warnings)
            WriteWarning((run is null ? "" : $"Run {run.Name}: ") + sentence);
        foreach (ImageFiles image in paired.Images)
            if (!PairedOnly || image.State == PairingState.Paired)
                WriteObject(image);
        if (!PairedOnly)
        {
            foreach (ImageFiles image in paired.Unpredicted)
                WriteObject(image with { State = PairingState.Missing, Reason = "No prediction has its name." });
            foreach (LeftOutFile file in paired.LeftOut)
                WriteObject(
                    new ImageFiles
                    {
                        Run = run?.Name ?? "",
                        ImageId = System.IO.Path.GetFileNameWithoutExtension(file.Path),
                        State = PairingState.LeftOut,
                        LeftOut = file.Path,
                        Reason = $"{file.Side}: {file.Reason}",
                    }
                );
        }
        if (paired.SideFault is not null)
            throw paired.SideFault;
    }
}
