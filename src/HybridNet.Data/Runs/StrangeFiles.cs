using HybridNet.Data.Runs.Formats;

namespace HybridNet.Data.Runs;

/// <summary>Files of a folder that no reader knows, remembered for the message that has to say what is there.</summary>
internal sealed class StrangeFiles(string root)
{
    private const int Shown = 3,
        NamesShown = 20,
        LettersShown = 60;

    /// <summary>Files that somebody may take for a table, and what to do with them.</summary>
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xlsx"] = Spreadsheet,
        [".xls"] = Spreadsheet,
        [".ods"] = Spreadsheet,
        [".pkl"] = "a pickle, which only Python opens: write it with to_csv",
        [".parquet"] = "a Parquet file: write its rows as CSV",
        [".feather"] = "a Feather file: write its rows as CSV",
        [".mat"] = "MATLAB's: write it with writetable",
        [".h5"] = "an HDF5 file: write its rows as CSV",
        [".md"] = "a text with a table at most: write its rows as CSV",
    };

    private const string Spreadsheet = "a spreadsheet: save its sheet as CSV";

    private readonly List<FileHead> _named = [];
    private readonly List<string> _unread = [];

    /// <summary>A file that no reader takes at all: it is remembered when somebody may take it for a table.</summary>
    public void AddOther(string path)
    {
        if (s_kinds.TryGetValue(Path.GetExtension(path), out string? kind))
            _unread.Add($"{Path.GetRelativePath(root, path)} is {kind}");
    }

    /// <summary>A text that could have been a table and is of no known shape.</summary>
    public void AddText(FileHead head)
    {
        if (head.Header.Count > 1 || head.Keys.Any())
            _named.Add(head);
        else if (head.FirstLine is { Length: > 0 } line)
            _unread.Add(
                $"{Path.GetRelativePath(root, head.Path)} begins with "
                    + $"'{(line.Length > LettersShown ? line[..LettersShown] + "..." : line)}'"
            );
    }

    /// <summary>What is there, in a sentence; empty when nothing is.</summary>
    public string Sentence()
    {
        if (_named.Count > 0)
            return " Nothing there has the names of a run: "
                + string.Join("; ", _named.Take(Shown).Select(head => $"{Path.GetRelativePath(root, head.Path)} {NamesIn(head)}"))
                + ".";
        return _unread.Count > 0 ? $" What is there is not read: {string.Join("; ", _unread.Take(Shown))}." : "";
    }

    /// <summary>What the names are, and which one of a per-image table is lacking.</summary>
    private static string NamesIn(FileHead head)
    {
        if (head.IsJson)
            return $"has the keys {string.Join(", ", head.Keys.Take(NamesShown))}";
        string all = string.Join(", ", head.Header.Take(NamesShown));
        ScoreColumns columns = ScoreColumns.Of(head.Header, new Dictionary<string, string>(), new ReadNotes(), head.Path);
        if (head.Header[0].Length == 0 && head.Header.Skip(1).Distinct().Count() < head.Header.Count - 1)
            return "has names in several rows (a MultiIndex of pandas): join each column's into one, such as dice_EX, and "
                + $"name the column of the image, before it is written: {all}";
        if (columns.Groups.Count > 0)
            return $"has a Dice and no column known to name the image (-Column @{{id='NAME'}} says which): {all}";
        if (columns.Id >= 0 && head.Header.FirstOrDefault(ColumnNames.IsTurnedDice) is { } turned)
            return $"has an image id and of the Dice only '{turned}', which by its name is turned round (write a column "
                + $"dice of 1 - {turned}): {all}";
        return columns.Id >= 0
            ? $"has an image id and no column known to be a Dice (-Column @{{dice='NAME'}} says which): {all}"
            : $"has the columns {all}";
    }
}
