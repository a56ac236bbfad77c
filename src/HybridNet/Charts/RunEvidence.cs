using HybridNet.Diagnosis;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Charts;

/// <summary>What charts and reports know about a run beyond its tables; everything is worked out once, when first asked
/// for.</summary>
/// <param name="run">The run.</param>
/// <param name="reader">Decodes masks and maps.</param>
/// <param name="options">Missing references, and images at a time.</param>
/// <param name="done">Told the number of images after each, and of how many.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class RunEvidence(
    Run run,
    IImageFiles reader,
    EvidenceOptions options,
    Action<int, int> done,
    CancellationToken cancel
)
{
    private readonly List<MaskMeasurement> _measurements = [];
    private readonly List<Lesion> _lesions = [];
    private readonly List<InputException> _faults = [];
    private readonly List<MaskNote> _notes = [];
    private ZeroDiceAnalysis? _zeroDice;
    private ThresholdSweep? _sweep;
    private bool _looked;

    /// <summary>The run.</summary>
    public Run Run => run;

    /// <summary>Images without overlap; null when the run has neither a per-image table nor a breakdown.</summary>
    public ZeroDiceAnalysis? ZeroDice =>
        run.Log.Scores.Count == 0 && run.Log.ZeroDice.Count == 0
            ? null
            : _zeroDice ??= ZeroDiceAnalysis.Of(run, reader, options.MissingGroundTruth, cancel);

    /// <summary>True when the run has masks or maps, and references to judge them by.</summary>
    public bool HasMasks => (run.Files.Predictions ?? run.Files.Probabilities) is not null && run.Files.GroundTruth.Count > 0;

    /// <summary>True when the run has probability maps, and references to judge them by.</summary>
    public bool HasMaps => run.Files.Probabilities is not null && run.Files.GroundTruth.Count > 0;

    /// <summary>A measurement of every image whose masks could be read.</summary>
    public IReadOnlyList<MaskMeasurement> Measurements => Seen(_measurements);

    /// <summary>The lesions of these images, both sides.</summary>
    public IReadOnlyList<Lesion> Lesions => Seen(_lesions);

    /// <summary>Images that could not be read or paired, as far as images were looked at.</summary>
    public IReadOnlyList<InputException> Faults => _faults;

    /// <summary>Oddities of mask files, as far as images were looked at.</summary>
    public IReadOnlyList<MaskNote> Notes => _notes;

    /// <summary>The sums over all probability maps; null when there are none.</summary>
    public ThresholdSweep? Sweep
    {
        get
        {
            if (HasMaps)
                Read();
            return _sweep;
        }
    }

    private IReadOnlyList<T> Seen<T>(List<T> list)
    {
        Read();
        return list;
    }

    /// <summary>Reads every image once, for everything that is drawn from masks and maps.</summary>
    private void Read()
    {
        if (_looked || !HasMasks)
            return;
        _looked = true;
        PairingResult paired = ImageCases.Pair(run, options.MissingGroundTruth);
        IReadOnlyList<ImageCases.Entry> entries = paired.SideFault is null ? ImageCases.Entries(paired) : [];
        _faults.AddRange(entries.Select(entry => entry.Fault).Prepend(paired.SideFault).OfType<InputException>());
        ImageCase[] images = [.. entries.Select(entry => entry.Work).OfType<ImageCase>()];
        var measuring = new MeasurementOptions { Metrics = MetricSet.Overlap | MetricSet.Lesion };
        int count = 0;
        foreach (
            ImageOutcome<ImageFacts> outcome in MaskMeasurements.Each(
                images,
                reader,
                HasMaps,
                options.Workers,
                (work, masks, stop) => Read(work, masks, measuring, stop),
                cancel
            )
        )
        {
            done(++count, images.Length);
            _notes.AddRange(outcome.Notes);
            if (outcome.Fault is { } exception)
                _faults.Add(exception);
            if (outcome.Result is not { } facts)
                continue;
            _measurements.Add(facts.Measurement);
            _lesions.AddRange(facts.Lesions);
            if (facts.Histogram is { } histogram)
                AddMap(outcome.Work, histogram);
        }
    }

    private void AddMap(ImageCase work, ProbabilityHistogram histogram)
    {
        _sweep ??= new ThresholdSweep(histogram.Levels, null);
        if (_sweep.Levels == histogram.Levels)
            _sweep.Add(histogram);
        else
            _faults.Add(
                new(
                    InputError.SizeMismatch,
                    $"The map of {work.ImageId} has {histogram.Levels} levels, the ones before it {_sweep.Levels}.",
                    work.ImageId,
                    "Save all maps of a run with one depth."
                )
            );
    }

    private static ImageFacts Read(ImageCase work, ImageMasks masks, MeasurementOptions measuring, CancellationToken stop)
    {
        LesionMatching matching = LesionMatching.Of(masks.GtInside, masks.PredInside);
        return new(
            MaskMeasurer.Measure(work, masks, measuring, stop),
            [.. Lesion.Of(work.Run, work.ImageId, matching, SizeStrata.Default, work.Origin)],
            masks.Map is { } map
                ? ProbabilityHistogram.Of(map, masks.Gt, masks.Region, quantise: true, ThresholdSweep.Exact(null))
                : null
        );
    }

    private sealed record ImageFacts(MaskMeasurement Measurement, IReadOnlyList<Lesion> Lesions, ProbabilityHistogram? Histogram);
}

/// <summary>How a run's images are looked at.</summary>
/// <param name="MissingGroundTruth">What a missing reference file means.</param>
/// <param name="Workers">Images at a time.</param>
internal sealed record EvidenceOptions(MissingGroundTruth MissingGroundTruth, int Workers);
