using HybridNet.Pairing;

namespace HybridNet.Metrics;

/// <summary>Pairs the files of images by image id.</summary>
internal static class ImageCases
{
    /// <summary>An image to measure, or why it cannot be.</summary>
    /// <param name="Work">The image, or null.</param>
    /// <param name="Fault">The fault, or null.</param>
    public readonly record struct Entry(ImageCase? Work, InputException? Fault);

    /// <summary>
    /// Every image of a run that has a prediction or a probability map: those of the per-image table in its order, then
    /// the others by id.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <exception cref="InputException">
    /// The run has no folder of predictions or none of references, or a side that was named fits no image.
    /// </exception>
    public static IReadOnlyList<Entry> Of(Run run, MissingGroundTruth missing)
    {
        PairingResult paired = Pair(run, missing);
        return paired.SideFault is { } fault ? throw fault : Entries(paired);
    }

    /// <summary>The files of every image of a run, and what does not fit.</summary>
    /// <param name="run">The run.</param>
    /// <param name="missing">What a missing reference means.</param>
    /// <param name="missingRegion">What a missing region means; null for what the run says.</param>
    /// <exception cref="InputException">The run has no folder of predictions, or none of references.</exception>
    internal static PairingResult Pair(Run run, MissingGroundTruth missing, MissingRegion? missingRegion = null)
    {
        bool table = run.Files.Pairing.Table.Count > 0;
        if (run.Files.Predictions is null && run.Files.Probabilities is null && !table)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no predictions: looked for predictions_test and probabilities_test in {run.Files.Output}.",
                run.Name,
                "Name a folder with Import-HNRun -PredictionPath or -ProbabilityPath."
            );
        if (run.Files.GroundTruth.Count == 0 && !table)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no reference masks: looked for "
                    + (
                        LesionFolders.Of(run.Lesion) is [_, ..] names
                            ? string.Join(" and ", names) + $" in masks, in {run.Path}."
                            : "them by lesion, which is unknown."
                    ),
                run.Name,
                "Name the folders with Import-HNRun -GroundTruthPath, or the lesion with -Lesion."
            );
        PairingResult paired = ImagePairer.Pair(PairingRequest.Of(run, missing, missingRegion));
        var recorded = new Dictionary<string, ImageScore>(StringComparer.Ordinal);
        foreach (ImageScore score in run.Log.Scores)
            recorded.TryAdd(score.ImageId, score);
        return paired with
        {
            Images =
            [
                .. paired
                    .Images.Select(image => image with { Recorded = recorded.GetValueOrDefault(image.ImageId) })
                    .OrderBy(image => image.Recorded is null)
                    .ThenBy(image => image.Recorded is null ? image.ImageId : "", StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>The images of a pairing, or why each cannot be measured.</summary>
    internal static IReadOnlyList<Entry> Entries(PairingResult paired) =>
        [.. paired.Images.Select(image => image.Fault is { } fault ? new Entry(null, fault) : new Entry(image.ToCase(), null))];

    /// <summary>Loose predictions against folders of references.</summary>
    /// <param name="files">Where references, maps and regions are.</param>
    /// <param name="lesion">Lesion code, or null for any known suffix.</param>
    /// <param name="predictions">Predicted masks, or probability maps when there are none; in the order of the result.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <param name="threshold">Threshold for maps without a predicted mask.</param>
    /// <exception cref="InputException">A side that was named fits no image.</exception>
    public static IEnumerable<Entry> Of(
        RunFiles files,
        string? lesion,
        IEnumerable<string> predictions,
        MissingGroundTruth missing,
        double? threshold
    )
    {
        string[] named = [.. predictions];
        PairingResult paired = ImagePairer.Pair(
            new PairingRequest
            {
                Files = files,
                Predictions = named,
                Class = lesion,
                InsistOnClass = lesion is not null,
                MissingGroundTruth = missing,
                Threshold = threshold,
            }
        );
        return paired.SideFault is { } fault ? throw fault : Entries(paired);
    }

    /// <summary>True when an image belongs to shard <paramref name="index"/> of <paramref name="count"/>: by its id alone, for
    /// ever.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="index">Shard, from 1.</param>
    /// <param name="count">Number of shards.</param>
    public static bool InShard(string imageId, int index, int count) => ShardOf(imageId, count) == index;

    /// <summary>The shard of <paramref name="count"/> that an image belongs to, from 1.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="count">Number of shards.</param>
    internal static int ShardOf(string imageId, int count)
    {
        // FNV-1a over UTF-8 (G. Fowler, L. C. Noll, K.-P. Vo): the same on every machine and version.
        uint hash = 2166136261;
        foreach (byte value in System.Text.Encoding.UTF8.GetBytes(imageId))
            hash = (hash ^ value) * 16777619;
        return (int)(hash % (uint)count) + 1;
    }

    /// <summary>One image of a run by its id, whether or not it has a prediction.</summary>
    /// <param name="run">The run.</param>
    /// <param name="images">The run's files.</param>
    /// <param name="imageId">Image id.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <exception cref="InputException">The image has no reference, or several files fit.</exception>
    public static ImageCase Of(Run run, RunImages images, string imageId, MissingGroundTruth missing) =>
        new(
            run.Name,
            imageId,
            images.GroundTruth(imageId, missing),
            images.Prediction(imageId),
            images.Probability(imageId),
            images.Region(imageId)
        )
        {
            Photo = images.Picture(imageId),
            Rules = run.Files.Rules,
            Threshold = run.Threshold ?? 0.5,
            Origin = new Origin(run),
        };
}
