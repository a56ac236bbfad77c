using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Training;

/// <summary>
/// The validation loss rises from its minimum, by more than its noise explains, while the train loss still falls.
/// </summary>
/// <param name="Start">Epoch of the lowest validation loss: from here on it overfits.</param>
/// <param name="Lowest">The lowest validation loss.</param>
/// <param name="Late">Mean validation loss of the last quarter of the epochs.</param>
/// <param name="TrainFrom">Train loss at the start.</param>
/// <param name="TrainTo">Train loss of the last epoch.</param>
/// <param name="Slope">Rise of the validation loss per epoch, over the epochs after the lowest.</param>
/// <param name="P">Probability of such a slope when the loss stays where it is.</param>
internal sealed record Overfitting(
    int Start,
    double Lowest,
    double Late,
    double TrainFrom,
    double TrainTo,
    double Slope,
    double P
)
{
    /// <summary>The minimum of n noisy values lies below their mean by itself, by about 2 standard deviations.</summary>
    internal const double TimesNoise = 2;

    /// <summary>Two-sided level of the slope; together with the other conditions flat curves raise fewer alarms than
    /// this.</summary>
    private const double Level = 0.04;

    private const int FewestEpochs = 5,
        FewestAfter = 7;

    /// <summary>
    /// Looks for it: the epochs after the lowest validation loss rise (slope by least squares, t test that allows for
    /// autocorrelated noise; the lowest itself is left out, because it was chosen), their last quarter lies above the
    /// lowest by more than twice the noise, and the train loss is lower there.
    /// </summary>
    /// <param name="epochs">Epochs in order.</param>
    /// <returns>What was found, or null.</returns>
    public static Overfitting? Find(IReadOnlyList<Epoch> epochs)
    {
        Epoch[] known = [.. epochs.Where(epoch => double.IsFinite(epoch.ValLoss) && double.IsFinite(epoch.TrainLoss))];
        if (known.Length <= FewestEpochs)
            return null;
        int lowest = Array.IndexOf(known, known.MinBy(epoch => epoch.ValLoss));
        Epoch[] after = known[(lowest + 1)..],
            late = known[(known.Length - Math.Max(2, known.Length / 4))..];
        if (after.Length < Math.Max(FewestAfter, late.Length))
            return null;
        LinearTrend trend = LinearTrend.OfCurve(
            [.. after.Select(epoch => (double)epoch.Number)],
            [.. after.Select(epoch => epoch.ValLoss)]
        );
        double noise = Roughness.Of([.. known.Select(epoch => epoch.ValLoss)]),
            level = late.Average(epoch => epoch.ValLoss);
        bool rises = trend.Slope > 0 && trend.P < Level && level - known[lowest].ValLoss > TimesNoise * noise;
        bool falls = late.Average(epoch => epoch.TrainLoss) < known[lowest].TrainLoss;
        return rises && falls
            ? new(
                known[lowest].Number,
                known[lowest].ValLoss,
                level,
                known[lowest].TrainLoss,
                known[^1].TrainLoss,
                trend.Slope,
                trend.P
            )
            : null;
    }
}
