namespace HybridNet.Diagnosis.Training;

/// <summary>
/// The validation loss rises from its minimum, by more than its noise explains, while the train loss still falls.
/// </summary>
/// <param name="Start">Epoch of the lowest validation loss: from here on it overfits.</param>
/// <param name="Lowest">The lowest validation loss.</param>
/// <param name="Late">Mean validation loss of the last quarter of the epochs.</param>
/// <param name="TrainFrom">Train loss at the start.</param>
/// <param name="TrainTo">Train loss of the last epoch.</param>
public sealed record Overfitting(int Start, double Lowest, double Late, double TrainFrom, double TrainTo)
{
    /// <summary>
    /// The minimum of n noisy values lies below their mean by itself, about 2 standard deviations for 50 values; four
    /// are more than that and the noise of the late mean together.
    /// </summary>
    internal const double TimesNoise = 4;

    private const int FewestEpochs = 5;

    /// <summary>Looks for it.</summary>
    /// <param name="epochs">Epochs in order.</param>
    /// <returns>What was found, or null.</returns>
    public static Overfitting? Find(IReadOnlyList<Epoch> epochs)
    {
        Epoch[] known = [.. epochs.Where(epoch => double.IsFinite(epoch.ValLoss) && double.IsFinite(epoch.TrainLoss))];
        if (known.Length < FewestEpochs) return null;
        Epoch lowest = known.MinBy(epoch => epoch.ValLoss)!;
        double noise = Roughness.Of([.. known.Select(epoch => epoch.ValLoss)]);
        Epoch[] late = known[(known.Length - Math.Max(2, known.Length / 4))..];
        double after = late.Average(epoch => epoch.ValLoss);
        bool rises = after - lowest.ValLoss > TimesNoise * noise && late.All(epoch => epoch.Number > lowest.Number);
        bool falls = late.Average(epoch => epoch.TrainLoss) < lowest.TrainLoss;
        return rises && falls ? new(lowest.Number, lowest.ValLoss, after, lowest.TrainLoss, known[^1].TrainLoss) : null;
    }
}
