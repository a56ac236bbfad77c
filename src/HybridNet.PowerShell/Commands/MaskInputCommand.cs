using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet that works on the masks of images: of whole runs, or of loose prediction files against folders of references.
/// </summary>
public abstract class MaskInputCommand : RunInputCommand
{
    /// <summary>Set name for loose files.</summary>
    protected const string ByFiles = "Files";

    private readonly List<string> _files = [];
    private readonly Dictionary<MaskWarning, List<string>> _notes = [];
    private (int Index, int Count)? _shard;

    /// <summary>Folders of reference masks.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Folders of reference masks; the reference of an image is the union over them."
    )]
    [ValidateNotNullOrEmpty]
    public string[] GroundTruth { get; set; } = [];

    /// <summary>Predicted masks.</summary>
    [Parameter(
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Predicted masks: folders or files, wildcards allowed; from the pipeline too."
    )]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prediction { get; set; }

    /// <summary>Folder of probability maps.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "Folder of probability maps.")]
    [ValidateNotNullOrEmpty]
    public string? Probability { get; set; }

    /// <summary>Folder of region masks.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Folder of field-of-view or region-of-interest masks; only pixels inside count."
    )]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Lesion code.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Lesion code whose suffix file names carry (0065_1_EX.png); any known one when left out."
    )]
    [ArgumentCompleter(typeof(LesionCompleter))]
    public string? Lesion { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no folder has a reference of an image: Error (missing, the default) or Empty (the data set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images worked on at a time; the number of processors when left out. Order and figures are the same for any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>A subset of the images.</summary>
    [Parameter(HelpMessage = "A stable subset by image id, as 3/16: the third of sixteen. All shards together are all images.")]
    [ValidatePattern(@"^\d+/\d+$")]
    [ArgumentCompleter(typeof(ShardCompleter))]
    public string? Shard { get; set; }

    /// <summary>Shard and number of shards; 1 of 1 for all images.</summary>
    private protected (int Index, int Count) Part => _shard ?? (1, 1);

    /// <summary>Ids of every image that is there, in all shards, in order; known when images are worked on.</summary>
    private protected IReadOnlyList<string> AllImageIds { get; private set; } = [];

    /// <summary>Ids of the images of this shard whose files could not be paired.</summary>
    private protected IReadOnlyList<string> UnpairedIds { get; private set; } = [];

    /// <summary>Some image, in whichever shard, has a probability map; known when images are worked on.</summary>
    private protected bool HasMaps { get; private set; }

    /// <summary>Works on images; their run is null for loose files.</summary>
    private protected abstract void ProcessImages(Run? run, IReadOnlyList<ImageCase> images);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Shard is null)
            return;
        int[] parts = [.. Shard.Split('/').Select(int.Parse)];
        if (parts[0] < 1 || parts[0] > parts[1])
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"-Shard {Shard}: the first number goes from 1 to the second.",
                    Shard,
                    "Write it as 3/16."
                )
            );
        _shard = (parts[0], parts[1]);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ByFiles)
            base.ProcessRecord();
        else if (Prediction is not null)
            _files.AddRange(ExistingPaths(Prediction, literal: MyInvocation.ExpectingInput).SelectMany(ImagesIn));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == ByFiles)
        {
            string? probability = ExistingFolder(Probability),
                region = ExistingFolder(Region);
            if (_files.Count == 0 && probability is not null)
                _files.AddRange(ImagesIn(probability));
            var files = new RunFiles
            {
                Output = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
                GroundTruth = [.. ExistingPaths(GroundTruth, literal: false)],
                Probabilities = probability,
                Regions = region,
            };
            TryItem(() => WarnOfMapsSavedTwice(files));
            TryItem(() => ProcessEntries(null, [.. ImageCases.Of(files, Lesion, _files, MissingGroundTruth, null)]));
        }
        foreach ((MaskWarning oddity, List<string> paths) in _notes)
            WriteWarning(
                oddity switch
                {
                    MaskWarning.Lossy => $"{paths.Count} masks are in a lossy format: their edges are not what was drawn.",
                    MaskWarning.WithoutBlack =>
                        $"{paths.Count} masks are drawn in two colours of a palette, none of them black: the darker one was taken for the ground.",
                    _ => $"{paths.Count} masks have more than two grey levels: every non-zero sample counts as foreground.",
                } + $" The first is {paths[0]}."
            );
    }

    private protected override void ProcessRun(Run run)
    {
        IReadOnlyList<ImageCases.Entry> entries = ImageCases.Of(run, MissingGroundTruth);
        int left =
            run.Images
            - run.Log.Scores.Select(score => score.ImageId)
                .Intersect(entries.Select(entry => entry.Work?.ImageId ?? entry.Fault!.Target!))
                .Count();
        if (left > 0)
            WriteWarning(
                $"Run {run.Name}: {left} of {run.Images} images of the per-image table have no prediction file and are not measured."
            );
        WarnOfMapsSavedTwice(run.Files);
        ProcessEntries(run, entries);
    }

    /// <summary>Hands an outcome on: its fault becomes an error, its oddities are counted for a warning at the end.</summary>
    private protected bool Succeeded<T>(ImageOutcome<T> outcome, out T result)
        where T : class
    {
        foreach (MaskNote note in outcome.Notes)
        {
            if (!_notes.TryGetValue(note.Oddity, out List<string>? paths))
                _notes[note.Oddity] = paths = [];
            paths.Add(note.Path);
        }
        if (outcome.Fault is not null)
            Report(Errors.From(outcome.Fault));
        result = outcome.Result!;
        return outcome.Result is not null;
    }

    private void ProcessEntries(Run? run, IReadOnlyList<ImageCases.Entry> entries)
    {
        foreach (ImageCases.Entry entry in entries)
            if (entry.Fault is not null)
                Report(Errors.From(entry.Fault));
        AllImageIds = [.. entries.Select(IdOf)];
        HasMaps = entries.Any(entry => entry.Work?.Probability is not null);
        UnpairedIds =
        [
            .. entries
                .Where(entry => entry.Work is null)
                .Select(IdOf)
                .Where(id => ImageCases.InShard(id, Part.Index, Part.Count)),
        ];
        List<ImageCase> images =
        [
            .. entries
                .Select(entry => entry.Work)
                .OfType<ImageCase>()
                .Where(work => _shard is not { } shard || ImageCases.InShard(work.ImageId, shard.Index, shard.Count)),
        ];
        WarnOfMixedSources(run, images);
        WriteVerbose($"{(run is null ? "Files" : run.Name)}: {images.Count} images, {ThrottleLimit} at a time.");
        ProcessImages(run, images);
    }

    /// <summary>Saved masks and maps cut at a threshold may come from two models: one table of both is said aloud.</summary>
    private void WarnOfMixedSources(Run? run, List<ImageCase> images)
    {
        ILookup<PredictionSource, ImageCase> sources = images.ToLookup(ImageMasks.SourceOf);
        ImageCase[] maps = [.. sources[PredictionSource.ThresholdedMap]];
        int masks = sources[PredictionSource.Mask].Count();
        if (maps.Length == 0 || masks == 0)
            return;
        WriteWarning(
            FormattableString.Invariant(
                $"{(run is null ? "" : $"Run {run.Name}: ")}{masks} predictions are saved masks, {maps.Length} are probability maps "
            )
                + FormattableString.Invariant(
                    $"cut at {maps[0].Threshold}: both are in one table, told apart by Source. The first of these is {maps[0].ImageId}."
                )
        );
    }

    private void WarnOfMapsSavedTwice(RunFiles files)
    {
        if (new RunImages(files, null).MapsSavedTwice is > 0 and var twice)
            WriteWarning(
                $"{twice} probability maps in {files.Probabilities} are there in several formats: the most exact is read, NPY before TIFF before PNG."
            );
    }

    private static string IdOf(ImageCases.Entry entry) => entry.Work?.ImageId ?? entry.Fault!.Target!;
}
