namespace HybridNet.Diagnosis.Training;

/// <summary>How much a curve jumps from epoch to epoch, whatever its trend.</summary>
internal static class Roughness
{
    /// <summary>
    /// Standard deviation of the noise of a smooth curve, from its second differences: each is a sum of three values
    /// with weights 1, -2, 1, so its mean square is 6 times the variance (J. von Neumann et al., 1941, for first ones).
    /// </summary>
    /// <param name="values">The curve; NaN for fewer than three values.</param>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 3)
            return double.NaN;
        double squares = 0;
        for (int i = 1; i < values.Length - 1; i++)
        {
            double second = values[i - 1] - 2 * values[i] + values[i + 1];
            squares += second * second;
        }
        return Math.Sqrt(squares / (values.Length - 2) / 6);
    }
}
