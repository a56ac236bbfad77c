using HybridNet.Statistics;

namespace HybridNet.Diagnosis;

/// <summary>How the bounds of an outlier filter are found.</summary>
public enum OutlierMethod
{
    /// <summary>Two bounds, both exclusive, as the lab's report uses them.</summary>
    Bounds,

    /// <summary>Tukey's fences: quartiles minus and plus a factor (1.5) of the interquartile range; on a fence is kept.</summary>
    Iqr,

    /// <summary>Median minus and plus a factor (3) of 1.4826 times the median absolute deviation; on a bound is kept.</summary>
    Mad,
}

/// <summary>Bounds between which a value is kept.</summary>
/// <param name="Method">How they were found.</param>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
internal sealed record OutlierFilter(OutlierMethod Method, double Lower, double Upper)
{
    /// <summary>Makes the median absolute deviation of a normal distribution its standard deviation: 1/Phi^-1(3/4).</summary>
    private const double MadScale = 1.482602218505602;

    /// <summary>Finds the bounds from the values, for the two statistical methods.</summary>
    /// <param name="method">Iqr or Mad.</param>
    /// <param name="values">The values; NaN is left out.</param>
    /// <param name="factor">Multiple of the spread; null for 1.5 (Iqr) or 3 (Mad).</param>
    public static OutlierFilter From(OutlierMethod method, IEnumerable<double> values, double? factor)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (method == OutlierMethod.Iqr)
        {
            double q1 = Quantile.OfSorted(sorted, 0.25),
                q3 = Quantile.OfSorted(sorted, 0.75),
                reach = (factor ?? 1.5) * (q3 - q1);
            return new(method, q1 - reach, q3 + reach);
        }
        double median = Quantile.OfSorted(sorted, 0.5);
        double spread = (factor ?? 3) * MadScale * Quantile.Of([.. sorted.Select(value => Math.Abs(value - median))], 0.5);
        return new(OutlierMethod.Mad, median - spread, median + spread);
    }

    /// <summary>Why a value is kept or not. A trivial or zero-overlap image outside the bounds is called that.</summary>
    /// <param name="value">The value.</param>
    /// <param name="state">What stands behind it.</param>
    public OutlierReason Judge(double value, MetricState state)
    {
        if (double.IsNaN(value))
            return OutlierReason.Undefined;
        bool kept = Method == OutlierMethod.Bounds ? value > Lower && value < Upper : value >= Lower && value <= Upper;
        if (kept)
            return OutlierReason.Kept;
        return state switch
        {
            MetricState.BothEmpty => OutlierReason.Trivial,
            _ when state.HasNoOverlap() => OutlierReason.ZeroOverlap,
            _ when Method != OutlierMethod.Bounds => OutlierReason.Statistical,
            _ => value <= Lower ? OutlierReason.BelowMinimum : OutlierReason.AboveMaximum,
        };
    }
}
