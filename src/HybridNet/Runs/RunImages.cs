using HybridNet.Pairing;

namespace HybridNet;

/// <summary>The image files of a run by image id, as pairing found them; the folders are listed once, when first asked
/// for.</summary>
internal sealed class RunImages
{
    private readonly Lazy<PairingResult> _paired;
    private readonly Lazy<Dictionary<string, ImageFiles>> _byId;
    private readonly Dictionary<string, ImageFiles?> _alone = new(StringComparer.Ordinal);
    private readonly PairingRequest _request;

    /// <summary>Every image of a run: those of its tables, and those that only have files.</summary>
    /// <param name="run">The run.</param>
    public RunImages(Run run)
        : this(PairingRequest.Of(run, MissingGroundTruth.Empty) with { Ids = KnownIds(run) }) { }

    /// <summary>Takes the folders; lists none yet.</summary>
    /// <param name="files">Where the images are.</param>
    /// <param name="lesion">Lesion code of the run, or null.</param>
    /// <param name="ids">Image ids that are known besides those that have files.</param>
    public RunImages(RunFiles files, string? lesion, IEnumerable<string>? ids = null)
        : this(
            new PairingRequest
            {
                Files = files,
                Class = lesion,
                Ids = [.. (ids ?? []).Distinct(StringComparer.Ordinal)],
                MissingGroundTruth = MissingGroundTruth.Empty,
            }
        ) { }

    private RunImages(PairingRequest request)
    {
        _request = request;
        _paired = new(() => ImagePairer.Pair(request));
        _byId = new(() =>
        {
            var images = new Dictionary<string, ImageFiles>(StringComparer.Ordinal);
            foreach (ImageFiles image in _paired.Value.Images.Concat(_paired.Value.Unpredicted))
                images.TryAdd(image.ImageId, image);
            return images;
        });
    }

    /// <summary>Where the images are.</summary>
    public RunFiles Files => _request.Files;

    /// <summary>Reference masks of an image, one for each folder that has it; empty when none has.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files of one folder fit, or a folder cannot be listed.</exception>
    public IReadOnlyList<string> GroundTruth(string imageId) => Find(imageId)?.GroundTruth ?? [];

    /// <summary>Reference masks of an image; that there are none is an error unless it stands for an empty reference.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="missing">What it means that no folder has a file of the image.</param>
    /// <exception cref="InputException">No folder has one, several files of one folder fit, or a folder cannot be
    /// listed.</exception>
    public IReadOnlyList<string> GroundTruth(string imageId, MissingGroundTruth missing)
    {
        IReadOnlyList<string> masks = GroundTruth(imageId);
        if (
            masks.Count > 0
            || missing == MissingGroundTruth.Empty
            || Files.Pairing.MissingGroundTruth == MissingGroundTruth.Empty
        )
            return masks;
        if (Files.GroundTruth.Count == 0)
            throw new InputException(
                InputError.MissingGroundTruth,
                $"Image {imageId} has no reference mask: no folder of them is known.",
                imageId,
                "Name the folders with Import-HNRun -GroundTruthPath, or the lesion with -Lesion."
            );
        throw new InputException(
            InputError.MissingGroundTruth,
            $"Image {imageId} has no reference mask in {string.Join(", ", Files.GroundTruth)}.",
            imageId,
            "If this data set writes no file where nothing is marked, say -MissingGroundTruth Empty."
        );
    }

    /// <summary>Predicted mask of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Prediction(string imageId) => Find(imageId)?.Prediction;

    /// <summary>Probability map of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Probability(string imageId) => Find(imageId)?.Probability;

    /// <summary>Photograph of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Picture(string imageId) => Find(imageId)?.Image;

    /// <summary>Region mask of an image, or null when no folder of them is known.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">
    /// Several files fit, the folder cannot be listed, or it has none of this image and the whole image does not stand for that.
    /// </exception>
    public string? Region(string imageId)
    {
        string? region = Find(imageId)?.Region;
        if (region is not null || Files.Regions is null || _request.RegionRule == MissingRegion.Whole)
            return region;
        throw new InputException(
            InputError.MissingRegion,
            $"Image {imageId} has no region mask in {Files.Regions}.",
            imageId,
            "If the whole image counts where there is no region file, say -MissingRegion Whole."
        );
    }

    /// <summary>Ids of every image that has a prediction or a probability map, in order of id.</summary>
    public IReadOnlyList<string> PredictedIds() =>
        [.. _paired.Value.Images.Select(image => image.ImageId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The files of an image, or null when it has none.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or a folder cannot be listed.</exception>
    internal ImageFiles? Find(string imageId)
    {
        if (NothingIsNamed)
            return null;
        if (!_byId.Value.TryGetValue(imageId, out ImageFiles? image))
            image = Alone(imageId);
        return image?.State == PairingState.Ambiguous ? throw image.Fault! : image;
    }

    /// <summary>A log without a folder of masks: there is nothing to pair, however many rows it has.</summary>
    private bool NothingIsNamed =>
        (Files.Predictions ?? Files.Probabilities ?? Files.Regions ?? Files.Images) is null
        && Files.GroundTruth.Count == 0
        && Files.Pairing.Table.Count == 0;

    /// <summary>An image that nobody told of: its files are found by its name alone.</summary>
    private ImageFiles? Alone(string imageId)
    {
        if (_alone.TryGetValue(imageId, out ImageFiles? image))
            return image;
        PairingResult lone = ImagePairer.Pair(_request with { Ids = [imageId] });
        return _alone[imageId] = lone.Images.Concat(lone.Unpredicted).FirstOrDefault(one => one.ImageId == imageId);
    }

    private static IReadOnlyList<string> KnownIds(Run run) =>
        [
            .. run
                .Log.Scores.Select(score => score.ImageId)
                .Concat(run.Log.Assignments.Select(row => row.ImageId))
                .Concat(run.Log.ZeroDice.Select(row => row.ImageId))
                .Distinct(StringComparer.Ordinal),
        ];
}
