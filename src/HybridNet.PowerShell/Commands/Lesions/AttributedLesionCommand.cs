using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that measures what lesions look like, in the maps and photographs behind them.</summary>
public abstract class AttributedLesionCommand : MaskInputCommand
{
    /// <summary>Folder of photographs.</summary>
    [Parameter(HelpMessage = "Folder of the photographs; the run's own when left out.")]
    [ValidateNotNullOrEmpty]
    public string? Photo { get; set; }

    /// <summary>What a photograph's id is.</summary>
    [Parameter(
        HelpMessage = "With -Photo: regular expression that takes the image's id out of a photograph's name: its group 'id', "
            + "else its first group, else the match."
    )]
    [Idle(Without = nameof(Photo))]
    [ValidateNotNullOrEmpty]
    public string? PhotoIdPattern { get; set; }

    /// <summary>What lesions look like is measured.</summary>
    private protected virtual bool LooksAtPhotos => true;

    private protected override IReadOnlyList<Companion> Companions() =>
        CompanionsOf(ImageSide.Photo, LooksAtPhotos && Photo is { } folder ? [folder] : []);

    private protected override PairingOptions CompanionOptions(PairingOptions options) =>
        options with
        {
            PhotoIdPattern = PhotoIdPattern,
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
        int read = 0,
            withoutPhoto = 0,
            withoutMap = 0;
        foreach (
            (_, ImageLesions image) in Results(
                AttributedLesions.Read(images, Adapters.Images, options, strata, needs, ThrottleLimit, CancelToken),
                "Measuring lesions",
                images.Count
            )
        )
        {
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
