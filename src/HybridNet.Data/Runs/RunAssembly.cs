using System.Text.RegularExpressions;
using HybridNet.Data.Runs.Formats;
using HybridNet.Ports;
using HybridNet.Runs.Columns;

namespace HybridNet.Data.Runs;

/// <summary>Reads the tables of one layout and makes its runs: one, or one for each class, fold or model.</summary>
internal sealed partial class RunAssembly
{
    private readonly string _given;
    private readonly RunLayout _layout;
    private readonly RunReadOptions _options;
    private readonly ReadNotes _notes;
    private readonly CancellationToken _cancel;
    private readonly ReadContext _context;
    private HashSet<string> _classes = new(StringComparer.OrdinalIgnoreCase);
    private EpochBuilder? _epochs;
    private string? _loggedName;

    public RunAssembly(string given, RunLayout layout, RunReadOptions options, ReadNotes notes, CancellationToken cancel)
    {
        (_given, _layout, _options, _notes, _cancel) = (given, layout, options, notes, cancel);
        _context = new ReadContext(NameOf(layout), new RunCell(), options, notes, cancel);
    }

    /// <summary>The runs, with everything that was read.</summary>
    public IEnumerable<Run> Runs()
    {
        List<ScoreSet> sets = _layout.Scores is { Format: ScoreFormat format } ? format.Read(_layout.Scores.Head, _context) : [];
        ReadEpochs(needed: sets.Count == 0);
        IReadOnlyList<SplitAssignment> assignments = Assignments();
        List<RecordedZeroDice> breakdown = Table(RunFileKind.ZeroDiceBreakdown, ZeroDiceTable.Read) ?? [];
        List<(string? Part, string? Class, ScoreSet? Scores)> parts = Parts(sets);
        _classes = new(parts.Select(part => part.Class).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < parts.Count; i++)
        {
            ScoreSet? scores = parts[i].Scores is { } set ? WithZeros(set, assignments, breakdown) : null;
            yield return Make(parts[i].Part, parts[i].Class, i, parts.Count, scores?.Scores ?? [], assignments, breakdown);
        }
    }

    private string NameOf(RunLayout layout)
    {
        string name = _options.Name ?? Path.GetFileName(LabLayout.Outer(_given, _given));
        if (layout.Part is null)
            return name;
        string folder = Path.GetFileName(layout.Folder);
        bool ownName =
            _options.Name is null
            && layout.Folder != _given
            && !GenericName().IsMatch(folder)
            && !layout.Part.Contains('_' + folder + '_');
        return ownName && layout.Part.EndsWith(folder, StringComparison.Ordinal) ? folder : $"{name}_{layout.Part}";
    }

    private void ReadEpochs(bool needed)
    {
        if (_layout.Epochs is not { Format: EpochFormat format })
            return;
        try
        {
            EpochLog log = format.Read(_layout.Epochs.Head, _context);
            _loggedName = log.RunName;
            _epochs = EpochBuilder.Of(log, _context);
        }
        catch (InputException exception) when (!needed && _options.Epochs is null)
        {
            _notes.Say($"{exception.Message} The epoch table is left out.");
            _layout.Epochs = null;
        }
    }

    private List<(string?, string?, ScoreSet?)> Parts(List<ScoreSet> sets)
    {
        if (sets.Count > 1)
        {
            _notes.Say(
                $"{_layout.Scores!.Head.Path} tells {sets.Count} apart: "
                    + $"{string.Join(", ", sets.Select(set => set.Part))}. Each is a run of its own; -Class chooses.",
                warn: false
            );
            return [.. sets.Select(set => (set.Part, set.Class, (ScoreSet?)set))];
        }
        if (
            sets.Count == 1
            || _epochs is null
            || _epochs.Classes.Count == 0
            || (_epochs.HasOverall && _options.Classes.Count == 0)
        )
            return [(null, null, sets.FirstOrDefault())];
        _notes.Say(
            $"{_layout.Epochs!.Head.Path} tells {_epochs.Classes.Count} classes apart: "
                + $"{string.Join(", ", _epochs.Classes)}. Each is a run of its own; -Class chooses.",
            warn: false
        );
        return [.. _epochs.Classes.Select(name => ((string?)name, (string?)name, (ScoreSet?)null))];
    }

    private Run Make(
        string? part,
        string? ofClass,
        int index,
        int count,
        IReadOnlyList<ImageScore> scores,
        IReadOnlyList<SplitAssignment> assignments,
        IReadOnlyList<RecordedZeroDice> breakdown
    )
    {
        string name = _options.Name is null && _layout.Part is null && _loggedName is not null ? _loggedName : _context.Name;
        if (part is not null)
            name = $"{name}_{part}";
        RunCell cell = count == 1 && name == _context.Name ? _context.Cell : new RunCell();
        if (cell != _context.Cell)
            scores = ScoreRows.Of(scores).WithRun(name, new Origin(cell));
        RecordedSummary? summary = Table(RunFileKind.Summary, path => SummaryFile.Read(path, ofClass, index, count, _notes));
        string? lesion = _options.Lesion ?? LesionOf(ofClass) ?? _layout.GuessLesion(name, _notes);
        IReadOnlyList<Epoch> epochs = Epochs(name, part, ofClass, count, cell);
        SayIfValidation(scores, assignments);
        var log = new RunLog
        {
            Scores = scores,
            Epochs = epochs,
            Splits = OfClass(
                Table(RunFileKind.SplitSummary, path => SplitTables.ReadSummary(path, name, cell)) ?? [],
                ofClass,
                index,
                count
            ),
            Assignments = assignments,
            ZeroDice = count == 1 ? breakdown : [],
            Summary = summary,
            Sources = _layout.Sources(),
        };
        Run run = RunFigures.Summarise(
            new Run
            {
                Name = name,
                Lesion = lesion,
                Class = ofClass,
                Path = _layout.Folder,
                Threshold = _options.Threshold ?? log.Summary?.Threshold ?? Thresholds(ofClass),
                MinimumArea = log.Summary?.MinimumArea,
                Log = log,
                Files = _layout.Images(lesion, _options, softIsOwn: ofClass is not null && _classes.Contains("SE")),
                Bands = _options.Bands,
                Reading = new()
                {
                    Format = Format(),
                    Notes = new([.. _notes.All]),
                    Settings = Settings(part),
                },
            },
            _cancel
        );
        cell.Run = run;
        return run;
    }

    private ReadSettings Settings(string? part) =>
        new()
        {
            Folder = _given,
            Part = part ?? _layout.Part,
            Options = _options with { Classes = [] },
        };

    private string Format()
    {
        string[] names =
        [
            .. new[] { _layout.Scores, _layout.Epochs }
                .OfType<FoundFile>()
                .Select(file => FormatRegistry.NameOf(file.Format, file.Head))
                .Distinct(),
        ];
        bool lab = names.All(name => name is "per-image table" or "epoch table");
        return lab ? "tables" : string.Join(", ", names);
    }

    private static string? LesionOf(string? ofClass) =>
        ofClass is null
            ? null
            : LesionFolders.Codes.FirstOrDefault(code => code.Equals(ofClass, StringComparison.OrdinalIgnoreCase)) ?? ofClass;

    private IReadOnlyList<Epoch> Epochs(string name, string? part, string? ofClass, int count, RunCell cell)
    {
        if (_epochs is null)
            return [];
        if (count == 1 || ofClass is not null)
            return _epochs.Epochs(name, ofClass, cell);
        _notes.Say($"{_layout.Epochs!.Head.Path} does not say whether it is of {part}: no run of several gets its epochs.");
        return [];
    }

    private double? Thresholds(string? ofClass) =>
        ofClass is not null && RunLayout.Existing(_layout.Output, "recommended_thresholds.json") is { } path
            ? Optional.Read(() => SummaryFile.ThresholdOf(path, ofClass), _notes)?.Item1
            : null;

    private static IReadOnlyList<SplitGroup> OfClass(List<SplitGroup> groups, string? ofClass, int index, int count)
    {
        string position = JsonRows.Text(index + 1);
        return ofClass is null || !groups.Exists(group => group.Class == JsonRows.Text(count))
            ? groups
            : [.. groups.Where(group => group.Class == position).Select(group => group with { Class = ofClass })];
    }

    /// <summary>A table that the run can do without; one that cannot be read is no source of the run.</summary>
    private T? Table<T>(RunFileKind kind, Func<string, T?> read)
        where T : class
    {
        if (!_layout.Tables.TryGetValue(kind, out string? path))
            return null;
        T? table = Optional.Read(() => read(path), _notes);
        if (table is null)
            _layout.Tables.Remove(kind);
        return table;
    }

    private IReadOnlyList<SplitAssignment> Assignments()
    {
        List<SplitAssignment> rows =
            Table(RunFileKind.SplitAssignments, path => SplitTables.ReadAssignments(path, _context)) ?? [];
        if (rows.Count == 0)
            foreach ((string split, string path) in _layout.SplitLists)
                rows.AddRange(Optional.Read(() => SplitTables.ReadList(path, split), _notes) ?? []);
        if (rows.Count > 0)
            return rows;
        return Optional.Read(() => NnUnetFolder.Assignments(_layout.Folder, out _), _notes) ?? [];
    }

    /// <summary>Ids that a spreadsheet took the leading zeros off, as the split table or the breakdown writes them.</summary>
    private ScoreSet WithZeros(ScoreSet set, IReadOnlyList<SplitAssignment> assignments, List<RecordedZeroDice> breakdown)
    {
        if (set.Scores.Count == 0 || assignments.Count == 0)
            return set;
        string[]? ids = ImageIds.WithZeros(
            [.. RowView.All(set.Scores, _cancel).Select(score => score.ImageId)],
            assignments.Select(row => row.ImageId)
        );
        if (ids is null)
            return set;
        _notes.Say(
            $"{_layout.Scores!.Head.Path}: {ids.Length} ids lost their leading zeros and are written as in the "
                + $"split table: {set.Scores[0].ImageId} is {ids[0]}.",
            warn: false
        );
        return set with { Scores = ScoreRows.Of(set.Scores).WithIds(ids) };
    }

    private void SayIfValidation(IReadOnlyList<ImageScore> scores, IReadOnlyList<SplitAssignment> assignments)
    {
        if (scores.Count == 0)
            return;
        HashSet<string> validation =
        [
            .. assignments.DistinctBy(row => row.ImageId).Where(row => row.Split == "val").Select(row => row.ImageId),
        ];
        if (validation.Count > 0 && RowView.All(scores, _cancel).All(score => validation.Contains(score.ImageId)))
            _notes.Say(
                $"{_layout.Scores!.Head.Path}: all {scores.Count} images belong to the validation split; these are no "
                    + $"scores of the test."
            );
        else if (_layout.ScoresAreErrorAnalysis)
            _notes.Say(
                $"{_layout.Scores!.Head.Path} is the error analysis, which the lab runs over the validation images: "
                    + $"there is no table of the test."
            );
    }

    [GeneratedRegex(
        @"^(fold|version|run|exp|train|checkpoint|model_fold|seed|trial)?[-_]?\d*$|^[0-9a-f]{16,}$|^\d[\d_-]+$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex GenericName();
}
