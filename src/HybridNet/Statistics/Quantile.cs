namespace HybridNet.Statistics;

/// <summary>Quantiles by linear interpolation at rank p(n - 1), as numpy and pandas do by default.</summary>
internal static class Quantile
{
    /// <summary>The p-quantile; NaN for no values.</summary>
    /// <param name="values">Values in any order; not changed.</param>
    /// <param name="p">Probability, 0 to 1.</param>
    public static double Of(ReadOnlySpan<double> values, double p)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, p);
    }

    /// <summary>The p-quantile of ascending values; NaN for no values.</summary>
    /// <param name="sorted">Ascending values.</param>
    /// <param name="p">Probability, 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (sorted.IsEmpty)
            return double.NaN;
        double rank = p * (sorted.Length - 1);
        int below = (int)Math.Floor(rank);
        double low = sorted[below];
        // Two equal neighbours need no interpolation: infinity minus infinity would make NaN of it.
        if (below + 1 == sorted.Length || sorted[below + 1] == low)
            return low;
        return low + (rank - below) * (sorted[below + 1] - low);
    }
}
