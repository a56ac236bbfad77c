namespace HybridNet;

/// <summary>One row of the epoch table. NaN where the table has no such column.</summary>
public sealed record Epoch
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

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

    /// <summary>Further numeric columns by name (per-class columns such as dice_EX), or null when there are none.</summary>
    public IReadOnlyDictionary<string, double>? Other { get; init; }

    /// <summary>The run that the row came with.</summary>
    internal Origin Origin { get; init; }

    /// <summary>The epoch's number.</summary>
    public override string ToString() => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
