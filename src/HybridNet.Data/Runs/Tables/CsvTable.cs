using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace HybridNet.Data.Runs;

/// <summary>
/// A table read row by row: columns by name in any order, whatever marks it is written with, and every fault with file, line
/// and column.
/// </summary>
/// <remarks>
/// Comment lines, blank lines, a repeated header and a cut last line are left out and counted; rows that lack fields
/// elsewhere are a fault. A line is a comment when it begins with # before the header, or behind it without the header's
/// number of fields: ids may begin with # too.
/// </remarks>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvDataReader _csv;
    private readonly string[] _columns;
    private readonly TableShape _shape;
    private readonly ReadNotes _notes;

    /// <param name="path">The file.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="notes">Told what is left out.</param>
    /// <exception cref="InputException">The file cannot be opened, or has no header.</exception>
    public CsvTable(string path, TableOptions? options = null, ReadNotes? notes = null)
    {
        Path = path;
        _notes = notes ?? new ReadNotes();
        TextReader? text = null;
        try
        {
            _shape = TableShape.Of(TextFile.Peek(path), options ?? new TableOptions());
            text = TextFile.Open(path, out string encoding);
            for (int i = 0; i < _shape.LinesBefore; i++)
                text.ReadLine();
            _csv = CsvDataReader.Create(text, CsvFields.Options(_shape.Delimiter));
            Describe(encoding);
        }
        catch (Exception exception)
        {
            text?.Dispose();
            if (FileFault.Is(exception))
                throw FileFault.Unreadable(path, exception);
            if (TableFaults.IsMalformed(exception))
                throw new FileInfo(path).Length == 0 ? TableFaults.Empty(Path) : Malformed(1, exception);
            throw;
        }
        _columns = ReadHeader();
    }

    private CsvTable(string path, string records, ReadNotes notes)
    {
        (Path, _notes, Unit) = (path, notes, "record");
        _shape = new(',', '.', -1);
        _csv = CsvDataReader.Create(new StringReader(records), CsvFields.Options(','));
        _columns = ReadHeader();
    }

    /// <summary>Records of another kind of file, laid out with commas and quotes; what is wrong with one is said by its
    /// number.</summary>
    /// <param name="path">The file that they come from.</param>
    /// <param name="records">A header and a line a record.</param>
    /// <param name="notes">Told what is left out.</param>
    public static CsvTable OfRecords(string path, string records, ReadNotes notes) => new(path, records, notes);

    private string[] ReadHeader()
    {
        string[] columns;
        try
        {
            if (!_csv.Read())
                throw TableFaults.Empty(Path);
            columns = [.. Enumerable.Range(0, _csv.RowFieldCount).Select(i => CsvFields.Trim(_csv.GetFieldSpan(i)).ToString())];
        }
        catch (Exception exception)
        {
            _csv.Dispose();
            throw TableFaults.IsMalformed(exception) ? Malformed(1, exception) : exception;
        }
        if (columns is not ([] or [""]))
            return columns;
        _csv.Dispose();
        throw TableFaults.Empty(Path);
    }

    public string Path { get; }

    /// <summary>What a row is called where it is named: a line, or a record.</summary>
    public string Unit { get; } = "line";

    /// <summary>The columns' names, trimmed; some may be empty or stand twice.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>How often the header stood again so far.</summary>
    public int HeaderRepeats { get; private set; }

    /// <summary>Decimal mark of the table's numbers.</summary>
    public char DecimalMark => _shape.DecimalMark;

    /// <summary>Line of the current row in the file, from 1.</summary>
    public int Line => _csv.RowNumber + _shape.LinesBefore;

    /// <summary>Goes to the next row of data; false at the end. A row with too few or too many fields is a fault.</summary>
    public bool Read()
    {
        while (Advance())
        {
            if (CsvFields.IsBlank(_csv))
                PassOver("blank lines");
            else if (CsvFields.IsRule(_csv))
                PassOver("lines drawn between rows");
            else if (HasCommentMark() && _csv.RowFieldCount != _columns.Length)
                PassOver("comment lines");
            else if (IsHeader())
            {
                HeaderRepeats++;
                _notes.Count(
                    $"{Path} header",
                    Line.ToString(CultureInfo.InvariantCulture),
                    (n, line) => $"{Path}: the header stands again {Times(n)}, first in line {line}; it is no row of data."
                );
            }
            else if (HasAllFields())
                return true;
            else
                return !WasCutOff();
        }
        return false;
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
        throw Missing(
            names[0],
            $"Name the column '{names[0]}'{(names.Length > 1 ? $" (or {string.Join(", ", names[1..].ToArray())})" : "")}."
        );
    }

    /// <summary>A column that must be there is not: the message shows the header, or says that there is none.</summary>
    public InputException Missing(string column, string advice)
    {
        bool data =
            _columns.Count(name => NumberText.TryParse(name, out double value) && !double.IsNaN(value)) * 2 > _columns.Length;
        string header = string.Join(", ", _columns);
        return new(
            InputError.MissingColumn,
            $"{Path}, {Unit} {1 + _shape.LinesBefore}: there is no column '{column}'. "
                + (data ? $"The first line looks like data, not like a header: {header}." : $"The header has: {header}."),
            Path,
            data ? "Write the names of the columns into the first line." : advice
        );
    }

    /// <summary>The text of a field; empty for a column of -1 or one that the row does not reach.</summary>
    public string Text(int column) => Field(column).ToString();

    /// <summary>The field, trimmed.</summary>
    public ReadOnlySpan<char> Field(int column) =>
        column < 0 || column >= _csv.RowFieldCount ? default : CsvFields.Trim(_csv.GetFieldSpan(column));

    /// <summary>A number; empty and nan are NaN; a column of -1 is NaN.</summary>
    public double Number(int column) => Number(column, out _);

    /// <summary>A number and where it was rounded when it was printed.</summary>
    public double Number(int column, out PrintedPlace place)
    {
        place = default;
        if (column < 0)
            return double.NaN;
        ReadOnlySpan<char> field = Field(column);
        return NumberText.TryParse(field, DecimalMark, out double value, out place)
            ? value
            : throw NotANumber(column, field, "a number");
    }

    /// <summary>A whole number, written with or without a decimal part of zero or marks between its thousands.</summary>
    public long Whole(int column)
    {
        ReadOnlySpan<char> field = Field(column);
        if (long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole;
        if (
            NumberText.TryParseCount(field, DecimalMark, out double value)
            && Math.Abs(value) < 1L << 53
            && value == Math.Truncate(value)
        )
            return (long)value;
        throw NotANumber(column, field, "a whole number");
    }

    public InputException Fault(InputError error, int column, string what, string advice) =>
        new(error, $"{Path}, {Unit} {Line}, column '{_columns[column]}': {what}", Path, advice);

    public void Dispose() => _csv.Dispose();

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";

    private void Describe(string encoding)
    {
        var marks = new List<string>();
        if (_shape.Delimiter != ',')
            marks.Add(_shape.Delimiter == '\t' ? "fields stand between tabs" : $"fields stand between '{_shape.Delimiter}'");
        if (DecimalMark == ',')
            marks.Add("the decimal mark is a comma");
        if (encoding != "UTF-8")
            marks.Add($"the text is {encoding}");
        if (marks.Count > 0)
            _notes.Say($"{Path}: {string.Join(", ", marks)}.", warn: false);
    }

    private bool Advance()
    {
        try
        {
            return _csv.Read();
        }
        catch (Exception exception) when (TableFaults.IsMalformed(exception))
        {
            throw Malformed(Line + 1, exception);
        }
        catch (IOException exception)
        {
            throw FileFault.Unreadable(Path, exception);
        }
    }

    private void PassOver(string what) =>
        _notes.Count($"{Path} {what}", "", (n, _) => $"{Path}: {n} {what} were passed over.", warn: false);

    private bool HasCommentMark() => _csv.RowFieldCount > 0 && _csv.GetFieldSpan(0) is ['#', ..];

    private bool IsHeader()
    {
        if (_csv.RowFieldCount < _columns.Length)
            return false;
        for (int i = 0; i < _columns.Length; i++)
            if (!CsvFields.Trim(_csv.GetFieldSpan(i)).SequenceEqual(_columns[i]))
                return false;
        return true;
    }

    /// <summary>As many fields as the header, or more that are all empty: a mark at the end of every row.</summary>
    private bool HasAllFields()
    {
        int count = _csv.RowFieldCount;
        if (count < _columns.Length)
            return false;
        for (int i = _columns.Length; i < count; i++)
            if (!CsvFields.Trim(_csv.GetFieldSpan(i)).IsEmpty)
                return false;
        return true;
    }

    /// <summary>A last row that lacks fields was cut off while it was written; one that lacks them elsewhere is a
    /// fault.</summary>
    private bool WasCutOff()
    {
        (int fields, int line) = (_csv.RowFieldCount, Line);
        bool dataBefore = line > 2 + _shape.LinesBefore;
        if (fields < _columns.Length && dataBefore && !Advance())
        {
            _notes.Say(
                $"{Path}, line {line}: the last row was cut off, {fields} of {_columns.Length} fields are there; it is left out."
            );
            return true;
        }
        throw new InputException(
            InputError.MalformedFile,
            $"{Path}, line {line}: {fields} fields where the header has {_columns.Length}.",
            Path,
            "The line may be cut off or hold an unquoted comma."
        );
    }

    private InputException NotANumber(int column, ReadOnlySpan<char> field, string kind) =>
        Fault(InputError.NotANumber, column, $"'{field}' is not {kind}.", TableFaults.AdviceForNumber(field));

    private InputException Malformed(int line, Exception exception) => TableFaults.Malformed(Path, line, exception);
}
