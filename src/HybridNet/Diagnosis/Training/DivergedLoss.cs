namespace HybridNet.Diagnosis.Training;

/// <summary>Epochs in which a loss has left the numbers.</summary>
/// <remarks>
/// An infinite loss has diverged. One that is not a number may merely not have been logged, as a validation loss that is
/// taken every fifth epoch. So it counts where both losses lack a number in an epoch though both have them elsewhere, and
/// at the end of a column, where it lasts longer than any gap before: a weight that is NaN stays so.
/// </remarks>
internal static class DivergedLoss
{
    /// <summary>Their numbers, in order.</summary>
    /// <param name="epochs">Epochs in order.</param>
    public static int[] Epochs(IReadOnlyList<Epoch> epochs)
    {
        double[] train = [.. epochs.Select(epoch => epoch.TrainLoss)],
            val = [.. epochs.Select(epoch => epoch.ValLoss)];
        bool both = train.Any(double.IsFinite) && val.Any(double.IsFinite);
        int trainEnd = EndOfNumbers(train),
            valEnd = EndOfNumbers(val);
        return
        [
            .. Enumerable
                .Range(0, epochs.Count)
                .Where(i =>
                    double.IsInfinity(train[i])
                    || double.IsInfinity(val[i])
                    || (both && double.IsNaN(train[i]) && double.IsNaN(val[i]))
                    || i >= Math.Min(trainEnd, valEnd)
                )
                .Select(i => epochs[i].Number),
        ];
    }

    /// <summary>Position from which a column has no number any more; its length when it ends as it always was.</summary>
    private static int EndOfNumbers(double[] losses)
    {
        int longest = 0,
            gap = 0;
        bool any = false;
        foreach (double loss in losses)
        {
            if (double.IsNaN(loss))
            {
                gap++;
                continue;
            }
            // What comes before the first number is no gap between numbers, but as good a sign of how often there is one.
            (any, longest, gap) = (true, Math.Max(longest, gap), 0);
        }
        return any && gap > longest ? losses.Length - gap : losses.Length;
    }
}
