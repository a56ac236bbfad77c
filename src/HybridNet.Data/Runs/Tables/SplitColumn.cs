namespace HybridNet.Data.Runs;

/// <summary>Training and test images in one table make one mean that nobody meant: that is said.</summary>
internal static class SplitColumn
{
    private const int MostSplits = 12;

    /// <summary>Says which splits a column tells apart; which row is of which stays in Other.</summary>
    /// <param name="path">The table.</param>
    /// <param name="others">Columns that are no scores.</param>
    /// <param name="sets">The rows.</param>
    /// <param name="notes">Told.</param>
    public static void Tell(
        string path,
        IReadOnlyList<(int Column, string Name)> others,
        IReadOnlyList<ScoreSet> sets,
        ReadNotes notes
    )
    {
        foreach ((_, string name) in others)
        {
            if (ColumnNames.Normalise(name) is not ("split" or "subset" or "partition" or "dataset_split"))
                continue;
            string[] splits =
            [
                .. sets.SelectMany(set => set.Scores)
                    .CountBy(score => score.Other?.GetValueOrDefault(name) ?? "")
                    .OrderBy(split => split.Key, StringComparer.Ordinal)
                    .Select(split => $"{split.Key} ({split.Value})"),
            ];
            if (splits.Length is > 1 and <= MostSplits)
                notes.Say(
                    $"{path}: the column '{name}' tells {string.Join(", ", splits)} apart. All rows are in the run and in its "
                        + $"means; Other.{name} of a score says which is which."
                );
        }
    }
}
