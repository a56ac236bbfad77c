namespace HybridNet.Statistics;

/// <summary>
/// Seeded bootstrap of the mean: bias-corrected and accelerated intervals (B. Efron, J. Am. Stat. Assoc. 82, 1987).
/// </summary>
/// <remarks>
/// Resamples are drawn in blocks, each with its own generator seeded from the seed and the block's number, so the
/// result is the same for any number of threads.
/// </remarks>
internal static class Bootstrap
{
    /// <summary>Resamples that are drawn unless the caller says otherwise.</summary>
    public const int DefaultResamples = 10_000;

    private const int BlockSize = 250;

    /// <summary>The means of resamples of the values, ascending.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static double[] Means(double[] values, int resamples, ulong seed, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        var means = new double[resamples];
        int blocks = (resamples + BlockSize - 1) / BlockSize;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = cancel },
            block =>
            {
                var random = new Xoshiro256(seed, (ulong)block);
                int end = Math.Min(resamples, (block + 1) * BlockSize);
                for (int i = block * BlockSize; i < end && !cancel.IsCancellationRequested; i++)
                    means[i] = ResampledSum(values, ref random) / values.Length;
            }
        );
        Array.Sort(means);
        return means;
    }

    /// <summary>The BCa interval of the mean; both ends are the mean when all values are equal.</summary>
    /// <param name="values">At least two values.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="confidence">Level, 0 to 1.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Interval MeanBca(
        double[] values,
        int resamples = DefaultResamples,
        ulong seed = 1,
        double confidence = 0.95,
        CancellationToken cancel = default
    )
    {
        if (values.Length < 2)
            return Interval.None;
        double mean = Moments.Mean(values);
        double second = 0,
            third = 0;
        foreach (double value in values)
        {
            double deviation = value - mean;
            second += deviation * deviation;
            third += deviation * deviation * deviation;
        }
        if (second == 0)
            return new(mean, mean);
        double[] means = Means(values, resamples, seed, cancel);
        // Jackknife of a mean: the leave-one-out means deviate by -(x - mean)/(n - 1), so the acceleration is
        // sum(d^3) / (6 sum(d^2)^1.5).
        double acceleration = third / (6 * Math.Pow(second, 1.5));
        return Bca.Of(means, mean, acceleration, confidence);
    }

    private static double ResampledSum(double[] values, ref Xoshiro256 random)
    {
        double first = 0,
            second = 0;
        int n = values.Length,
            i = 0;
        uint range = (uint)n;
        // Two indices from one 64-bit draw by multiply-shift; the bias is below n / 2^32.
        for (; i + 1 < n; i += 2)
        {
            ulong bits = random.Next();
            first += values[(int)((bits >> 32) * range >> 32)];
            second += values[(int)((bits & 0xFFFFFFFF) * range >> 32)];
        }
        if (i < n)
            first += values[(int)((random.Next() >> 32) * range >> 32)];
        return first + second;
    }
}
