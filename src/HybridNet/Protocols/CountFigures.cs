using System.Numerics;
using HybridNet.Metrics;

namespace HybridNet.Protocols;

/// <summary>
/// Figures of the four pixel counts, each written once and computed in the arithmetic that is asked for. A division by
/// nothing is NaN; what a tool makes of that stands in its protocol.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class CountFigures<T>
    where T : IFloatingPointIeee754<T>
{
    public static double Dice(in Confusion c, ClassAverage average) =>
        Averaged(c, average, static (tp, wrong) => Ratio(2 * tp, 2 * tp + wrong));

    public static double Iou(in Confusion c, ClassAverage average) =>
        Averaged(c, average, static (tp, wrong) => Ratio(tp, tp + wrong));

    public static double Recall(in Confusion c) => Out(RecallOf(c));

    public static double Specificity(in Confusion c) => Out(SpecificityOf(c));

    public static double Precision(in Confusion c) => Out(PrecisionOf(c));

    public static double NegativePredictiveValue(in Confusion c) => Out(NegativePredictiveOf(c));

    public static double MissRate(in Confusion c) => Out(Ratio(c.FalseNegative, c.GtPixels));

    public static double FallOut(in Confusion c) => Out(Ratio(c.FalsePositive, c.TrueNegative + c.FalsePositive));

    public static double FalseDiscoveryRate(in Confusion c) => Out(Ratio(c.FalsePositive, c.PredPixels));

    public static double FalseOmissionRate(in Confusion c) => Out(Ratio(c.FalseNegative, c.FalseNegative + c.TrueNegative));

    public static double Accuracy(in Confusion c) => Out(AccuracyOf(c));

    public static double BalancedAccuracy(in Confusion c) => Out((RecallOf(c) + SpecificityOf(c)) / T.CreateChecked(2));

    public static double Informedness(in Confusion c) => Out(RecallOf(c) + SpecificityOf(c) - T.One);

    public static double Markedness(in Confusion c) => Out(NegativePredictiveOf(c) + PrecisionOf(c) - T.One);

    public static double FowlkesMallows(in Confusion c) => Out(T.Sqrt(PrecisionOf(c) * RecallOf(c)));

    public static double PositiveLikelihoodRatio(in Confusion c) =>
        SpecificityOf(c) == T.One ? double.NaN : Out(RecallOf(c) / (T.One - SpecificityOf(c)));

    public static double PrevalenceThreshold(in Confusion c)
    {
        T recall = RecallOf(c),
            specificity = SpecificityOf(c),
            below = recall + specificity - T.One;
        return below == T.Zero ? double.NaN : Out((T.Sqrt(recall * (T.One - specificity)) + specificity - T.One) / below);
    }

    /// <summary>Harmonic mean of precision and recall: the two in the arithmetic asked for, their mean in double.</summary>
    public static double FBeta(in Confusion c)
    {
        double precision = Precision(c),
            recall = Recall(c),
            below = precision + recall;
        return below == 0 ? double.NaN : 2 * precision * recall / below;
    }

    public static double Mcc(in Confusion c)
    {
        (T tp, T fp, T fn, T tn) = Counts(c);
        T below = T.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        return below == T.Zero ? double.NaN : Out((tp * tn - fp * fn) / below);
    }

    /// <summary>Cohen's kappa; chance agreement in double over the classes that the reference has.</summary>
    public static double Kappa(in Confusion c)
    {
        double n = c.Total,
            chance = 0;
        if (c.GtPixels < c.Total)
            chance += (c.Total - c.PredPixels) / n * ((c.Total - c.GtPixels) / n);
        if (c.GtPixels > 0)
            chance += c.PredPixels / n * (c.GtPixels / n);
        return (Accuracy(c) - chance) / (1 - chance);
    }

    public static double NetBenefit(in Confusion c)
    {
        T n = T.CreateChecked(c.Total);
        return Out(T.CreateChecked(c.TruePositive) / n - T.CreateChecked(c.FalsePositive) / n);
    }

    /// <summary>Dice of one class with the class weight 1/reference^2, which does not cancel in rounded arithmetic.</summary>
    public static double GeneralizedDice(in Confusion c)
    {
        T reference = T.CreateChecked(c.GtPixels),
            weight = T.One / (reference * reference);
        if (T.IsInfinity(weight))
            weight = T.Zero;
        T above = T.CreateChecked(2) * (T.CreateChecked(c.TruePositive) * weight),
            below = (reference + T.CreateChecked(c.PredPixels)) * weight;
        return below == T.Zero ? double.NaN : Out(above / below);
    }

    /// <summary>(prediction - reference)/reference.</summary>
    public static double VolumeRatio(in Confusion c) =>
        c.GtPixels == 0 ? double.NaN : (double)(c.PredPixels - c.GtPixels) / c.GtPixels;

    /// <summary>1 - |prediction - reference|/(prediction + reference).</summary>
    public static double VolumetricSimilarity(in Confusion c) =>
        c.PredPixels + c.GtPixels == 0
            ? double.NaN
            : 1 - (double)Math.Abs(c.PredPixels - c.GtPixels) / (c.PredPixels + c.GtPixels);

    /// <summary>|reference - prediction|/reference where the sums are unsigned 64-bit numbers, which wrap below 0.</summary>
    public static double WrappedVolumeRatio(in Confusion c) =>
        c.GtPixels == 0 ? double.NaN : unchecked((ulong)(c.GtPixels - c.PredPixels)) / (double)c.GtPixels;

    /// <summary>Misses and false alarms, each weighted by the other class's share, over the cost of the cheaper blind
    /// guess.</summary>
    public static double NormalisedExpectedCost(in Confusion c)
    {
        double total = c.Total,
            background = (c.TrueNegative + c.FalsePositive) / total,
            foreground = c.GtPixels / total;
        double costOfMiss = 1 / (2 * foreground),
            costOfAlarm = 1 / (2 * background),
            alpha = costOfAlarm * background / (costOfMiss * foreground),
            alarms = c.FalsePositive / (total - c.GtPixels),
            misses = c.FalseNegative / (double)c.GtPixels;
        return alpha >= 1 ? alpha * alarms + misses : alarms + 1 / alpha * misses;
    }

    private static double Averaged(in Confusion c, ClassAverage average, Func<long, long, T> figure)
    {
        long wrong = c.FalsePositive + c.FalseNegative;
        if (average == ClassAverage.Foreground)
            return Out(figure(c.TruePositive, wrong));
        if (average == ClassAverage.Background)
            return Out(figure(c.TrueNegative, wrong));
        if (average == ClassAverage.Micro)
            return Out(figure(c.TruePositive + c.TrueNegative, 2 * wrong));
        T lesion = figure(c.TruePositive, wrong),
            background = figure(c.TrueNegative, wrong);
        if (average == ClassAverage.Weighted)
        {
            T all = T.CreateChecked(c.Total),
                marked = T.CreateChecked(c.GtPixels);
            return Out(Known(background) * ((all - marked) / all) + Known(lesion) * (marked / all));
        }
        if (T.IsNaN(lesion) || T.IsNaN(background))
            return Out(T.IsNaN(lesion) ? background : lesion);
        return Out((background + lesion) / T.CreateChecked(2));
    }

    private static T Known(T value) => T.IsNaN(value) ? T.Zero : value;

    private static T RecallOf(in Confusion c) => Ratio(c.TruePositive, c.GtPixels);

    private static T SpecificityOf(in Confusion c) => Ratio(c.TrueNegative, c.TrueNegative + c.FalsePositive);

    private static T PrecisionOf(in Confusion c) => Ratio(c.TruePositive, c.PredPixels);

    private static T NegativePredictiveOf(in Confusion c) => Ratio(c.TrueNegative, c.TrueNegative + c.FalseNegative);

    private static T AccuracyOf(in Confusion c) => Ratio(c.TruePositive + c.TrueNegative, c.Total);

    private static (T Tp, T Fp, T Fn, T Tn) Counts(in Confusion c) =>
        (
            T.CreateChecked(c.TruePositive),
            T.CreateChecked(c.FalsePositive),
            T.CreateChecked(c.FalseNegative),
            T.CreateChecked(c.TrueNegative)
        );

    private static T Ratio(long part, long whole) => whole == 0 ? T.NaN : T.CreateChecked(part) / T.CreateChecked(whole);

    private static double Out(T value) => double.CreateChecked(value);
}
