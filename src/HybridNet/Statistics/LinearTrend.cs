namespace HybridNet.Statistics;

/// <summary>A straight line through points, by least squares.</summary>
/// <param name="Slope">Change per unit; NaN for fewer than two points.</param>
/// <param name="Low">Lower end of the slope's 95 % interval; NaN for fewer than three points.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="P">Probability of a slope at least this far from 0 when there is none.</param>
/// <param name="SumOfSquares">Squared distances of the points from the line.</param>
internal readonly record struct LinearTrend(double Slope, double Low, double High, double P, double SumOfSquares)
{
    private const int FewestOfCurve = 7;

    /// <summary>
    /// Fits a line through a curve whose noise is autocorrelated, as that of a training is; interval and p allow for it. Below
    /// seven points that cannot be estimated, and there is neither.
    /// </summary>
    /// <param name="x">Positions in order, not all equal.</param>
    /// <param name="y">Values, as many.</param>
    public static LinearTrend OfCurve(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        LinearTrend plain = Of(x, y);
        int n = x.Length;
        if (n < FewestOfCurve)
            return plain with { Low = double.NaN, High = double.NaN, P = double.NaN };
        double meanX = Moments.Mean(x),
            meanY = Moments.Mean(y),
            sxx = 0;
        var residuals = new double[n];
        for (int i = 0; i < n; i++)
        {
            sxx += (x[i] - meanX) * (x[i] - meanX);
            residuals[i] = y[i] - meanY - plain.Slope * (x[i] - meanX);
        }
        double coefficient = SerialNoise.Coefficient(residuals),
            freedom = SerialNoise.Freedom(n, coefficient),
            error = Math.Sqrt(plain.SumOfSquares / (n - 2) / sxx * SerialNoise.VarianceFactor(x, coefficient));
        if (error == 0)
            return plain;
        double reach = StudentT.Critical(0.95, freedom) * error;
        return plain with
        {
            Low = plain.Slope - reach,
            High = plain.Slope + reach,
            P = StudentT.TwoSided(plain.Slope / error, freedom),
        };
    }

    /// <summary>Fits the line, taking the errors as independent.</summary>
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
        // A line without any error around it is certain, unless it is flat.
        double certain = slope == 0 ? 1 : 0,
            p = error == 0 ? certain : StudentT.TwoSided(slope / error, n - 2);
        return new(slope, slope - reach, slope + reach, p, rest);
    }
}
