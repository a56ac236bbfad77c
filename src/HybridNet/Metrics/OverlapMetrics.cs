namespace HybridNet.Metrics;

/// <summary>
/// Metrics of one image from its four pixel counts. No smoothing: a quotient 0/0 is NaN.
/// </summary>
internal static class OverlapMetrics
{
    /// <summary>Dice 2TP/(2TP + FP + FN), 0 to 1; NaN when both masks are empty (L. R. Dice, Ecology 26, 1945).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Dice(in Confusion c) =>
        Ratio(2 * c.TruePositive, 2 * c.TruePositive + c.FalsePositive + c.FalseNegative);

    /// <summary>Intersection over union TP/(TP + FP + FN), 0 to 1; NaN when both masks are empty. Equals dice/(2 -
    /// dice).</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Iou(in Confusion c) => Ratio(c.TruePositive, c.TruePositive + c.FalsePositive + c.FalseNegative);

    /// <summary>TP/(TP + FP), 0 to 1; NaN when nothing is predicted.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Precision(in Confusion c) => Ratio(c.TruePositive, c.PredPixels);

    /// <summary>TP/(TP + FN), 0 to 1; NaN when nothing is marked.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Recall(in Confusion c) => Ratio(c.TruePositive, c.GtPixels);

    /// <summary>TN/(TN + FP), 0 to 1; NaN when every pixel is marked.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Specificity(in Confusion c) => Ratio(c.TrueNegative, c.TrueNegative + c.FalsePositive);

    /// <summary>(TP + TN)/all, 0 to 1; NaN for a region without pixels.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Accuracy(in Confusion c) => Ratio(c.TruePositive + c.TrueNegative, c.Total);

    /// <summary>F2 = 5TP/(5TP + 4FN + FP), 0 to 1: a miss weighs four times a false alarm; NaN when both masks are
    /// empty.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double F2(in Confusion c) =>
        Ratio(5 * c.TruePositive, 5 * c.TruePositive + 4 * c.FalseNegative + c.FalsePositive);

    /// <summary>Cohen's kappa (Educ. Psychol. Meas. 20, 1960), -1 to 1; NaN when chance alone agrees everywhere.</summary>
    /// <param name="c">Pixel counts.</param>
    public static double Kappa(in Confusion c)
    {
        double n = c.Total,
            observed = (c.TruePositive + c.TrueNegative) / n;
        double chance = (c.GtPixels / n * (c.PredPixels / n)) + ((n - c.GtPixels) / n * ((n - c.PredPixels) / n));
        return chance == 1 || n == 0 ? double.NaN : (observed - chance) / (1 - chance);
    }

    /// <summary>
    /// Matthews correlation (Biochim. Biophys. Acta 405, 1975), -1 to 1; 0 when one mask is empty or full, as
    /// scikit-learn has it; NaN when both are empty, as all overlap metrics are.
    /// </summary>
    /// <param name="c">Pixel counts.</param>
    public static double Mcc(in Confusion c)
    {
        double tp = c.TruePositive,
            fp = c.FalsePositive,
            fn = c.FalseNegative,
            tn = c.TrueNegative;
        double margins = Math.Sqrt(tp + fp) * Math.Sqrt(tp + fn) * Math.Sqrt(tn + fp) * Math.Sqrt(tn + fn);
        if (tp + fp + fn == 0)
            return double.NaN;
        return margins == 0 ? 0 : (tp * tn - fp * fn) / margins;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;

    /// <summary>1 - |reference - prediction|/(reference + prediction), in pixels; NaN for two empty masks.</summary>
    public static double VolumetricSimilarity(long gtPixels, long predPixels) =>
        gtPixels + predPixels == 0 ? double.NaN : 1 - (double)Math.Abs(gtPixels - predPixels) / (gtPixels + predPixels);
}
