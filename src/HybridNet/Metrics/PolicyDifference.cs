using HybridNet.Statistics;

namespace HybridNet.Metrics;

/// <summary>
/// The difference of two means under an empty policy, over the same images.
/// </summary>
/// <remarks>
/// <para>
/// A policy may leave an image out of one mean and not out of the other: a false alarm that is filtered away becomes a
/// trivial image. The difference is therefore that of two ratios. Each image carries a pseudo-value, the difference plus
/// its own first-order influence on it (delta method for ratios: W. G. Cochran, Sampling Techniques, section 6.5); their
/// mean is the difference, and their bootstrap is the interval's.
/// </para>
/// <para>Where both means use the same images, a pseudo-value is the plain paired difference of that image.</para>
/// </remarks>
internal sealed class PolicyDifference
{
    private readonly double[] _pseudo;

    private PolicyDifference(double before, double after, double[] pseudo) => (Before, After, _pseudo) = (before, after, pseudo);

    /// <summary>Mean before; NaN when no image has a value.</summary>
    public double Before { get; }

    /// <summary>Mean after; NaN when no image has a value.</summary>
    public double After { get; }

    /// <summary>After less before.</summary>
    public double Difference => After - Before;

    /// <summary>Standard error of the difference; NaN for fewer than two images.</summary>
    public double StandardError => Moments.StandardDeviation(_pseudo) / Math.Sqrt(_pseudo.Length);

    /// <summary>The 95 % BCa bootstrap interval of the difference.</summary>
    /// <param name="resamples">Bootstrap resamples; 0 for none.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public Interval Interval(int resamples, ulong seed)
    {
        if (resamples <= 0 || _pseudo.Length < 2)
            return Statistics.Interval.None;
        double[] sorted = [.. _pseudo.Order()];
        return Bootstrap.MeanBca(sorted, resamples, seed);
    }

    /// <summary>Compares two values of each image; null where the policy leaves it out.</summary>
    /// <param name="pairs">Values before and after.</param>
    public static PolicyDifference Of(IEnumerable<(double? Before, double? After)> pairs)
    {
        (double? Before, double? After)[] used = [.. pairs.Where(pair => pair.Before is not null || pair.After is not null)];
        (double before, double shareBefore) = MeanOf(used.Select(pair => pair.Before), used.Length);
        (double after, double shareAfter) = MeanOf(used.Select(pair => pair.After), used.Length);
        double difference = after - before;
        return new(
            before,
            after,
            double.IsNaN(difference)
                ? []
                :
                [
                    .. used.Select(pair =>
                        difference + Influence(pair.After, after, shareAfter) - Influence(pair.Before, before, shareBefore)
                    ),
                ]
        );
    }

    private static double Influence(double? value, double mean, double share) =>
        value is { } number ? (number - mean) / share : 0;

    private static (double Mean, double Share) MeanOf(IEnumerable<double?> values, int all)
    {
        double[] numbers = [.. values.OfType<double>()];
        return (Moments.Mean(numbers), (double)numbers.Length / all);
    }
}
