using HybridNet.Diagnosis.Training;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN006: train metrics that come from one or two batches. Solves the one-batch and two-batch equations for each epoch
/// (J = D/(2 - D) for a batch); a batch that is exactly 0 or 1 in several epochs is no average of many images. Silent
/// without train_dice and train_iou.
/// </summary>
internal sealed class FewTrainBatches : AuditRule
{
    private const int EnoughHits = 3;

    public override string Id => "HN006";

    public override string Title => "Train metrics from too few batches";

    public override IReadOnlyList<string> Tags => ["training"];

    public override RuleOutcome Look(AuditContext context)
    {
        Epoch[] epochs = [.. context.Epochs.Where(epoch => !double.IsNaN(epoch.TrainDice) && !double.IsNaN(epoch.TrainIou))];
        if (epochs.Length < 3) return Lacks("train_dice and train_iou of three epochs");
        (Epoch Epoch, TwoBatches Solution)[] solved = [.. epochs.Select(epoch => (epoch, TwoBatches.Solve(epoch.TrainDice, epoch.TrainIou)))];
        int one = solved.Count(row => row.Solution.OneBatch), two = solved.Count(row => row.Solution.Exists), exact = solved.Count(row => row.Solution.HasExactBatch);
        double rough = Roughness.Of([.. epochs.Select(epoch => epoch.TrainDice)]) / Roughness.Of([.. epochs.Select(epoch => epoch.ValDice)]);
        bool single = one >= 0.8 * epochs.Length, pair = two == epochs.Length && exact >= EnoughHits;
        if (!single && !pair) return Fine(context, $"The train metrics of {epochs.Length} epochs are no average of one or two batches.");
        return Found(context, Severity.Warning,
            $"The train metrics of all {epochs.Length} epochs are what {(single ? "one batch gives" : "two batches give")}{(single ? "" : FormattableString.Invariant($"; in {exact} epochs one of the two is exactly 0 or 1"))}. The train curve is {rough:0.0} times as rough as the validation curve: it cannot show overfitting.",
            epochs.Length, [],
            new()
            {
                ["Batches"] = single ? 1 : 2,
                ["EpochsSolved"] = two,
                ["EpochsWithAnExactBatch"] = solved.Where(row => row.Solution.HasExactBatch).Select(row => row.Epoch.Number).ToArray(),
                ["OneHitOneMiss"] = solved.Where(row => row.Solution is { Lower: 0, Upper: 1 }).Select(row => row.Epoch.Number).ToArray(),
                ["RoughnessRatio"] = rough,
            },
            "Compute train metrics over the whole training split, or leave them out; compare train and validation by loss.");
    }
}
