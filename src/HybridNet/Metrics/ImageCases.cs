namespace HybridNet.Metrics;

/// <summary>Pairs the files of images by image id.</summary>
public static class ImageCases
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
    /// <exception cref="InputException">The run has no folder of predictions, or none of references.</exception>
    public static IReadOnlyList<Entry> Of(Run run, MissingGroundTruth missing)
    {
        if (run.Files.Predictions is null && run.Files.Probabilities is null)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no predictions: looked for predictions_test and probabilities_test in {run.Files.Output}.",
                run.Name,
                "Name a folder with Import-HNRun -PredictionPath or -ProbabilityPath."
            );
        if (run.Files.GroundTruth.Count == 0)
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
        var images = new RunImages(run.Files, run.Lesion);
        var predicted = new HashSet<string>(images.PredictedIds(), StringComparer.Ordinal);
        var recorded = run.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        IEnumerable<string> ids = run
            .Log.Scores.Select(score => score.ImageId)
            .Where(predicted.Remove)
            .ToArray()
            .Concat(predicted.Order(StringComparer.Ordinal));
        return
        [
            .. ids.Select(id =>
                One(images, run.Name, id, missing, run.Threshold, recorded.GetValueOrDefault(id), new Origin(run))
            ),
        ];
    }

    /// <summary>Loose predictions against folders of references.</summary>
    /// <param name="files">Where references, maps and regions are.</param>
    /// <param name="lesion">Lesion code, or null for any known suffix.</param>
    /// <param name="predictions">Predicted masks, or probability maps when there are none; in the order of the result.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <param name="threshold">Threshold for maps without a predicted mask.</param>
    public static IEnumerable<Entry> Of(
        RunFiles files,
        string? lesion,
        IEnumerable<string> predictions,
        MissingGroundTruth missing,
        double? threshold
    )
    {
        var images = new RunImages(files, lesion);
        foreach (string file in predictions)
        {
            string id = ImageFolder.IdOf(file, lesion);
            Entry entry = One(images, "", id, missing, threshold, null, default);
            if (entry.Work is { } work && files.Predictions is null && work.Probability != file)
                entry = new(work with { Prediction = file }, null);
            yield return entry;
        }
    }

    /// <summary>True when an image belongs to shard <paramref name="index"/> of <paramref name="count"/>: by its id alone, for ever.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="index">Shard, from 1.</param>
    /// <param name="count">Number of shards.</param>
    public static bool InShard(string imageId, int index, int count)
    {
        // FNV-1a over UTF-8 (G. Fowler, L. C. Noll, K.-P. Vo): the same on every machine and version.
        uint hash = 2166136261;
        foreach (byte value in System.Text.Encoding.UTF8.GetBytes(imageId))
            hash = (hash ^ value) * 16777619;
        return hash % (uint)count == (uint)index - 1;
    }

    /// <summary>One image of a run by its id, whether or not it has a prediction.</summary>
    /// <param name="run">The run.</param>
    /// <param name="images">The run's files.</param>
    /// <param name="imageId">Image id.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <exception cref="InputException">The image has no reference, or several files fit.</exception>
    public static ImageCase Of(Run run, RunImages images, string imageId, MissingGroundTruth missing)
    {
        Entry entry = One(images, run.Name, imageId, missing, run.Threshold, null, new Origin(run));
        return entry.Work ?? throw entry.Fault!;
    }

    private static Entry One(
        RunImages images,
        string run,
        string id,
        MissingGroundTruth missing,
        double? threshold,
        ImageScore? recorded,
        Origin origin
    )
    {
        try
        {
            IReadOnlyList<string> references = images.GroundTruth(id, missing);
            return new(
                new ImageCase(run, id, references, images.Prediction(id), images.Probability(id), images.Region(id))
                {
                    Threshold = threshold ?? 0.5,
                    Recorded = recorded,
                    Origin = origin,
                },
                null
            );
        }
        catch (InputException exception)
        {
            return new(null, exception);
        }
    }
}
