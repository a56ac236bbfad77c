using HybridNet.Diagnosis.Logged;

namespace HybridNet;

/// <summary>The summary figures of a run, worked out from its tables.</summary>
internal static class RunFigures
{
    /// <summary>The run with its figures filled in; its lists stay as they are, but for states that the split settles.</summary>
    public static Run Summarise(Run run)
    {
        SplitPositives.Settle(run.Log);
        IReadOnlyList<ImageScore> scores = run.Log.Scores;
        double[] dice = [.. scores.Select(score => score.Dice).Where(value => !double.IsNaN(value))];
        PolicyMean honest = PolicyMean.Of(scores.Select(score => (score.Dice, score.State)), EmptyPolicy.NonTrivial);
        Epoch? best = run.Log.Epochs.Where(epoch => !double.IsNaN(epoch.ValDice)).MaxBy(epoch => epoch.ValDice);
        return run with
        {
            MeanDice = dice.Length == 0 ? null : Statistics.Moments.Mean(dice),
            MeanDiceNonTrivial = honest.Count == 0 ? null : honest.Mean,
            MedianDice = dice.Length == 0 ? null : Statistics.Quantile.Of(dice, 0.5),
            ZeroDice = scores.Count(score => score.State.HasNoOverlap()),
            Trivial = scores.Count(score => score.State == MetricState.BothEmpty),
            BestEpoch = best?.Number,
            BestValDice = best?.ValDice,
        };
    }
}
