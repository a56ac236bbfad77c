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
    public static void Settle(RunLog log)
    {
        foreach (IGrouping<string?, ImageScore> rows in log.Scores.GroupBy(score => score.Class))
        {
            ImageScore[] open = [.. rows.Where(score => score.State == MetricState.CaseUnknown)];
            if (open.Length == 0 || rows.Any(score => score.State == MetricState.Undetermined))
                continue;
            SplitGroup[] splits =
            [
                .. log.Splits.Where(split =>
                    split.Name.Equals(Test, StringComparison.OrdinalIgnoreCase) && (rows.Key is null || split.Class == rows.Key)
                ),
            ];
            if (splits is not [var test] || test.Images != rows.Count())
                continue;
            int marked = rows.Count(score =>
                score.State is MetricState.Defined or MetricState.PredEmpty or MetricState.Disjoint or MetricState.ZeroOverlap
            );
            MetricState state;
            if (marked == test.Positives)
                state = MetricState.GtEmpty;
            else if (marked + open.Length == test.Positives)
                state = MetricState.ZeroOverlap;
            else
                continue;
            foreach (ImageScore score in open)
                score.Decide(state, score.TotalPixels);
        }
    }
}
