using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Pairing;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that measures what lesions look like, in the maps, photographs and other masks behind them.</summary>
public abstract class AttributedLesionCommand : MaskInputCommand
{
    /// <summary>What a photograph's id is.</summary>
    [Parameter(
        HelpMessage = "With -Photo: regular expression that takes the image's id out of a photograph's name: its group 'id', "
            + "else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    public string? PhotoIdPattern { get; set; }

    /// <summary>Folder of photographs of this command, or null for those of the images.</summary>
    private protected virtual string? PhotoFolder => null;

    /// <summary>Folders of structure masks.</summary>
    private protected virtual string[] StructureFolders => [];

    /// <summary>What the id in a structure mask's name is, or null.</summary>
    private protected virtual string? StructurePattern => null;

    /// <summary>Class numbers of label maps, or null.</summary>
    private protected virtual (long[]? Numbers, string[]? Names) LabelMaps => (null, null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (LabelClasses.Mismatch(LabelMaps.Numbers, LabelMaps.Names) is { } fault)
            Fail(fault);
    }

    /// <summary>The classes of label maps as images of their own.</summary>
    private protected IReadOnlyList<ImageCase> Classed(IReadOnlyList<ImageCase> images) =>
        LabelMaps is ({ } numbers, var names)
            ?
            [
                .. numbers.SelectMany(
                    (number, i) => images.SelectMany(image => LabelClasses.Of(image, [number], names is null ? null : [names[i]]))
                ),
            ]
            : images;

    /// <summary>Images that know their other classes; that they cannot is said.</summary>
    private protected IReadOnlyList<ImageCase> WithOthers(Run? run, IReadOnlyList<ImageCase> images)
    {
        if (LabelMaps.Numbers is null && OtherClasses.Unknown(run) is { } unknown)
            WriteWarning(unknown);
        return OtherClasses.Attach(run, images);
    }

    private protected override IReadOnlyList<Companion> Companions() =>
        [
            .. CompanionsOf(ImageSide.Photo, PhotoFolder is { } folder ? [folder] : []),
            .. CompanionsOf(ImageSide.Structure, StructureFolders),
        ];

    private protected override PairingOptions CompanionOptions(PairingOptions options) =>
        options with
        {
            PhotoIdPattern = PhotoIdPattern,
            StructureIdPattern = StructurePattern,
        };

    /// <summary>The lesions of images with their attributes; what was missing is said once, after the last image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">What is a lesion, and when it is found.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="needs">What is looked at.</param>
    private protected IEnumerable<Lesion> Measured(
        IReadOnlyList<ImageCase> images,
        MeasurementOptions options,
        SizeStrata strata,
        AttributeNeeds needs
    )
    {
        using var progress = new ProgressMeter(this, 1, "Measuring lesions", images.Count);
        int done = 0,
            read = 0,
            withoutPhoto = 0,
            withoutMap = 0;
        foreach (
            ImageOutcome<ImageLesions> outcome in AttributedLesions.Read(
                images,
                Adapters.Images,
                options,
                strata,
                needs,
                ThrottleLimit,
                CancelToken
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            if (!Succeeded(outcome, out ImageLesions image))
                continue;
            read++;
            withoutPhoto += image.WithoutPhoto ? 1 : 0;
            withoutMap += image.WithoutMap ? 1 : 0;
            foreach (Lesion lesion in image.Lesions)
                yield return lesion;
        }
        if (withoutPhoto > 0)
            WriteWarning(
                $"{withoutPhoto} of {read} images have no photograph: contrast, color, sharpness, "
                    + "illumination and noise of their lesions are not known. Name the folder with -Photo."
            );
        if (withoutMap > 0)
            WriteWarning($"{withoutMap} of {read} images have no probability map: how their misses came about cannot be told.");
    }
}
