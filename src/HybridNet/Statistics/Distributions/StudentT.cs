namespace HybridNet.Statistics;

/// <summary>Student's t distribution (Biometrika 6, 1908).</summary>
internal static class StudentT
{
    private const int MostSteps = 300;

    /// <summary>P(|T| &gt;= |t|).</summary>
    /// <param name="t">Statistic.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double TwoSided(double t, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        if (double.IsNaN(t))
            return double.NaN;
        return double.IsInfinity(t) ? 0 : Beta(freedom / 2, 0.5, freedom / (freedom + t * t));
    }

    /// <summary>The t that |T| exceeds with probability 1 - <paramref name="confidence"/>, by bisection.</summary>
    /// <param name="confidence">Two-sided level, between 0 and 1: 0.95.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Critical(double confidence, double freedom)
    {
        double low = 0,
            high = 1;
        while (TwoSided(high, freedom) > 1 - confidence)
            high *= 2;
        for (int i = 0; i < 100 && high - low > 1e-13 * high; i++)
        {
            double middle = (low + high) / 2;
            if (TwoSided(middle, freedom) > 1 - confidence)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>Regularised incomplete beta function by its continued fraction (Lentz).</summary>
    private static double Beta(double a, double b, double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        if (x > (a + 1) / (a + b + 2))
            return 1 - Beta(b, a, 1 - x);
        double front = Math.Exp(Gamma.Log(a + b) - Gamma.Log(a) - Gamma.Log(b) + a * Math.Log(x) + b * Math.Log(1 - x)) / a;
        double c = 1,
            d = Guard(1 - (a + b) * x / (a + 1));
        d = 1 / d;
        double h = d;
        for (int m = 1; m < MostSteps; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Guard(1 + even * d);
            c = Guard(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Guard(1 + odd * d);
            c = Guard(1 + odd / c);
            double factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-16)
                break;
        }
        return front * h;
    }

    private static double Guard(double value) => Math.Abs(value) < 1e-300 ? 1e-300 : value;
}
