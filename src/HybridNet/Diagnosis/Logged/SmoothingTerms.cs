namespace HybridNet.Diagnosis.Logged;

/// <summary>Smoothing terms that training code uses, and how often: what is believed before a log is looked at.</summary>
/// <remarks>
/// Powers of ten from 1e-16 to 1, the machine epsilon of floats and doubles, and all of them doubled, because
/// 2(I + e)/(P + T + 2e) has the term 2e. The weights matter only where a log leaves several terms: then none of them is
/// believed unless it outweighs all others by far.
/// </remarks>
internal static class SmoothingTerms
{
    private const double Doubled = 0.3,
        DoubledAgainstIou = 0.002,
        Quintupled = 0.02;

    private static readonly (double Term, double Weight)[] s_plain =
    [
        (1e-16, 0.01),
        (1e-15, 0.02),
        (1e-14, 0.002),
        (1e-13, 0.002),
        (1e-12, 0.02),
        (1e-11, 0.005),
        (1e-10, 0.03),
        (1e-9, 0.03),
        (1e-8, 0.12),
        (1e-7, 0.12),
        (1e-6, 0.3),
        (1e-5, 0.15),
        (1e-4, 0.05),
        (1e-3, 0.05),
        (1e-2, 0.08),
        (1e-1, 0.02),
        (1, 0.12),
        (1.1920928955078125e-7, 0.02),
        (2.220446049250313e-16, 0.03),
    ];

    /// <summary>Terms of precision and recall, which are kept from 0/0 by less; any other is this rare.</summary>
    private static readonly (double Term, double Weight)[] s_ratio =
    [
        (1e-5, 0.1),
        (1e-6, 0.3),
        (1e-7, 0.3),
        (1e-8, 0.2),
        (1e-9, 0.05),
        (1e-10, 0.05),
    ];

    private const double OtherRatio = 0.01,
        Near = 0.02;

    /// <summary>Every term with its weight.</summary>
    /// <param name="iou">How the IoU of images without overlap stands to their Dice.</param>
    /// <param name="ratio">The term of precision and recall as a multiple of that of the Dice, or null.</param>
    public static (double Term, double Weight)[] Weighed(IouTerm iou, double? ratio)
    {
        double doubled = iou switch
        {
            IouTerm.Half => 1,
            IouTerm.Same => DoubledAgainstIou,
            _ => Doubled,
        };
        var terms = new List<(double, double)>();
        foreach ((double term, double weight) in s_plain)
        {
            if (iou != IouTerm.Half)
            {
                terms.Add((term, weight));
                terms.Add((5 * term, weight * Quintupled));
            }
            terms.Add((2 * term, weight * doubled));
        }
        return ratio is { } times ? [.. terms.Select(one => (one.Item1, one.Item2 * OfRatio(times * one.Item1)))] : [.. terms];
    }

    private static double OfRatio(double term)
    {
        foreach ((double known, double weight) in s_ratio)
            if (Math.Abs(term - known) <= Near * known)
                return weight;
        return OtherRatio;
    }
}

/// <summary>The term of the IoU beside that of the Dice, as the images without overlap show it.</summary>
internal enum IouTerm
{
    /// <summary>There is no IoU, or no image without overlap.</summary>
    Unknown,

    /// <summary>The same term: IoU and Dice of such an image are equal.</summary>
    Same,

    /// <summary>Half of it, as in 2(I + e)/(P + T + 2e) beside (I + e)/(U + e).</summary>
    Half,

    /// <summary>None: the IoU is exactly 0.</summary>
    None,
}
