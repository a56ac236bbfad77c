using HybridNet.Runs.Columns;

namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// The split's own count of lesion-positive test images decides between an empty reference and a flat map, where it leaves
/// one answer for all images in question.
/// </summary>
/// <remarks>
/// A correlation of 0 without overlap is case A, or case B with a flat map. If the images that are known to be marked are as
/// many as the split counts, none of the others is; if they are fewer by just the images in question, all of those are.
/// </remarks>
internal static class SplitPositives
{
    private const string Test = "test";

    /// <summary>Settles the states of a log's rows, where its split counts them.</summary>
    public static void Settle(RunLog log, CancellationToken cancel = default)
    {
        IReadOnlyList<RowView> scores = RowView.All(log.Scores, cancel);
        // Most logs have no such table, or leave nothing open.
        if (log.Splits.Count == 0 || !scores.Any(score => score.State == MetricState.CaseUnknown))
            return;
        foreach (string? name in scores.Select(score => score.Class).Distinct().ToArray())
        {
            (int images, int open, int marked) = (0, 0, 0);
            bool undetermined = false;
            foreach (RowView score in scores)
                if (score.Class == name)
                {
                    MetricState read = score.State;
                    images++;
                    open += read == MetricState.CaseUnknown ? 1 : 0;
                    undetermined |= read == MetricState.Undetermined;
                    if (read is MetricState.Defined or MetricState.PredEmpty or MetricState.Disjoint or MetricState.ZeroOverlap)
                        marked++;
                }
            if (open == 0 || undetermined)
                continue;
            SplitGroup[] splits =
            [
                .. log.Splits.Where(split =>
                    split.Name.Equals(Test, StringComparison.OrdinalIgnoreCase) && (name is null || split.Class == name)
                ),
            ];
            if (splits is not [var test] || test.Images != images)
                continue;
            MetricState state;
            if (marked == test.Positives)
                state = MetricState.GtEmpty;
            else if (marked + open == test.Positives)
                state = MetricState.ZeroOverlap;
            else
                continue;
            foreach (RowView score in scores)
                if (score.Class == name && score.State == MetricState.CaseUnknown)
                    score.Decide(state, score.TotalPixels);
        }
    }
}
