using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>A run under audit, with what several rules need, worked out once.</summary>
internal sealed class AuditContext
{
    private readonly Lazy<ZeroDiceAnalysis?> _zeroDice;
    private readonly Lazy<IReadOnlyList<ImageOutcome<MaskMeasurement>>?> _masks;

    public AuditContext(Run run, IReadOnlyList<Run> others, IImageFiles reader, AuditOptions options, CancellationToken cancel)
    {
        (Run, Others, Reader, Options, Cancel) = (run, others, reader, options, cancel);
        _zeroDice = new(() =>
            run.Log.Scores.Count == 0 ? null : ZeroDiceAnalysis.Of(run, reader, options.MissingGroundTruth, cancel)
        );
        _masks = new(Measure);
    }

    public Run Run { get; }

    /// <summary>Runs that are audited together with this one.</summary>
    public IReadOnlyList<Run> Others { get; }

    public IImageFiles Reader { get; }

    public AuditOptions Options { get; }

    public CancellationToken Cancel { get; }

    public IReadOnlyList<ImageScore> Scores => Run.Log.Scores;

    public IReadOnlyList<Epoch> Epochs => Run.Log.Epochs;

    /// <summary>Zero-Dice cases, or null without a per-image table.</summary>
    public ZeroDiceAnalysis? ZeroDice => _zeroDice.Value;

    /// <summary>Every image that has masks, measured; null without masks.</summary>
    public IReadOnlyList<ImageOutcome<MaskMeasurement>>? Masks => _masks.Value;

    /// <summary>Files of images that could not be paired.</summary>
    public IReadOnlyList<InputException> Unpaired { get; private set; } = [];

    public string? SubjectOf(string imageId) => IdPattern.Key(Options.SubjectPattern, imageId);

    public string? GroupOf(string imageId) => IdPattern.Key(Options.GroupPattern, imageId);

    private List<ImageOutcome<MaskMeasurement>>? Measure()
    {
        if ((Run.Files.Predictions ?? Run.Files.Probabilities) is null || Run.Files.GroundTruth.Count == 0)
            return null;
        PairingResult paired = ImageCases.Pair(Run, Options.MissingGroundTruth);
        // A side that fits no image is what there is to say; its images cannot be measured.
        IReadOnlyList<ImageCases.Entry> entries = paired.SideFault is null ? ImageCases.Entries(paired) : [];
        Unpaired = [.. entries.Select(entry => entry.Fault).Prepend(paired.SideFault).OfType<InputException>()];
        return
        [
            .. MaskMeasurements.Measure(
                entries.Select(entry => entry.Work).OfType<ImageCase>(),
                Reader,
                new MeasurementOptions { Metrics = MetricSet.Overlap | MetricSet.Lesion },
                Options.Workers,
                Cancel
            ),
        ];
    }
}
