namespace HybridNet.Data.Runs.Formats;

/// <summary>
/// A table with one row for each epoch, or one for each call of the logger: the lab's, Lightning's, Keras', fastai's,
/// Ultralytics', W&amp;B's history and hand-written ones.
/// </summary>
internal sealed class EpochTable : EpochFormat
{
    public override string Name => "epoch table";

    public override bool Recognises(FileHead head) =>
        head.Header.Count > 1 && !head.HasNumbersForNames && EpochBuilder.IsLog(head.Header) && !IsOfImages(head);

    public override EpochLog Read(FileHead head, ReadContext context) => Read(head.Path, context);

    /// <summary>A row an image: the header has a Dice beside an id, or an id and nothing that counts epochs. Logs may have a
    /// column called id or name too.</summary>
    private static bool IsOfImages(FileHead head)
    {
        ScoreColumns columns = ScoreColumns.Of(head.Header, new Dictionary<string, string>(), new ReadNotes(), head.Path);
        return columns.IsScoreTable
            || (
                columns.Id >= 0
                && ColumnNames.Normalise(head.Header[columns.Id]) is not ("id" or "name")
                && !EpochBuilder.Counts(head.Header)
            );
    }

    /// <summary>Reads every row with the names of the header; a header that stands again begins a further training.</summary>
    public static EpochLog Read(string path, ReadContext context)
    {
        using var table = new CsvTable(path, context.Table, context.Notes);
        var log = new EpochLog(path) { DecimalMark = table.DecimalMark, Named = context.Options.Columns };
        string[] names = Unique(table.Columns, path, context.Notes);
        while (table.Read())
        {
            context.Cancel.ThrowIfCancellationRequested();
            var cells = new Dictionary<string, string>();
            for (int i = 0; i < names.Length; i++)
                if (names[i].Length > 0 && table.Text(i) is { Length: > 0 } text)
                    cells[names[i]] = text;
            log.Rows.Add(new EpochRow(cells, table.HeaderRepeats));
        }
        if (log.Rows.Count == 0)
        {
            context.Notes.Say($"{path} has a header and no rows.");
            log.Rows.Add(new EpochRow(names.Where(name => name.Length > 0).Distinct().ToDictionary(name => name, _ => ""), 0));
        }
        return log;
    }

    /// <summary>The flavour of the table: whose names it has.</summary>
    public static string Flavour(FileHead head)
    {
        string[] names = [.. head.Names];
        if (head.Header.Any(name => name.StartsWith("metrics/", StringComparison.Ordinal)) && names.Contains("train_seg_loss"))
            return "Ultralytics";
        if (names.Contains("step") && names.Contains("epoch"))
            return "Lightning";
        if (names.Contains("_step") && names.Contains("_timestamp"))
            return "Weights & Biases";
        if (names.Contains("valid_loss") && names.Contains("time"))
            return "fastai";
        return names.Contains("loss") && names.Contains("val_loss") ? "Keras" : "epoch table";
    }

    private static string[] Unique(IReadOnlyList<string> header, string path, ReadNotes notes)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var names = new string[header.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = header[i];
            for (int n = 2; names[i].Length > 0 && !known.Add(names[i]); n++)
                names[i] = $"{header[i]} ({n})";
            if (names[i] != header[i])
                notes.Say(
                    $"{path}: the column '{header[i]}' stands in the header more than once; the further one is kept "
                        + $"as '{names[i]}'."
                );
        }
        return names;
    }
}
