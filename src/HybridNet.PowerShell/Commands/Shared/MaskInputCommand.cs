using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet that works on the masks of images: of whole runs, or of loose prediction files against folders of references.
/// </summary>
public abstract class MaskInputCommand : PairingCommand
{
    /// <summary>Set name for pairings.</summary>
    protected const string ByPairing = "Pairing";

    private readonly List<ImageFiles> _paired = [];
    private readonly NoteCollector _notes = new();
    private (int Index, int Count)? _shard;

    /// <summary>Pairings.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByPairing,
        HelpMessage = "Images with the files that belong together, as Resolve-HNImage emits them."
    )]
    [GivenTransformation]
    [ValidateNotNull]
    public ImageFiles[] Pairing { get; set; } = [];

    /// <inheritdoc/>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read; wildcards are allowed."
    )]
    [PathTransformation(
        typeof(ImageFiles),
        Expected = "runs, as Import-HNRun emits them, run folders, and what Resolve-HNImage emits"
    )]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images worked on at a time; the number of processors when left out. Order and figures are the same for "
            + "any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>A subset of the images.</summary>
    [Parameter(HelpMessage = "A stable subset by image id, as 3/16: the third of sixteen. All shards together are all images.")]
    // [0-9], not \d: that is the digits of every script, and six of them always fit an Int32.
    [ValidatePattern("^[0-9]{1,6}/[0-9]{1,6}$")]
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
        base.BeginProcessing();
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
        if (ParameterSetName == ByPairing)
            _paired.AddRange(Pairing);
        else
            base.ProcessRecord();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (IGrouping<Run?, ImageFiles> images in _paired.GroupBy(image => image.Origin.Run))
            TryItem(() =>
                ProcessPaired(
                    images.Key,
                    WithCompanions(Resolved([.. images]), images.Key?.Files.Pairing ?? new PairingOptions(), images.Key?.Lesion)
                )
            );
        foreach (string sentence in _notes.Sentences())
            WriteWarning(sentence);
    }

    /// <summary>Pairings that were looked at already: what was left out then is not said again.</summary>
    private static PairingResult Resolved(IReadOnlyList<ImageFiles> images) =>
        new()
        {
            Images = [.. images.Where(image => image.State != PairingState.LeftOut)],
            Unpredicted = [],
            LeftOut = [],
            Warnings = [],
        };

    /// <summary>Hands an outcome on: its fault becomes an error, its oddities are counted for a warning at the end.</summary>
    private protected bool Succeeded<T>(ImageOutcome<T> outcome, out T result)
        where T : class
    {
        _notes.Add(outcome.Notes);
        if (outcome.Fault is not null)
            Report(Errors.From(outcome.Fault));
        result = outcome.Result!;
        return outcome.Result is not null;
    }

    /// <summary>
    /// What came of images that were worked on: a bar counts them, a fault is reported and the next image follows.
    /// </summary>
    /// <param name="outcomes">The images, as they get ready.</param>
    /// <param name="activity">What the bar says.</param>
    /// <param name="count">How many there are.</param>
    private protected IEnumerable<(ImageCase Work, T Result)> Results<T>(
        IEnumerable<ImageOutcome<T>> outcomes,
        string activity,
        int count
    )
        where T : class
    {
        using var progress = new ProgressMeter(this, 1, activity, count);
        int done = 0;
        foreach (ImageOutcome<T> outcome in outcomes)
        {
            progress.Report(++done, outcome.Work.ImageId);
            if (Succeeded(outcome, out T result))
                yield return (outcome.Work, result);
        }
    }

    private protected override void ProcessPaired(Run? run, PairingResult paired)
    {
        if (run is not null && paired.Unpredicted.Count is > 0 and var left)
            WriteWarning(
                $"Run {run.Name}: {left} of {run.Images} images of the per-image table have no prediction file and "
                    + $"are not measured."
            );
        foreach (string sentence in paired.Warnings)
            WriteWarning((run is null ? "" : $"Run {run.Name}: ") + sentence);
        if (paired.SideFault is not null)
            throw paired.SideFault;
        // A million images of two folders are a list that makes each when it is asked for: nothing here keeps them.
        AllImageIds = paired.Images is FolderPairs folders
            ? new Projection<ImageFiles, string>(folders, image => image.ImageId)
            : [.. paired.Images.Select(image => image.ImageId)];
        IReadOnlyList<ImageFiles> mine = _shard is { } shard
            ? [.. paired.Images.Where(image => ImageCases.InShard(image.ImageId, shard.Index, shard.Count))]
            : paired.Images;
        HasMaps = paired.Images is not FolderPairs && paired.Images.Any(image => image.Probability is not null);
        var rules = new List<RuleUse>();
        RuleUse? last = null;
        var unpaired = new List<string>();
        foreach (ImageFiles image in mine)
        {
            // The images of a set are mostly paired by one rule: the last one is looked at first.
            if (last?.Rule != image.Rule)
                last = rules.Find(other => other.Rule == image.Rule);
            if (last is null)
                rules.Add(last = new(image.Rule, image.ImageId));
            last.Count++;
            if (image.Fault is null)
                continue;
            Report(Errors.From(image.Fault));
            unpaired.Add(image.ImageId);
        }
        UnpairedIds = unpaired;
        var images = new Projection<ImageFiles, ImageCase>(
            unpaired.Count == 0 ? mine : [.. mine.Where(image => image.Fault is null)],
            Measurable
        );
        WarnOfMixedSources(run, images);
        WriteVerbose($"{(run is null ? "Files" : run.Name)}: {images.Count} images, {ThrottleLimit} at a time.");
        rules.Sort((a, b) => a.Rule.CompareTo(b.Rule));
        foreach (RuleUse use in rules)
            WriteVerbose($"{use.Count} images paired by {use.Rule}, {use.First} for one.");
        ProcessImages(run, images);
    }

    /// <summary>How many images a rule paired. It is a class: collections of classes are compiled before the program
    /// starts.</summary>
    private sealed class RuleUse(PairingRule rule, string first)
    {
        public PairingRule Rule => rule;

        public string First => first;

        public int Count { get; set; }
    }

    private static ImageCase Measurable(ImageFiles image)
    {
        ImageCase work = image.ToCase();
        return work with { Origin = work.Origin.For(work) };
    }

    /// <summary>Saved masks and maps cut at a threshold may come from two models: one table of both is said aloud.</summary>
    private void WarnOfMixedSources(Run? run, IReadOnlyList<ImageCase> images)
    {
        if (!HasMaps)
            return;
        ImageCase? firstMap = null;
        int maps = 0,
            masks = 0;
        foreach (ImageCase image in images)
        {
            PredictionSource source = ImageMasks.SourceOf(image);
            masks += source == PredictionSource.Mask ? 1 : 0;
            if (source != PredictionSource.ThresholdedMap)
                continue;
            maps++;
            firstMap ??= image;
        }
        if (firstMap is null || masks == 0)
            return;
        WriteWarning(
            InvariantText.Invariant(
                $"{(run is null ? "" : $"Run {run.Name}: ")}{masks} predictions are saved masks, {maps} are "
                    + $"probability maps "
            )
                + InvariantText.Invariant(
                    $"cut at {firstMap.Threshold}: both are in one table, told apart by Source. The first of these "
                        + $"is {firstMap.ImageId}."
                )
        );
    }
}
