using HybridNet.Runs.Columns;

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
        foreach ((_, string name) in others)
        {
            if (Counts(sets, name) is not { } counts)
                continue;
            bool named = ColumnNames.Normalise(name) is "split" or "subset" or "partition" or "dataset_split" or "phase",
                told = counts.Keys.All(split => ColumnNames.Usual.RoleOf("split", split) is not null);
            if (!named && !told && !(name == fold && sets.All(set => IsMixed(set, name))))
                continue;
            string[] splits = [.. counts.Select(split => $"{split.Key} ({split.Value})")];
            if (splits.Length > 1)
                notes.Say(
                    $"{path}: the column '{name}' tells {string.Join(", ", splits)} apart. All rows are in the run and in its "
                        + $"means; Other.{name} of a score says which is which.",
                    warn: name != fold
                );
        }
    }

    /// <summary>How often each text stands in a column; null for more texts than a column of splits has, at the first
    /// of them.</summary>
    private static SortedDictionary<string, int>? Counts(IReadOnlyList<ScoreSet> sets, string name)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ScoreSet set in sets)
        foreach (RowView score in RowView.All(set.Scores))
        {
            string text = score.OtherText(name) ?? "";
            counts[text] = counts.GetValueOrDefault(text) + 1;
            if (counts.Count > MostSplits)
                return null;
        }
        return counts;
    }

    private static bool IsMixed(ScoreSet set, string name) =>
        RowView.All(set.Scores).Select(score => score.OtherText(name)).Distinct().Skip(1).Any();
}
