using HybridNet.Diagnosis.Training;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN007: the epoch that is best depends on the metric, and overfitting: the train loss falls while the validation loss
/// rises from its minimum by more than its noise. Silent without val_loss and val_dice.
/// </summary>
internal sealed class BestEpochs : AuditRule
{
    private const double TimesNoise = 2;

    public override string Id => "HN007";

    public override string Title => "Best epoch and overfitting";

    public override IReadOnlyList<string> Tags => ["training"];

    public override RuleOutcome Look(AuditContext context)
    {
        Epoch[] epochs = [.. context.Epochs.Where(epoch => !double.IsNaN(epoch.ValLoss) && !double.IsNaN(epoch.ValDice))];
        if (epochs.Length < 5) return Lacks("val_loss and val_dice of five epochs");
        Epoch byLoss = epochs.MinBy(epoch => epoch.ValLoss)!, byDice = epochs.MaxBy(epoch => epoch.ValDice)!;
        double noise = Roughness.Of([.. epochs.Select(epoch => epoch.ValLoss)]);
        double late = epochs[(epochs.Length - Math.Max(1, epochs.Length / 4))..].Average(epoch => epoch.ValLoss);
        bool rises = late - byLoss.ValLoss > TimesNoise * noise && byLoss.Number < epochs[^1].Number - 2;
        bool falls = epochs[^1].TrainLoss < byLoss.TrainLoss;
        bool apart = Math.Abs(byLoss.Number - byDice.Number) > 2 && byDice.ValLoss - byLoss.ValLoss > noise;
        if (!apart && !(rises && falls)) return Fine(context, $"Validation loss (epoch {byLoss.Number}) and validation Dice (epoch {byDice.Number}) agree, and the validation loss does not rise again.");
        string over = rises && falls ? FormattableString.Invariant($" From epoch {byLoss.Number} on the train loss still falls, to {epochs[^1].TrainLoss:0.000}, while the validation loss rises from {byLoss.ValLoss:0.000} to {late:0.000}: overfitting.") : "";
        return Found(context, Severity.Warning,
            $"The lowest validation loss is epoch {byLoss.Number}, the highest validation Dice epoch {byDice.Number}.{over}", Math.Abs(byLoss.Number - byDice.Number), [],
            new()
            {
                ["EpochOfLowestValLoss"] = byLoss.Number,
                ["LowestValLoss"] = byLoss.ValLoss,
                ["EpochOfHighestValDice"] = byDice.Number,
                ["HighestValDice"] = byDice.ValDice,
                ["Overfitting"] = rises && falls,
                ["ValLossNoise"] = noise,
                ["LateValLoss"] = late,
            },
            "Say which metric chose the checkpoint, and look at what the other would have chosen (Measure-HNTraining).");
    }
}
