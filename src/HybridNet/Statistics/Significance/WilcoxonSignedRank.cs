namespace HybridNet.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test of paired differences (F. Wilcoxon, Biometrics Bull. 1, 1945), two-sided. Zeros are left
/// out and tied sizes share their mean rank, as scipy.stats.wilcoxon does by default.
/// </summary>
internal static class WilcoxonSignedRank
{
    /// <summary>Up to here the distribution is counted out, ties included; beyond it the normal approximation serves.</summary>
    private const int LargestExact = 50;

    /// <summary>The two-sided p-value; NaN when every difference is zero or there is none.</summary>
    /// <param name="differences">Paired differences, finite.</param>
    public static double P(double[] differences)
    {
        double[] kept = [.. differences.Where(value => value != 0)];
        int n = kept.Length;
        if (n == 0)
            return double.NaN;
        double[] sizes = Array.ConvertAll(kept, Math.Abs);
        Array.Sort(sizes, kept);
        (int[] doubled, double ties) = Ranks(sizes);
        long positive = 0,
            all = (long)n * (n + 1);
        for (int i = 0; i < n; i++)
            if (kept[i] > 0)
                positive += doubled[i];
        long smaller = Math.Min(positive, all - positive);
        return n <= LargestExact ? Exact(doubled, smaller) : Approximate(n, ties, smaller / 2.0);
    }

    /// <summary>Twice the mean ranks, which are whole, and the sum of t^3 - t over the groups of ties.</summary>
    private static (int[] Doubled, double Ties) Ranks(double[] sizes)
    {
        var doubled = new int[sizes.Length];
        double ties = 0;
        for (int start = 0; start < sizes.Length; )
        {
            int end = start + 1;
            while (end < sizes.Length && sizes[end] == sizes[start])
                end++;
            double count = end - start;
            ties += count * count * count - count;
            Array.Fill(doubled, start + 1 + end, start, end - start);
            start = end;
        }
        return (doubled, ties);
    }

    /// <summary>Twice the share of all sign patterns whose rank sum is no larger.</summary>
    private static double Exact(int[] doubled, long smaller)
    {
        var share = new double[doubled.Sum() + 1];
        share[0] = 1;
        int reach = 0;
        foreach (int rank in doubled)
        {
            reach += rank;
            for (int sum = reach; sum >= 0; sum--)
                share[sum] = 0.5 * (share[sum] + (sum >= rank ? share[sum - rank] : 0));
        }
        double tail = 0;
        for (int sum = 0; sum <= smaller; sum++)
            tail += share[sum];
        return Math.Min(1, 2 * tail);
    }

    private static double Approximate(int n, double ties, double smaller)
    {
        double mean = n * (n + 1.0) / 4,
            variance = n * (n + 1.0) * (2 * n + 1) / 24 - ties / 48;
        return Math.Min(1, 2 * Normal.Tail(Math.Abs(smaller - mean) / Math.Sqrt(variance)));
    }
}
