namespace HybridNet.Statistics;

/// <summary>Mean and standard deviation, summed so that the order of magnitude of the terms costs no digits.</summary>
internal static class Moments
{
    /// <summary>Sum with Neumaier's compensation (Z. angew. Math. Mech. 54, 1974).</summary>
    /// <param name="values">Finite values.</param>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0,
            lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return double.IsFinite(sum) ? sum + lost : sum;
    }

    /// <summary>Arithmetic mean; NaN for no values.</summary>
    /// <param name="values">The values.</param>
    public static double Mean(ReadOnlySpan<double> values) => values.IsEmpty ? double.NaN : Sum(values) / values.Length;

    /// <summary>Sample standard deviation, divisor n - 1; NaN for fewer than two values.</summary>
    /// <param name="values">The values.</param>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return double.NaN;
        double mean = Mean(values),
            squares = 0,
            deviations = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
            deviations += value - mean;
        }
        return Math.Sqrt((squares - deviations * deviations / values.Length) / (values.Length - 1));
    }
}
