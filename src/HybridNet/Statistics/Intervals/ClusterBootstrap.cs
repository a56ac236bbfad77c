namespace HybridNet.Statistics;

/// <summary>
/// Seeded bootstrap of a mean over clusters: whole subjects are drawn, with all their images, because images of one
/// subject are alike (A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application, 1997, section 3.8).
/// </summary>
/// <remarks>The statistic is the mean over images: the drawn subjects' sums over their numbers of images.</remarks>
internal static class ClusterBootstrap
{
    private const int BlockSize = 250;

    /// <summary>The BCa interval of the mean over images; none for fewer than two clusters.</summary>
    /// <param name="sums">Sum of the values of each cluster.</param>
    /// <param name="counts">Number of values of each cluster, at least 1.</param>
    /// <param name="resamples">Number of resamples, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="confidence">Level, 0 to 1.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Interval MeanBca(
        double[] sums,
        int[] counts,
        int resamples = Bootstrap.DefaultResamples,
        ulong seed = 1,
        double confidence = 0.95,
        CancellationToken cancel = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        if (sums.Length != counts.Length)
            throw new ArgumentException("Every cluster has a sum and a count.", nameof(counts));
        if (sums.Length < 2)
            return Interval.None;
        double total = Moments.Sum(sums);
        long images = counts.Sum(count => (long)count);
        double[] left = [.. sums.Select((sum, i) => (total - sum) / (images - counts[i]))];
        double centre = Moments.Mean(left);
        double second = left.Sum(value => Math.Pow(centre - value, 2)),
            third = left.Sum(value => Math.Pow(centre - value, 3));
        double mean = total / images;
        if (second == 0)
            return new(mean, mean);
        return Bca.Of(Means(sums, counts, resamples, seed, cancel), mean, third / (6 * Math.Pow(second, 1.5)), confidence);
    }

    private static double[] Means(double[] sums, int[] counts, int resamples, ulong seed, CancellationToken cancel)
    {
        var means = new double[resamples];
        Parallel.For(
            0,
            (resamples + BlockSize - 1) / BlockSize,
            new ParallelOptions { CancellationToken = cancel },
            block =>
            {
                var random = new Xoshiro256(seed, (ulong)block);
                int end = Math.Min(resamples, (block + 1) * BlockSize);
                for (int i = block * BlockSize; i < end && !cancel.IsCancellationRequested; i++)
                {
                    double sum = 0;
                    long count = 0;
                    for (int k = 0; k < sums.Length; k++)
                    {
                        int drawn = random.NextInt(sums.Length);
                        sum += sums[drawn];
                        count += counts[drawn];
                    }
                    means[i] = sum / count;
                }
            }
        );
        Array.Sort(means);
        return means;
    }
}
