using HybridNet.Runs.Columns;

namespace HybridNet.Data.Runs;

/// <summary>Compares the counts of a table with its Dice: tp, fp and fn may be of lesions and not of pixels.</summary>
/// <remarks>
/// Counts are the strongest evidence of what a row means, so that a lesion that was touched and not matched (tp 0 beside a Dice
/// of 0.5) would be a miss. Dice is 2TP/(2TP + FP + FN), or with a smoothing term of up to 1 between that and
/// (2TP + 1)/(2TP + FP + FN + 1). Where most rows are neither and their counts are few, something else was counted; where they
/// are many, the Dice may be one of probabilities, and the counts stay.
/// </remarks>
internal static class CountCheck
{
    /// <summary>Scores of two decimals are off by this at most.</summary>
    private const double Rounding = 0.006;

    /// <summary>Counts below this may well be of lesions.</summary>
    private const long Few = 1000;

    /// <summary>Takes the counts out that are not of pixels, or says how many rows contradict theirs.</summary>
    /// <param name="path">The table.</param>
    /// <param name="scores">Rows of one set.</param>
    /// <param name="columns">Areas with columns of their own stay.</param>
    /// <param name="notes">Told.</param>
    public static void Judge(string path, ScoreRows scores, ScoreGroup columns, ReadNotes notes)
    {
        if (columns.Tp < 0 || columns.Fp < 0 || columns.Fn < 0)
            return;
        RowView? first = null;
        int counted = 0,
            broken = 0,
            few = 0;
        foreach (RowView score in RowView.All(scores))
        {
            if (CountsOf(score) is not { } counts || Total(counts) == 0 || double.IsNaN(score.Dice))
                continue;
            counted++;
            few += Total(counts) < Few ? 1 : 0;
            if (!Contradicts(counts, score.Dice))
                continue;
            broken++;
            first ??= score;
        }
        if (first is not { } one)
            return;
        bool others = 2 * broken > counted && 2 * few > counted;
        notes.Say(
            $"{path}: the Dice of {broken} of {counted} rows is not the one of their counts; {one.ImageId} has "
                + InvariantText.Invariant($"{one.Dice:0.####} beside tp {one.Tp}, fp {one.Fp}, fn {one.Fn}. ")
                + (others ? "They count something else, such as lesions, and are not taken for pixels." : "The counts decide.")
        );
        if (others)
            scores.DropCounts(areasOfGt: columns.Gt < 0, areasOfPred: columns.Pred < 0);
    }

    private static RecordedCounts? CountsOf(RowView score) =>
        score is { Tp: { } tp, Fp: { } fp, Fn: { } fn } ? new(tp, fp, fn) : null;

    private static bool Contradicts(RecordedCounts counts, double dice)
    {
        double total = Total(counts),
            plain = 2.0 * counts.Tp / total,
            smoothed = (2.0 * counts.Tp + 1) / (total + 1);
        return dice < plain - Rounding || dice > smoothed + Rounding;
    }

    private static long Total(RecordedCounts counts) => 2 * counts.Tp + counts.Fp + counts.Fn;
}
