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
        images = Classed(images);
        IEnumerable<Lesion> lesions = Attribute
            ? Measured(WithOthers(run, images), Matching, strata, new(Photos: true, Probabilities: true))
            : Results(
                    MaskMeasurements.Lesions(images, Adapters.Images, Matching, strata, ThrottleLimit, CancelToken),
                    "Finding lesions",
                    images.Count
                )
                .SelectMany(image => image.Result);
        foreach (Lesion lesion in WithAbsentSaid(images, lesions))
            if (Side is null || lesion.Side == Side)
                WriteObject(lesion);
    }
}
