using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Sampling;

/// <summary>Reads the masks of training images, side by side and in order; one bad file costs one image.</summary>
/// <param name="reader">Decodes files.</param>
/// <param name="images">Where the files of the run are.</param>
/// <param name="smallArea">Pixels from which on a lesion is not small.</param>
/// <param name="threshold">Threshold for maps without a predicted mask.</param>
/// <param name="missing">What a reference file that is in none of the folders means.</param>
internal sealed class SampleEvidenceRunner(
    IImageReader reader,
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
        IReadOnlyList<string> references = images.GroundTruth(id, missing);
        string? path = images.Prediction(id) ?? images.Probability(id);
        using Mask? pred = path is null ? null : Predicted(id, path, cancel);
        if (references.Count == 0 && pred is null)
            // Nothing is marked and nothing was predicted, so nothing depends on the size of the image, which no file tells.
            return patches is null
                ? [new(id, null, 0, 0, 0, 0, 0)]
                : [.. patches[id].Select(patch => new SampleEvidence(id, patch.PatchId, 0, 0, 0, 0, 0))];
        using Mask gt =
            references.Count == 0 ? new Mask(pred!.Width, pred.Height) : ReferenceMask.Read(reader, references, cancel).Mask;
        if (pred is not null && references.Count > 0)
            ReferenceMask.RequireSameSize(gt, references[0], pred, path!);
        return SampleEvidence.Of(id, gt, pred, patches is null ? null : [.. patches[id]], smallArea);
    }

    private Mask Predicted(string id, string path, CancellationToken cancel)
    {
        if (images.Prediction(id) is not null)
            return reader.ReadMask(path, cancel).Mask;
        using ProbabilityMap map = reader.ReadProbabilities(path, cancel);
        return ThresholdMask.Of(map, threshold);
    }
}
