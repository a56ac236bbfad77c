using HybridNet.Metrics;
using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// What every logged row says about its two masks, decided by the strongest evidence in it: pixel counts, then nan of
/// precision and recall, then what smoothing makes of zeros, then the correlation; each at the precision in which it was
/// printed, and in the light of the whole table.
/// </summary>
/// <remarks>
/// The lab smooths: dice = (2I + e)/(P + T + e), precision = TP/(TP + FP + 1e-7). There, no overlap reads precision = recall
/// = 0 with dice = iou = e/(P + T + e), and two empty masks read 0, 0, 1, 1. Others smooth the ratios as well (two empty
/// masks read 1, 1, 1, 1, as two identical ones do), write nan for all undefined figures, or for every image without a
/// reference, or 0 for 0/0, or log the Dice alone. No tolerance around zero is used: it would lose the smallest lesions.
/// Where two readings fit, the state is Undetermined (nothing to see, or something), or CaseUnknown (no overlap, of a kind
/// that is not known); it is never the likelier one.
/// </remarks>
internal static class RowStates
{
    /// <summary>Ratio above which a smoothed 0/0 stands; e/(n + e) with n &gt;= 1 stays below for every e up to 0.5.</summary>
    private const double Half = 0.5;

    /// <summary>Decides state and total pixels of every row of one table.</summary>
    /// <param name="scores">The rows of one table; their state and their total are set.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>What the table shows of its smoothing.</returns>
    public static SmoothingEstimate Resolve(IReadOnlyList<ImageScore> scores, CancellationToken cancel = default)
    {
        IReadOnlyList<RowView> rows = RowView.All(scores, cancel);
        PrintedColumns columns = PrintedColumns.Of(rows);
        TableConventions table = TableConventions.Of(rows.Select(score => new RowEvidence(score, columns)));
        foreach (RowView score in rows)
            score.Decide(State(new RowEvidence(score, columns), table), null);
        SmoothingEstimate smoothing = SmoothingEstimate.Of(rows, columns.Dice, columns.Iou);
        foreach (RowView score in rows)
            score.Decide(score.State, Total(score, smoothing));
        return smoothing;
    }

    private static long? Total(RowView score, SmoothingEstimate smoothing) =>
        score.GtPixels + score.PredPixels
        ?? score.Tp * 2 + score.Fp + score.Fn
        ?? (score.State == MetricState.BothEmpty ? 0 : smoothing.Total(score));

    private static MetricState State(in RowEvidence row, TableConventions table)
    {
        bool? overlap = Overlaps(row, table);
        bool? nothingMarked = row.GtPixels is { } gt ? gt == 0 : MarksNothing(row, table, overlap),
            nothingPredicted = row.PredPixels is { } pred ? pred == 0 : PredictsNothing(row, table, overlap);
        if (nothingMarked == true && nothingPredicted == true)
            return MetricState.BothEmpty;
        if (nothingMarked == true || nothingPredicted == true)
            return OneEmpty(nothingMarked, nothingPredicted, row, overlap);
        if (overlap is not false)
            return overlap is true ? MetricState.Defined : MetricState.Undetermined;
        if (row.ReadsAsTrivial)
            return MetricState.BothEmpty;
        if (nothingMarked is not false)
            return MetricState.CaseUnknown;
        return nothingPredicted is false ? MetricState.Disjoint : MetricState.ZeroOverlap;
    }

    /// <summary>One mask is known to be empty; of the other something may be known.</summary>
    private static MetricState OneEmpty(bool? nothingMarked, bool? nothingPredicted, in RowEvidence row, bool? overlap)
    {
        if (nothingMarked == true && nothingPredicted == false)
            return MetricState.GtEmpty;
        if (nothingPredicted == true && nothingMarked == false)
            return MetricState.PredEmpty;
        // A mask with pixels beside an empty one scores a zero, smoothed or not; two empty ones a smoothed 1.
        if (row.ReadsAsOne)
            return MetricState.BothEmpty;
        if (row.ReadsAsSmoothedZero || (row.ReadsAsZero && overlap == false))
            return nothingMarked == true ? MetricState.GtEmpty : MetricState.PredEmpty;
        return MetricState.Undetermined;
    }

    /// <summary>Whether the masks share a pixel; null when that or two empty masks reads the same.</summary>
    private static bool? Overlaps(in RowEvidence row, TableConventions table)
    {
        if (row.Common is { } common)
            return common > 0;
        if (row is { GtPixels: 0 } or { PredPixels: 0 })
            return false;
        if (row.ReadsAsSmoothedZero || row.ReadsAsTrivial)
            return false;
        if (row.ReadsAsOne)
            return row.Correlates || row is { GtPixels: > 0 } ? true : null;
        // 0 beside a ratio above 0: that ratio is a 0/0 that was logged as 1.
        if (row.ReadsAsZero && row.SomethingHit)
            return false;
        if (row.SomethingHit)
            return true;
        if (double.IsNaN(row.Overlap) || (row.ReadsAsCoarseZero && !row.NothingHit))
            return null;
        if (row.Overlap > 0 && !row.NothingHit)
            return true;
        return ZeroIsFailure(row, table) ? false : null;
    }

    /// <summary>A plain zero is a failure, unless the table may write 0 for two empty masks too.</summary>
    private static bool ZeroIsFailure(in RowEvidence row, TableConventions table) =>
        row.Correlates
        || row is { GtPixels: > 0 } or { PredPixels: > 0 }
        || table.TrivialIsNotZero
        || (table.HasRatios && double.IsNaN(row.Precision) != double.IsNaN(row.Recall));

    private static bool? MarksNothing(in RowEvidence row, TableConventions table, bool? overlap)
    {
        if (overlap == true || row.Correlates)
            return false;
        if ((table.HasRatios && double.IsNaN(row.Recall)) || (table.HasOverlap && double.IsNaN(row.Overlap)))
            return true;
        return Empty(row, row.Recall, table.RecallNan, overlap);
    }

    private static bool? PredictsNothing(in RowEvidence row, TableConventions table, bool? overlap)
    {
        if (overlap == true)
            return false;
        if (table.HasOverlap && double.IsNaN(row.Overlap) && table.FalseAlarmsAreScored)
            return true;
        // Beside a recall, nan is 0/0; without one, a lab may write nan for every image without a reference.
        if (table.HasRatios && double.IsNaN(row.Precision))
            return table.RecallNan || !double.IsNaN(row.Recall) ? true : null;
        return Empty(row, row.Precision, table.PrecisionNan, overlap);
    }

    /// <summary>
    /// Whether the mask that a ratio is taken over is empty, in a row without overlap: a smoothed 0/0 is 1, a smoothed 0/n is
    /// above 0, and a plain 0 is no 0/0 in a table that writes nan for those.
    /// </summary>
    private static bool? Empty(in RowEvidence row, double ratio, bool nanForEmpty, bool? overlap)
    {
        if (overlap == false && !row.ReadsAsOne && ratio > 0)
            return ratio > Half;
        return nanForEmpty && ratio == 0 ? false : null;
    }
}
