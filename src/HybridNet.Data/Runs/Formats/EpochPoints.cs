using System.Globalization;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Lays the rows of a training log over each other: one point, with its named texts, for each epoch or
/// validation.</summary>
/// <remarks>
/// Rows of one epoch are laid over each other, so that sparse logs (a row for each call) come out whole; the last value of a
/// name counts. A log that is counted in steps has one point for each validation, with the training loss logged last before
/// it. Where the header stands again or the count begins anew a further training follows, and is numbered on; where the count
/// goes back to a later number than the first, a training was resumed and its rows count.
/// </remarks>
internal sealed class EpochPoints(EpochLog log, EpochColumns columns, ReadNotes notes)
{
    private readonly SortedDictionary<int, Dictionary<string, string>> _points = [];

    /// <summary>The points by their number: an epoch, or a step.</summary>
    /// <exception cref="InputException">A number is none.</exception>
    public static SortedDictionary<int, Dictionary<string, string>> Of(EpochLog log, EpochColumns columns, ReadNotes notes)
    {
        var points = new EpochPoints(log, columns, notes);
        points.Collect();
        return points._points;
    }

    private void Collect()
    {
        string? axis = log.Axis == EpochAxis.Found ? columns.Epoch : null;
        string? step = log.Axis == EpochAxis.Row || axis is not null ? null : columns.Step;
        List<EpochRow> rows = [.. log.Rows.Where(IsOfTraining)];
        if (axis is not null)
            ByNumber(rows, axis);
        else if (step is not null)
            ByStep(rows, step);
        else
            for (int i = 0; i < rows.Count; i++)
                _points[i + 1] = rows[i].Cells;
    }

    /// <summary>Rows with nothing but test figures are no epoch.</summary>
    private bool IsOfTraining(EpochRow row)
    {
        bool test = false;
        foreach (EpochColumn column in columns.All)
            if (row.Cells.ContainsKey(column.Name))
            {
                if (column.Metric is not null && column.Phase is "train" or "val")
                    return true;
                test |= column.Phase == "test";
            }
        if (test)
            notes.Count(
                $"{log.Path} test rows",
                "",
                (n, _) => $"{log.Path}: {n} rows hold figures of the test only; they are no epochs.",
                warn: false
            );
        return !test;
    }

    private void ByNumber(List<EpochRow> rows, string axis)
    {
        int first = int.MinValue,
            offset = 0,
            last = int.MinValue,
            fit = 0;
        bool overlaid = false;
        rows = InOrder(rows, axis);
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].Cells.TryGetValue(axis, out string? text) || WholeNumber(text, axis) is not { } number)
                continue;
            bool repeated = rows[i].Fit != fit;
            fit = rows[i].Fit;
            if (first == int.MinValue)
                first = number;
            else if (last != int.MinValue && (repeated || number + offset < last))
            {
                if (repeated || number == first)
                {
                    offset = _points.Keys.Last() + Gap(rows, i, axis, number) - number;
                    notes.Say(
                        $"{log.Path}: a further training begins at its epoch {number}; its epochs are numbered on "
                            + $"from {number + offset}."
                    );
                }
                else
                {
                    offset = 0;
                    overlaid = true;
                    notes.Say(
                        $"{log.Path}: the training was resumed at epoch {number} after epoch {last}; the last row "
                            + $"of each epoch counts."
                    );
                    foreach (int again in _points.Keys.Where(known => known >= number).ToArray())
                        _points.Remove(again);
                }
            }
            last = number + offset;
            Lay(last, rows[i].Cells, !overlaid);
        }
    }

    /// <summary>
    /// Rows of which each has an epoch of its own are of one training, whatever order they stand in: nothing was repeated, so
    /// nothing was resumed.
    /// </summary>
    private List<EpochRow> InOrder(List<EpochRow> rows, string axis)
    {
        int?[] numbers = [.. rows.Select(row => row.Cells.TryGetValue(axis, out string? text) ? WholeNumber(text, axis) : null)];
        bool apart = numbers.All(number => number is not null) && numbers.Distinct().Count() == rows.Count;
        bool sorted = true;
        for (int i = 1; i < numbers.Length; i++)
            sorted &= numbers[i - 1] < numbers[i];
        if (!apart || sorted || rows.Exists(row => row.Fit != rows[0].Fit))
            return rows;
        notes.Say($"{log.Path}: the epochs stand out of order, each of them once; they were sorted.", warn: false);
        return [.. rows.Select((row, i) => (Row: row, Number: numbers[i])).OrderBy(pair => pair.Number).Select(pair => pair.Row)];
    }

    /// <summary>Epochs between the first two of a training: 5 where it is validated every fifth.</summary>
    private int Gap(List<EpochRow> rows, int from, string axis, int number)
    {
        for (int i = from + 1; i < rows.Count && rows[i].Fit == rows[from].Fit; i++)
            if (rows[i].Cells.TryGetValue(axis, out string? text) && WholeNumber(text, axis) is { } next && next > number)
                return next - number;
        return 1;
    }

    private void ByStep(List<EpochRow> rows, string axis)
    {
        string[] validation = NamesOf(column => column is { Phase: "val", Metric: not null });
        if (validation.Length == 0)
            validation = NamesOf(column => column.Phase == "val");
        bool apart = rows.Exists(IsValidation) && !rows.TrueForAll(IsValidation);
        var training = new Dictionary<string, string>();
        int last = 0;
        foreach (EpochRow row in rows)
        {
            int? step = row.Cells.TryGetValue(axis, out string? text) ? WholeNumber(text, axis) : null;
            if (apart && !IsValidation(row))
            {
                foreach ((string name, string value) in row.Cells)
                    training[name] = value;
                last = step ?? last;
                continue;
            }
            int number = step is null or 0 && last > 0 ? last : step ?? 0;
            if (apart)
                Lay(number, training, warn: false);
            Lay(number, row.Cells, warn: false);
        }

        bool IsValidation(EpochRow row) => Array.Exists(validation, row.Cells.ContainsKey);

        string[] NamesOf(Func<EpochColumn, bool> fits) => [.. columns.All.Where(fits).Select(column => column.Name)];
    }

    private void Lay(int number, Dictionary<string, string> cells, bool warn)
    {
        if (!_points.TryGetValue(number, out Dictionary<string, string>? point))
            _points[number] = point = [];
        EpochColumn? twice = null;
        foreach ((string name, string value) in cells)
        {
            if (point.TryGetValue(name, out string? old) && old != value && warn && IsCurve(name) is { } curve)
                twice = curve.Phase == "val" ? curve : twice ?? curve;
            point[name] = value;
        }
        if (twice is not null)
            notes.Count(
                $"{log.Path} twice {twice.Phase}",
                number.ToString(CultureInfo.InvariantCulture),
                (n, epoch) =>
                    $"{log.Path}: {n} epochs have more than one row with figures of the "
                    + $"{(twice.Phase == "val" ? "validation" : "training")}, first epoch {epoch}; the last counts."
            );
    }

    /// <summary>The column of a curve; one that is logged at every step is of none where there is one of the epoch.</summary>
    private EpochColumn? IsCurve(string name) =>
        columns.All.FirstOrDefault(column => column.Name == name && column is { Phase: "train" or "val", Metric: not null })
            is { } curve
        && !columns.All.Any(other => other.Phase == curve.Phase && other.Metric == curve.Metric && other.Rank < curve.Rank)
            ? curve
            : null;

    private int? WholeNumber(string text, string axis)
    {
        if (!NumberText.TryParse(text, log.DecimalMark, out double value, out _))
            throw new InputException(
                InputError.NotANumber,
                $"{log.Path}, column '{axis}': '{text}' is not a number.",
                log.Path,
                "Epochs are whole numbers."
            );
        if (double.IsNaN(value))
            return null;
        double whole = Math.Ceiling(value - 1e-9);
        return whole is >= 0 and <= int.MaxValue
            ? (int)whole
            : throw new InputException(
                InputError.NotANumber,
                $"{log.Path}, column '{axis}': {text} is no epoch number.",
                log.Path,
                "Epochs count from 1 (or 0)."
            );
    }
}
