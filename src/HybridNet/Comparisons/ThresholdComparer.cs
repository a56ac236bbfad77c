using System.Globalization;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PostProcessing;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>
/// Asks whether a difference of two runs is the model or merely the threshold: each run is taken at its own best threshold,
/// chosen on other subjects than it is measured on (cross-fitting: V. Chernozhukov et al., Econom. J. 21, 2018).
/// </summary>
internal static class ThresholdComparer
{
    /// <summary>Metrics that follow from the counts at a threshold, more being better at a point between the ends.</summary>
    private static readonly string[] s_metrics = [nameof(ImageScore.Dice), nameof(ImageScore.Iou)];

    /// <summary>Completes comparisons of one pair of runs; those of other metrics stay as they are.</summary>
    /// <exception cref="InputException">A run has no maps or no references.</exception>
    public static IReadOnlyList<Comparison> Complete(
        IReadOnlyList<Comparison> comparisons,
        Run baseline,
        Run candidate,
        ComparisonOptions options,
        IImageFiles reader,
        Action<string, int, int>? report,
        CancellationToken cancel
    )
    {
        if (!comparisons.Any(comparison => s_metrics.Contains(comparison.Metric)))
            throw new InputException(
                InputError.InvalidArgument,
                $"A best threshold is that of {string.Join(" or ", s_metrics)}; {comparisons[0].Metric} alone has none.",
                comparisons[0].Metric,
                "Compare by Dice, or leave -AtBestThreshold out."
            );
        ThresholdCurves before = ThresholdCurves.Of(
                baseline,
                reader,
                options.Workers,
                (done, all) => report?.Invoke(baseline.Name, done, all),
                cancel
            ),
            after = ThresholdCurves.Of(
                candidate,
                reader,
                options.Workers,
                (done, all) => report?.Invoke(candidate.Name, done, all),
                cancel
            );
        return
        [
            .. comparisons.Select(comparison =>
                s_metrics.Contains(comparison.Metric)
                    ? comparison with
                    {
                        AtBestThreshold = Of(comparison.Metric, before, after, options, cancel),
                    }
                    : comparison
            ),
        ];
    }

    /// <summary>The effect by one metric.</summary>
    internal static ThresholdEffect Of(
        string metric,
        ThresholdCurves before,
        ThresholdCurves after,
        ComparisonOptions options,
        CancellationToken cancel
    )
    {
        (string Id, string? Class)[] images = [.. before.Images.Keys.Where(after.Images.ContainsKey)];
        string leftOut = LeftOut(before, after, images.Length);
        var effect = new ThresholdEffect
        {
            Images = images.Length,
            BaselineThreshold = before.Used,
            CandidateThreshold = after.Used,
        };
        string[] other =
        [
            .. images.Where(image => !SameReference(before.Images[image][0], after.Images[image][0])).Select(image => image.Id),
        ];
        if (other.Length > 0 && !options.Force)
            return effect with
            {
                Reason =
                    $"The references differ on {other.Length} of {images.Length} images: {ImageCoverage.Named(other)}.{leftOut}",
            };
        var units = new PairedUnits(options);
        string[] ids = [.. images.Select(image => image.Id)];
        effect = effect with { Subjects = ids.Select(units.Of).Distinct(StringComparer.Ordinal).Count() };
        if (effect.Subjects < RunComparer.FewestUnits)
            return effect with
            {
                Reason =
                    $"{effect.Subjects} images or subjects with maps in both runs are too few; it takes "
                    + $"{RunComparer.FewestUnits}.{leftOut}",
            };
        IReadOnlyList<IReadOnlyList<int>> folds = ChoicePlan
            .Of(
                ids,
                [],
                new()
                {
                    Folds = ChoiceOptions.DefaultFolds,
                    Subject = options.Subject ?? IdPattern.Compile(".+"),
                    Seed = options.Seed,
                }
            )
            .Folds;
        var own = new Fitted(before, images, folds, metric, options.EmptyPolicy);
        var others = new Fitted(after, images, folds, metric, options.EmptyPolicy);
        int[] kept =
        [
            .. Enumerable
                .Range(0, images.Length)
                .Where(i => !double.IsNaN(own.Best[i] + others.Best[i] + own.Used[i] + others.Used[i])),
        ];
        effect = effect with
        {
            Images = kept.Length,
            Folds = folds.Count,
            BaselineBest = own.Threshold,
            CandidateBest = others.Threshold,
        };
        double[] best = [.. kept.Select(i => others.Best[i] - own.Best[i])],
            used = [.. kept.Select(i => others.Used[i] - own.Used[i])],
            part = [.. kept.Select((_, k) => used[k] - best[k])];
        string[] keptIds = [.. kept.Select(i => ids[i])];
        effect = effect with { Subjects = keptIds.Select(units.Of).Distinct(StringComparer.Ordinal).Count() };
        if (effect.Subjects < RunComparer.FewestUnits)
            return effect with { Reason = $"Only {kept.Length} images have a value at every threshold that matters.{leftOut}" };
        SignFlipInversion test = units.Test(keptIds, best, options, cancel),
            partTest = units.Test(keptIds, part, options, cancel);
        Interval interval = test.Interval(options.Confidence),
            partInterval = partTest.Interval(options.Confidence);
        effect = effect with
        {
            UsedDifference = Moments.Mean(used),
            Difference = Moments.Mean(best),
            Low = test.Untied == 0 ? double.NaN : interval.Low,
            High = test.Untied == 0 ? double.NaN : interval.High,
            P = test.P(0),
            FromThreshold = Moments.Mean(part),
            FromThresholdLow = partTest.Untied == 0 ? double.NaN : partInterval.Low,
            FromThresholdHigh = partTest.Untied == 0 ? double.NaN : partInterval.High,
        };
        return effect with { Reason = Sentence(effect, metric) + leftOut };
    }

    private static bool SameReference(Confusion one, Confusion other) =>
        one.GtPixels == other.GtPixels
        && one.GtPixels + one.FalsePositive + one.TrueNegative == other.GtPixels + other.FalsePositive + other.TrueNegative;

    private static string LeftOut(ThresholdCurves before, ThresholdCurves after, int common)
    {
        string text = "";
        int lost = before.Images.Count + after.Images.Count - 2 * common;
        if (lost > 0)
            text += $" {lost} images have a map in one run only and are left out.";
        foreach (string? fault in new[] { before.Faults, after.Faults })
            if (fault is not null)
                text += $" {fault}";
        return text;
    }

    private static string Sentence(ThresholdEffect effect, string metric) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"With each run at its own best threshold ({effect.BaselineBest:0.###} and {effect.CandidateBest:0.###}, "
                + $"cross-fitted) {metric} differs by {Signed(effect.Difference, effect.Low, effect.High)}, p {effect.P:0.0000}, "
                + $"on {effect.Images} images; at the thresholds that were used ({effect.BaselineThreshold:0.###} and "
                + $"{effect.CandidateThreshold:0.###}) by {effect.UsedDifference:+0.0000;-0.0000;0.0000}, of which the "
                + $"thresholds make {Signed(effect.FromThreshold, effect.FromThresholdLow, effect.FromThresholdHigh)}."
        );

    /// <summary>A difference with its interval; without one no image differs.</summary>
    private static string Signed(double value, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:+0.0000;-0.0000;0.0000}")
        + (double.IsNaN(low) ? " (on no image)" : string.Create(CultureInfo.InvariantCulture, $" [{low:0.0000}, {high:0.0000}]"));

    /// <summary>One run's values at the threshold that was used and at the best one of the other folds.</summary>
    private sealed class Fitted
    {
        public Fitted(
            ThresholdCurves curves,
            IReadOnlyList<(string, string?)> images,
            IReadOnlyList<IReadOnlyList<int>> folds,
            string metric,
            EmptyPolicy policy
        )
        {
            double[][] values = curves.Values(images, metric, policy);
            Used = Array.ConvertAll(values, image => image[^1]);
            Best = new double[images.Count];
            var chosen = new List<double>();
            foreach (IReadOnlyList<int> fold in folds)
            {
                HashSet<int> held = [.. fold];
                int best = BestOf([.. values.Where((_, i) => !held.Contains(i))]);
                chosen.Add(curves.Thresholds[best]);
                foreach (int i in fold)
                    Best[i] = values[i][best];
            }
            Threshold = Quantile.OfSorted([.. chosen.Order()], 0.5);
        }

        /// <summary>Values at the threshold that was used.</summary>
        public double[] Used { get; }

        /// <summary>Values at the best threshold of the other folds.</summary>
        public double[] Best { get; }

        /// <summary>Median of the chosen thresholds.</summary>
        public double Threshold { get; }

        /// <summary>Position of the threshold with the largest mean; the middle one of equally good neighbors.</summary>
        private static int BestOf(double[][] values)
        {
            int thresholds = values[0].Length - 1;
            double[] means = [.. Enumerable.Range(0, thresholds).Select(t => Mean(values, t))];
            int first = Array.IndexOf(means, means.Max());
            int last = first;
            while (last + 1 < thresholds && means[last + 1] == means[first])
                last++;
            return (first + last) / 2;
        }

        private static double Mean(double[][] values, int threshold)
        {
            double sum = 0;
            int count = 0;
            foreach (double[] image in values)
                if (!double.IsNaN(image[threshold]))
                    (sum, count) = (sum + image[threshold], count + 1);
            return count == 0 ? double.NegativeInfinity : sum / count;
        }
    }
}
