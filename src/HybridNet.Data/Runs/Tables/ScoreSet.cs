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
    /// <param name="cancel">Stops the work.</param>
    public ScoreSet Finish(CancellationToken cancel)
    {
        ScoreRows rows = ScoreRows.Of(Scores);
        Rank(rows, cancel);
        RowStates.Resolve(rows, cancel);
        return this with { Scores = rows };
    }

    /// <summary>Numbers the rows by Dice from the lowest; equal values keep file order, NaN comes last.</summary>
    private static void Rank(ScoreRows scores, CancellationToken cancel)
    {
        int[] order = RowOrder.ByDice(RowView.All(scores, cancel));
        for (int rank = 0; rank < order.Length; rank++)
            scores.SetRank(order[rank], rank + 1);
    }
}
