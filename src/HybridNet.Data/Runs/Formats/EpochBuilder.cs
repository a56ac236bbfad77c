namespace HybridNet.Data.Runs.Formats;

/// <summary>Makes epochs of a training log, whatever it is counted by.</summary>
internal sealed class EpochBuilder
{
    /// <summary>A Dice above this is per cent; below it may be noise.</summary>
    private const double SurelyPercent = 1.5;

    private readonly EpochLog _log;
    private readonly EpochColumns _columns;
    private readonly ReadContext _context;
    private readonly SortedDictionary<int, Dictionary<string, string>> _points;

    private EpochBuilder(EpochLog log, ReadContext context)
    {
        (_log, _context) = (log, context);
        _columns = new EpochColumns(log.Columns, log.Named);
        if (!_columns.HasAny)
            throw new InputException(
                InputError.MissingColumn,
                $"{log.Path}: no loss, Dice or IoU of training or validation is among its names. The header has: "
                    + $"{string.Join(", ", log.Columns)}.",
                log.Path,
                "Say which column is what, such as -Column @{val_dice='NAME'}, or add the name to formats/columns.json."
            );
        _points = EpochPoints.Of(log, _columns, context.Notes);
    }

    /// <summary>The classes that the log tells apart; none when there is one kind only.</summary>
    public IReadOnlyList<string> Classes => _columns.Classes.Count > 1 ? _columns.Classes : [];

    /// <summary>There is a Dice of the validation over all classes.</summary>
    public bool HasOverall => _columns.All.Any(column => column is { Phase: "val", Metric: "dice", Class: null });

    /// <summary>Reads a log.</summary>
    /// <exception cref="InputException">None of its names is known.</exception>
    public static EpochBuilder Of(EpochLog log, ReadContext context) => new(log, context);

    /// <summary>True when at least one name of the log is a figure of a training.</summary>
    public static bool Knows(IEnumerable<string> names)
    {
        var columns = new EpochColumns(names, new Dictionary<string, string>());
        return columns.HasAny;
    }

    /// <summary>True when a name counts epochs or steps.</summary>
    public static bool Counts(IEnumerable<string> names)
    {
        var columns = new EpochColumns(names, new Dictionary<string, string>());
        return (columns.Epoch ?? columns.Step) is not null;
    }

    /// <summary>
    /// True for the names of a log: one is a figure of a training, and one counts epochs or steps, or is a loss. Dice and IoU
    /// alone may as well be means of methods, or mean and deviation.
    /// </summary>
    public static bool IsLog(IEnumerable<string> names)
    {
        var columns = new EpochColumns(names, new Dictionary<string, string>());
        return columns.HasAny
            && ((columns.Epoch ?? columns.Step) is not null || columns.All.Any(column => column.Metric == "loss"));
    }

    /// <summary>The epochs of a class, or of the only one.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="ofClass">The class; null for the figures over all.</param>
    /// <param name="cell">Where the run will be.</param>
    public IReadOnlyList<Epoch> Epochs(string run, string? ofClass, RunCell cell)
    {
        string? shown = ofClass is not null && Classes.Count > 0 ? ofClass : null;
        var used = new HashSet<string>();
        double[] Values(string phase, string metric) => Read(_columns.Of(phase, metric, ofClass), used, out _);
        double[] Overlap(string phase, string metric, string what) =>
            Fractions(Read(_columns.Of(phase, metric, ofClass), used, out bool divided), divided, what);

        double[] trainLoss = Values("train", "loss"),
            valLoss = Values("val", "loss");
        double[] trainDice = Overlap("train", "dice", "training Dice"),
            valDice = Overlap("val", "dice", "validation Dice");
        double[] trainIou = Overlap("train", "iou", "training IoU"),
            valIou = Overlap("val", "iou", "validation IoU");
        double[] trainPearson = Values("train", "pearson"),
            valPearson = Values("val", "pearson");
        List<(string Name, double[] Values)> others = Others(used);
        if (_points.Count > 0 && Array.TrueForAll(valDice, double.IsNaN))
            _context.Notes.Say($"{_log.Path}: no validation Dice is logged.", warn: false);

        var epochs = new List<Epoch>(_points.Count);
        int i = 0;
        foreach (int number in _points.Keys)
        {
            epochs.Add(
                new Epoch
                {
                    Run = run,
                    Class = shown,
                    Number = number,
                    TrainLoss = trainLoss[i],
                    ValLoss = valLoss[i],
                    TrainDice = trainDice[i],
                    ValDice = valDice[i],
                    TrainIou = trainIou[i],
                    ValIou = valIou[i],
                    TrainPearson = trainPearson[i],
                    ValPearson = valPearson[i],
                    Other = others.Count == 0 ? null : others.ToDictionary(other => other.Name, other => other.Values[i]),
                    Origin = new(cell),
                }
            );
            i++;
        }
        return Epoch.Derive(epochs);
    }

    /// <summary>Values of the first of these names that a point has; NaN where it has none. Those that are per cent by
    /// their names, signs or format are divided.</summary>
    private double[] Read(IReadOnlyList<EpochColumn> columns, HashSet<string> used, out bool divided)
    {
        bool percent = false;
        used.UnionWith(columns.Take(1).Select(column => column.Name));
        var sources = new HashSet<string>();
        double[] values =
        [
            .. _points.Values.Select(cells =>
            {
                EpochColumn? column = columns.FirstOrDefault(known => cells.ContainsKey(known.Name));
                if (column is null)
                    return double.NaN;
                sources.Add(column.Name);
                string text = cells[column.Name];
                double value = Number(column.Name, text);
                bool byName = IsPercent(column) && !text.EndsWith('%');
                percent |= byName || text.EndsWith('%') || _log.PerCent.Contains(column.Name);
                return byName ? value / 100 : value;
            }),
        ];
        divided = percent;
        if (sources.Count > 1)
            _context.Notes.Say(
                $"{_log.Path}: one curve is made of several columns, as none has every epoch: {string.Join(", ", sources)}."
            );
        return values;
    }

    /// <summary>True for a Dice or IoU that is per cent by its name.</summary>
    private bool IsPercent(EpochColumn column) =>
        column.Metric is "dice" or "iou" && ColumnNames.IsPercent(column.Name) && !_log.PerCent.Contains(column.Name);

    private double Number(string name, string text)
    {
        if (!NumberText.TryParse(text, _log.DecimalMark, out double value, out _))
        {
            _context.Notes.Count(
                $"{_log.Path} {name} text",
                text,
                (n, first) =>
                    $"{_log.Path}, column '{name}': {n} values are no numbers and count as missing; the first is '{first}'."
            );
            return double.NaN;
        }
        if (_log.DecimalMark == ',' && text.Contains('.') && !text.Contains(','))
            _context.Notes.Count(
                $"{_log.Path} point",
                text,
                (n, first) =>
                    $"{_log.Path}: {n} numbers have a point where the others have a comma; it was taken for the decimal mark. "
                    + $"The first is {first}."
            );
        return _log.PerCent.Contains(name) && !text.EndsWith('%') ? value / 100 : value;
    }

    /// <summary>Per cent brought to fractions, where a value cannot be a fraction or the caller says so.</summary>
    private double[] Fractions(double[] values, bool divided, string what)
    {
        bool percent = _context.Options.Percent || values.Any(value => value > SurelyPercent && value <= 100);
        bool any = !Array.TrueForAll(values, double.IsNaN);
        if (any && (divided || percent))
            _context.Notes.Say($"{_log.Path}: the {what} is per cent and was divided by 100.", warn: !_context.Options.Percent);
        if (divided || !percent || !any)
        {
            Outside(values, what);
            return values;
        }
        double[] fractions = [.. values.Select(value => value / 100)];
        Outside(fractions, what);
        return fractions;
    }

    private void Outside(double[] values, string what)
    {
        int count = values.Count(value => value < 0 || value > 1 + 1e-6);
        if (count > 0)
            throw new InputException(
                InputError.ValueOutOfRange,
                $"{_log.Path}: the {what} lies outside of 0 to 1 in {count} epochs, first in epoch "
                    + $"{_points.Keys.ElementAt(Array.FindIndex(values, value => value < 0 || value > 1 + 1e-6))}.",
                _log.Path,
                "Correct the log, or say which column is meant with -Column."
            );
    }

    private List<(string, double[])> Others(HashSet<string> used)
    {
        var others = new List<(string, double[])>();
        var texts = new List<string>();
        foreach (EpochColumn column in _columns.All)
        {
            if (used.Contains(column.Name) || column.Name == _columns.Epoch || column.Name is "" or EpochLog.Validated)
                continue;
            string[] cells = [.. _points.Values.Select(point => point.GetValueOrDefault(column.Name, ""))];
            if (Array.TrueForAll(cells, cell => NumberText.TryParse(cell, _log.DecimalMark, out _, out _)))
                others.Add((column.Name, [.. cells.Select(cell => Number(column.Name, cell))]));
            else
                texts.Add(column.Name);
        }
        if (texts.Count > 0)
            _context.Notes.Say($"{_log.Path}: columns of text are left out: {string.Join(", ", texts)}.", warn: false);
        return others;
    }
}
