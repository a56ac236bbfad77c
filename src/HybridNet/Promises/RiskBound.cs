namespace HybridNet.Promises;

/// <summary>
/// Whether a mean loss is shown to lie below a limit, by the p value of Hoeffding and Bentkus for losses from 0 to 1
/// (S. Bates et al., J. ACM 68(6), 2021, section 3.1): valid for any number of images and any distribution.
/// </summary>
internal static class RiskBound
{
    /// <summary>The p value of "the mean loss is above the limit".</summary>
    /// <param name="mean">Mean loss that was seen, 0 to 1.</param>
    /// <param name="count">Independent images or subjects.</param>
    /// <param name="limit">The limit, above 0 and below 1.</param>
    public static double P(double mean, int count, double limit)
    {
        if (count == 0)
            return 1;
        double hoeffding = Math.Exp(-count * Divergence(Math.Min(mean, limit), limit)),
            bentkus = Math.E * BinomialCdf((int)Math.Ceiling(count * mean - 1e-12), count, limit);
        return Math.Min(1, Math.Min(hoeffding, bentkus));
    }

    /// <summary>Images that a promise needs even if none of them loses anything: (1 - limit)^n at most alpha.</summary>
    /// <param name="limit">The limit, above 0 and below 1.</param>
    /// <param name="alpha">1 less the confidence.</param>
    public static int FewestImages(double limit, double alpha) =>
        (int)Math.Ceiling(Math.Log(alpha) / Math.Log(1 - limit) - 1e-12);

    private static double Divergence(double a, double b) =>
        (a == 0 ? 0 : a * Math.Log(a / b)) + (a == 1 ? 0 : (1 - a) * Math.Log((1 - a) / (1 - b)));

    /// <summary>P(X at most k) of a binomial, summed in logarithms.</summary>
    private static double BinomialCdf(int k, int n, double p)
    {
        if (k >= n)
            return 1;
        double logTerm = n * Math.Log(1 - p),
            sum = 0;
        for (int i = 0; i <= k; i++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log((double)(n - i) / (i + 1)) + Math.Log(p / (1 - p));
        }
        return Math.Min(1, sum);
    }
}
