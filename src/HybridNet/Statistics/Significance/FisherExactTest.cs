namespace HybridNet.Statistics;

/// <summary>
/// Fisher's exact test of a table with two columns (R. A. Fisher, J. R. Stat. Soc. 85, 1922; more rows: G. H. Freeman and
/// J. H. Halton, Biometrika 38, 1951): how probable are tables with these margins that are at most as probable as this one?
/// </summary>
internal static class FisherExactTest
{
    private const double MostTables = 2e6,
        Rounding = 1 + 1e-7;

    /// <summary>Tests whether the share of the first column is the same in all rows.</summary>
    /// <param name="rows">Counts in the first column, and in all; rows without any are left out.</param>
    /// <returns>The probability; 1 when there is nothing to test, NaN for more than two million tables.</returns>
    public static double P(IReadOnlyList<(long First, long All)> rows)
    {
        (long First, long All)[] used = [.. rows.Where(row => row.All > 0).OrderBy(row => row.All)];
        long total = used.Sum(row => row.All),
            first = used.Sum(row => row.First);
        if (used.Length < 2 || first == 0 || first == total)
            return 1;
        if (used[..^1].Aggregate(1.0, (tables, row) => tables * (Math.Min(row.All, first) + 1)) > MostTables)
            return double.NaN;
        double all = Choose(total, first),
            limit = used.Sum(row => Choose(row.All, row.First)) - all;
        double cut = Math.Exp(limit) * Rounding,
            sum = 0;
        Walk(0, first, 0);
        return Math.Min(1, sum);

        void Walk(int row, long left, double log)
        {
            if (row == used.Length - 1)
            {
                if (left > used[row].All)
                    return;
                double probability = Math.Exp(log + Choose(used[row].All, left) - all);
                if (probability <= cut)
                    sum += probability;
                return;
            }
            for (long k = 0; k <= Math.Min(left, used[row].All); k++)
                Walk(row + 1, left - k, log + Choose(used[row].All, k));
        }
    }

    private static double Choose(long n, long k) => Gamma.Log(n + 1) - Gamma.Log(k + 1) - Gamma.Log(n - k + 1);
}
