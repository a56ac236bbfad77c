using System.Management.Automation;
using HybridNet.Journals;
using HybridNet.Ports;
using HybridNet.PowerShell.Values;
using HybridNet.Storage;

namespace HybridNet.PowerShell.Commands;

/// <summary>Saves runs, measurements and findings, or puts the parts of several machines together.</summary>
[Cmdlet(VerbsData.Save, "HNRun", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(SavedRun))]
public sealed class SaveHNRunCommand : StoreCommand
{
    private const string ByObject = "Object";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByMerge = "Merge";

    private readonly List<Run> _runs = [];
    private readonly Dictionary<(string Name, string Content), Run> _runsOfParts = [];
    private readonly Dictionary<MeasurementBatch, (Run Run, List<MaskMeasurement> Rows)> _measurements = [];
    private readonly Dictionary<string, List<Finding>> _findings = [];
    private readonly ReturnedMeasurements _returned = new();

    /// <summary>Runs, measurements, findings, or run folders.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByObject,
        HelpMessage = "Runs (Import-HNRun), measurements (Measure-HNMask), findings (Test-HNRun), or run folders."
    )]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Run folders; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read and save; wildcards are allowed."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Run folders, taken word for word.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByLiteralPath,
        HelpMessage = "Run folders to read and save, taken word for word."
    )]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Parts to put together.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByMerge,
        HelpMessage = "Stores or Parquet files with the parts that Measure-HNMask -Shard made; wildcards are allowed. They are "
            + "put together, checked for missing and double shards, and saved."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Merge { get; set; } = [];

    /// <summary>A Parquet file instead of the store.</summary>
    [Parameter(
        ParameterSetName = ByObject,
        HelpMessage = "Writes image scores or measurements to this Parquet file instead of the store, one flat row each."
    )]
    [Alias("AsParquet")]
    [ValidateNotNullOrEmpty]
    public string? ParquetPath { get; set; }

    /// <summary>Writes over an existing Parquet file.</summary>
    [Parameter(HelpMessage = "With -ParquetPath: writes over an existing file.")]
    [Idle(Without = nameof(ParquetPath))]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case ByObject:
                foreach (PSObject item in InputObject)
                    TryItem(() => Take(item));
                break;
            case ByMerge:
                TryItem(MergeParts);
                break;
            default:
                bool literal = ParameterSetName == ByLiteralPath;
                foreach (string folder in RunFolders(literal ? LiteralPath : Path, literal))
                    TryItem(() => SaveRun(Read(folder)), folder);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParquetPath is not null)
        {
            TryItem(Export);
            return;
        }
        foreach ((MeasurementBatch batch, (Run run, List<MaskMeasurement> rows)) in _measurements)
            TryItem(() => SaveSet(batch.With(run, rows), SaveStatus.Added), run.Name);
        foreach ((string run, List<Finding> findings) in _findings)
            TryItem(() =>
            {
                if (ShouldProcess(run, $"Save {findings.Count} findings"))
                    WriteObject(Writer().Save(run, findings, CancelToken));
            });
    }

    private Run Read(string folder) => Adapters.Runs.Read(folder, new RunReadOptions(), CancelToken);

    private void Take(PSObject item)
    {
        if (RunObject.IsRun(item))
            SaveRun(RunObject.Of(item, CancelToken));
        else if (_returned.Of(item, CancelToken) is { } measurement)
            Take(measurement);
        else
            Take(item.BaseObject);
    }

    private void Take(object item)
    {
        switch (item)
        {
            case Run run:
                SaveRun(run);
                break;
            case MaskMeasurement { Origin.Batch: { } batch, Origin.Run: { } run } measurement:
                if (!_measurements.TryGetValue(batch, out (Run Run, List<MaskMeasurement> Rows) set))
                    _measurements[batch] = set = (run, []);
                set.Rows.Add(measurement);
                break;
            case MaskMeasurement measurement:
                throw new InputException(
                    InputError.InvalidArgument,
                    $"The measurement of image {measurement.ImageId} belongs to no run.",
                    measurement.ImageId,
                    "Measure a run: Import-HNRun | Measure-HNMask | Save-HNRun."
                );
            case Finding finding:
                if (!_findings.TryGetValue(finding.Run, out List<Finding>? findings))
                    _findings[finding.Run] = findings = [];
                findings.Add(finding);
                break;
            case string or FileSystemInfo:
                foreach (
                    string folder in ExistingPaths(
                        [item is FileSystemInfo file ? file.FullName : (string)item],
                        item is FileSystemInfo
                    )
                )
                    SaveRun(Read(folder));
                break;
            default:
                throw new InputException(
                    InputError.InvalidArgument,
                    $"An object of type {item.GetType().Name} cannot be saved.",
                    item.ToString(),
                    "Save runs, measurements, findings, or run folders."
                );
        }
    }

    private void SaveRun(Run run)
    {
        if (ParquetPath is not null)
            _runs.Add(run);
        else if (ShouldProcess(run.Name, $"Save to {StorePath}"))
            Emit(Writer().Save(run, CancelToken));
    }

    private void SaveSet(MeasurementSet set, SaveStatus status)
    {
        if (!set.Complete)
            WriteWarning($"Run {set}: not every image was measured; the part is saved as unfinished.");
        if (!ShouldProcess(set.ToString(), $"Save {set.Measurements.Count} measurements to {StorePath}"))
            return;
        SavedRun saved = Writer().Save(set, CancelToken);
        Emit(saved.Status == SaveStatus.Added ? saved with { Status = status } : saved);
    }

    private void Emit(SavedRun saved)
    {
        WriteVerbose(
            saved.Status == SaveStatus.Unchanged
                ? $"{saved.Name}: the same content is in {saved.Store} already; nothing was changed."
                : $"{saved.Name}: {saved.Status} in {saved.Store}, revision {saved.Revision}."
        );
        WriteObject(saved);
    }

    private void MergeParts()
    {
        var parts = new List<MeasurementSet>();
        foreach (string path in ExistingPaths(Merge, literal: false))
            parts.AddRange(Parts(path));
        MeasurementSet[] shards = [.. parts.Where(part => part.ShardCount > 1)];
        if (shards.Length == 0)
            throw new InputException(
                InputError.ShardMismatch,
                "None of the files holds a part of a run.",
                Merge[0],
                "Give what Measure-HNMask -Shard was saved to."
            );
        foreach (
            IGrouping<object, MeasurementSet> work in shards.GroupBy(part =>
                (object)(part.Run.Name, part.ShardCount, part.Options, part.Version)
            )
        )
            TryItem(() => SaveMerged([.. work]));
    }

    private void SaveMerged(MeasurementSet[] parts)
    {
        MeasurementSet whole = ShardMerge.Merge(parts);
        if (ShardFiles.Check(parts, Environment.ProcessorCount, CancelToken) is { } unseen)
            WriteWarning($"Run {whole}: whether masks were replaced between the shards was not checked, for {unseen}.");
        SaveSet(whole, SaveStatus.Merged);
    }

    private List<MeasurementSet> Parts(string path)
    {
        if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            return [Adapters.Tables.ReadMeasurements(path, RunOf)];
        using IRunStore store = Adapters.Stores.OpenToRead(path, CancelToken);
        return [.. store.Load(store.List()).SelectMany(store.Measurements)];
    }

    /// <summary>The run that a Parquet part belongs to, by its content.</summary>
    private Run RunOf(string name, string content)
    {
        // A thousand parts of one run ask for it a thousand times.
        if (!_runsOfParts.TryGetValue((name, content), out Run? run))
            _runsOfParts[(name, content)] = run = StoredRunOf(name, content);
        return run;
    }

    private Run StoredRunOf(string name, string content)
    {
        IRunStore? store = Reader();
        Run? run = store
            ?.Load([.. store.List().Where(item => item.Name == name)])
            .LastOrDefault(item => ContentHash.Of(item) == content);
        return run
            ?? throw new InputException(
                InputError.RunNotFound,
                $"The store {StorePath} does not hold the run {name} that the part was measured from.",
                name,
                "Save the run first: Save-HNRun FOLDER."
            );
    }

    private void Export()
    {
        string path = NewPath(ParquetPath!);
        AtomicFile.RequireFree(path, Force);
        MeasurementSet[] sets = [.. _measurements.Select(pair => pair.Key.With(pair.Value.Run, pair.Value.Rows))];
        if (_findings.Count > 0 || sets.Length > 1 || (sets.Length == 1) == (_runs.Count > 0))
            throw new InputException(
                InputError.InvalidArgument,
                "A Parquet file takes the image scores of runs, or the measurements of one run.",
                path,
                "Write one file for each."
            );
        if (!ShouldProcess(path, "Write a Parquet file"))
            return;
        if (sets is [{ } set])
            Adapters.Tables.WriteMeasurements(path, set, CancelToken);
        else
            Adapters.Tables.WriteScores(path, _runs, CancelToken);
        WriteObject(
            new SavedRun
            {
                Name = sets.Length == 1 ? sets[0].ToString() : string.Join(", ", _runs.Select(run => run.Name)),
                Part = sets.Length == 1 ? SavedPart.Measurements : SavedPart.Run,
                Status = SaveStatus.Exported,
                Count = sets.Length == 1 ? sets[0].Measurements.Count : _runs.Sum(run => run.Images),
                Store = path,
            }
        );
    }
}
