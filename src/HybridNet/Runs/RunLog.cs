namespace HybridNet;

/// <summary>The tables of a run, as they were logged, in file order. A missing file is an empty list or null.</summary>
public sealed record RunLog
{
    private readonly SourceMap _sources = new(new Dictionary<RunFileKind, string>());

    /// <summary>Rows of the per-image table.</summary>
    public IReadOnlyList<ImageScore> Scores { get; init; } = [];

    /// <summary>Rows of the epoch table.</summary>
    public IReadOnlyList<Epoch> Epochs { get; init; } = [];

    /// <summary>Rows of the split summary, one for each split and class.</summary>
    public IReadOnlyList<SplitGroup> Splits { get; init; } = [];

    /// <summary>Which image is in which split.</summary>
    public IReadOnlyList<SplitAssignment> Assignments { get; init; } = [];

    /// <summary>Rows of the run's own zero-Dice breakdown.</summary>
    public IReadOnlyList<RecordedZeroDice> ZeroDice { get; init; } = [];

    /// <summary>The run's own summary, or null.</summary>
    public RecordedSummary? Summary { get; init; }

    /// <summary>The files that these tables were read from, by kind.</summary>
    public IReadOnlyDictionary<RunFileKind, string> Sources
    {
        get => _sources;
        init => _sources = new SourceMap(value);
    }

    /// <summary>How much was logged, in one line.</summary>
    public override string ToString() =>
        $"{Scores.Count} image scores, {Epochs.Count} epochs, {Splits.Count} split rows, {Assignments.Count} ids, "
        + $"{ZeroDice.Count} zero-Dice rows";
}

/// <summary>The kinds of table in a run folder.</summary>
public enum RunFileKind
{
    /// <summary>test_per_image_metrics.csv</summary>
    ImageScores,

    /// <summary>metrics_expanded.csv</summary>
    Epochs,

    /// <summary>metrics_logs/split_summary.csv</summary>
    SplitSummary,

    /// <summary>metrics_logs/image_split.csv</summary>
    SplitAssignments,

    /// <summary>test_summary.json</summary>
    Summary,

    /// <summary>metrics_YYYYMMDD_HHMMSS.json</summary>
    Snapshot,

    /// <summary>per_image_analysis/zero_dice_breakdown.csv</summary>
    ZeroDiceBreakdown,
}

/// <summary>The split that an image was put in.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Split">Name of the split: train, val, test.</param>
public sealed record SplitAssignment(string ImageId, string Split);

/// <summary>One row of the run's own zero-Dice breakdown, as recorded.</summary>
/// <param name="ImageId">Image id.</param>
/// <param name="Case">The recorded case.</param>
/// <param name="GtPixels">Recorded pixels of the reference mask.</param>
/// <param name="PredPixels">Recorded pixels of the prediction.</param>
public sealed record RecordedZeroDice(string ImageId, ZeroDiceCase Case, long GtPixels, long PredPixels);

/// <summary>The run's own summary of its test. A key that is missing is null.</summary>
/// <param name="Dice">Mean Dice as recorded.</param>
/// <param name="Iou">Mean IoU as recorded.</param>
/// <param name="Precision">Mean precision as recorded.</param>
/// <param name="Recall">Mean recall as recorded.</param>
/// <param name="Pearson">Mean Pearson correlation as recorded.</param>
/// <param name="Threshold">Probability threshold.</param>
/// <param name="MinimumArea">Smallest region kept, pixels.</param>
public sealed record RecordedSummary(
    double? Dice,
    double? Iou,
    double? Precision,
    double? Recall,
    double? Pearson,
    double? Threshold,
    int? MinimumArea
);
