using HybridNet.Diagnosis;

namespace HybridNet.Data.Runs;

/// <summary>The rows of one run in a per-image table.</summary>
/// <param name="Part">Class, fold or model that tells the run from others of the same table; null for the only one.</param>
/// <param name="Class">The class, when the part is one.</param>
/// <param name="Scores">The rows.</param>
internal sealed record ScoreSet(string? Part, string? Class, List<ImageScore> Scores)
{
    /// <summary>Ranks the rows and fills in the totals.</summary>
    public ScoreSet Finish()
    {
        Rank(Scores);
        FillTotals(Scores);
        return this;
    }

    /// <summary>Totals of pixels: recorded ones, else what the log's own smoothing gives back.</summary>
    private static void FillTotals(List<ImageScore> scores)
    {
        double? epsilon = SmoothingInversion.FindEpsilon(
            scores.Where(score => score.State.HasNoOverlap()).Select(score => score.Dice)
        );
        foreach (ImageScore score in scores)
            score.TotalPixels =
                score.GtPixels + score.PredPixels
                ?? (
                    score.State == MetricState.BothEmpty ? 0
                    : score.State.HasNoOverlap() && epsilon is { } term ? SmoothingInversion.Total(score.Dice, term)
                    : null
                );
    }

    /// <summary>Numbers the rows by Dice from the lowest; equal values keep file order, NaN comes last.</summary>
    private static void Rank(List<ImageScore> scores)
    {
        var keys = new double[scores.Count];
        var order = new int[scores.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = double.IsNaN(scores[i].Dice) ? double.PositiveInfinity : scores[i].Dice;
            order[i] = i;
        }
        Array.Sort(keys, order);
        for (int rank = 0; rank < order.Length; )
        {
            int end = rank;
            while (end < order.Length && keys[end] == keys[rank])
                end++;
            Array.Sort(order, rank, end - rank);
            for (; rank < end; rank++)
                scores[order[rank]].Rank = rank + 1;
        }
    }
}
