namespace HybridNet.Data.Runs.Formats;

/// <summary>What the rows of a training log are counted by.</summary>
internal enum EpochAxis
{
    /// <summary>The epoch column where there is one, else the step, else the row.</summary>
    Found,

    /// <summary>The step at which the training was validated.</summary>
    Step,

    /// <summary>The position of the row, from 1.</summary>
    Row,
}

/// <summary>A training log as it was read: rows of named texts, sparse or not.</summary>
/// <param name="Path">The file or folder, for what is said.</param>
internal sealed record EpochLog(string Path)
{
    /// <summary>Marks a row as one of a validation, where none of its names tells.</summary>
    public const string Validated = "val/validated";

    /// <summary>The rows, in the order of the file.</summary>
    public List<EpochRow> Rows { get; } = [];

    /// <summary>What the rows are counted by.</summary>
    public EpochAxis Axis { get; init; }

    /// <summary>Names whose values are per cent in this format.</summary>
    public IReadOnlySet<string> PerCent { get; init; } = new HashSet<string>();

    /// <summary>Decimal mark of the numbers.</summary>
    public char DecimalMark { get; init; } = '.';

    /// <summary>Names that the caller gave to roles.</summary>
    public IReadOnlyDictionary<string, string> Named { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the run that the log itself knows, or null.</summary>
    public string? RunName { get; init; }

    /// <summary>Every name, in the order in which it is met.</summary>
    public IEnumerable<string> Columns => Rows.SelectMany(row => row.Cells.Keys).Distinct(StringComparer.Ordinal);
}

/// <summary>One row of a training log.</summary>
/// <param name="Cells">What stands in it by name; empty cells are not there.</param>
/// <param name="Fit">Number of the training that it belongs to, where a log holds several, from 0.</param>
internal sealed record EpochRow(Dictionary<string, string> Cells, int Fit = 0);
