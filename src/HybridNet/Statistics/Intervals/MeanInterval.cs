using System.Globalization;

namespace HybridNet.Statistics;

/// <summary>The 95 % interval of a mean over images, or why there is none.</summary>
/// <remarks>
/// <para>
/// BCa (B. Efron, J. Am. Stat. Assoc. 82, 1987) holds what it says from about 60 values on, if the sample shows what there is.
/// Two things are added where it does not. Below <see cref="Enough"/> values, and where the quantity has no bounds, the
/// interval is as wide as both BCa and t make it. And what a sample has not shown is allowed for.
/// </para>
/// <para>
/// A bounded metric may have values that were not drawn, such as the rare misses of a good model: their share is at most
/// 3/n with 95 % (the rule of three: J. A. Hanley and A. Lippman-Hand, JAMA 249, 1983), and each may be as far away as the
/// bound. So the lower end is moved by 3/n times what lies between the least possible value and the smallest one seen, the
/// upper end likewise; the two uncertainties are independent and add as squares. Where misses were seen, nothing is added.
/// Any other quantity may have a longer tail: there both ends are moved by what two more values as far away as the furthest
/// would change.
/// </para>
/// <para>
/// Below ten values, and sixty of an unbounded quantity, no interval is shown, nor where the values spread over orders of
/// magnitude (standard deviation of their logarithms above <see cref="WidestLog"/>): simulations (HybridNet.Benchmarks,
/// scores) find none that holds there. Above 20,000 values the mean is normal and nothing is drawn.
/// </para>
/// </remarks>
internal static class MeanInterval
{
    /// <summary>Values from which BCa does without t for a bounded metric.</summary>
    internal const int Enough = 60;

    /// <summary>Largest standard deviation of the natural logarithms; a factor of six either way.</summary>
    internal const double WidestLog = 1.8;

    private const int Fewest = 10,
        FewestOpen = 60,
        LargestDrawn = 20_000;

    private const double RuleOfThree = 3,
        Unseen = 2;

    /// <summary>Why there is no interval, or null when there is one.</summary>
    /// <param name="sorted">Finite values, ascending.</param>
    /// <param name="range">Where they can lie.</param>
    public static string? Refusal(double[] sorted, ValueRange range)
    {
        int fewest = range.IsBounded ? Fewest : FewestOpen;
        if (sorted.Length < fewest)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Values(sorted.Length)} too few for an interval of the mean; it takes {fewest}"
            );
        if (!range.IsBounded && LogSpread(sorted) > WidestLog)
            return "the values spread over orders of magnitude, and no interval of their mean holds; the median says more";
        return null;
    }

    /// <summary>The interval; none where it is refused.</summary>
    /// <param name="sorted">Finite values, ascending.</param>
    /// <param name="range">Where they can lie.</param>
    /// <param name="resamples">Bootstrap resamples, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static Interval Of(double[] sorted, ValueRange range, int resamples, ulong seed, CancellationToken cancel = default)
    {
        int n = sorted.Length;
        if (Refusal(sorted, range) is not null)
            return Interval.None;
        double mean = Moments.Mean(sorted),
            reach = StudentT.Critical(0.95, n - 1) * Moments.StandardDeviation(sorted) / Math.Sqrt(n);
        var interval = new Interval(mean - reach, mean + reach);
        if (n <= LargestDrawn)
        {
            Interval bca = Bootstrap.MeanBca(sorted, resamples, seed, cancel: cancel);
            interval =
                n < Enough || !range.IsBounded ? new(Math.Min(interval.Low, bca.Low), Math.Max(interval.High, bca.High)) : bca;
        }
        double low = mean - interval.Low,
            high = interval.High - mean;
        if (!range.IsBounded)
        {
            double share = Unseen / (n + 1);
            return new(mean - low - share * (mean - sorted[0]), mean + high + share * (sorted[^1] - mean));
        }
        double unseen = RuleOfThree / n;
        return new(
            Math.Max(range.Least, mean - Both(low, unseen * (sorted[0] - range.Least))),
            Math.Min(range.Most, mean + Both(high, unseen * (range.Most - sorted[^1])))
        );
    }

    private static string Values(int count) => count == 1 ? "1 value is" : $"{count} values are";

    private static double Both(double first, double second) => Math.Sqrt(first * first + second * second);

    private static double LogSpread(double[] sorted)
    {
        double[] logs = [.. sorted.Where(value => value > 0).Select(value => Math.Log(value))];
        return logs.Length < 2 ? 0 : Moments.StandardDeviation(logs);
    }
}
