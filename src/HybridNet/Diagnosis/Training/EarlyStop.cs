namespace HybridNet;

/// <summary>What early stopping would have done to a training.</summary>
/// <remarks>
/// An epoch improves when it is strictly better than the best so far; the training stops after as many epochs in a row
/// without improvement as the patience, and the best epoch is restored.
/// </remarks>
public sealed record EarlyStop
{
    /// <summary>What is watched: ValLoss (the lowest is best) or ValDice (the highest is).</summary>
    public required string Monitor { get; init; }

    /// <summary>Epochs without improvement before it stops.</summary>
    public int Patience { get; init; }

    /// <summary>Last epoch that is trained; null when the training ends before the patience does.</summary>
    public int? StopEpoch { get; init; }

    /// <summary>Epoch whose weights are restored; null when no epoch has a value.</summary>
    public int? RestoredEpoch { get; init; }

    /// <summary>What was watched, at that epoch.</summary>
    public double RestoredValue { get; init; } = double.NaN;

    /// <summary>Validation Dice at that epoch.</summary>
    public double ValDice { get; init; } = double.NaN;

    /// <summary>Validation Dice given up against the best epoch of the whole training.</summary>
    public double DiceLost { get; init; } = double.NaN;

    /// <summary>Epochs that need not be trained.</summary>
    public int EpochsSaved { get; init; }

    /// <summary>In one line.</summary>
    public override string ToString() =>
        RestoredEpoch is null
            ? $"{Monitor}: not recorded"
            : InvariantText.Invariant(
                $"{Monitor}, patience {Patience}: {(StopEpoch is { } stop ? $"stops at epoch {stop}" : "does not stop")}, "
                    + $"restores epoch {RestoredEpoch} (val Dice {ValDice:0.0000}, {DiceLost:0.0000} below the best), saves "
                    + $"{EpochsSaved} epochs"
            );

    /// <summary>Replays a training.</summary>
    /// <param name="epochs">Epochs in order.</param>
    /// <param name="monitor">Name of what is watched.</param>
    /// <param name="value">What is watched; NaN never improves.</param>
    /// <param name="lowestIsBest">True for a loss.</param>
    /// <param name="patience">At least 1.</param>
    public static EarlyStop Replay(
        IReadOnlyList<Epoch> epochs,
        string monitor,
        Func<Epoch, double> value,
        bool lowestIsBest,
        int patience
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        Epoch? best = null,
            stop = null;
        int waited = 0,
            trained = 0;
        foreach (Epoch epoch in epochs)
        {
            trained++;
            double now = value(epoch);
            bool improves = !double.IsNaN(now) && (best is null || (lowestIsBest ? now < value(best) : now > value(best)));
            if (improves)
                (best, waited) = (epoch, 0);
            else if (++waited >= patience)
            {
                stop = epoch;
                break;
            }
        }
        double most = epochs.Select(epoch => epoch.ValDice).Where(dice => !double.IsNaN(dice)).DefaultIfEmpty(double.NaN).Max();
        return new()
        {
            Monitor = monitor,
            Patience = patience,
            StopEpoch = stop?.Number,
            RestoredEpoch = best?.Number,
            RestoredValue = best is null ? double.NaN : value(best),
            ValDice = best?.ValDice ?? double.NaN,
            DiceLost = most - (best?.ValDice ?? double.NaN),
            EpochsSaved = epochs.Count - trained,
        };
    }
}
