using HybridNet.Diagnosis.Training;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet;

/// <summary>What the epochs of a run say about its training.</summary>
public sealed record TrainingDiagnosis
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>Epoch of the lowest validation loss; null when it is not recorded.</summary>
    public int? BestEpochByLoss { get; init; }

    /// <summary>The lowest validation loss.</summary>
    public double BestValLoss { get; init; } = double.NaN;

    /// <summary>Epoch of the highest validation Dice; null when it is not recorded.</summary>
    public int? BestEpochByDice { get; init; }

    /// <summary>The highest validation Dice.</summary>
    public double BestValDice { get; init; } = double.NaN;

    /// <summary>Early stopping on the validation loss.</summary>
    public required EarlyStop StopByLoss { get; init; }

    /// <summary>Early stopping on the validation Dice.</summary>
    public required EarlyStop StopByDice { get; init; }

    /// <summary>Validation loss less train loss at the last epoch.</summary>
    public double LossGap { get; init; } = double.NaN;

    /// <summary>Train Dice less validation Dice at the last epoch; NaN when the train Dice comes from too few batches to
    /// tell.</summary>
    public double DiceGap { get; init; } = double.NaN;

    /// <summary>Epoch from which the validation Dice is flat; null when it never is.</summary>
    public int? PlateauStart { get; init; }

    /// <summary>Change of the validation Dice per epoch over the last half of the epochs.</summary>
    public double Trend { get; init; } = double.NaN;

    /// <summary>
    /// Lower end of the 95 % interval of the trend, which allows for autocorrelated noise; NaN below thirteen epochs.
    /// </summary>
    public double TrendLow { get; init; } = double.NaN;

    /// <summary>Upper end of the interval.</summary>
    public double TrendHigh { get; init; } = double.NaN;

    /// <summary>Noise of the train Dice: standard deviation around a smooth curve.</summary>
    public double TrainNoise { get; init; } = double.NaN;

    /// <summary>Noise of the validation Dice.</summary>
    public double ValNoise { get; init; } = double.NaN;

    /// <summary>Epoch from which the training overfits; null when nothing shows it.</summary>
    public int? OverfitsFrom { get; init; }

    /// <summary>Epochs in which a loss is infinite, or no number where it should be one: the training diverged there.</summary>
    public IReadOnlyList<int> Diverged { get; init; } = [];

    /// <summary>What it comes to, with the figures.</summary>
    public required string Verdict { get; init; }

    /// <summary>Diagnoses a run.</summary>
    /// <param name="run">A run with an epoch table.</param>
    /// <param name="patience">Epochs without improvement before early stopping stops, at least 1.</param>
    public static TrainingDiagnosis Of(Run run, int patience)
    {
        IReadOnlyList<Epoch> epochs = run.Log.Epochs;
        if (epochs.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no epochs: looked for metrics_expanded.csv in {run.Files.Output}.",
                run.Name,
                "Put the file there, or leave this run out."
            );
        Epoch[] losses = [.. epochs.Where(epoch => double.IsFinite(epoch.ValLoss))],
            scored = [.. epochs.Where(epoch => double.IsFinite(epoch.ValDice))];
        Epoch? byLoss = losses.MinBy(epoch => epoch.ValLoss),
            byDice = scored.MaxBy(epoch => epoch.ValDice);
        double[] dice = [.. scored.Select(epoch => epoch.ValDice)];
        Epoch[] half = scored[(scored.Length / 2)..];
        LinearTrend trend = LinearTrend.OfCurve(
            [.. half.Select(epoch => (double)epoch.Number)],
            [.. half.Select(epoch => epoch.ValDice)]
        );
        bool fewBatches = TrainBatches.Of(epochs, run.Log.Scores)?.Batches is not null;
        Plateau? plateau = Plateau.Find(dice);
        Overfitting? over = Overfitting.Find(epochs);
        var result = new TrainingDiagnosis
        {
            Run = run.Name,
            Epochs = epochs.Count,
            BestEpochByLoss = byLoss?.Number,
            BestValLoss = byLoss?.ValLoss ?? double.NaN,
            BestEpochByDice = byDice?.Number,
            BestValDice = byDice?.ValDice ?? double.NaN,
            StopByLoss = EarlyStop.Replay(epochs, nameof(Epoch.ValLoss), epoch => epoch.ValLoss, lowestIsBest: true, patience),
            StopByDice = EarlyStop.Replay(epochs, nameof(Epoch.ValDice), epoch => epoch.ValDice, lowestIsBest: false, patience),
            LossGap = epochs[^1].LossGap,
            DiceGap = fewBatches ? double.NaN : epochs[^1].DiceGap,
            PlateauStart = plateau is { } found ? scored[found.Start].Number : null,
            Trend = trend.Slope,
            TrendLow = trend.Low,
            TrendHigh = trend.High,
            TrainNoise = Roughness.Of([.. epochs.Select(epoch => epoch.TrainDice)]),
            ValNoise = Roughness.Of(dice),
            OverfitsFrom = over?.Start,
            Diverged = DivergedLoss.Epochs(epochs),
            Verdict = "",
        };
        return result with { Verdict = VerdictOf(result, over, fewBatches, byLoss?.ValDice) };
    }

    private static string VerdictOf(TrainingDiagnosis training, Overfitting? over, bool fewBatches, double? diceAtLoss)
    {
        var parts = new List<string>();
        if (training.Diverged is { Count: > 0 } diverged)
            parts.Add(
                Invariant(
                    $"The loss is infinite or no number in {diverged.Count} of {training.Epochs} epochs (the first is "
                        + $"{diverged[0]}): the training diverged, and these epochs are in no figure."
                )
            );
        if (over is not null)
            parts.Add(
                Invariant(
                    $"The loss overfits from epoch {over.Start} on: validation rises from {over.Lowest:0.000} to "
                        + $"{over.Late:0.000} while train falls from {over.TrainFrom:0.000} to {over.TrainTo:0.000}."
                )
            );
        if (training is { BestEpochByLoss: { } loss, BestEpochByDice: { } dice } && loss != dice)
            parts.Add(
                Invariant(
                    $"Validation Dice is best at epoch {dice} ({training.BestValDice:0.000}), at the epoch of the "
                        + $"lowest loss ({loss}) it is {diceAtLoss:0.000}."
                )
            );
        if (training.TrendLow > 0)
            parts.Add(
                Invariant(
                    $"Validation Dice still rises by {training.Trend:0.0000} [{training.TrendLow:0.0000}, "
                        + $"{training.TrendHigh:0.0000}] an epoch: more epochs may help."
                )
            );
        else if (training.TrendHigh < 0)
            parts.Add(
                Invariant(
                    $"Validation Dice falls by {-training.Trend:0.0000} [{-training.TrendHigh:0.0000}, "
                        + $"{-training.TrendLow:0.0000}] an epoch: it was trained too long."
                )
            );
        else if (training.PlateauStart is { } flat)
            parts.Add(Invariant($"Validation Dice is flat from epoch {flat} on."));
        else if (!double.IsNaN(training.TrendLow))
            parts.Add(
                Invariant(
                    $"Whether validation Dice still moves cannot be told: {training.Trend:0.0000} "
                        + $"[{training.TrendLow:0.0000}, {training.TrendHigh:0.0000}] an epoch."
                )
            );
        if (fewBatches)
            parts.Add(Invariant($"The train Dice comes from too few batches to compare with."));
        if (double.IsNaN(training.TrendLow))
            parts.Add("Whether it overfits or has finished cannot be told: too few epochs, or no validation columns.");
        return string.Join(' ', parts);
    }
}
