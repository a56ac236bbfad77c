using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet on the lesions of both sides that says what a lesion is, when it is found, of which class it is, and where it lies
/// among other structures.
/// </summary>
public abstract class MatchedLesionCommand : AttributedLesionCommand
{
    /// <summary>Which neighbours make a lesion.</summary>
    [Parameter(HelpMessage = "Which neighbours make one lesion: 8 (the default) or 4.")]
    public Connectivity Connectivity { get; set; } = Connectivity.Eight;

    /// <summary>When a lesion counts as found.</summary>
    [Parameter(HelpMessage = "When a lesion counts as found: AnyOverlap (one pixel, the default) or Iou (see -IouThreshold).")]
    public MatchMode MatchMode { get; set; }

    /// <summary>Lowest IoU of a match.</summary>
    [Parameter(HelpMessage = "With -MatchMode Iou: the lowest intersection over union that counts; 0.5 when left out.")]
    [Idle(Without = nameof(MatchMode), Value = nameof(MatchMode.Iou))]
    [ValidateRange(0.0, 1.0)]
    public double IouThreshold { get; set; } = 0.5;

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
    [Idle(Without = nameof(Structure))]
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

    /// <summary>What a lesion is, and when it is found.</summary>
    private protected MeasurementOptions Matching =>
        new()
        {
            Connectivity = Connectivity,
            MatchMode = MatchMode,
            IouThreshold = IouThreshold,
        };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (LabelClasses.Mismatch(ClassNumber, ClassName) is { } fault)
            Fail(fault);
    }

    /// <summary>The classes of label maps as images of their own, class by class.</summary>
    private protected IReadOnlyList<ImageCase> Classed(IReadOnlyList<ImageCase> images) =>
        ClassNumber is null
            ? images
            :
            [
                .. ClassNumber.SelectMany(
                    (number, i) =>
                        images.SelectMany(image => LabelClasses.Of(image, [number], ClassName is null ? null : [ClassName[i]]))
                ),
            ];

    /// <summary>Images that know their other classes; that they cannot is said.</summary>
    private protected IReadOnlyList<ImageCase> WithOthers(Run? run, IReadOnlyList<ImageCase> images)
    {
        if (ClassNumber is null && OtherClasses.Unknown(run) is { } unknown)
            WriteWarning(unknown);
        return OtherClasses.Attach(run, images);
    }

    /// <summary>
    /// Lesions as they come; classes that -ClassNumber names and none of them has are said after the last: figures of nothing
    /// look like those of a model that found nothing.
    /// </summary>
    /// <param name="images">The images as classes.</param>
    /// <param name="lesions">Lesions of either side.</param>
    private protected IEnumerable<Lesion> WithAbsentSaid(IReadOnlyList<ImageCase> images, IEnumerable<Lesion> lesions)
    {
        var found = new HashSet<string?>();
        foreach (Lesion lesion in lesions)
        {
            found.Add(lesion.OwnClass);
            yield return lesion;
        }
        if (ClassNumber is null)
            yield break;
        foreach (string? absent in images.Select(image => image.Class).Distinct().Except(found))
            WriteWarning(
                $"Class {absent} is in no reference and in no prediction: -ClassNumber may name a number that these files "
                    + "do not have."
            );
    }

    private protected override IReadOnlyList<Companion> Companions() =>
        [.. base.Companions(), .. CompanionsOf(ImageSide.Structure, LooksAtPhotos ? Structure : [])];

    private protected override PairingOptions CompanionOptions(PairingOptions options) =>
        base.CompanionOptions(options) with
        {
            StructureIdPattern = StructureIdPattern,
        };
}
