namespace HybridNet.Statistics;

/// <summary>Holm's step-down adjustment for several tests at once (S. Holm, Scand. J. Stat. 6, 1979).</summary>
internal static class Holm
{
    /// <summary>Adjusted p-values, in the order given: the i-th smallest of m times m - i + 1, never below a smaller one's, at
    /// most 1.</summary>
    /// <param name="p">P-values; NaN, a test that could not be made, stays NaN and does not count.</param>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        Array.Fill(adjusted, double.NaN);
        int[] order = [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double largest = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * p[order[rank]]));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }

    /// <summary>
    /// The level that each test is held at: alpha / m for the smallest p, alpha / (m - 1) for the next, until one is not
    /// rejected; that one's level holds for all the others. A p is rejected exactly when it is at most its level.
    /// </summary>
    /// <param name="p">P-values; NaN, a test that could not be made, does not count and gets alpha.</param>
    /// <param name="alpha">Level of all tests together, 0 to 1.</param>
    public static double[] StepLevels(IReadOnlyList<double> p, double alpha)
    {
        var levels = new double[p.Count];
        Array.Fill(levels, alpha);
        int[] order = [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        bool rejecting = true;
        double level = alpha;
        for (int rank = 0; rank < order.Length; rank++)
        {
            if (rejecting)
                level = alpha / (order.Length - rank);
            rejecting &= p[order[rank]] <= level;
            levels[order[rank]] = level;
        }
        return levels;
    }
}
