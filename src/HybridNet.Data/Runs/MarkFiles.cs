using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>Marks as CSV: run, image_id, mark, note.</summary>
internal sealed class MarkFiles
{
    /// <inheritdoc/>
    public (IReadOnlyList<ImageMark> Marks, IReadOnlyList<RunNote> Notes) Read(string path, CancellationToken cancel)
    {
        var notes = new ReadNotes();
        using var table = new CsvTable(path, notes: notes);
        int run = table.Need("run"),
            image = table.Need("image_id"),
            mark = table.Need("mark"),
            note = table.Need("note");
        var marks = new List<ImageMark>();
        var lines = new Dictionary<(string Run, string ImageId), int>();
        while (table.Read())
        {
            cancel.ThrowIfCancellationRequested();
            var one = new ImageMark(Name(table, run), Name(table, image), Kind(table, mark), Words(table, note));
            if (!lines.TryAdd((one.Run, one.ImageId), table.Line))
                throw table.Fault(
                    InputError.DuplicateImageId,
                    image,
                    $"image {one.ImageId} of run {one.Run} has a mark already, in line {lines[(one.Run, one.ImageId)]}.",
                    "Keep one mark of an image; marks of several people belong into a file each."
                );
            marks.Add(one);
        }
        if (marks.Count == 0)
            notes.Say($"{path} has no mark: there is a header and nothing below it.");
        return (marks, [.. notes.All]);
    }

    private static ImageMarkKind Kind(CsvTable table, int column)
    {
        string text = Words(table, column);
        // The names alone: Enum.Parse would take numbers too.
        foreach (ImageMarkKind kind in Enum.GetValues<ImageMarkKind>())
            if (kind.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return kind;
        throw table.Fault(
            InputError.MalformedFile,
            column,
            $"'{text}' is no mark.",
            $"The marks are {string.Join(", ", Enum.GetNames<ImageMarkKind>())}."
        );
    }

    private static string Name(CsvTable table, int column)
    {
        string text = Words(table, column);
        return text.Length > 0
            ? text
            : throw table.Fault(InputError.MalformedFile, column, "the field is empty.", "A mark needs its run and its image.");
    }

    /// <summary>
    /// The text as it was written in the page, which sets ' before a field that a spreadsheet would take for a formula.
    /// </summary>
    private static string Words(CsvTable table, int column)
    {
        string text = table.Text(column);
        return text is ['\'', '=' or '+' or '-' or '@' or '\t', ..] ? text[1..] : text;
    }
}
