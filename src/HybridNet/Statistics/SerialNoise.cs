namespace HybridNet.Statistics;

/// <summary>
/// How much the error of a slope grows when the noise of a curve is autocorrelated, as that of a training is: what lies
/// above the line tends to stay there.
/// </summary>
/// <remarks>
/// <para>
/// The noise is taken as AR(1). Its coefficient is estimated from the residuals of the fitted line, corrected for the bias
/// that the fit itself makes, E(r) = rho - (2 + 4 rho)/n (F. H. C. Marriott and J. A. Pope, Biometrika 41, 1954, for a mean;
/// for a line as in A. D. Nankervis and N. E. Savin, 1988), and raised by one and a quarter standard errors, because a
/// coefficient from a dozen epochs is hardly known and a small one makes false alarms.
/// </para>
/// <para>
/// For a coefficient rho the variance of the least-squares slope is x'Vx / Sxx^2 and the mean of the residual sum of
/// squares is trace(MV), with V the AR(1) correlations and M the residual maker: the ratio of both to their values without
/// correlation is the factor that the textbook variance is multiplied with (D. Cochrane and G. H. Orcutt, J. Am. Stat.
/// Assoc. 44, 1949, on why it must be). The degrees of freedom are those of the effective number of epochs,
/// n (1 - rho) / (1 + rho).
/// </para>
/// </remarks>
internal static class SerialNoise
{
    /// <summary>
    /// Standard errors by which the estimated coefficient is raised, the largest coefficient, and the fewest degrees of
    /// freedom; chosen by simulation (HybridNet.Benchmarks, training): over 30 epochs the interval of the trend holds 95 to
    /// 98 % for coefficients from 0 to 0.8. A coefficient below 0 is what it is until it has been raised.
    /// </summary>
    private const double Caution = 1.25,
        Most = 0.95,
        LeastFreedom = 3;

    /// <summary>The coefficient of the noise that is allowed for.</summary>
    /// <param name="residuals">Residuals of a fitted line, in order.</param>
    public static double Coefficient(ReadOnlySpan<double> residuals)
    {
        int n = residuals.Length;
        double products = 0,
            squares = 0;
        for (int i = 0; i < n; i++)
        {
            squares += residuals[i] * residuals[i];
            if (i > 0)
                products += residuals[i] * residuals[i - 1];
        }
        if (squares == 0 || n < 5)
            return 0;
        double corrected = (products / squares + 2.0 / n) / (1 - 4.0 / n);
        corrected = Math.Clamp(corrected, -Most, Most);
        return Math.Clamp(corrected + Caution * Math.Sqrt((1 - corrected * corrected) / n), 0, Most);
    }

    /// <summary>What the textbook variance of a slope is multiplied with.</summary>
    /// <param name="x">Positions, in order.</param>
    /// <param name="coefficient">AR(1) coefficient, 0 to 1 (excluded).</param>
    public static double VarianceFactor(ReadOnlySpan<double> x, double coefficient)
    {
        int n = x.Length;
        double mean = Moments.Mean(x),
            sxx = 0;
        foreach (double value in x)
            sxx += (value - mean) * (value - mean);
        double quadratic = 0,
            ones = 0;
        var powers = new double[n];
        for (int lag = 0; lag < n; lag++)
            powers[lag] = Math.Pow(coefficient, lag);
        for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
        {
            double v = powers[Math.Abs(i - j)];
            quadratic += (x[i] - mean) * v * (x[j] - mean);
            ones += v;
        }
        // trace(MV) = n - 1'V1/n - x'Vx/Sxx for a line.
        double left = n - ones / n - quadratic / sxx;
        return quadratic / sxx / (left / (n - 2));
    }

    /// <summary>Degrees of freedom of a line through autocorrelated points.</summary>
    /// <param name="points">Number of points.</param>
    /// <param name="coefficient">AR(1) coefficient.</param>
    public static double Freedom(int points, double coefficient) =>
        Math.Max(Math.Min(LeastFreedom, points - 2), points * (1 - coefficient) / (1 + coefficient) - 2);
}
