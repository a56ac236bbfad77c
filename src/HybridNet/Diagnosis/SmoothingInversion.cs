namespace HybridNet.Diagnosis;

/// <summary>
/// Recovers pixel counts from smoothed zeros: without overlap dice = e/(P + T + e), so P + T = e/dice - e.
/// </summary>
/// <remarks>
/// P + T is a whole number. A log that prints n significant digits leaves a relative error of 0.5 x 10^(1-n) in it,
/// which is why a result is only accepted when it is whole to within print precision.
/// </remarks>
public static class SmoothingInversion
{
    /// <summary>The lab's epsilon.</summary>
    public const double LabEpsilon = 1e-6;

    /// <summary>Relative error that seven printed digits leave.</summary>
    private const double PrintPrecision = 1e-6;

    /// <summary>How far from whole an exactly printed total may be.</summary>
    private const double Rounding = 1e-3;

    /// <summary>Largest total that seven digits still tell apart from its neighbours.</summary>
    private const double LargestTotal = 4e5;

    /// <summary>Values that are hardly ever all multiples of ten.</summary>
    private const int EnoughValues = 3;

    private static readonly double[] s_candidates =
    [
        1e-12,
        1e-11,
        1e-10,
        1e-9,
        1e-8,
        1e-7,
        1e-6,
        1e-5,
        1e-4,
        1e-3,
        1e-2,
        1e-1,
        1,
    ];

    /// <summary>The total P + T behind a smoothed zero, in pixels of the scoring grid.</summary>
    /// <param name="dice">Logged Dice of an image without overlap.</param>
    /// <param name="epsilon">Smoothing term; the lab's by default.</param>
    /// <returns>The total, or null when the value cannot come from a whole number of pixels and this epsilon.</returns>
    public static long? Total(double dice, double epsilon = LabEpsilon)
    {
        if (!(dice > 0) || dice >= 1)
            return null;
        double total = epsilon / dice - epsilon,
            whole = Math.Round(total);
        if (whole < 1 || whole > LargestTotal)
            return null;
        return Math.Abs(total - whole) <= Rounding + PrintPrecision * total ? (long)whole : null;
    }

    /// <summary>
    /// Finds the smoothing term of a log: the smallest power of ten under which every zero-overlap value is a whole
    /// number of pixels. A larger one would make whole numbers too, ten times as large. One or two values may be round by
    /// chance: for them the lab's own term comes first.
    /// </summary>
    /// <param name="dice">Logged Dice of every image without overlap, trivial images left out.</param>
    /// <returns>The term, or null when there are no such values or no term explains them all.</returns>
    public static double? FindEpsilon(IEnumerable<double> dice)
    {
        double[] values = [.. dice.Where(value => value > 0)];
        if (values.Length == 0)
            return null;
        if (values.Length < EnoughValues && Array.TrueForAll(values, value => Total(value) is not null))
            return LabEpsilon;
        foreach (double epsilon in s_candidates)
            if (Array.TrueForAll(values, value => Total(value, epsilon) is not null))
                return epsilon;
        return null;
    }
}
