namespace HybridNet;

/// <summary>One recorded row of the per-image table.</summary>
/// <remarks>
/// The values are the log's own, smoothing included: a trivial image reads Dice 1, precision 0, recall 0, and a
/// zero overlap reads 1e-6/(P+T). <see cref="State"/> says what stands behind such a value. NaN where the table
/// has no such column or the log wrote nan.
/// </remarks>
public record ImageScore : IImageRecord, IFromRun
{
    private readonly FlatMap<string>? _other;

    /// <summary>Stands for null in a field: a log may have a million rows, and a nullable number is twice as long.</summary>
    private const long NotKnown = -1;

    private long _gtPixels = NotKnown,
        _predPixels = NotKnown,
        _totalPixels = NotKnown;
    private MetricState _state;

    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Position when the table is sorted by Dice from the lowest, from 1; equal values keep file order.</summary>
    public int Rank { get; internal set; }

    /// <summary>Recorded Dice, 0 to 1.</summary>
    public double Dice { get; init; } = double.NaN;

    /// <summary>Recorded intersection over union, 0 to 1.</summary>
    public double Iou { get; init; } = double.NaN;

    /// <summary>Recorded precision, 0 to 1; the lab writes 0 where it is undefined.</summary>
    public double Precision { get; init; } = double.NaN;

    /// <summary>Recorded recall, 0 to 1; the lab writes 0 where it is undefined.</summary>
    public double Recall { get; init; } = double.NaN;

    /// <summary>Recorded Pearson correlation of map and reference, -1 to 1; the lab writes 0 where it is undefined.</summary>
    public double Pearson { get; init; } = double.NaN;

    /// <summary>Recorded pixels of the reference mask, or null when the table has no gt_area column.</summary>
    public long? GtPixels
    {
        get => Known(_gtPixels);
        init => _gtPixels = value ?? NotKnown;
    }

    /// <summary>Recorded pixels of the prediction, or null when the table has no pred_area column.</summary>
    public long? PredPixels
    {
        get => Known(_predPixels);
        init => _predPixels = value ?? NotKnown;
    }

    /// <summary>Class of the lesion in a run that has several; null where there is one kind only.</summary>
    public string? Class { get; init; }

    /// <summary>Recorded pixels that are marked and predicted, or null when the table has no counts.</summary>
    public long? Tp => Counts?.Tp;

    /// <summary>Recorded pixels that are predicted only, or null when the table has no counts.</summary>
    public long? Fp => Counts?.Fp;

    /// <summary>Recorded pixels that are marked only, or null when the table has no counts.</summary>
    public long? Fn => Counts?.Fn;

    /// <summary>
    /// Pixels of both masks together on the grid that was scored: recorded, or recovered from the smoothing of a row
    /// without overlap (1e-6/dice - 1e-6), or 0 for a trivial image; null where nothing tells, or where the digits that were
    /// printed leave several totals.
    /// </summary>
    public long? TotalPixels
    {
        get => Known(_totalPixels);
        internal set => _totalPixels = value ?? NotKnown;
    }

    /// <summary>Color band of the Dice value.</summary>
    public ScoreBand Band { get; init; }

    /// <summary>What the row says about its masks.</summary>
    public MetricState State
    {
        get => _state;
        init => _state = value;
    }

    /// <summary>Columns that this module has no name for, as text, or null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Other
    {
        get => _other;
        init => _other = FlatMap<string>.Of(value);
    }

    /// <summary>Exact counts of pixels that the evaluator wrote, or null.</summary>
    internal RecordedCounts? Counts { get; init; }

    /// <summary>The reference is known to be empty or not, though its pixels are not counted.</summary>
    internal bool? MarksNothing { get; init; }

    /// <summary>The prediction is known to be empty or not, though its pixels are not counted.</summary>
    internal bool? PredictsNothing { get; init; }

    /// <summary>How the scores were printed; every place unknown for scores that did not come as text.</summary>
    internal PrintedScores Printed { get; init; }

    /// <summary>The run that the row came with.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image id: a score reads as its image in a list.</summary>
    public sealed override string ToString() => ImageId;

    /// <summary>Sets what the whole table says about this row.</summary>
    internal void Decide(MetricState state, long? totalPixels) => (_state, _totalPixels) = (state, totalPixels ?? NotKnown);

    private static long? Known(long pixels) => pixels == NotKnown ? null : pixels;
}

/// <summary>Why a metric has the value it has.</summary>
public enum MetricState
{
    /// <summary>Both masks have pixels and share some.</summary>
    Defined,

    /// <summary>Nothing marked, nothing predicted: a trivial image.</summary>
    BothEmpty,

    /// <summary>Nothing marked, something predicted (case A).</summary>
    GtEmpty,

    /// <summary>Something marked, nothing predicted (case B).</summary>
    PredEmpty,

    /// <summary>Both masks have pixels and share none (case C).</summary>
    Disjoint,

    /// <summary>Something is marked and nothing of it found; the log alone cannot tell whether it is case B or C.</summary>
    ZeroOverlap,

    /// <summary>No overlap, and the log alone cannot tell the case: nothing may be marked (A), or the map may be flat
    /// (B).</summary>
    CaseUnknown,

    /// <summary>The log alone cannot tell: two empty masks, a failure or a perfect hit read the same in it.</summary>
    Undetermined,
}

/// <summary>Questions to a state.</summary>
internal static class MetricStates
{
    /// <summary>True when something is marked or predicted and no pixel is both: cases A, B and C.</summary>
    /// <param name="state">A state.</param>
    public static bool HasNoOverlap(this MetricState state) =>
        state
            is MetricState.GtEmpty
                or MetricState.PredEmpty
                or MetricState.Disjoint
                or MetricState.ZeroOverlap
                or MetricState.CaseUnknown;
}

/// <summary>Color of a per-image Dice value, as in the lab's report: red &lt; 0.4 &lt;= yellow &lt; 0.5 &lt;= green.</summary>
public enum ScoreBand
{
    /// <summary>Below the lower limit.</summary>
    Red,

    /// <summary>Between the limits.</summary>
    Yellow,

    /// <summary>At or above the upper limit.</summary>
    Green,

    /// <summary>No value.</summary>
    None,
}
