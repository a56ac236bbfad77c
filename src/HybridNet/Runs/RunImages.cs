namespace HybridNet;

/// <summary>The image files of a run by image id; each folder is listed once, when it is first asked for.</summary>
public sealed class RunImages
{
    private readonly Lazy<ImageFolder[]> _groundTruth;
    private readonly Lazy<ImageFolder?> _predictions;
    private readonly Lazy<ImageFolder?> _probabilities;
    private readonly Lazy<ImageFolder?> _images;
    private readonly Lazy<ImageFolder?> _regions;
    private readonly string? _lesion;

    /// <summary>Takes the folders; lists none yet.</summary>
    /// <param name="files">Where the images are.</param>
    /// <param name="lesion">Lesion code of the run, or null.</param>
    public RunImages(RunFiles files, string? lesion)
    {
        Files = files;
        _lesion = lesion;
        _groundTruth = new(() => [.. files.GroundTruth.Select(path => new ImageFolder(path))]);
        _predictions = Folder(files.Predictions);
        _probabilities = new(() => files.Probabilities is null ? null : ImageFolder.OfMaps(files.Probabilities));
        _images = Folder(files.Images);
        _regions = Folder(files.Regions);
    }

    /// <summary>Where the images are.</summary>
    public RunFiles Files { get; }

    /// <summary>Reference masks of an image, one for each folder that has it; empty when none has.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files of one folder fit, or a folder cannot be listed.</exception>
    public IReadOnlyList<string> GroundTruth(string imageId) =>
        [.. _groundTruth.Value.Select(folder => folder.Find(imageId, _lesion)).OfType<string>()];

    /// <summary>Reference masks of an image; that there are none is an error unless it stands for an empty reference.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="missing">What it means that no folder has a file of the image.</param>
    /// <exception cref="InputException">No folder has one, several files of one folder fit, or a folder cannot be listed.</exception>
    public IReadOnlyList<string> GroundTruth(string imageId, MissingGroundTruth missing)
    {
        IReadOnlyList<string> masks = GroundTruth(imageId);
        if (masks.Count > 0 || missing == MissingGroundTruth.Empty)
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
    public string? Prediction(string imageId) => _predictions.Value?.Find(imageId, _lesion);

    /// <summary>Probability map of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Probability(string imageId) => _probabilities.Value?.Find(imageId, _lesion);

    /// <summary>Photograph of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Picture(string imageId) => _images.Value?.Find(imageId, _lesion);

    /// <summary>Region mask of an image, or null.</summary>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">Several files fit, or the folder cannot be listed.</exception>
    public string? Region(string imageId) => _regions.Value?.Find(imageId, _lesion);

    /// <summary>Probability maps that are there in several formats, of which the most exact is read.</summary>
    public int MapsSavedTwice => _probabilities.Value?.SavedTwice ?? 0;

    /// <summary>Ids of every image that has a prediction or a probability map, in order of id.</summary>
    public IReadOnlyList<string> PredictedIds() =>
        [
            .. new[] { _predictions.Value, _probabilities.Value }
                .OfType<ImageFolder>()
                .SelectMany(folder => folder.Files)
                .Select(file => ImageFolder.IdOf(file, _lesion))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static Lazy<ImageFolder?> Folder(string? path) => new(() => path is null ? null : new ImageFolder(path));
}
