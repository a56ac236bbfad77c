namespace HybridNet.Data.Runs;

/// <summary>Training and test images in one table make one mean that nobody meant: that is said.</summary>
internal static class SplitColumn
{
    private const int MostSplits = 12;

    /// <summary>Says which splits a column tells apart; which row is of which stays in Other.</summary>
    /// <param name="path">The table.</param>
    /// <param name="others">Columns that are no scores.</param>
    /// <param name="fold">The column of the fold, or null: a mean over folds is one over several models.</param>
    /// <param name="sets">The rows.</param>
    /// <param name="notes">Told.</param>
    public static void Tell(
        string path,
        IReadOnlyList<(int Column, string Name)> others,
        string? fold,
        IReadOnlyList<ScoreSet> sets,
        ReadNotes notes
    )
    {
        bool mixed = sets.All(set =>
            set.Scores.Select(score => score.Other?.GetValueOrDefault(fold ?? "")).Distinct().Count() > 1
        );
        foreach ((_, string name) in others)
        {
            KeyValuePair<string, int>[] counts =
            [
                .. sets.SelectMany(set => set.Scores)
                    .CountBy(score => score.Other?.GetValueOrDefault(name) ?? "")
                    .Take(MostSplits + 1)
                    .OrderBy(split => split.Key, StringComparer.Ordinal),
            ];
            bool named = ColumnNames.Normalise(name) is "split" or "subset" or "partition" or "dataset_split" or "phase",
                told = counts.All(split => ColumnNames.Usual.RoleOf("split", split.Key) is not null);
            if (!named && !told && !(name == fold && mixed))
                continue;
            string[] splits = [.. counts.Select(split => $"{split.Key} ({split.Value})")];
            if (splits.Length is > 1 and <= MostSplits)
                notes.Say(
                    $"{path}: the column '{name}' tells {string.Join(", ", splits)} apart. All rows are in the run and in its "
                        + $"means; Other.{name} of a score says which is which.",
                    warn: name != fold
                );
        }
    }
}
