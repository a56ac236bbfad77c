using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Journals;

/// <summary>
/// Measures images that a journal does not have yet, and takes the others from it; one outcome each, in order. What the files
/// of the images are is known on the way, with a journal or without one.
/// </summary>
internal sealed class ResumedMeasurements(MeasurementJournal? journal)
{
    private readonly ImageFingerprint _fingerprint = new();
    private readonly List<string> _changed = [];

    /// <summary>Images that were taken from the journal.</summary>
    public int Known { get; private set; }

    /// <summary>Images whose files are others than when they were measured; they were measured again.</summary>
    public IReadOnlyList<string> Changed => _changed;

    /// <summary>Rows of the journal that no image asked for.</summary>
    public int Unused => Math.Max(0, _before - Known - _changed.Count);

    private readonly int _before = journal?.Count ?? 0;

    /// <summary>One outcome for each image; it is in the journal before it is handed out.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">What is measured; those of the journal.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="files">Gets the fingerprint of every image that was measured; null when nobody asks.</param>
    /// <exception cref="InputException">The journal cannot be written.</exception>
    public IEnumerable<ImageOutcome<MaskMeasurement>> Measure(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        MeasurementOptions options,
        int workers,
        CancellationToken cancel,
        MaskDigest? files = null
    )
    {
        bool withMap = (options.Metrics & (MetricSet.Score | MetricSet.Pearson)) != 0;
        foreach (
            (ImageCase image, Step? step, InputException? fault) in OrderedParallel.Run(
                images,
                workers,
                (item, stop) => Take(item, reader, options, withMap, stop),
                cancel
            )
        )
        {
            if (step is null)
            {
                yield return new(image, null, fault, []);
                continue;
            }
            if (step.Changed)
                _changed.Add(image.ImageId);
            files?.Add(image, step.Fingerprint);
            if (step.Line is { } line)
                journal!.Append(image, line);
            else if (step.FromJournal)
                Known++;
            yield return step.Outcome;
        }
    }

    private Step Take(ImageCase image, IImageFiles reader, MeasurementOptions options, bool withMap, CancellationToken cancel)
    {
        // Before the files are decoded: one that changes in between has another fingerprint the next time.
        string? fingerprint = _fingerprint.Of(image, cancel);
        bool changed = false;
        if (fingerprint is not null && journal?.Find(image, fingerprint, out changed) is { } row)
            return new(new(image, Again(row.Measurement, image), null, row.Notes), fingerprint, null, false, true);
        using ImageMasks masks = ImageMasks.Read(reader, image, withMap, cancel);
        MaskMeasurement measured = MaskMeasurer.Measure(image, masks, options, cancel);
        byte[]? line =
            fingerprint is null || journal is null
                ? null
                : MeasurementJournal.Line(new(image.Class, fingerprint, measured, masks.Notes));
        return new(new(image, measured, null, masks.Notes), fingerprint ?? "unreadable", line, changed, false);
    }

    /// <summary>The measurement as it would be made now: it belongs to this run and this batch.</summary>
    private static MaskMeasurement Again(MaskMeasurement kept, ImageCase image) =>
        kept with
        {
            Origin = image.Origin,
            OwnClass = image.Class,
        };

    private sealed record Step(
        ImageOutcome<MaskMeasurement> Outcome,
        string Fingerprint,
        byte[]? Line,
        bool Changed,
        bool FromJournal
    );
}
