using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Means, tests and intervals of paired differences, by subject or by image.</summary>
internal static class PairedFigures
{
    /// <summary>The figures of the images that have a value on both sides.</summary>
    /// <param name="comparison">The comparison so far.</param>
    /// <param name="images">Compared images.</param>
    public static Comparison Means(Comparison comparison, IReadOnlyList<ImageChange> images)
    {
        double[] changes = [.. images.Select(image => image.Change)];
        return comparison with
        {
            N = images.Count,
            BaselineMean = Moments.Mean([.. images.Select(image => image.Baseline)]),
            CandidateMean = Moments.Mean([.. images.Select(image => image.Candidate)]),
            Difference = Moments.Mean(changes),
            Wins = changes.Count(change => change > 0),
            Ties = changes.Count(change => change == 0),
            Losses = changes.Count(change => change < 0),
        };
    }

    /// <summary>The test of the mean difference, also with the images that only one run has at their bounds.</summary>
    public static Comparison Tests(
        Comparison comparison,
        IReadOnlyList<ImageChange> images,
        ImageCoverage coverage,
        PairedUnits units,
        ComparisonOptions options,
        CancellationToken cancel
    )
    {
        string[] ids = [.. images.Select(image => image.ImageId)];
        double[] changes = [.. images.Select(image => image.Change)];
        (double[] sums, int[] counts) = units.Group(ids, changes);
        SignFlipInversion observed = SignFlipInversion.Of(sums, counts, options.Resamples, options.Seed, cancel);
        SignFlipInversion worst = observed,
            best = observed;
        if (coverage.ImageIds.Count > 0)
        {
            string[] all = [.. ids, .. coverage.ImageIds];
            worst = units.Test(all, [.. changes, .. coverage.Worst], options, cancel);
            best = units.Test(all, [.. changes, .. coverage.Best], options, cancel);
        }
        return comparison with
        {
            StandardError = observed.StandardError,
            Allowance = observed.Allowance,
            PermutationP = observed.P(0),
            WilcoxonP = WilcoxonSignedRank.P([.. sums.Select((sum, i) => sum / counts[i])]),
            Tests = new(observed, worst, best),
        };
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
