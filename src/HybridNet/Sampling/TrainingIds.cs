namespace HybridNet.Sampling;

/// <summary>Which ids may be weighted: those of the training split, and no others.</summary>
internal static class TrainingIds
{
    private const string Training = "train";

    /// <summary>The training ids that were asked for, or all, in the order of the run's list.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asked">Ids that were asked for; null for all.</param>
    /// <param name="shared">Ids that are in another split too, and are left out.</param>
    /// <exception cref="InputException">The run has no such list, or an id that was asked for is not, or not only, in
    /// train.</exception>
    public static IReadOnlyList<string> Of(Run run, IReadOnlyList<string>? asked, out IReadOnlyList<string> shared)
    {
        if (run.Log.Assignments.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no metrics_logs/image_split.csv, so no image is known to be for training.",
                run.Name,
                "Put the list of images by split there: image_id,split."
            );
        ILookup<string, string> splits = run.Log.Assignments.ToLookup(
            row => row.ImageId,
            row => row.Split,
            StringComparer.Ordinal
        );
        bool Elsewhere(string id) => splits[id].Any(split => !IsTraining(split));
        string[] trained =
        [
            .. run
                .Log.Assignments.Where(row => IsTraining(row.Split))
                .Select(row => row.ImageId)
                .Distinct(StringComparer.Ordinal),
        ];
        string[] both = [.. trained.Where(Elsewhere)];
        shared = asked is null ? both : [];
        if (asked is null)
            return [.. trained.Except(both, StringComparer.Ordinal)];
        string[] forbidden = [.. asked.Where(Elsewhere).Distinct(StringComparer.Ordinal)];
        if (forbidden.Length > 0)
            throw new InputException(
                InputError.InvalidArgument,
                $"{forbidden.Length} ids are not for training: "
                    + $"{string.Join(", ", forbidden.Select(id => $"{id} ({string.Join(" and ", splits[id])})"))}.",
                forbidden[0],
                "A sampler must not draw images that the model is judged by; ask for training ids only."
            );
        string[] unknown = [.. asked.Where(id => !splits.Contains(id)).Distinct(StringComparer.Ordinal)];
        if (unknown.Length > 0)
            throw new InputException(
                InputError.InvalidArgument,
                $"{unknown.Length} ids are in no split of run {run.Name}: {string.Join(", ", unknown)}.",
                unknown[0],
                "Check the ids against image_split.csv."
            );
        return [.. asked.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsTraining(string split) =>
        split.Equals(Training, StringComparison.OrdinalIgnoreCase)
        || split.Equals("training", StringComparison.OrdinalIgnoreCase);
}
