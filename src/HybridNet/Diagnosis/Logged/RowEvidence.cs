using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Logged;

/// <summary>One logged row as evidence: its figures, each with the range of values that are printed like it.</summary>
internal readonly struct RowEvidence
{
    /// <summary>A Dice below this needs more than 200,000 pixels around a single common one: nothing overlaps.</summary>
    private const double Negligible = 1e-5;

    /// <summary>Printed so coarsely, a zero may as well be a small overlap.</summary>
    private const double Coarse = 1e-3;

    /// <summary>A correlation of 0 that was printed more coarsely than this may be any small one.</summary>
    private const double FineCorrelation = 1e-4;

    /// <summary>Times the rounding by which the figures of an overlap would differ, for their equality to be no
    /// rounding.</summary>
    private const double Beyond = 2;

    private readonly double _diceHalf,
        _iouHalf,
        _precisionHalf,
        _recallHalf,
        _pearsonHalf;

    public RowEvidence(RowView score, PrintedColumns columns)
    {
        (Dice, Iou, Precision, Recall, Pearson) = (score.Dice, score.Iou, score.Precision, score.Recall, score.Pearson);
        GtPixels = score.GtPixels ?? score.Tp + score.Fn ?? Stand(score.MarksNothing);
        PredPixels = score.PredPixels ?? score.Tp + score.Fp ?? Stand(score.PredictsNothing);
        Common = score.Tp;
        PrintedScores printed = score.Printed;
        _diceHalf = columns.Dice.LikelyHalfWidth(Dice, printed.Dice);
        _iouHalf = columns.Iou.LikelyHalfWidth(Iou, printed.Iou);
        _precisionHalf = columns.Precision.LikelyHalfWidth(Precision, printed.Precision);
        _recallHalf = columns.Recall.LikelyHalfWidth(Recall, printed.Recall);
        _pearsonHalf = columns.Pearson.LikelyHalfWidth(Pearson, printed.Pearson);
    }

    public double Dice { get; }

    public double Iou { get; }

    public double Precision { get; }

    public double Recall { get; }

    public double Pearson { get; }

    public long? GtPixels { get; }

    public long? PredPixels { get; }

    /// <summary>Recorded pixels in both masks.</summary>
    public long? Common { get; }

    /// <summary>Dice, or the IoU of a table without one.</summary>
    public double Overlap => double.IsNaN(Dice) ? Iou : Dice;

    /// <summary>A number of pixels that stands for none or some.</summary>
    private static long? Stand(bool? empty)
    {
        if (empty is not { } none)
            return null;
        return none ? 0 : 1;
    }

    private double OverlapHalf => double.IsNaN(Dice) ? _iouHalf : _diceHalf;

    /// <summary>Exactly 1, or as good as that: identical masks, or two empty ones under smoothing.</summary>
    public bool ReadsAsOne => Overlap >= 1 - Math.Max(OverlapHalf, 1e-9);

    /// <summary>A score above 1/2 where nothing was hit, or 1 with the correlation of a flat mask: both masks are
    /// empty.</summary>
    public bool ReadsAsTrivial => (Overlap > 0.5 && Precision == 0 && Recall == 0) || (ReadsAsOne && Pearson == 0);

    /// <summary>
    /// Above 0 and below every overlap, or Dice and IoU equal, which they never are where masks overlap, or above what
    /// precision and recall leave where they are 0.
    /// </summary>
    public bool ReadsAsSmoothedZero =>
        Overlap is > 0 and < 0.9
        && (Overlap < Negligible || EqualScores || (NothingHit && Overlap > Beyond * (_precisionHalf + _recallHalf)));

    /// <summary>A zero that was printed finely enough to mean it.</summary>
    public bool ReadsAsZero => Overlap == 0 && OverlapHalf < Coarse;

    /// <summary>0, but printed so coarsely that a small overlap reads the same.</summary>
    public bool ReadsAsCoarseZero => Overlap == 0 && OverlapHalf >= Coarse;

    /// <summary>Precision and recall are 0.</summary>
    public bool NothingHit => Precision == 0 && Recall == 0 && _precisionHalf < Coarse && _recallHalf < Coarse;

    /// <summary>Precision or recall is a figure above 0.</summary>
    public bool SomethingHit => Precision > 0 || Recall > 0;

    /// <summary>The correlation is not 0: neither the reference nor the map is flat.</summary>
    public bool Correlates => !double.IsNaN(Pearson) && Pearson != 0;

    /// <summary>The correlation is 0, printed to four decimals or more: the reference is empty, or the map is flat.</summary>
    public bool CorrelatesNot => Pearson == 0 && _pearsonHalf < FineCorrelation;

    /// <summary>Equal to within rounding, where the Dice and IoU of an overlap, D and D/(2 - D), would be further
    /// apart.</summary>
    private bool EqualScores =>
        Dice > 0
        && Iou > 0
        && Math.Abs(Dice - Iou) <= _diceHalf + _iouHalf
        && Dice * (1 - Dice) / (2 - Dice) > Beyond * (_diceHalf + _iouHalf);
}

/// <summary>How the five score columns of a table were printed.</summary>
internal sealed record PrintedColumns(
    PrintedColumn Dice,
    PrintedColumn Iou,
    PrintedColumn Precision,
    PrintedColumn Recall,
    PrintedColumn Pearson
)
{
    public static PrintedColumns Of(IReadOnlyList<ImageScore> scores) => Of(RowView.All(scores));

    public static PrintedColumns Of(IReadOnlyList<RowView> scores) =>
        new(
            PrintedColumn.Of(scores.Select(score => (score.Dice, score.Printed.Dice))),
            PrintedColumn.Of(scores.Select(score => (score.Iou, score.Printed.Iou))),
            PrintedColumn.Of(scores.Select(score => (score.Precision, score.Printed.Precision))),
            PrintedColumn.Of(scores.Select(score => (score.Recall, score.Printed.Recall))),
            PrintedColumn.Of(scores.Select(score => (score.Pearson, score.Printed.Pearson)))
        );
}
