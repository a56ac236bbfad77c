using HybridNet.Diagnosis.Training;

namespace HybridNet;

/// <summary>One row of the epoch table. NaN where the table has no such column.</summary>
public sealed record Epoch
{
    private readonly FlatMap<double>? _other;

    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Class that the Dice and IoU are of, in a run that has several; null where there is one kind only.</summary>
    public string? Class { get; init; }

    /// <summary>Epoch number as recorded, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Training loss.</summary>
    public double TrainLoss { get; init; } = double.NaN;

    /// <summary>Validation loss.</summary>
    public double ValLoss { get; init; } = double.NaN;

    /// <summary>Training Dice, of however many batches the training code looked at.</summary>
    public double TrainDice { get; init; } = double.NaN;

    /// <summary>Validation Dice.</summary>
    public double ValDice { get; init; } = double.NaN;

    /// <summary>Training IoU.</summary>
    public double TrainIou { get; init; } = double.NaN;

    /// <summary>Validation IoU.</summary>
    public double ValIou { get; init; } = double.NaN;

    /// <summary>Training Pearson correlation.</summary>
    public double TrainPearson { get; init; } = double.NaN;

    /// <summary>Validation Pearson correlation.</summary>
    public double ValPearson { get; init; } = double.NaN;

    /// <summary>Validation loss less train loss.</summary>
    public double LossGap => ValLoss - TrainLoss;

    /// <summary>Train Dice less validation Dice; says nothing when the train Dice comes from few batches.</summary>
    public double DiceGap => TrainDice - ValDice;

    /// <summary>Dice of the worse of two batches that would give this epoch's train Dice and IoU; NaN when no two do.</summary>
    public double TrainBatchLow => TwoBatches.Solve(TrainDice, TrainIou).Lower;

    /// <summary>Dice of the better of the two batches; NaN when no two do.</summary>
    public double TrainBatchHigh => TwoBatches.Solve(TrainDice, TrainIou).Upper;

    /// <summary>Epochs since the validation Dice was at its highest so far; 0 when it is now.</summary>
    public int SinceBestDice { get; init; }

    /// <summary>Epochs since the validation loss was at its lowest so far; 0 when it is now.</summary>
    public int SinceBestLoss { get; init; }

    /// <summary>Further numeric columns by name (per-class columns such as dice_EX), or null when there are none.</summary>
    public IReadOnlyDictionary<string, double>? Other
    {
        get => _other;
        init => _other = FlatMap<double>.Of(value);
    }

    /// <summary>Losses, Dice, IoU and Pearson, training before validation: the order of the lab's table, and of every store
    /// and hash since.</summary>
    internal double[] Figures => [TrainLoss, ValLoss, TrainDice, ValDice, TrainIou, ValIou, TrainPearson, ValPearson];

    /// <summary>The run that the row came with.</summary>
    internal Origin Origin { get; init; }

    /// <summary>Fills in what an epoch is relative to the ones before it.</summary>
    /// <param name="epochs">Epochs of one run, in order.</param>
    public static IReadOnlyList<Epoch> Derive(IReadOnlyList<Epoch> epochs)
    {
        var result = new List<Epoch>(epochs.Count);
        (double dice, double loss) = (double.NegativeInfinity, double.PositiveInfinity);
        (int sinceDice, int sinceLoss) = (0, 0);
        foreach (Epoch epoch in epochs)
        {
            sinceDice = epoch.ValDice > dice ? 0 : sinceDice + 1;
            sinceLoss = epoch.ValLoss < loss ? 0 : sinceLoss + 1;
            if (sinceDice == 0)
                dice = epoch.ValDice;
            if (sinceLoss == 0)
                loss = epoch.ValLoss;
            result.Add(epoch with { SinceBestDice = sinceDice, SinceBestLoss = sinceLoss });
        }
        return result;
    }

    /// <summary>The epoch's number.</summary>
    public override string ToString() => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
