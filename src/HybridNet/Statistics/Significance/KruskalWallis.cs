namespace HybridNet.Statistics;

/// <summary>Rank test for a difference between groups, corrected for ties (W. H. Kruskal and W. A. Wallis, J. Am. Stat. Assoc.
/// 47, 1952).</summary>
internal static class KruskalWallis
{
    /// <summary>Tests groups of values.</summary>
    /// <param name="groups">At least two groups with at least one value each.</param>
    /// <returns>H and its p by the chi-square approximation; NaN when all values are equal or there is one group.</returns>
    public static (double H, double P) Test(IReadOnlyList<IReadOnlyList<double>> groups)
    {
        (double Value, int Group)[] all =
        [
            .. groups.SelectMany((values, g) => values.Select(value => (value, g))).OrderBy(item => item.value),
        ];
        if (groups.Count(group => group.Count > 0) < 2)
            return (double.NaN, double.NaN);
        var rankSums = new double[groups.Count];
        double n = all.Length,
            ties = 0;
        for (int i = 0; i < all.Length; )
        {
            int end = i;
            while (end < all.Length && all[end].Value == all[i].Value)
                end++;
            double rank = (i + 1 + end) / 2.0,
                count = end - i;
            ties += count * count * count - count;
            for (; i < end; i++)
                rankSums[all[i].Group] += rank;
        }
        double correction = 1 - ties / (n * n * n - n);
        if (correction <= 0)
            return (double.NaN, double.NaN);
        double h =
            (
                12
                    / (n * (n + 1))
                    * groups.Select((group, g) => group.Count == 0 ? 0 : rankSums[g] * rankSums[g] / group.Count).Sum()
                - 3 * (n + 1)
            ) / correction;
        return (h, ChiSquare.Tail(h, groups.Count(group => group.Count > 0) - 1));
    }
}
