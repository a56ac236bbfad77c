using HybridNet.Metrics;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>Zero-Dice cases of a run from its tables alone: its own breakdown, else what the logged row says.</summary>
internal sealed class LoggedCase(Run run)
{
    private readonly Dictionary<string, RecordedZeroDice> _recorded = run
        .Log.ZeroDice.GroupBy(row => row.ImageId, StringComparer.Ordinal)
        .ToDictionary(rows => rows.Key, rows => rows.First(), StringComparer.Ordinal);

    /// <summary>The case of an image; null when its masks overlap or are both empty.</summary>
    public ZeroDiceCase? Of(RowView score)
    {
        if (!score.State.HasNoOverlap())
            return null;
        return Recorded(score) is { } recorded ? ZeroDiceCases.Of(recorded) : ZeroDiceCases.Of(score.State);
    }

    /// <summary>
    /// Pixels of the reference, and whether they were recovered from the smoothing instead of recorded; null where
    /// neither is possible. Recorded and recovered ones may be on different grids.
    /// </summary>
    public (long Pixels, bool Recovered)? GtPixels(RowView score) =>
        score.GtPixels is { } recorded ? (recorded, false)
        : Of(score) == ZeroDiceCase.B_GT_nonempty_PRED_empty && score.TotalPixels is { } total ? (total, true)
        : null;

    /// <summary>Whether nothing is marked on an image; null when the tables cannot tell, because a flat map reads like an empty
    /// reference.</summary>
    public bool? MarksNothing(RowView score)
    {
        if (score.State == MetricState.BothEmpty)
            return true;
        if (!score.State.HasNoOverlap())
            return false;
        if ((Recorded(score)?.GtPixels ?? score.GtPixels) is { } pixels)
            return pixels == 0;
        return score.State is MetricState.PredEmpty or MetricState.Disjoint ? false : null;
    }

    /// <summary>Most runs have no breakdown: then no id is looked up.</summary>
    private RecordedZeroDice? Recorded(RowView score) => _recorded.Count == 0 ? null : _recorded.GetValueOrDefault(score.ImageId);
}
