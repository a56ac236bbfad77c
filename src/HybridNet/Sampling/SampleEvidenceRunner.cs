using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Sampling;

/// <summary>Reads the masks of training images, side by side and in order; one bad file costs one image.</summary>
/// <param name="reader">Decodes files.</param>
/// <param name="images">Where the files of the run are.</param>
/// <param name="smallArea">Pixels from which on a lesion is not small.</param>
/// <param name="threshold">Threshold for maps without a predicted mask.</param>
/// <param name="missing">What a reference file that is in none of the folders means.</param>
internal sealed class SampleEvidenceRunner(
    IImageFiles reader,
    RunImages images,
    long smallArea,
    double threshold,
    MissingGroundTruth missing
)
{
    /// <summary>What is known of each image, or of each of its patches.</summary>
    /// <param name="imageIds">Training images.</param>
    /// <param name="patches">Patches by image; null for whole images.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public IEnumerable<(string ImageId, IReadOnlyList<SampleEvidence>? Evidence, InputException? Fault)> Run(
        IEnumerable<string> imageIds,
        ILookup<string, Patch>? patches,
        int workers,
        CancellationToken cancel
    ) => OrderedParallel.Run(imageIds, workers, (id, stop) => One(id, patches, stop), cancel);

    private IReadOnlyList<SampleEvidence> One(string id, ILookup<string, Patch>? patches, CancellationToken cancel)
    {
        var work = new ImageCase(
            "",
            id,
            images.GroundTruth(id, missing),
            images.Prediction(id),
            images.Probability(id),
            images.Region(id)
        )
        {
            Threshold = threshold,
        };
        if (work.GroundTruth.Count == 0 && ImageMasks.SourceOf(work) == PredictionSource.None)
            // Nothing is marked and nothing was predicted, so nothing depends on the size of the image, which no file tells.
            return patches is null
                ? [new(id, null, 0, 0, 0, 0, 0)]
                : [.. patches[id].Select(patch => new SampleEvidence(id, patch.PatchId, 0, 0, 0, 0, 0))];
        using ImageMasks masks = ImageMasks.Read(reader, work, withMap: false, cancel, predictionOptional: true);
        return SampleEvidence.Of(
            id,
            masks.GtInside,
            masks.Source == PredictionSource.None ? null : masks.PredInside,
            patches is null ? null : [.. patches[id]],
            smallArea
        );
    }
}
