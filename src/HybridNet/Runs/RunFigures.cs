using HybridNet.Diagnosis.Logged;
using HybridNet.Runs.Columns;

namespace HybridNet;

/// <summary>The summary figures of a run, worked out from its tables.</summary>
internal static class RunFigures
{
    /// <summary>The run with its figures filled in; its lists stay as they are, but for states that the split settles.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Run Summarise(Run run, CancellationToken cancel = default)
    {
        SplitPositives.Settle(run.Log, cancel);
        IReadOnlyList<RowView> scores = RowView.All(run.Log.Scores, cancel);
        double[] dice = RowView.Numbers(scores, score => score.Dice);
        PolicyMean honest = PolicyMean.Of(scores, EmptyPolicy.NonTrivial);
        Epoch? best = run.Log.Epochs.Where(epoch => !double.IsNaN(epoch.ValDice)).MaxBy(epoch => epoch.ValDice);
        double? mean = dice.Length == 0 ? null : Statistics.Moments.Mean(dice);
        // Nobody needs their order again.
        Array.Sort(dice);
        return run with
        {
            MeanDice = mean,
            MeanDiceNonTrivial = honest.Count == 0 ? null : honest.Mean,
            MedianDice = dice.Length == 0 ? null : Statistics.Quantile.OfSorted(dice, 0.5),
            ZeroDice = scores.Count(score => score.State.HasNoOverlap()),
            Trivial = scores.Count(score => score.State == MetricState.BothEmpty),
            BestEpoch = best?.Number,
            BestValDice = best?.ValDice,
        };
    }
}
