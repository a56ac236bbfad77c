namespace HybridNet.Data.Runs;

/// <summary>Rows of a per-image table that are no images: figures over several, lines of units. They are left out and
/// counted.</summary>
internal sealed class NoImages(CsvTable table, IReadOnlyList<ScoreGroup> groups, ReadNotes notes)
{
    /// <summary>True for a row such as mean or std.</summary>
    public bool IsAggregate(ReadOnlySpan<char> name)
    {
        if (!ColumnNames.MayBeAggregate(name) || !ColumnNames.IsAggregate(name.ToString()))
            return false;
        notes.Count(
            $"{table.Path} aggregate",
            name.ToString(),
            (n, first) => $"{table.Path}: {n} rows are no images but figures over them and are left out; the first is '{first}'."
        );
        return true;
    }

    /// <summary>True for a row without an id and without a score; one with a score is a fault.</summary>
    public bool IsNothing(ReadOnlySpan<char> id, int column)
    {
        if (!NumberText.IsMissing(id))
            return false;
        foreach (ScoreGroup group in groups)
            if (!NumberText.IsMissing(table.Field(group.Dice)))
                throw table.Fault(
                    InputError.MalformedFile,
                    column,
                    id.IsEmpty ? "the image id is empty." : $"the image id is missing: '{id}'.",
                    "Every row needs the id of its image."
                );
        notes.Count(
            $"{table.Path} nothing",
            id.ToString(),
            (n, first) => $"{table.Path}: {n} rows have neither an image id nor a Dice and are left out; the first has '{first}'."
        );
        return true;
    }
}
