namespace HybridNet.Metrics;

/// <summary>The zero-Dice case behind pixel counts, a state or a recorded row: the one place that knows.</summary>
internal static class ZeroDiceCases
{
    /// <summary>State of an image by its pixel counts.</summary>
    /// <param name="gt">Pixels of the reference, 0 or more.</param>
    /// <param name="pred">Pixels of the prediction, 0 or more.</param>
    /// <param name="overlap">Pixels in both; at most the smaller of the two.</param>
    public static MetricState State(long gt, long pred, long overlap) =>
        (gt, pred, overlap) switch
        {
            (0, 0, _) => MetricState.BothEmpty,
            (0, _, _) => MetricState.GtEmpty,
            (_, 0, _) => MetricState.PredEmpty,
            (_, _, 0) => MetricState.Disjoint,
            _ => MetricState.Defined,
        };

    /// <summary>The case that a state stands for; null when the masks overlap, are both empty, or nothing tells.</summary>
    /// <param name="state">A state.</param>
    public static ZeroDiceCase? Of(MetricState state) =>
        state switch
        {
            MetricState.GtEmpty => ZeroDiceCase.A_GT_empty_PRED_nonempty,
            MetricState.PredEmpty => ZeroDiceCase.B_GT_nonempty_PRED_empty,
            MetricState.Disjoint => ZeroDiceCase.C_disjoint,
            MetricState.ZeroOverlap or MetricState.CaseUnknown => ZeroDiceCase.Undetermined,
            _ => null,
        };

    /// <summary>The case by pixel counts; null when the masks overlap or are both empty.</summary>
    /// <param name="gt">Pixels of the reference.</param>
    /// <param name="pred">Pixels of the prediction.</param>
    /// <param name="overlap">Pixels in both; 0 where only the totals were counted.</param>
    public static ZeroDiceCase? Of(long gt, long pred, long overlap = 0) => Of(State(gt, pred, overlap));

    /// <summary>The case of a row of a breakdown: its pixel counts decide over its name.</summary>
    /// <param name="row">The row.</param>
    public static ZeroDiceCase Of(RecordedZeroDice row) => Of(row.GtPixels, row.PredPixels) ?? row.Case;

    /// <summary>The case of a logged row: the run's own breakdown, else what the row says; null when it has overlap or none is
    /// known.</summary>
    /// <param name="score">The logged row, or null.</param>
    /// <param name="recorded">The image's row in the breakdown, or null.</param>
    public static ZeroDiceCase? Of(ImageScore? score, RecordedZeroDice? recorded) =>
        recorded is not null ? Of(recorded)
        : score is null ? null
        : Of(score.State);
}
