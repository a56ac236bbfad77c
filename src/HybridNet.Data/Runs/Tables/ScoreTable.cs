using HybridNet.Diagnosis;
using HybridNet.Runs.Columns;

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
    private readonly ScoreGroup[] _groups;
    private readonly (int Column, string Name)[] _others;
    private readonly ReadContext _context;
    private readonly Dictionary<(ScoreGroup Group, string Class), Rows> _rows = [];
    private readonly List<Rows> _order = [];
    private Rows? _last;
    private readonly bool[] _percent;
    private readonly Origin _origin;

    private ScoreTable(CsvTable table, ScoreColumns columns, ReadContext context)
    {
        (_table, _columns, _context) = (table, columns, context);
        // Arrays, because to go through a list behind an interface makes an object for each row.
        (_groups, _others) = ([.. columns.Groups], [.. columns.Others]);
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
        var others = new NoImages(_table, _groups, _context.Notes);
        int read = 0;
        while (_table.Read())
        {
            if ((read++ & 0xFFF) == 0)
                _context.Cancel.ThrowIfCancellationRequested();
            ReadOnlySpan<char> id = _table.Field(_columns.Id);
            string kind = _table.Text(_columns.Class);
            if (others.IsNothing(id, _columns.Id) || others.IsAggregate(id) || (kind != "" && others.IsAggregate(kind)))
                continue;
            foreach (ScoreGroup group in _groups)
                RowsOf(group, kind).Add(id);
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

    /// <summary>The figures of the current row, into the columns.</summary>
    private void Fill(ScoreRows rows, int row, ScoreGroup group)
    {
        double dice = Score(group.Dice, "dice", out PrintedPlace dicePlace),
            iou = Score(group.Iou, "iou", out PrintedPlace iouPlace),
            precision = Score(group.Precision, "precision", out PrintedPlace precisionPlace),
            recall = Score(group.Recall, "recall", out PrintedPlace recallPlace);
        double pearson = _table.Number(group.Pearson, out PrintedPlace pearsonPlace);
        RecordedCounts? counts = Counts(group);
        long? gt = Area(group.Gt) ?? counts?.Tp + counts?.Fn,
            pred = Area(group.Pred) ?? counts?.Tp + counts?.Fp;
        (rows.Dice[row], rows.Iou[row], rows.Precision[row], rows.Recall[row]) = (dice, iou, precision, recall);
        rows.Pearson[row] = pearson;
        (rows.Gt[row], rows.Pred[row]) = (gt ?? ScoreRows.NotKnown, pred ?? ScoreRows.NotKnown);
        rows.SetCounts(row, counts);
        rows.Traits[row] = new(default, _context.Options.Bands.OfImage(dice), null, null);
        rows.Printed[row] = new PrintedScores
        {
            Dice = dicePlace,
            Iou = iouPlace,
            Precision = precisionPlace,
            Recall = recallPlace,
            Pearson = pearsonPlace,
        }.Packed;
        foreach ((int column, string name) in _others)
            rows.AddOther(row, name, _table.Field(column));
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
    private sealed class Rows
    {
        private readonly ScoreTable _source;
        private readonly ScoreGroup _group;
        private readonly string _kind;
        private readonly ScoreRows _scores;
        private readonly RowIndex _byId;
        private readonly List<string> _folds = [];
        private readonly HashSet<(string, string)> _inFolds = [];
        private readonly Column<int> _linesBefore;
        private bool _idsRepeat,
            _idsMayChange;

        public Rows(ScoreTable source, ScoreGroup group, string kind)
        {
            (_source, _group, _kind) = (source, group, kind);
            _scores = new ScoreRows(source._context.Name, source._origin);
            _byId = new RowIndex(_scores);
            // As many lines stand before each row as before the first, where nothing is left out between them.
            _linesBefore = new Column<int>(source._table.Line);
        }

        public bool Is(ScoreGroup group, string kind) => _group == group && _kind == kind;

        public void Add(ReadOnlySpan<char> id)
        {
            CsvTable table = _source._table;
            int row = _scores.Add(id),
                known = _byId.Add(row);
            _linesBefore[row] = table.Line - row;
            _idsRepeat |= known >= 0;
            _idsMayChange |= ImageIds.MayChange(id);
            bool twice = known >= 0;
            if (_source._columns.Fold >= 0)
            {
                string fold = table.Text(_source._columns.Fold);
                _folds.Add(fold);
                twice = !_inFolds.Add((id.ToString(), fold)) || (twice && fold == "");
            }
            if (twice)
                throw table.Fault(
                    InputError.DuplicateImageId,
                    _source._columns.Id,
                    $"'{id}' stands in {table.Unit} {_linesBefore[known] + known} already.",
                    _kind == ""
                        ? "One row for each image: find out which of the two is right and take the other out; if a "
                            + "column tells classes apart, name it with -Column @{class='NAME'}."
                        : "One row for each image and class: find out which of the two is right and take the other out."
                );
            _source.Fill(_scores, row, _group);
        }

        /// <summary>One set, or one for each fold where an image stands in several.</summary>
        public IEnumerable<ScoreSet> Sets(bool several)
        {
            (string path, ReadNotes notes) = (_source._table.Path, _source._context.Notes);
            string[]? ids = _idsMayChange
                ? ImageIds.Reduce([.. RowView.All(_scores).Select(score => score.ImageId)], path, notes)
                : null;
            ScoreRows scores = ids is null ? _scores : _scores.WithIds(ids);
            CountCheck.Judge(path, scores, _group, notes);
            string? part = _kind != "" ? _kind : _group.Name;
            string? name =
                _group.Name is not null && _kind != "" ? $"{_group.Name}_{_kind}"
                : several ? part
                : null;
            string? ofClass = several && (_kind != "" || _group.IsClass) ? part : null;
            scores.SetClass(ofClass);
            if (!_idsRepeat)
                return [new ScoreSet(name, ofClass, scores).Finish(_source._context.Cancel)];
            notes.Say($"{path}: the same images stand in {_folds.Distinct().Count()} folds; each fold is a run of its own.");
            return scores
                .Select((score, i) => (Score: score, Fold: _folds[i]))
                .GroupBy(row => row.Fold)
                .Select(fold =>
                    new ScoreSet(
                        name is null ? $"fold_{fold.Key}" : $"{name}_fold_{fold.Key}",
                        ofClass,
                        [.. fold.Select(row => row.Score)]
                    ).Finish(_source._context.Cancel)
                );
        }
    }
}
