using HybridNet.Diagnosis;

namespace HybridNet.Data.Runs;

/// <summary>
/// Reads a per-image table: one row for each image, or for each image and class, with one set of scores or one for each class
/// or model.
/// </summary>
internal sealed class ScoreTable
{
    /// <summary>A value such as 1.0000001 is 1 in single precision.</summary>
    private const double Slack = 1e-6;

    private readonly CsvTable _table;
    private readonly ScoreColumns _columns;
    private readonly ReadContext _context;
    private readonly Dictionary<(ScoreGroup Group, string Class), Rows> _rows = [];
    private readonly List<Rows> _order = [];
    private Rows? _last;
    private readonly bool[] _percent;
    private readonly Origin _origin;

    private ScoreTable(CsvTable table, ScoreColumns columns, ReadContext context)
    {
        (_table, _columns, _context) = (table, columns, context);
        _origin = new Origin(context.Cell);
        _percent = [.. table.Columns.Select(name => context.Options.Percent || ColumnNames.IsPercent(name))];
    }

    /// <summary>Reads every row, in file order, ranked by Dice; one set for each class, model or fold.</summary>
    /// <exception cref="InputException">The table lacks an id or a Dice, or a row is not what it must be.</exception>
    public static List<ScoreSet> Read(string path, ReadContext context)
    {
        using var table = new CsvTable(path, context.Table, context.Notes);
        return Read(table, context);
    }

    /// <summary>Reads every row of a table that is open.</summary>
    public static List<ScoreSet> Read(CsvTable table, ReadContext context)
    {
        ScoreColumns columns = ScoreColumns.Of(table.Columns, context.Options.Columns, context.Notes, table.Path);
        if (!columns.IsScoreTable)
            throw NoScoreTable(table, columns);
        return new ScoreTable(table, columns, context).ReadRows();
    }

    private static InputException NoScoreTable(CsvTable table, ScoreColumns columns)
    {
        string what = columns.Id < 0 ? "image_id" : "dice";
        string advice =
            $"Name the column '{what}' or one of the names in formats/columns.json, or say which one it is: -Column "
            + $"@{{{(what == "dice" ? "dice" : "id")}='NAME'}}.";
        InputException fault = table.Missing(what, advice);
        if (columns.Id >= 0 || !table.Read())
            return fault;
        bool summary = Enumerable.Range(0, table.Columns.Count).Any(i => NumberText.IsMeanWithDeviation(table.Field(i)));
        return summary
            ? new(
                InputError.MissingColumn,
                fault.Message + " The values are means with their deviation: a summary, no table of images.",
                table.Path,
                "Give the table with one row for each image."
            )
            : fault;
    }

    private List<ScoreSet> ReadRows()
    {
        int read = 0;
        while (_table.Read())
        {
            if ((read++ & 0xFFF) == 0)
                _context.Cancel.ThrowIfCancellationRequested();
            string id = _table.Text(_columns.Id);
            if (id == "")
                throw _table.Fault(
                    InputError.MalformedFile,
                    _columns.Id,
                    "the image id is empty.",
                    "Every row needs the id of its image."
                );
            string kind = _table.Text(_columns.Class);
            if (IsAggregate(id) || (kind != "" && IsAggregate(kind)))
                continue;
            foreach (ScoreGroup group in _columns.Groups)
                RowsOf(group, kind).Add(id, this, group);
        }
        if (_order.Count == 0)
            _context.Notes.Say($"{_table.Path} has a header and no rows.");
        List<ScoreSet> sets = [.. _order.SelectMany(rows => rows.Sets(_order.Count > 1))];
        string? fold = _columns.Fold < 0 ? null : _table.Columns[_columns.Fold];
        SplitColumn.Tell(_table.Path, _columns.Others, fold, sets, _context.Notes);
        return sets.Count > 0 ? sets : [new(null, null, [])];
    }

    private Rows RowsOf(ScoreGroup group, string kind)
    {
        if (_last is { } last && last.Is(group, kind))
            return last;
        if (!_rows.TryGetValue((group, kind), out Rows? rows))
        {
            _rows[(group, kind)] = rows = new Rows(this, group, kind);
            _order.Add(rows);
        }
        _last = rows;
        return rows;
    }

    /// <summary>A row such as mean or std is no image; it is left out and counted.</summary>
    private bool IsAggregate(string name)
    {
        if (!ColumnNames.IsAggregate(name))
            return false;
        _context.Notes.Count(
            $"{_table.Path} aggregate",
            name,
            (n, first) => $"{_table.Path}: {n} rows are no images but figures over them and are left out; the first is '{first}'."
        );
        return true;
    }

    private ImageScore Row(string id, ScoreGroup group, string kind)
    {
        double dice = Score(group.Dice, "dice", out PrintedPlace dicePlace),
            iou = Score(group.Iou, "iou", out PrintedPlace iouPlace),
            precision = Score(group.Precision, "precision", out PrintedPlace precisionPlace),
            recall = Score(group.Recall, "recall", out PrintedPlace recallPlace);
        double pearson = _table.Number(group.Pearson, out PrintedPlace pearsonPlace);
        RecordedCounts? counts = Counts(group);
        long? gt = Area(group.Gt) ?? counts?.Tp + counts?.Fn,
            pred = Area(group.Pred) ?? counts?.Tp + counts?.Fp;
        return new ImageScore
        {
            Run = _context.Name,
            ImageId = id,
            Class = kind == "" ? null : kind,
            Dice = dice,
            Iou = iou,
            Precision = precision,
            Recall = recall,
            Pearson = pearson,
            GtPixels = gt,
            PredPixels = pred,
            Counts = counts,
            Band = _context.Options.Bands.OfImage(dice),
            Other = Others(),
            Origin = _origin,
            Printed = new()
            {
                Dice = dicePlace,
                Iou = iouPlace,
                Precision = precisionPlace,
                Recall = recallPlace,
                Pearson = pearsonPlace,
            },
        };
    }

    private FlatMap<string>? Others()
    {
        if (_columns.Others.Count == 0)
            return null;
        var others = new FlatMap<string>(_columns.Others.Count);
        foreach ((int column, string name) in _columns.Others)
            others[name] = _table.Text(column);
        return others;
    }

    /// <summary>A score between 0 and 1, brought there from per cent where the header or the caller says so.</summary>
    private double Score(int column, string role, out PrintedPlace place)
    {
        double value = _table.Number(column, out place);
        if (column < 0 || double.IsNaN(value))
            return value;
        if (_percent[column])
        {
            _context.Notes.Say($"{_table.Path} is in per cent; the scores were divided by 100.");
            if (_table.Field(column) is not [.., '%'])
            {
                value /= 100;
                place = place.Exponent is { } exponent ? new(exponent - 2) : place;
            }
        }
        bool inside = value >= -Slack && value <= 1 + Slack;
        if (inside || (role is "precision" or "recall" && !double.IsFinite(value)))
            return inside ? Math.Clamp(value, 0, 1) : value;
        throw _table.Fault(
            InputError.ValueOutOfRange,
            column,
            $"'{_table.Field(column)}' is no {role}: it lies between 0 and 1.",
            value > 1 && value <= 100
                ? "If the table is in per cent, say so with -Percent; otherwise correct the row."
                : "Correct the row, or write nan where the value is undefined."
        );
    }

    private long? Area(int column)
    {
        if (column < 0 || IsMissing(column))
            return null;
        long pixels = _table.Whole(column);
        return pixels is >= 0 and <= 1L << 50
            ? pixels
            : throw _table.Fault(
                InputError.ValueOutOfRange,
                column,
                $"{pixels} is no count of pixels.",
                "Counts are whole and not below 0."
            );
    }

    private bool IsMissing(int column) =>
        NumberText.TryParse(_table.Field(column), _table.DecimalMark, out double value, out _) && double.IsNaN(value);

    private RecordedCounts? Counts(ScoreGroup group) =>
        Area(group.Tp) is { } tp && Area(group.Fp) is { } fp && Area(group.Fn) is { } fn ? new(tp, fp, fn) : null;

    /// <summary>The rows of one group and class.</summary>
    private sealed class Rows(ScoreTable table, ScoreGroup group, string kind)
    {
        private readonly List<ImageScore> _scores = [];
        private readonly List<string> _folds = [];
        private readonly List<int> _lineNumbers = [];
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private bool _idsRepeat;

        public bool Is(ScoreGroup other, string otherKind) => group == other && kind == otherKind;

        public void Add(string id, ScoreTable source, ScoreGroup columns)
        {
            string fold = source._table.Text(source._columns.Fold);
            bool known = !_ids.Add(id);
            _idsRepeat |= known;
            if (known && (fold == "" || _scores.Where((score, i) => score.ImageId == id && _folds[i] == fold).Any()))
                throw source._table.Fault(
                    InputError.DuplicateImageId,
                    source._columns.Id,
                    $"'{id}' stands in {source._table.Unit} {LineOf(id)} already.",
                    kind == ""
                        ? "One row for each image: find out which of the two is right and take the other out; if a "
                            + "column tells classes apart, name it with -Column @{class='NAME'}."
                        : "One row for each image and class: find out which of the two is right and take the other out."
                );
            _scores.Add(source.Row(id, columns, kind));
            if (source._columns.Fold >= 0)
                _folds.Add(fold);
            _lineNumbers.Add(source._table.Line);
        }

        private int LineOf(string id) => _lineNumbers[_scores.FindIndex(score => score.ImageId == id)];

        /// <summary>One set, or one for each fold where an image stands in several.</summary>
        public IEnumerable<ScoreSet> Sets(bool several)
        {
            string[]? ids = ImageIds.Reduce([.. _scores.Select(score => score.ImageId)], table._table.Path, table._context.Notes);
            if (ids is not null)
                for (int i = 0; i < ids.Length; i++)
                    _scores[i] = _scores[i] with { ImageId = ids[i] };
            CountCheck.Judge(table._table.Path, _scores, group, table._context.Notes);
            string? part = kind != "" ? kind : group.Name;
            string? name =
                group.Name is not null && kind != "" ? $"{group.Name}_{kind}"
                : several ? part
                : null;
            string? ofClass = several && (kind != "" || group.IsClass) ? part : null;
            for (int i = 0; i < _scores.Count; i++)
                if (_scores[i].Class != ofClass)
                    _scores[i] = _scores[i] with { Class = ofClass };
            if (!_idsRepeat)
                return [new ScoreSet(name, ofClass, _scores).Finish()];
            table._context.Notes.Say(
                $"{table._table.Path}: the same images stand in {_folds.Distinct().Count()} folds; each fold is a run of its own."
            );
            return _scores
                .Select((score, i) => (Score: score, Fold: _folds[i]))
                .GroupBy(row => row.Fold)
                .Select(fold =>
                    new ScoreSet(
                        name is null ? $"fold_{fold.Key}" : $"{name}_fold_{fold.Key}",
                        ofClass,
                        [.. fold.Select(row => row.Score)]
                    ).Finish()
                );
        }
    }
}
