using System.Globalization;
using HybridNet;
using Sylvan.Data.Csv;

namespace HybridNet.Data.Runs;

/// <summary>
/// A CSV file read row by row: columns by name in any order, numbers in the invariant culture, and every fault with
/// file, line and column.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LongestLine = 1 << 20;

    private readonly CsvDataReader _csv;
    private readonly string[] _columns;

    /// <param name="path">The file: UTF-8 with or without BOM, LF or CRLF.</param>
    /// <exception cref="InputException">The file cannot be opened, or has no header.</exception>
    public CsvTable(string path)
    {
        Path = path;
        var options = new CsvDataReaderOptions
        {
            HasHeaders = true,
            Delimiter = ',',
            MaxBufferSize = LongestLine,
            BufferSize = 1 << 16,
        };
        try
        {
            var text = new StreamReader(path, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
            _csv = CsvDataReader.Create(text, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw new FileInfo(path).Length == 0 ? Empty() : Malformed(1, exception);
        }
        _columns = [.. Enumerable.Range(0, _csv.FieldCount).Select(i => _csv.GetName(i).Trim())];
        if (_columns.Length == 0 || _columns is [""])
            throw Empty();
    }

    public string Path { get; }

    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Line of the current row in the file, from 1; the header is line 1.</summary>
    public int Line => _csv.RowNumber + 1;

    /// <summary>Goes to the next row; false at the end. A row with too few or too many fields is a fault.</summary>
    public bool Read()
    {
        try
        {
            if (!_csv.Read())
                return false;
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            throw Malformed(Line + 1, exception);
        }
        catch (IOException exception)
        {
            throw Unreadable(exception);
        }
        if (_csv.RowFieldCount != _columns.Length)
            throw new InputException(
                InputError.MalformedFile,
                $"{Path}, line {Line}: {_csv.RowFieldCount} fields where the header has {_columns.Length}.",
                Path,
                "The line may be cut off or hold an unquoted comma."
            );
        return true;
    }

    /// <summary>Index of the first of these names that is a column, or -1. Case does not count.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int index = Array.FindIndex(_columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                return index;
        }
        return -1;
    }

    /// <summary>Like <see cref="Find"/>, but a missing column is a fault.</summary>
    public int Need(params ReadOnlySpan<string> names)
    {
        int index = Find(names);
        if (index >= 0)
            return index;
        throw new InputException(
            InputError.MissingColumn,
            $"{Path}, line 1: there is no column '{names[0]}'. The header has: {string.Join(", ", _columns)}.",
            Path,
            $"Name the column '{names[0]}'{(names.Length > 1 ? $" (or {string.Join(", ", names[1..].ToArray())})" : "")}."
        );
    }

    public string Text(int column) => _csv.GetString(column).Trim();

    /// <summary>A number; empty and nan are NaN; a column of -1 is NaN.</summary>
    public double Number(int column)
    {
        if (column < 0)
            return double.NaN;
        ReadOnlySpan<char> field = _csv.GetFieldSpan(column).Trim();
        return NumberText.TryParse(field, out double value) ? value : throw NotANumber(column, field, "a number");
    }

    /// <summary>Where the number was rounded when it was printed; unknown for a column of -1.</summary>
    public PrintedPlace Place(int column) =>
        column < 0 ? PrintedPlace.Unknown : PrintedPlace.Of(_csv.GetFieldSpan(column).Trim());

    /// <summary>A whole number, written with or without a decimal part of zero.</summary>
    public long Whole(int column)
    {
        ReadOnlySpan<char> field = _csv.GetFieldSpan(column).Trim();
        if (long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole;
        if (NumberText.TryParse(field, out double value) && Math.Abs(value) < 1L << 53 && value == Math.Truncate(value))
            return (long)value;
        throw NotANumber(column, field, "a whole number");
    }

    public InputException Fault(InputError error, int column, string what, string advice) =>
        new(error, $"{Path}, line {Line}, column '{_columns[column]}': {what}", Path, advice);

    public void Dispose() => _csv.Dispose();

    private InputException NotANumber(int column, ReadOnlySpan<char> field, string kind) =>
        Fault(
            InputError.NotANumber,
            column,
            $"'{field}' is not {kind}.",
            "Use a point as the decimal mark; nan and inf are allowed."
        );

    private InputException Unreadable(Exception exception) =>
        new(
            InputError.UnreadableFile,
            $"{Path} cannot be read: {exception.Message}",
            Path,
            "Check that it exists and that you may read it.",
            exception
        );

    private InputException Empty() =>
        new(
            InputError.MalformedFile,
            $"{Path} is empty: there is no header line.",
            Path,
            "Write the table again, or take the file out of the run folder."
        );

    private InputException Malformed(int line, Exception exception) =>
        new(
            InputError.MalformedFile,
            $"{Path}, line {line}: not a well-formed CSV line: {exception.Message}",
            Path,
            "Fields with a comma, quote or line break must be quoted; text must be UTF-8.",
            exception
        );

    private static bool IsMalformed(Exception exception) =>
        exception
            is FormatException
                or InvalidDataException
                or System.Text.DecoderFallbackException
                or InvalidOperationException
                or System.Data.DataException
        || exception.GetType().Namespace == typeof(CsvDataReader).Namespace;
}
