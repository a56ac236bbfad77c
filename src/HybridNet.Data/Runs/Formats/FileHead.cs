using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs.Formats;

/// <summary>A file and its first letters: enough to see what it is.</summary>
internal sealed partial class FileHead
{
    private string? _text;
    private string[]? _header;

    /// <param name="path">Absolute path.</param>
    public FileHead(string path) => Path = path;

    public string Path { get; }

    /// <summary>Name of the file without .gz.</summary>
    public string Name =>
        System.IO.Path.GetFileName(Path) is var name && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? name[..^3]
            : name;

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The first letters; empty for what is no text.</summary>
    public string Text => _text ??= TextFile.Peek(Path);

    /// <summary>The file begins as JSON does.</summary>
    public bool IsJson => Text.AsSpan().TrimStart() is ['{' or '[', ..];

    /// <summary>The first thing in the file is an object on one line, as in JSON lines.</summary>
    public bool IsJsonLines => FirstLine is ['{', .., '}'];

    /// <summary>The first line that is not blank.</summary>
    public string FirstLine => Text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";

    /// <summary>The header as a table would read it: names without quotes.</summary>
    public IReadOnlyList<string> Header => _header ??= ReadHeader();

    /// <summary>Header names in the form in which they are compared.</summary>
    public IEnumerable<string> Names => Header.Select(ColumnNames.Normalise);

    /// <summary>The first line holds numbers: it is a row, and the table has no header.</summary>
    public bool HasNumbersForNames => Header.Any(name => NumberText.TryParse(name, out double value) && !double.IsNaN(value));

    /// <summary>True when the beginning has this JSON key.</summary>
    public bool HasKey(string key) => Text.Contains($"\"{key}\"", StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of values in the beginning of a JSON file, each once, in their order.</summary>
    public IEnumerable<string> Keys => IsJson ? Key().Matches(Text).Select(key => key.Groups[1].Value).Distinct() : [];

    private string[] ReadHeader()
    {
        if (IsJson || Text.Length == 0)
            return [];
        TableShape shape = TableShape.Of(Text, new TableOptions());
        string line =
            Text.Split(["\r\n", "\n", "\r"], shape.LinesBefore + 2, StringSplitOptions.None).ElementAtOrDefault(shape.LinesBefore)
            ?? "";
        return [.. line.TrimStart('\uFEFF').Split(shape.Delimiter).Select(name => name.Trim().Trim('"').Trim())];
    }

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)+)\"\\s*:")]
    private static partial Regex Key();
}
