using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Lists the places where the reference is probably wrong, most suspicious first.</summary>
[Cmdlet(VerbsCommon.Find, "HNLabelFault", DefaultParameterSetName = ByPath)]
[OutputType(typeof(LabelSuspect))]
public sealed class FindHNLabelFaultCommand : AttributedLesionCommand
{
    /// <summary>Kinds of faults.</summary>
    [Parameter(HelpMessage = "Kinds of faults: Missing, Invented, Shifted; all when left out.")]
    [ValidateNotNullOrEmpty]
    public LabelFault[] Fault { get; set; } = Enum.GetValues<LabelFault>();

    /// <summary>Length of the list.</summary>
    [Parameter(HelpMessage = "Length of the list for each run; all suspects when left out.")]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        Lesion[] lesions =
        [
            .. Measured(images, new MeasurementOptions(), SizeStrata.Default, new(Photos: true, Probabilities: true)),
        ];
        WriteObject(
            LabelSuspect.Of(lesions).Where(suspect => Fault.Contains(suspect.Fault)).Take(First),
            enumerateCollection: true
        );
    }
}
