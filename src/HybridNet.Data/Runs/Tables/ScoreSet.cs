using HybridNet.Diagnosis.Logged;
using HybridNet.Runs.Columns;

namespace HybridNet.Data.Runs;

/// <summary>The rows of one run in a per-image table.</summary>
/// <param name="Part">Class, fold or model that tells the run from others of the same table; null for the only one.</param>
/// <param name="Class">The class, when the part is one.</param>
/// <param name="Scores">The rows.</param>
internal sealed record ScoreSet(string? Part, string? Class, IReadOnlyList<ImageScore> Scores)
{
    /// <summary>Ranks the rows, and decides what each of them means.</summary>
    public ScoreSet Finish()
    {
        ScoreRows rows = ScoreRows.Of(Scores);
        Rank(rows);
        RowStates.Resolve(rows);
        return this with { Scores = rows };
    }

    /// <summary>Numbers the rows by Dice from the lowest; equal values keep file order, NaN comes last.</summary>
    private static void Rank(ScoreRows scores)
    {
        var keys = new double[scores.Count];
        var order = new int[scores.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = double.IsNaN(scores.Dice[i]) ? double.PositiveInfinity : scores.Dice[i];
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
                scores.SetRank(order[rank], rank + 1);
        }
    }
}
