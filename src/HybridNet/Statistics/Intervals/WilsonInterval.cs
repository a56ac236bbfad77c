namespace HybridNet.Statistics;

/// <summary>Wilson's score interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).</summary>
internal static class WilsonInterval
{
    /// <summary>The interval of successes / trials.</summary>
    /// <param name="successes">0 to trials.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="confidence">Level, 0 to 1; 0.95 by default.</param>
    public static Interval Of(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        double z = Normal.Quantile(0.5 + confidence / 2),
            n = trials,
            share = successes / n;
        double centre = share + z * z / (2 * n);
        double half = z * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        return new(Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }
}
