using HybridNet.Diagnosis.Logged;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>
/// Every image of a run without any overlap, not only those that the run's own breakdown lists, and what each case
/// rests on: the masks, else the recorded row, else the log.
/// </summary>
internal sealed class ZeroDiceAnalysis
{
    private readonly Run _run;
    private readonly IImageFiles _reader;
    private readonly MissingGroundTruth _missing;
    private readonly Dictionary<string, RecordedZeroDice> _recorded;
    private readonly SmoothingEstimate _smoothing;
    private readonly List<(long Counted, long Recovered)> _totals = [];
    private (int Width, int Height)? _size;

    private ZeroDiceAnalysis(Run run, IImageFiles reader, MissingGroundTruth missing)
    {
        (_run, _reader, _missing) = (run, reader, missing);
        _recorded = run.Log.ZeroDice.ToDictionary(row => row.ImageId, StringComparer.Ordinal);
        _smoothing = SmoothingEstimate.Of(run.Log.Scores);
    }

    /// <summary>The rows: first those of the per-image table in its order, then recorded ones that it does not have.</summary>
    public IReadOnlyList<ZeroDice> Rows { get; private set; } = [];

    /// <summary>Rows whose sources disagree, and images that could not be read; the rows are there all the same.</summary>
    public IReadOnlyList<InputException> Faults { get; private set; } = [];

    /// <summary>What the log shows of its smoothing.</summary>
    public SmoothingEstimate Smoothing => _smoothing;

    /// <summary>The smoothing term of the log, or null when it is not known.</summary>
    public double? Epsilon => _smoothing.Term;

    /// <summary>Images whose case nothing decides.</summary>
    public int Undetermined => Rows.Count(row => row.Case == ZeroDiceCase.Undetermined);

    /// <summary>Rows that read like two empty masks and like others, and have no masks that would tell.</summary>
    public int Open { get; private set; }

    /// <summary>The grid that the run was scored on, where masks give the size of theirs; else null.</summary>
    public ScoredGrid? Grid { get; private set; }

    /// <summary>Zero-overlap rows that the run's own breakdown does not list; 0 when the run has no breakdown.</summary>
    public int Unlisted => _recorded.Count == 0 ? 0 : Rows.Count(row => !row.Listed);

    /// <summary>Smallest P + T among the listed rows, or null: below it the breakdown sees nothing.</summary>
    public long? SmallestListed => Rows.Where(row => row.Listed).Min(row => row.TotalPixels);

    /// <summary>Largest P + T among the rows that are not listed, or null.</summary>
    public long? LargestUnlisted => Rows.Where(row => !row.Listed).Max(row => row.TotalPixels);

    /// <summary>Analyses a run.</summary>
    /// <param name="run">The run; it must have a per-image table or a breakdown.</param>
    /// <param name="reader">Decodes masks, where there are any.</param>
    /// <param name="missing">What a reference file that is in none of the folders means.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The run has neither table.</exception>
    public static ZeroDiceAnalysis Of(Run run, IImageFiles reader, MissingGroundTruth missing, CancellationToken cancel)
    {
        if (run.Log.Scores.Count == 0 && run.Log.ZeroDice.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no test_per_image_metrics.csv and no "
                    + $"per_image_analysis/zero_dice_breakdown.csv in {run.Files.Output}.",
                run.Name,
                "The zero-Dice cases come from these tables; add one of them."
            );
        var analysis = new ZeroDiceAnalysis(run, reader, missing);
        analysis.Work(cancel);
        return analysis;
    }

    /// <summary>The recorded rows alone, as recorded.</summary>
    /// <param name="run">The run; it must have a breakdown.</param>
    /// <exception cref="InputException">The run has no breakdown.</exception>
    public static IReadOnlyList<ZeroDice> Recorded(Run run)
    {
        if (!run.Log.Sources.ContainsKey(RunFileKind.ZeroDiceBreakdown))
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no per_image_analysis/zero_dice_breakdown.csv in {run.Files.Output}.",
                run.Name,
                "Leave -Recorded out to get the cases from the masks and the per-image table."
            );
        Dictionary<string, ImageScore> scores = run.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        var origin = new Origin(run);
        return
        [
            .. run.Log.ZeroDice.Select(row => new ZeroDice
            {
                Run = run.Name,
                ImageId = row.ImageId,
                Case = row.Case,
                GtPixels = row.GtPixels,
                PredPixels = row.PredPixels,
                TotalPixels = row.GtPixels + row.PredPixels,
                Pearson = scores.GetValueOrDefault(row.ImageId)?.Pearson ?? double.NaN,
                Evidence = ZeroDiceEvidence.Breakdown,
                Listed = true,
                Origin = origin,
            }),
        ];
    }

    private static bool IsZeroOverlap(ImageScore score) => score.State.HasNoOverlap();

    private void Work(CancellationToken cancel)
    {
        var images = new RunImages(_run);
        var rows = new List<ZeroDice>();
        var faults = new List<InputException>();
        // A row that may be of two empty masks or of none that meet is looked at too: masks tell which.
        IEnumerable<ImageScore> zeros = _run.Log.Scores.Where(score =>
            IsZeroOverlap(score) || score.State == MetricState.Undetermined
        );
        var known = _run.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        IEnumerable<(string Id, ImageScore? Score)> all = zeros
            .Select(score => (score.ImageId, (ImageScore?)score))
            .Concat(
                _run.Log.ZeroDice.Where(row =>
                        !known.TryGetValue(row.ImageId, out ImageScore? score)
                        || !IsZeroOverlap(score) && score.State != MetricState.Undetermined
                    )
                    .Select(row => (row.ImageId, known.GetValueOrDefault(row.ImageId)))
            );
        foreach ((string id, ImageScore? score) in all)
        {
            cancel.ThrowIfCancellationRequested();
            MaskMeasurement? counts = null;
            try
            {
                counts = Measured(images, id, cancel);
            }
            catch (InputException exception)
            {
                faults.Add(exception);
            }
            RecordedZeroDice? recorded = _recorded.GetValueOrDefault(id);
            if (score?.State == MetricState.Undetermined && recorded is null && counts?.Case is null)
            {
                Open += counts is null ? 1 : 0;
                continue;
            }
            faults.AddRange(ZeroDiceContradictions.Of(_run, id, score, recorded, counts));
            rows.Add(Row(id, score, recorded, counts));
        }
        Grid = _size is { } size ? ScoredGrid.Find(_totals, size.Width, size.Height) : null;
        Rows = [.. rows.Select(row => row with { ImageFraction = Fraction(row, Grid) })];
        Faults = faults;
    }

    private ZeroDice Row(string id, ImageScore? score, RecordedZeroDice? recorded, MaskMeasurement? counts)
    {
        bool byMasks = counts?.Case is not null;
        long? gt = byMasks ? counts!.GtPixels : recorded?.GtPixels ?? score?.GtPixels;
        long? pred = byMasks ? counts!.PredPixels : recorded?.PredPixels ?? score?.PredPixels;
        long? recovered = score is null ? null : _smoothing.Total(score);
        if (counts is not null)
            _size ??= (counts.Width, counts.Height);
        if (gt + pred is { } counted && recovered is { } total)
            _totals.Add((counted, total));
        return new ZeroDice
        {
            Run = _run.Name,
            ImageId = id,
            Case = byMasks ? counts!.Case!.Value : ZeroDiceCases.Of(score, recorded) ?? ZeroDiceCase.Undetermined,
            GtPixels = gt,
            PredPixels = pred,
            TotalPixels = recovered ?? gt + pred,
            ImageFraction = byMasks
                ? (double)(counts!.GtPixels + counts.PredPixels) / ((long)counts.Width * counts.Height)
                : double.NaN,
            Pearson = score?.Pearson ?? double.NaN,
            Evidence =
                byMasks ? ZeroDiceEvidence.Masks
                : recorded is not null ? ZeroDiceEvidence.Breakdown
                : ZeroDiceEvidence.Inferred,
            Listed = recorded is not null,
            Origin = new Origin(_run),
        };
    }

    /// <summary>Measures an image; null when prediction or reference is missing.</summary>
    private MaskMeasurement? Measured(RunImages images, string id, CancellationToken cancel)
    {
        bool mayBeMissing = _missing == MissingGroundTruth.Empty && images.Files.GroundTruth.Count > 0;
        if (images.GroundTruth(id).Count == 0 && !mayBeMissing)
            return null;
        ImageCase work = ImageCases.Of(_run, images, id, _missing);
        if (ImageMasks.SourceOf(work) == PredictionSource.None)
            return null;
        using ImageMasks masks = ImageMasks.Read(_reader, work, withMap: false, cancel);
        return MaskMeasurer.Measure(work, masks, new MeasurementOptions(), cancel);
    }

    /// <summary>From the masks where they were read; else the recovered total on the scoring grid, or the counts on the mask
    /// grid.</summary>
    private double Fraction(ZeroDice row, ScoredGrid? grid)
    {
        if (row.Evidence == ZeroDiceEvidence.Masks)
            return row.ImageFraction;
        if (row.GtPixels + row.PredPixels is { } counted && _size is { } size)
            return (double)counted / ((long)size.Width * size.Height);
        return row.TotalPixels is { } total && Epsilon is not null && grid is not null ? (double)total / grid.Area : double.NaN;
    }
}
