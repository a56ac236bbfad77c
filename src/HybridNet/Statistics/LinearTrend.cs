namespace HybridNet.Statistics;

/// <summary>A straight line through points, by least squares.</summary>
/// <param name="Slope">Change per unit; NaN for fewer than two points.</param>
/// <param name="Low">Lower end of the slope's 95 % interval; NaN for fewer than three points.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="P">Probability of a slope at least this far from 0 when there is none; assumes independent errors.</param>
/// <param name="SumOfSquares">Squared distances of the points from the line.</param>
public readonly record struct LinearTrend(double Slope, double Low, double High, double P, double SumOfSquares)
{
    /// <summary>Fits the line.</summary>
    /// <param name="x">Positions, not all equal.</param>
    /// <param name="y">Values, as many.</param>
    public static LinearTrend Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException("As many values as positions are needed.", nameof(y));
        int n = x.Length;
        if (n < 2)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, 0);
        double meanX = Moments.Mean(x),
            meanY = Moments.Mean(y),
            sxx = 0,
            sxy = 0;
        for (int i = 0; i < n; i++)
        {
            sxx += (x[i] - meanX) * (x[i] - meanX);
            sxy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = sxy / sxx,
            rest = 0;
        for (int i = 0; i < n; i++)
        {
            double miss = y[i] - meanY - slope * (x[i] - meanX);
            rest += miss * miss;
        }
        if (n < 3)
            return new(slope, double.NaN, double.NaN, double.NaN, rest);
        double error = Math.Sqrt(rest / (n - 2) / sxx),
            reach = StudentT.Critical(0.95, n - 2) * error;
        return new(
            slope,
            slope - reach,
            slope + reach,
            error == 0
                ? slope == 0
                    ? 1
                    : 0
                : StudentT.TwoSided(slope / error, n - 2),
            rest
        );
    }
}
