using System.Management.Automation;
using HybridNet.Pairing;
using HybridNet.PowerShell.Values;

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

    /// <summary>Folders of structure masks.</summary>
    [Parameter(
        HelpMessage = "Folders of masks of other structures, such as optic disc and vessels; a folder's name is the structure's."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Structure { get; set; } = [];

    /// <summary>What the id in a structure mask's name is.</summary>
    [Parameter(
        HelpMessage = "With -Structure: regular expression that takes the image's id out of the name of a structure's mask: "
            + "its group 'id', else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(Structure))]
    public string? StructureIdPattern { get; set; }

    /// <summary>Folders of the readers.</summary>
    [Parameter(HelpMessage = "Folders of masks of further readers, one folder each.")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Reader { get; set; } = [];

    /// <summary>What the id in a reader's mask's name is.</summary>
    [Parameter(
        HelpMessage = "With -Reader: regular expression that takes the image's id out of the name of a reader's mask: its "
            + "group 'id', else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(Reader))]
    public string? ReaderIdPattern { get; set; }

    private protected override IReadOnlyList<Companion> Companions() =>
        [.. CompanionsOf(ImageSide.Structure, Structure), .. CompanionsOf(ImageSide.Reader, Reader)];

    private protected override PairingOptions CompanionOptions(PairingOptions options) =>
        options with
        {
            StructureIdPattern = StructureIdPattern,
            ReaderIdPattern = ReaderIdPattern,
        };

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
