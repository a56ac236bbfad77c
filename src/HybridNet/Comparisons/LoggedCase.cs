namespace HybridNet.Comparisons;

/// <summary>Zero-Dice cases of a run from its tables alone: its own breakdown, else what the logged row says.</summary>
internal sealed class LoggedCase(Run run)
{
    private readonly Dictionary<string, RecordedZeroDice> _recorded =
        run.Log.ZeroDice.GroupBy(row => row.ImageId, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => rows.First(), StringComparer.Ordinal);

    /// <summary>The case of an image; null when its masks overlap or are both empty.</summary>
    public ZeroDiceCase? Of(ImageScore score)
    {
        if (!score.State.HasNoOverlap()) return null;
        if (_recorded.TryGetValue(score.ImageId, out RecordedZeroDice? row)) return row.Case;
        return score.State switch
        {
            MetricState.GtEmpty => ZeroDiceCase.A_GT_empty_PRED_nonempty,
            MetricState.PredEmpty => ZeroDiceCase.B_GT_nonempty_PRED_empty,
            MetricState.Disjoint => ZeroDiceCase.C_disjoint,
            _ => ZeroDiceCase.Undetermined,
        };
    }

    /// <summary>Pixels of the reference on the scored grid, where the tables tell; else null.</summary>
    public long? GtPixels(ImageScore score) => score.GtPixels ?? (Of(score) == ZeroDiceCase.B_GT_nonempty_PRED_empty ? score.TotalPixels : null);
}
