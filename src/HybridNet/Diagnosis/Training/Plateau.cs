using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Training;

/// <summary>Where a rising curve bends into a flat one: two straight lines that meet, by least squares.</summary>
/// <param name="Start">Position of the bend: the first point of the flat part.</param>
/// <param name="Before">Slope before it, per epoch.</param>
/// <param name="After">Line after it.</param>
internal readonly record struct Plateau(int Start, double Before, LinearTrend After)
{
    private const int FewestPoints = 3;

    /// <summary>
    /// Finds the bend. It counts when the curve rises before it, at least five times as steeply as after it, and two
    /// lines leave at most half of the squared distances of one.
    /// </summary>
    /// <param name="values">The curve, finite values, one for each epoch.</param>
    /// <returns>The bend, or null when the curve has none.</returns>
    public static Plateau? Find(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        if (n < 2 * FewestPoints)
            return null;
        double[] x = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        double one = LinearTrend.Of(x, values).SumOfSquares,
            best = double.PositiveInfinity;
        Plateau? found = null;
        for (int bend = FewestPoints - 1; bend <= n - FewestPoints; bend++)
        {
            (double before, double after, double rest) = Hinge(values, bend);
            if (rest >= best)
                continue;
            best = rest;
            found =
                before > 0 && Math.Abs(after) < before / 5 && rest <= one / 2
                    ? new(bend, before, LinearTrend.OfCurve(x.AsSpan(bend), values[bend..]))
                    : null;
        }
        return found;
    }

    /// <summary>y = a + b min(x, bend) + c max(x - bend, 0), by the normal equations.</summary>
    private static (double Before, double After, double Left) Hinge(ReadOnlySpan<double> y, int bend)
    {
        double n = y.Length,
            mu = 0,
            mv = 0,
            my = 0;
        for (int i = 0; i < y.Length; i++)
            (mu, mv, my) = (mu + Math.Min(i, bend) / n, mv + Math.Max(i - bend, 0) / n, my + y[i] / n);
        double uu = 0,
            uv = 0,
            vv = 0,
            uy = 0,
            vy = 0,
            yy = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double u = Math.Min(i, bend) - mu,
                v = Math.Max(i - bend, 0) - mv,
                w = y[i] - my;
            (uu, uv, vv, uy, vy, yy) = (uu + u * u, uv + u * v, vv + v * v, uy + u * w, vy + v * w, yy + w * w);
        }
        double determinant = uu * vv - uv * uv,
            b = (uy * vv - vy * uv) / determinant,
            c = (vy * uu - uy * uv) / determinant;
        return (b, c, yy - b * uy - c * vy);
    }
}
