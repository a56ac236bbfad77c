namespace HybridNet.Probabilities;

/// <summary>Moments of a probability map and its reference, from which their correlation follows.</summary>
/// <param name="Count">Pixels.</param>
/// <param name="Positives">Pixels of the reference.</param>
/// <param name="Sum">Sum of the probabilities.</param>
/// <param name="SumOfSquares">Sum of their squares.</param>
/// <param name="SumOnGt">Sum of the probabilities on the reference.</param>
internal readonly record struct Correlation(long Count, long Positives, double Sum, double SumOfSquares, double SumOnGt)
{
    /// <summary>Population variance of the probabilities.</summary>
    public double ScoreVariance => Math.Max(0, SumOfSquares / Count - Sum / Count * (Sum / Count));

    /// <summary>Population variance of the reference (0 or 1).</summary>
    public double GtVariance => (double)Positives / Count * ((double)(Count - Positives) / Count);

    /// <summary>Dice without a threshold: 2 sum(p g)/(sum(p) + sum(g)); NaN when both sums are 0.</summary>
    public double SoftDice => Sum + Positives == 0 ? double.NaN : 2 * SumOnGt / (Sum + Positives);

    /// <summary>Pearson correlation, -1 to 1; NaN when the map or the reference is flat.</summary>
    public double Pearson
    {
        get
        {
            double n = Count,
                spread = n * SumOfSquares - Sum * Sum;
            // A flat map has no spread; what rounding leaves of it is no correlation.
            if (Positives == 0 || Positives == Count || spread <= 1e-13 * n * SumOfSquares)
                return double.NaN;
            double covariance = n * SumOnGt - Positives * Sum;
            return Math.Clamp(covariance / (Math.Sqrt(spread) * Math.Sqrt((double)Positives * (Count - Positives))), -1, 1);
        }
    }
}
