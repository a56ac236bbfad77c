namespace HybridNet.Statistics;

/// <summary>The chi-square distribution and Pearson's test of a table (Phil. Mag. 50, 1900), without continuity
/// correction.</summary>
internal static class ChiSquare
{
    private const int MostSteps = 500;

    /// <summary>Probability of a value at least this large.</summary>
    /// <param name="value">Statistic, 0 or more.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Tail(double value, int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        return value <= 0 ? 1 : UpperGamma(freedom / 2.0, value / 2);
    }

    /// <summary>Tests whether rows and columns of a table of counts are independent.</summary>
    /// <param name="table">Counts by row and column; rows or columns without any count are left out.</param>
    /// <returns>Statistic, degrees of freedom, p and Cramer's V; NaN where fewer than two rows or columns have counts.</returns>
    public static TableTest Test(IReadOnlyList<IReadOnlyList<long>> table)
    {
        long[][] rows = [.. table.Where(row => row.Sum() > 0).Select(row => row.ToArray())];
        int[] columns = rows.Length == 0 ? [] : [.. Enumerable.Range(0, rows[0].Length).Where(c => rows.Sum(row => row[c]) > 0)];
        if (rows.Length < 2 || columns.Length < 2)
            return new(double.NaN, 0, double.NaN, double.NaN, double.NaN);
        double total = rows.Sum(row => (double)row.Sum()),
            statistic = 0,
            least = double.PositiveInfinity;
        foreach (long[] row in rows)
        foreach (int c in columns)
        {
            double expected = row.Sum() * (double)rows.Sum(other => other[c]) / total;
            statistic += (row[c] - expected) * (row[c] - expected) / expected;
            least = Math.Min(least, expected);
        }
        int freedom = (rows.Length - 1) * (columns.Length - 1);
        return new(
            statistic,
            freedom,
            Tail(statistic, freedom),
            Math.Sqrt(statistic / (total * (Math.Min(rows.Length, columns.Length) - 1))),
            least
        );
    }

    /// <summary>Regularised upper incomplete gamma function: series below a + 1, continued fraction above (Lentz).</summary>
    private static double UpperGamma(double a, double x)
    {
        double front = Math.Exp(a * Math.Log(x) - x - Gamma.Log(a));
        if (x < a + 1)
        {
            double term = 1 / a,
                sum = term;
            for (int n = 1; n < MostSteps && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
                sum += term *= x / (a + n);
            return 1 - front * sum;
        }
        double b = x + 1 - a,
            c = 1e300,
            d = 1 / b,
            h = d;
        for (int n = 1; n < MostSteps; n++)
        {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            double factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-16)
                break;
        }
        return front * h;
    }
}

/// <summary>A test of independence.</summary>
/// <param name="Statistic">Chi-square.</param>
/// <param name="Freedom">Degrees of freedom.</param>
/// <param name="P">Probability of a statistic at least as large.</param>
/// <param name="CramersV">Effect size, 0 to 1.</param>
/// <param name="LeastExpected">Smallest expected count; below 5 the approximation is rough.</param>
internal readonly record struct TableTest(double Statistic, int Freedom, double P, double CramersV, double LeastExpected);
