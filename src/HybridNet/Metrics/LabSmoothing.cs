namespace HybridNet.Metrics;

/// <summary>
/// The formulas of the lab's training code, smoothing included. For reconciliation with a log only: a measurement
/// has no epsilon in it.
/// </summary>
internal static class LabSmoothing
{
    private const double OverlapEpsilon = 1e-6,
        RatioEpsilon = 1e-7,
        SmallestVariance = 1e-8;

    /// <summary>(2I + 1e-6)/(P + T + 1e-6).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Dice(in Confusion c) =>
        (2 * c.TruePositive + OverlapEpsilon) / (c.PredPixels + c.GtPixels + OverlapEpsilon);

    /// <summary>(I + 1e-6)/(U + 1e-6).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Iou(in Confusion c) =>
        (c.TruePositive + OverlapEpsilon) / (c.TruePositive + c.FalsePositive + c.FalseNegative + OverlapEpsilon);

    /// <summary>TP/(TP + FP + 1e-7).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Precision(in Confusion c) => c.TruePositive / (c.PredPixels + RatioEpsilon);

    /// <summary>TP/(TP + FN + 1e-7).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Recall(in Confusion c) => c.TruePositive / (c.GtPixels + RatioEpsilon);

    /// <summary>The correlation, or 0 where a population variance is below 1e-8.</summary>
    /// <param name="correlation">Moments of map and reference.</param>
    public static double Pearson(in Probabilities.Correlation correlation) =>
        correlation.ScoreVariance < SmallestVariance || correlation.GtVariance < SmallestVariance ? 0 : correlation.Pearson;
}
