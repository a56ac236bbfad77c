namespace HybridNet.Statistics;

/// <summary>The bias-corrected and accelerated interval from resampled statistics (B. Efron, J. Am. Stat. Assoc. 82,
/// 1987).</summary>
internal static class Bca
{
    /// <summary>The interval.</summary>
    /// <param name="resampled">Resampled statistics, ascending.</param>
    /// <param name="observed">The statistic of the sample itself.</param>
    /// <param name="acceleration">Acceleration, from the jackknife.</param>
    /// <param name="confidence">Level, 0 to 1.</param>
    public static Interval Of(double[] resampled, double observed, double acceleration, double confidence)
    {
        int count = resampled.Length;
        // Ties count half: a mean of a few distinct values would otherwise bias the correction.
        int below = SortedSearch.Below(resampled, observed),
            notAbove = SortedSearch.AtMost(resampled, observed);
        double share = Math.Clamp((below + notAbove) / (2.0 * count), 0.5 / count, 1 - 0.5 / count);
        double bias = Normal.Quantile(share);
        return new(
            Quantile.OfSorted(resampled, Level((1 - confidence) / 2)),
            Quantile.OfSorted(resampled, Level((1 + confidence) / 2))
        );

        double Level(double p)
        {
            double z = bias + Normal.Quantile(p);
            return Normal.Cdf(bias + z / (1 - acceleration * z));
        }
    }
}
