namespace HybridNet.Statistics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>
    /// P(Z &lt;= x): for |x| up to 6 the series of Marsaglia (J. Stat. Softw. 11(4), 2004), beyond it the continued
    /// fraction of Mills' ratio; relative error of the smaller tail below 1e-13.
    /// </summary>
    /// <param name="x">Any number.</param>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > 0)
            return 1 - Tail(x);
        return Tail(-x);
    }

    /// <summary>P(Z &gt; x) for x &gt;= 0, without cancellation for large x.</summary>
    /// <param name="x">At least 0.</param>
    public static double Tail(double x)
    {
        if (x > 38.5)
            return 0;
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (x < 2.5)
        {
            double term = x,
                sum = x;
            for (int i = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); i++)
            {
                term *= x * x / (2 * i + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = x;
        for (int i = 120; i >= 1; i--)
            fraction = x + i / fraction;
        return density / fraction;
    }

    /// <summary>The x with P(Z &lt;= x) = p, found by Newton's steps on <see cref="Cdf"/> from a rational start.</summary>
    /// <param name="p">Probability, between 0 and 1; 0 and 1 give the infinities.</param>
    public static double Quantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (p == 0)
            return double.NegativeInfinity;
        if (p == 1)
            return double.PositiveInfinity;
        if (p > 0.5)
            return -Quantile(1 - p);
        // Start: Abramowitz & Stegun 26.2.23, absolute error below 4.5e-4.
        double t = Math.Sqrt(-2 * Math.Log(p));
        double x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int i = 0; i < 4; i++)
        {
            double error = Tail(-x) - p;
            double step = error * Math.Sqrt(2 * Math.PI) * Math.Exp(x * x / 2);
            x -= step / (1 + x * step / 2);
            if (x > 0)
                x = 0;
        }
        return x;
    }
}
