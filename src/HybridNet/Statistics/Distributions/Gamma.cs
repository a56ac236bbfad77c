namespace HybridNet.Statistics;

/// <summary>The gamma function.</summary>
internal static class Gamma
{
    /// <summary>Logarithm by Stirling's series, lifted to large arguments first.</summary>
    /// <param name="x">Above 0.</param>
    public static double Log(double x)
    {
        double shift = 0;
        for (; x < 15; x++)
            shift += Math.Log(x);
        double inverse = 1 / (x * x);
        return (x - 0.5) * Math.Log(x)
            - x
            + 0.5 * Math.Log(2 * Math.PI)
            - shift
            + (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / x;
    }
}
