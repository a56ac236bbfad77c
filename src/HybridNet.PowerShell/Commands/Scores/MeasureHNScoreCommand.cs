using System.Management.Automation;
using HybridNet.Comparisons;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Runs.Columns;
using HybridNet.Statistics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Summarises numeric properties by run, with the means under each empty policy.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNScore", DefaultParameterSetName = ByObject)]
[OutputType(typeof(ScoreSummary))]
public sealed class MeasureHNScoreCommand : HNCommand
{
    private const string ByObject = "Object";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    private bool _measured;
    private readonly Dictionary<(string Run, string Group, string Property), List<(double, MetricState?)>> _values = [];
    private ScoreGrouping? _grouping;

    /// <summary>Runs, or objects with the property.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByObject,
        HelpMessage = "Runs, whose image scores are summarised, or any objects that have the property; those with a Run are "
            + "grouped by it."
    )]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Run folders; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read; wildcards are allowed."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Run folders, taken word for word.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, HelpMessage = "Run folders to read, taken word for word.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Properties.</summary>
    [Parameter(HelpMessage = "Numeric properties to summarise; Dice when left out.")]
    [ArgumentCompleter(typeof(PipedPropertyCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [nameof(ImageScore.Dice)];

    /// <summary>What the images are grouped by.</summary>
    [Parameter(
        HelpMessage = "Groups the images of a run: by a property of theirs (State, Band), by Size (pixels of both masks "
            + "together, recovered from the smoothing where nothing is recorded), or by a regular expression whose "
            + "first group is a part of the image id ('_(\\d)$')."
    )]
    [ArgumentCompleter(typeof(GroupingCompleter))]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "With -By Size: pixels at which the strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(By), Value = "Size")]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    /// <summary>Bootstrap resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples for the intervals of the means; 10,000 when left out, 0 for none.")]
    [ValidateRange(0, 1_000_000)]
    public int Resamples { get; set; } = Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same intervals.")]
    public ulong Seed { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (By is { } by)
            TryOrFail(() => _grouping = new ScoreGrouping(by, SizeLimit));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByObject)
        {
            foreach (PSObject item in InputObject)
                if (RunObject.IsRun(item))
                    TryItem(() => TakeRun(RunObject.Of(item, CancelToken)));
                else if (FolderOf(item) is { } path)
                    TakeFolders([path], literal: item.BaseObject is not string);
                else
                    TryItem(() => Take(item));
            return;
        }
        bool literally = ParameterSetName == ByLiteralPath;
        TakeFolders(literally ? LiteralPath : Path, literally);
    }

    /// <summary>Text and folders are runs to read, unless it is their own properties that were asked for.</summary>
    private string? FolderOf(PSObject item) =>
        Property.Any(name => item.Properties[name] is not null)
            ? null
            : item.BaseObject switch
            {
                string text => text,
                DirectoryInfo folder => folder.FullName,
                _ => null,
            };

    private void TakeFolders(string[] paths, bool literal)
    {
        foreach (string folder in RunFolders(paths, literal))
            TryItem(() =>
            {
                foreach (Run run in Adapters.Runs.ReadAll(folder, new(), CancelToken))
                {
                    WriteNotes(run);
                    TakeRun(run);
                }
            });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TryOrFail(() => _grouping?.RequireGroups());
        IEnumerable<KeyValuePair<(string Run, string Group, string Property), List<(double, MetricState?)>>> rows = _values;
        if (_grouping is not null)
            rows = _values
                .GroupBy(pair => pair.Key.Run)
                .SelectMany(run =>
                    run.OrderBy(pair => pair.Key.Property, StringComparer.Ordinal).ThenBy(pair => pair.Key.Group, _grouping)
                );
        foreach (((string run, string group, string property), List<(double, MetricState?)> values) in rows)
        {
            if (CancelToken.IsCancellationRequested)
                return;
            if (!TryItem(() => ScoreSummary.Of(run, property, values, Resamples, Seed, CancelToken), out ScoreSummary summary))
                continue;
            if (summary.Note is { } note)
                WriteWarning($"{string.Join(", ", new[] { run, group, property }.Where(part => part.Length > 0))}: {note}.");
            if (_grouping is null && summary.Count == 0)
                WriteWarning(
                    $"{(run.Length > 0 ? run + ", " : "")}{property}: none of {values.Count} images has a value."
                        + (_measured ? " Measure-HNMask leaves out what its -Metric does not name." : "")
                );
            int open = values.Count(value => value.Item2 == MetricState.Undetermined);
            if (open > 0 && summary.MeansByPolicy.Count == 0)
                WriteVerbose($"{run}, {property}: {open} of {values.Count} images are Undetermined; they are in the figures.");
            WriteObject(_grouping is null ? summary : Row(summary with { By = By, Group = group }));
        }
    }

    /// <summary>A group is a row of a table, by the name that its view has; a whole run is a list.</summary>
    private static PSObject Row(ScoreSummary summary)
    {
        var row = new PSObject(summary);
        row.TypeNames.Insert(0, "HybridNet.ScoreSummary#Group");
        return row;
    }

    private void TakeRun(Run run)
    {
        if (run.Log.Scores.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no image scores: looked for test_per_image_metrics.csv in {run.Files.Output}.",
                run.Name,
                "Put the file there, or leave this run out."
            );
        if (_grouping is null && TakeColumns(run))
            return;
        int taken = 0;
        foreach (ImageScore score in run.Log.Scores)
        {
            if ((++taken & 0xFF) == 0)
                CancelToken.ThrowIfCancellationRequested();
            Take(PSObject.AsPSObject(score));
        }
    }

    /// <summary>The five scores are read from their columns: no object is made for each of a million rows.</summary>
    private bool TakeColumns(Run run)
    {
        string[] names =
        [
            .. Property
                .Select(name =>
                    ComparedMetric.Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
                )
                .OfType<string>(),
        ];
        if (names.Length < Property.Length)
            return false;
        foreach (string name in names)
        {
            List<(double, MetricState?)> list = ListOf(run.Log.Scores[0].Run, "", name);
            list.EnsureCapacity(list.Count + run.Images);
            foreach (RowView row in RowView.All(run.Log.Scores, CancelToken))
                list.Add((ComparedMetric.Logged(row, name), row.State));
        }
        return true;
    }

    private List<(double, MetricState?)> ListOf(string run, string group, string property)
    {
        if (!_values.TryGetValue((run, group, property), out List<(double, MetricState?)>? list))
            _values[(run, group, property)] = list = [];
        return list;
    }

    private void Take(PSObject item)
    {
        _measured |= item.BaseObject is MaskMeasurement;
        string run = item.Properties["Run"]?.Value?.ToString() ?? "";
        string group = _grouping?.GroupOf(item) ?? "";
        MetricState? state = ObjectValue.NameOf<MetricState>(item, "State");
        foreach (string name in Property)
        {
            double value = ObjectValue.Number(item, name);
            string shown = item.Properties[name].Name;
            ListOf(run, group, shown).Add((value, state));
        }
    }
}
