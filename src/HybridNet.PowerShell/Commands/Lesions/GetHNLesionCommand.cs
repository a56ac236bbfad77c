using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits the lesions of reference and prediction, and whether the other side found them.</summary>
[Cmdlet(VerbsCommon.Get, "HNLesion", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Lesion))]
public sealed class GetHNLesionCommand : AttributedLesionCommand
{
    /// <summary>One side only.</summary>
    [Parameter(HelpMessage = "Only lesions of one side: GroundTruth or Prediction.")]
    public LesionSide? Side { get; set; }

    /// <summary>Which neighbours make a lesion.</summary>
    [Parameter(HelpMessage = "Which neighbours make one lesion: 8 (the default) or 4.")]
    public Connectivity Connectivity { get; set; } = Connectivity.Eight;

    /// <summary>When a lesion counts as found.</summary>
    [Parameter(HelpMessage = "When a lesion counts as found: AnyOverlap (one pixel, the default) or Iou (see -IouThreshold).")]
    public MatchMode MatchMode { get; set; }

    /// <summary>Lowest IoU of a match.</summary>
    [Parameter(HelpMessage = "With -MatchMode Iou: the lowest intersection over union that counts; 0.5 when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double IouThreshold { get; set; } = 0.5;

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

    /// <summary>Folder of photographs.</summary>
    [Parameter(HelpMessage = "With -Attribute: folder of the photographs; the run's own when left out.")]
    [ValidateNotNullOrEmpty]
    public string? Photo { get; set; }

    /// <summary>Folders of structure masks.</summary>
    [Parameter(
        HelpMessage = "With -Attribute: folders of masks of other structures, such as optic disc and vessels; a folder's name is "
            + "the structure's."
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
    public string? StructureIdPattern { get; set; }

    /// <summary>Class numbers of label maps.</summary>
    [Parameter(
        HelpMessage = "Class numbers of label maps, where one file holds all classes; the classes come from names or runs "
            + "when left out."
    )]
    [ValidateNotNullOrEmpty]
    public long[]? ClassNumber { get; set; }

    /// <summary>Names of these numbers.</summary>
    [Parameter(HelpMessage = "With -ClassNumber: the names of these classes, in the same order.")]
    [ValidateNotNullOrEmpty]
    public string[]? ClassName { get; set; }

    private protected override (long[]? Numbers, string[]? Names) LabelMaps => (ClassNumber, ClassName);

    private protected override string? PhotoFolder => Attribute ? Photo : null;

    private protected override string[] StructureFolders => Attribute ? Structure : [];

    private protected override string? StructurePattern => StructureIdPattern;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        SizeStrata strata = SizeStrata.Parse(SizeLimit);
        var options = new MeasurementOptions
        {
            Connectivity = Connectivity,
            MatchMode = MatchMode,
            IouThreshold = IouThreshold,
        };
        if (Attribute)
        {
            ProcessAttributes(WithOthers(run, Classed(images)), options, strata);
            return;
        }
        images = Classed(images);
        using var progress = new ProgressMeter(this, 1, "Finding lesions", images.Count);
        int done = 0;
        foreach (
            ImageOutcome<IReadOnlyList<Lesion>> outcome in MaskMeasurements.Lesions(
                images,
                Adapters.Images,
                options,
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

    private void ProcessAttributes(IReadOnlyList<ImageCase> images, MeasurementOptions options, SizeStrata strata)
    {
        foreach (Lesion lesion in Measured(images, options, strata, new(Photos: true, Probabilities: true)))
            if (Side is null || lesion.Side == Side)
                WriteObject(lesion);
    }
}
