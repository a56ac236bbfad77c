using HybridNet.Diagnosis.Training;

namespace HybridNet.Diagnosis.Rules;

/// <summary>
/// HN007: the epoch that is best depends on the metric (information), and overfitting (warning): the train loss falls
/// while the validation loss rises from its minimum by more than its noise. Both losses are of whole epochs, so few train
/// batches (HN006) do not matter here. Without a val_dice the losses alone show overfitting. Silent without five epochs.
/// </summary>
internal sealed class BestEpochs : AuditRule
{
    private const int Near = 2,
        Fewest = 5;

    public override string Id => "HN007";

    public override string Title => "Best epoch and overfitting";

    public override IReadOnlyList<string> Tags => ["training"];

    public override RuleOutcome Evaluate(AuditContext context)
    {
        Epoch[] epochs = [.. context.Epochs.Where(epoch => double.IsFinite(epoch.ValLoss) && double.IsFinite(epoch.ValDice))];
        if (epochs.Length < Fewest)
            return LossesAlone(context);
        Epoch byLoss = epochs.MinBy(epoch => epoch.ValLoss)!,
            byDice = epochs.MaxBy(epoch => epoch.ValDice)!;
        double lossNoise = Roughness.Of([.. epochs.Select(epoch => epoch.ValLoss)]),
            diceNoise = Roughness.Of([.. epochs.Select(epoch => epoch.ValDice)]);
        Overfitting? over = Overfitting.Find(context.Epochs);
        bool apart =
            Math.Abs(byLoss.Number - byDice.Number) > Near
            && byDice.ValLoss - byLoss.ValLoss > Overfitting.TimesNoise * lossNoise
            && byDice.ValDice - byLoss.ValDice > Overfitting.TimesNoise * diceNoise;
        if (!apart && over is null)
            return Pass(
                context,
                $"Validation loss (epoch {byLoss.Number}) and validation Dice (epoch {byDice.Number}) agree to "
                    + $"within noise, and the validation loss does not rise again."
            );
        string text = over is null
            ? ""
            : InvariantText.Invariant(
                $" From epoch {over.Start} on the train loss falls from {over.TrainFrom:0.000} to {over.TrainTo:0.000}, while "
                    + $"the validation loss rises from {over.Lowest:0.000} to {over.Late:0.000}: overfitting."
            );
        string cost = apart
            ? InvariantText.Invariant(
                $" The first has {byDice.ValDice - byLoss.ValDice:0.000} less Dice, the second "
                    + $"{byDice.ValLoss - byLoss.ValLoss:0.000} more loss."
            )
            : "";
        return Report(
            context,
            over is null ? Severity.Information : Severity.Warning,
            $"The lowest validation loss is epoch {byLoss.Number}, the highest validation Dice epoch "
                + $"{byDice.Number}.{cost}{text}",
            Math.Abs(byLoss.Number - byDice.Number),
            [],
            new()
            {
                ["EpochOfLowestValLoss"] = byLoss.Number,
                ["LowestValLoss"] = byLoss.ValLoss,
                ["EpochOfHighestValDice"] = byDice.Number,
                ["HighestValDice"] = byDice.ValDice,
                ["Overfitting"] = over is not null,
                ["OverfitsFrom"] = (object?)over?.Start ?? "",
                ["RiseP"] = over?.P ?? double.NaN,
                ["ValLossNoise"] = lossNoise,
                ["ValDiceNoise"] = diceNoise,
            },
            "Say which metric chose the checkpoint, and look at what the other would have chosen (Measure-HNTraining)."
        );
    }

    /// <summary>Overfitting needs no validation Dice.</summary>
    private RuleOutcome LossesAlone(AuditContext context)
    {
        Epoch[] losses = [.. context.Epochs.Where(epoch => double.IsFinite(epoch.ValLoss) && double.IsFinite(epoch.TrainLoss))];
        if (losses.Length < Fewest)
            return Skip("val_loss with val_dice or train_loss, of five epochs");
        Epoch best = losses.MinBy(epoch => epoch.ValLoss)!;
        if (Overfitting.Find(context.Epochs) is not { } over)
            return Pass(
                context,
                $"The lowest validation loss is epoch {best.Number} of {losses.Length}; it does not rise again beyond "
                    + $"noise. There is no validation Dice to compare with."
            );
        return Report(
            context,
            Severity.Warning,
            $"From epoch {over.Start} on the train loss falls from {over.TrainFrom:0.000} to {over.TrainTo:0.000}, "
                + $"while the validation loss rises from {over.Lowest:0.000} to {over.Late:0.000}: overfitting. There is no "
                + $"validation Dice to compare with.",
            losses.Length - Array.IndexOf(losses, best) - 1,
            [],
            new()
            {
                ["EpochOfLowestValLoss"] = best.Number,
                ["LowestValLoss"] = best.ValLoss,
                ["Overfitting"] = true,
                ["OverfitsFrom"] = over.Start,
                ["RiseP"] = over.P,
            },
            "Say which epoch was kept, and log a validation Dice (Measure-HNTraining replays early stopping)."
        );
    }
}
