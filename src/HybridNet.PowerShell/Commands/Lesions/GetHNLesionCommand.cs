using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the lesions of reference and prediction, and whether the other side found them.</summary>
[Cmdlet(VerbsCommon.Get, "HNLesion", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Lesion))]
[Idle(nameof(Photo), nameof(Structure), Without = nameof(Attribute))]
public sealed class GetHNLesionCommand : MatchedLesionCommand
{
    /// <summary>One side only.</summary>
    [Parameter(HelpMessage = "Only lesions of one side: GroundTruth or Prediction.")]
    public LesionSide? Side { get; set; }

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "Pixels at which the size strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    /// <summary>Measure attributes.</summary>
    [Parameter(
        HelpMessage = "Measures each lesion's shape, contrast, color, sharpness, light, noise, place, neighbors and "
            + "probabilities too."
    )]
    public SwitchParameter Attribute { get; set; }

    private protected override bool LooksAtPhotos => Attribute;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        SizeStrata strata = SizeStrata.Parse(SizeLimit);
        if (Attribute)
        {
            ProcessAttributes(WithOthers(run, Classed(images)), strata);
            return;
        }
        images = Classed(images);
        using var progress = new ProgressMeter(this, 1, "Finding lesions", images.Count);
        int done = 0;
        foreach (
            ImageOutcome<IReadOnlyList<Lesion>> outcome in MaskMeasurements.Lesions(
                images,
                Adapters.Images,
                Matching,
                strata,
                ThrottleLimit,
                CancelToken
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            if (!Succeeded(outcome, out IReadOnlyList<Lesion> lesions))
                continue;
            foreach (Lesion lesion in lesions)
                if (Side is null || lesion.Side == Side)
                    WriteObject(lesion);
        }
    }

    private void ProcessAttributes(IReadOnlyList<ImageCase> images, SizeStrata strata)
    {
        foreach (Lesion lesion in Measured(images, Matching, strata, new(Photos: true, Probabilities: true)))
            if (Side is null || lesion.Side == Side)
                WriteObject(lesion);
    }
}
