using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Means, tests and intervals of paired differences, by subject or by image.</summary>
internal static class PairedFigures
{
    /// <summary>The figures of the images that have a value on both sides.</summary>
    /// <param name="comparison">The comparison so far.</param>
    /// <param name="images">Compared images.</param>
    public static Comparison Means(Comparison comparison, PairedValues images)
    {
        double[] changes = images.Changes;
        return comparison with
        {
            N = changes.Length,
            BaselineMean = images.BaselineMean,
            CandidateMean = images.CandidateMean,
            Difference = Moments.Mean(changes),
            Wins = changes.Count(change => change > 0),
            Ties = changes.Count(change => change == 0),
            Losses = changes.Count(change => change < 0),
        };
    }

    /// <summary>The test of the mean difference, also with the images that only one run has at their bounds.</summary>
    public static Comparison Tests(
        Comparison comparison,
        PairedValues images,
        ImageCoverage coverage,
        UnitNumbers units,
        ComparisonOptions options,
        CancellationToken cancel
    )
    {
        double[] changes = images.Changes;
        (double[] sums, int[] counts) = units.Group(images.Places, changes, []);
        SignFlipInversion observed = SignFlipInversion.Of(sums, counts, options.Resamples, options.Seed, cancel);
        SignFlipInversion worst = observed,
            best = observed;
        if (coverage.Rows.Count > 0)
        {
            worst = Bounded(coverage.Worst);
            best = Bounded(coverage.Best);
        }
        return comparison with
        {
            StandardError = observed.StandardError,
            Allowance = observed.Allowance,
            PermutationP = observed.P(0),
            WilcoxonP = WilcoxonSignedRank.P([.. sums.Select((sum, i) => sum / counts[i])]),
            Tests = new(observed, worst, best),
        };

        SignFlipInversion Bounded(IReadOnlyList<double> bounds)
        {
            (double[] all, int[] each) = units.Group(images.Places, [.. changes, .. bounds], coverage.Rows);
            return SignFlipInversion.Of(all, each, options.Resamples, options.Seed, cancel);
        }
    }

    /// <summary>The interval at its level.</summary>
    public static Comparison Interval(Comparison comparison, double level)
    {
        if (comparison.Tests is not { } tests)
            return comparison;
        Interval interval = tests.Observed.Interval(level);
        return comparison with
        {
            IntervalLevel = level,
            Low = interval.Low,
            High = interval.High,
            WorstLow = tests.Worst.Interval(level).Low,
            BestHigh = tests.Best.Interval(level).High,
        };
    }
}
