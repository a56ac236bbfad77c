namespace HybridNet.Statistics;

/// <summary>Holm's step-down adjustment for several tests at once (S. Holm, Scand. J. Stat. 6, 1979).</summary>
public static class Holm
{
    /// <summary>Adjusted p-values, in the order given: the i-th smallest of m times m - i + 1, never below a smaller one's, at most 1.</summary>
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
}
