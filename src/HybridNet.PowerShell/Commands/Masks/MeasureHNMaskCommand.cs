using System.Management.Automation;
using HybridNet.Distances;
using HybridNet.Journals;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Protocols;
using HybridNet.Storage;

namespace HybridNet.PowerShell.Commands;

/// <summary>Measures predicted masks against references, one measurement for each image, in input order.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNMask", DefaultParameterSetName = ByPath)]
[OutputType(typeof(MaskMeasurement), typeof(ProtocolResult))]
public sealed class MeasureHNMaskCommand : MaskInputCommand
{
    /// <summary>What a protocol decides and the caller does not.</summary>
    private static readonly string[] s_decided =
    [
        nameof(Metric),
        nameof(PercentileMode),
        nameof(Connectivity),
        nameof(MatchMode),
        nameof(IouThreshold),
        nameof(Smoothing),
        nameof(Compare),
    ];

    private IReadOnlyList<Protocol> _protocols = [];
    private MeasurementJournal? _journal;
    private MeasurementOptions? _journalOptions;
    private ResumedMeasurements? _resumed;

    /// <summary>Protocols.</summary>
    [Parameter(
        HelpMessage = "Gives the figures of other tools under their names instead of ours: protocols by name (MONAI, MedPy, "
            + "nnUNet ...; wildcards allowed) or files that write one down."
    )]
    [ArgumentCompleter(typeof(ProtocolCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] As { get; set; } = [];

    /// <summary>Groups of metrics.</summary>
    [Parameter(
        HelpMessage = "Groups of metrics: Overlap, Score, Pearson, Distance, Lesion. Pearson is the part of Score that needs no "
            + "order of the pixels. When left out: Overlap, and Score where there are probability maps."
    )]
    public MetricSet[]? Metric { get; set; }

    /// <summary>Tolerance of the surface Dice.</summary>
    [Parameter(HelpMessage = "Tolerance of Nsd, in units of the spacing; 2 when left out, 1 with -As.")]
    [ValidateRange(0.0, double.MaxValue)]
    public double Tolerance { get; set; } = 2;

    /// <summary>How HD95 joins its directions.</summary>
    [Parameter(
        HelpMessage = "How Hd95 joins its two directions: MaxDirected (MONAI, MetricsReloaded; the default) or Pooled (MedPy, "
            + "panoptica)."
    )]
    public PercentileMode PercentileMode { get; set; }

    /// <summary>Distance of rows and columns.</summary>
    [Parameter(HelpMessage = "Distance of neighbouring rows and columns in physical units; 1, 1 when left out.")]
    [ValidateCount(2, 2)]
    [ValidateRange(double.Epsilon, double.MaxValue)]
    public double[] Spacing { get; set; } = [1, 1];

    /// <summary>Which neighbours make a lesion.</summary>
    [Parameter(HelpMessage = "Which neighbours make one lesion: 8 (the default) or 4.")]
    public Connectivity Connectivity { get; set; } = Connectivity.Eight;

    /// <summary>When a lesion counts as found.</summary>
    [Parameter(HelpMessage = "When a lesion counts as found: AnyOverlap (one pixel, the default) or Iou (see -IouThreshold).")]
    public MatchMode MatchMode { get; set; }

    /// <summary>Lowest IoU of a match.</summary>
    [Parameter(HelpMessage = "With -MatchMode Iou: the lowest intersection over union that counts; 0.5 when left out.")]
    [ValidateRange(0.0, 1.0)]
    [Idle(Without = nameof(MatchMode), Value = nameof(MatchMode.Iou))]
    public double IouThreshold { get; set; } = 0.5;

    /// <summary>Adds the lab's formulas.</summary>
    [Parameter(
        HelpMessage = "Lab adds the lab's logged formulas beside the exact ones: LabDice, LabIou, LabPrecision, LabRecall, "
            + "LabPearson."
    )]
    public Smoothing Smoothing { get; set; }

    /// <summary>Joins the recorded scores.</summary>
    [Parameter(
        HelpMessage = "Joins the recorded image score and reports the difference: RecordedDice, DiceDifference, "
            + "PearsonDifference."
    )]
    public SwitchParameter Compare { get; set; }

    /// <summary>A journal of finished images.</summary>
    [Parameter(
        HelpMessage = "File that keeps every finished image: when the command is killed, the same command goes on where it "
            + "stopped. Images whose files have changed are measured again, and said; under other options the file is refused."
    )]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (As.Length == 0)
            return;
        if (Resume is not null)
            Fail(
                new(
                    InputError.InvalidArgument,
                    "-Resume cannot be given with -As: a journal keeps measurements, not the figures of protocols.",
                    Resume,
                    "Leave out one of them."
                )
            );
        if (s_decided.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } decided)
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"-{decided} cannot be given with -As: the protocol decides it.",
                    decided,
                    "Copy the protocol's file from the module's folder protocols, change it there, and give its path."
                )
            );
        TryOrFail(() => _protocols = [.. ProtocolChoice.Of(As, NewPath).Where(protocol => protocol.Figures.Count > 0)]);
        if (_protocols.Count == 0)
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"{string.Join(", ", As)} has figures of probability maps only.",
                    As[0],
                    "Use Measure-HNThreshold -As for them."
                )
            );
    }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        if (_protocols.Count > 0)
        {
            ProcessProtocols(run, images);
            return;
        }
        var metrics = MetricSet.Overlap;
        foreach (MetricSet one in Metric ?? [])
            metrics |= one;
        if (Metric is null && HasMaps)
            metrics |= MetricSet.Score;
        if (!HasMaps && (metrics & (MetricSet.Score | MetricSet.Pearson)) != 0)
            WriteWarning(
                "Figures of probability maps were asked for, but no image has a map: they stay empty. Name the "
                    + "folder with -Probability, or with Import-HNRun -ProbabilityPath."
            );
        var options = new MeasurementOptions
        {
            Metrics = metrics,
            Distances = new()
            {
                Tolerance = Tolerance,
                PercentileMode = PercentileMode,
                RowSpacing = Spacing[0],
                ColumnSpacing = Spacing[1],
            },
            Connectivity = Connectivity,
            MatchMode = MatchMode,
            IouThreshold = IouThreshold,
            Smoothing = Smoothing,
            Compare = Compare,
        };
        // The measurements carry what they were made with, so that Save-HNRun needs nothing else.
        var batch = new MeasurementBatch
        {
            Options = options,
            Shard = Part.Index,
            ShardCount = Part.Count,
            ImageIds = AllImageIds,
            Files = Part.Count > 1 ? new() : null,
        };
        foreach (string id in UnpairedIds)
            batch.Fail(id);
        var origin = new Origin(run, batch);
        using var progress = new ProgressMeter(this, 1, "Measuring masks", images.Count);
        int done = 0;
        foreach (
            ImageOutcome<MaskMeasurement> outcome in Measure(
                images.Select(image => image with { Origin = origin.For(image) }),
                options,
                batch.Files
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            if (Succeeded(outcome, out MaskMeasurement measurement))
                WriteObject(measurement);
            else
                batch.Fail(outcome.Work.ImageId);
        }
        batch.Finish();
    }

    private IEnumerable<ImageOutcome<MaskMeasurement>> Measure(
        IEnumerable<ImageCase> images,
        MeasurementOptions options,
        MaskDigest? files
    )
    {
        if (Resume is null && files is not null)
            return new ResumedMeasurements(null).Measure(images, Adapters.Images, options, ThrottleLimit, CancelToken, files);
        if (Resume is null)
            return MaskMeasurements.Measure(images, Adapters.Images, options, ThrottleLimit, CancelToken);
        if (_journal is null || _journalOptions != options)
        {
            _journal?.Dispose();
            _journal = MeasurementJournal.Open(NewPath(Resume), options, CancelToken);
            (_journalOptions, _resumed) = (options, new(_journal));
            WriteVerbose($"{_journal.Path} holds {_journal.Count} finished images.");
            if (_journal.Damaged > 0)
                WriteWarning($"{_journal.Damaged} rows of {_journal.Path} are damaged: their images are measured again.");
        }
        return _resumed!.Measure(images, Adapters.Images, options, ThrottleLimit, CancelToken, files);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_resumed is null)
            return;
        WriteVerbose($"{_resumed.Known} images were taken from {_journal!.Path}.");
        if (_resumed.Changed.Count > 0)
            WriteWarning(
                $"{_resumed.Changed.Count} images are not what they were when {_journal.Path} was written; they were measured "
                    + $"again. The first is {_resumed.Changed[0]}."
            );
        if (_resumed.Unused > 0)
            WriteWarning(
                $"{_resumed.Unused} images of {_journal.Path} are not among those that were given now; they are in no row."
            );
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _journal?.Dispose();
        base.Dispose(disposing);
    }

    private void ProcessProtocols(Run? run, IReadOnlyList<ImageCase> images)
    {
        var settings = new ProtocolSettings
        {
            RowSpacing = Spacing[0],
            ColumnSpacing = Spacing[1],
            Tolerances = MyInvocation.BoundParameters.ContainsKey(nameof(Tolerance)) ? [Tolerance] : [1],
        };
        var origin = new Origin(run);
        foreach (
            (_, IReadOnlyList<ProtocolResult> results) in Results(
                ProtocolMeasurer.Measure(
                    _protocols,
                    images.Select(image => image with { Origin = origin.For(image) }),
                    Adapters.Images,
                    settings,
                    ThrottleLimit,
                    CancelToken
                ),
                "Measuring masks",
                images.Count
            )
        )
        foreach (ProtocolResult result in results)
            WriteObject(ProtocolOutput.Of(result, result.Values));
    }
}
