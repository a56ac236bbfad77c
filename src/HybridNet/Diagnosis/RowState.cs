namespace HybridNet.Diagnosis;

/// <summary>
/// What one logged row says about its two masks.
/// </summary>
/// <remarks>
/// The lab smooths: dice = (2I + e)/(P + T + e), precision = TP/(TP + FP + 1e-7), recall likewise. So a row with no
/// overlap reads precision = recall = 0 with dice = iou = e/(P + T + e), and a row with two empty masks reads
/// precision = recall = 0 with dice = iou = 1. No tolerance around zero is used: it would lose the smallest lesions.
/// </remarks>
public static class RowState
{
    /// <summary>Dice above which a row without overlap can only come from two empty masks: e/(P+T+e) with P+T &gt;= 1 stays below for every e up to 0.5.</summary>
    private const double Half = 0.5;

    /// <summary>Classifies a row. Recorded pixel counts decide when they are there.</summary>
    /// <param name="dice">Logged Dice, or NaN.</param>
    /// <param name="iou">Logged IoU, or NaN.</param>
    /// <param name="precision">Logged precision, or NaN.</param>
    /// <param name="recall">Logged recall, or NaN.</param>
    /// <param name="pearson">Logged Pearson correlation, or NaN; exactly 0 where the log found a flat mask or map.</param>
    /// <param name="gtPixels">Recorded pixels of the reference, or null.</param>
    /// <param name="predPixels">Recorded pixels of the prediction, or null.</param>
    /// <returns>
    /// Without counts: BothEmpty, GtEmpty (no overlap and Pearson exactly 0), ZeroOverlap (no overlap otherwise) or
    /// Defined. With counts also PredEmpty and Disjoint.
    /// </returns>
    public static MetricState Classify(
        double dice,
        double iou,
        double precision,
        double recall,
        double pearson,
        long? gtPixels,
        long? predPixels
    )
    {
        bool overlap = HasOverlap(dice, iou, precision, recall);
        if (gtPixels is { } gt && predPixels is { } pred)
            return (gt, pred) switch
            {
                (0, 0) => MetricState.BothEmpty,
                (0, _) => MetricState.GtEmpty,
                (_, 0) => MetricState.PredEmpty,
                _ => overlap ? MetricState.Defined : MetricState.Disjoint,
            };
        if (overlap)
            return MetricState.Defined;
        if (double.IsNaN(dice) || dice > Half)
            return MetricState.BothEmpty;
        return pearson == 0 ? MetricState.GtEmpty : MetricState.ZeroOverlap;
    }

    /// <summary>
    /// True when the two masks share a pixel: precision and recall are above 0 then, and only then. Where both columns
    /// are missing, a Dice other than 1 decides by whether it equals the IoU, which only no overlap and identity do.
    /// </summary>
    private static bool HasOverlap(double dice, double iou, double precision, double recall)
    {
        if (precision > 0 || recall > 0)
            return true;
        if (precision == 0 || recall == 0)
            return false;
        if (double.IsNaN(dice) || dice == 0)
            return false;
        return dice >= 1 || double.IsNaN(iou) || dice != iou;
    }
}
