using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.PostProcessing;

/// <summary>On which images a combination is chosen, and on which it is measured.</summary>
internal sealed record ChoicePlan
{
    /// <summary>Images that the choice is made on, as positions.</summary>
    public required IReadOnlyList<int> Tuned { get; init; }

    /// <summary>Images that the figures are measured on, as positions.</summary>
    public required IReadOnlyList<int> Reported { get; init; }

    /// <summary>Names of the two.</summary>
    public required (string Tuned, string Reported) Names { get; init; }

    /// <summary>The two share images or subjects.</summary>
    public bool Optimistic { get; init; }

    /// <summary>Positions of each fold, all images of a subject in one; empty without cross-fitting.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Folds { get; init; } = [];

    /// <summary>What a reader must know about the plan.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Makes the plan that was asked for, or the most honest one that the images allow.</summary>
    /// <param name="imageIds">Ids of the images that were measured.</param>
    /// <param name="assignments">The run's list of images by split; may be empty.</param>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="InputException">The splits are one, share images, or have none.</exception>
    public static ChoicePlan Of(IReadOnlyList<string> imageIds, IReadOnlyList<SplitAssignment> assignments, ChoiceOptions options)
    {
        ILookup<string, string> splits = assignments.ToLookup(row => row.ImageId, row => row.Split, StringComparer.Ordinal);
        int[] In(string split) =>
            [
                .. Enumerable
                    .Range(0, imageIds.Count)
                    .Where(i => splits[imageIds[i]].Contains(split, StringComparer.OrdinalIgnoreCase)),
            ];
        if (options.TuneSplit is not null || options.ReportSplit is not null)
            return OtherSplit(imageIds, assignments, In, options.TuneSplit ?? Validation, options.ReportSplit ?? Test, options);
        if (options.Folds is null && In(Validation).Length > 0 && In(Test).Length > 0)
            return OtherSplit(imageIds, assignments, In, Validation, Test, options);
        int[] trained = [.. In(Training).Except(In(Test)).Except(In(Validation))];
        int[] all = [.. Enumerable.Range(0, imageIds.Count).Except(trained.Length == imageIds.Count ? [] : trained)];
        List<string> warnings =
            trained.Length == 0 ? []
            : trained.Length == imageIds.Count
                ?
                [
                    "All images are of the training split: the model has seen them, and every figure is better than "
                        + "it would be elsewhere.",
                ]
            : [$"{trained.Length} images of the training split are left out: the model has seen them."];
        return CrossFitted(imageIds, all, options, trained.Length == imageIds.Count, warnings);
    }

    private const string Training = "train",
        Validation = "val",
        Test = "test";

    private static ChoicePlan OtherSplit(
        IReadOnlyList<string> ids,
        IReadOnlyList<SplitAssignment> assignments,
        Func<string, int[]> imagesIn,
        string tune,
        string report,
        ChoiceOptions options
    )
    {
        if (tune.Equals(report, StringComparison.OrdinalIgnoreCase))
            throw new InputException(
                InputError.InvalidArgument,
                $"-TuneSplit and -ReportSplit are both {tune}: the best of many on the images that chose it says nothing.",
                tune,
                "Name two splits, or leave both out for cross-fitting."
            );
        if (assignments.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                "The run has no metrics_logs/image_split.csv, so no image is known to be in a split.",
                tune,
                "Leave -TuneSplit and -ReportSplit out for cross-fitting."
            );
        int[] tuned = imagesIn(tune),
            reported = imagesIn(report);
        foreach ((string split, int[] images) in new[] { (tune, tuned), (report, reported) })
            if (images.Length == 0)
                throw new InputException(
                    InputError.MissingFile,
                    $"No image of the split {split} has a prediction here; the splits are "
                        + $"{string.Join(", ", assignments.Select(row => row.Split).Distinct())}.",
                    split,
                    "Put its predictions and maps beside the others, or leave the splits out for cross-fitting."
                );
        int[] both = [.. tuned.Intersect(reported)];
        if (both.Length > 0)
            throw new InputException(
                InputError.NotComparable,
                $"{both.Length} images are in {tune} and in {report}: {Listed(both.Select(i => ids[i]))}. A choice "
                    + $"must not be reported on images that made it.",
                ids[both[0]],
                "Put each image into one split."
            );
        HashSet<string> subjects = [.. tuned.Select(i => SubjectOf(options.Subject, ids[i]))];
        string[] shared = [.. reported.Select(i => SubjectOf(options.Subject, ids[i])).Where(subjects.Contains).Distinct()];
        var warnings = new List<string>();
        if (shared.Length > 0)
            warnings.Add(
                $"{shared.Length} subjects have images in {tune} and in {report} ({Listed(shared)}): the figures are optimistic."
            );
        if (tune.Equals(Training, StringComparison.OrdinalIgnoreCase))
            warnings.Add(
                "The choice is made on the training split: the model has seen these images, so what looks best there may not be."
            );
        if (tune.Equals(Test, StringComparison.OrdinalIgnoreCase))
            warnings.Add("The choice is made on the test split: no later figure of the chosen steps on that split is honest.");
        return new()
        {
            Tuned = tuned,
            Reported = reported,
            Names = (tune, report),
            Optimistic = shared.Length > 0,
            Warnings = warnings,
        };
    }

    private static ChoicePlan CrossFitted(
        IReadOnlyList<string> ids,
        int[] all,
        ChoiceOptions options,
        bool optimistic,
        List<string> warnings
    )
    {
        string[] subjects = [.. all.Select(i => SubjectOf(options.Subject, ids[i])).Distinct().Order(StringComparer.Ordinal)];
        int folds = Math.Min(options.Folds ?? ChoiceOptions.DefaultFolds, subjects.Length);
        var plan = new ChoicePlan
        {
            Tuned = all,
            Reported = all,
            Names = ("all images", "all images"),
            Optimistic = true,
            Warnings = warnings,
        };
        if (folds < 2 || optimistic)
        {
            if (!optimistic)
                warnings.Add("The choice is made on the images that are reported: every figure is optimistic.");
            return plan;
        }
        var random = new Xoshiro256(options.Seed);
        for (int i = subjects.Length - 1; i > 0; i--)
        {
            int other = random.NextInt(i + 1);
            (subjects[i], subjects[other]) = (subjects[other], subjects[i]);
        }
        Dictionary<string, int> foldOf = subjects
            .Select((subject, i) => (subject, i % folds))
            .ToDictionary(pair => pair.subject, pair => pair.Item2, StringComparer.Ordinal);
        return plan with
        {
            Folds =
            [
                .. Enumerable
                    .Range(0, folds)
                    .Select(fold => (IReadOnlyList<int>)[.. all.Where(i => foldOf[SubjectOf(options.Subject, ids[i])] == fold)]),
            ],
        };
    }

    private static string SubjectOf(Regex pattern, string imageId) => IdPattern.Key(pattern, imageId) ?? imageId;

    private static string Listed(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(10)) + (all.Length > 10 ? $" and {all.Length - 10} more" : "");
    }
}

/// <summary>How a combination is to be chosen.</summary>
internal sealed record ChoiceOptions
{
    /// <summary>Folds unless the caller says otherwise.</summary>
    public const int DefaultFolds = 5;

    /// <summary>Split that the choice is made on; null to find out.</summary>
    public string? TuneSplit { get; init; }

    /// <summary>Split that is reported; null to find out.</summary>
    public string? ReportSplit { get; init; }

    /// <summary>Folds of cross-fitting; below 2 for none, null to find out.</summary>
    public int? Folds { get; init; }

    /// <summary>Finds the subject in an image id; an id without a match is its own subject.</summary>
    public Regex Subject { get; init; } = IdPattern.Compile(IdPattern.Subject);

    /// <summary>Seed of the folds and of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;
}
