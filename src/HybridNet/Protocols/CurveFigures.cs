using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Protocols;

/// <summary>
/// Figures of probability maps that a protocol can ask for, by name, all from one joint histogram of score and reference:
/// those of several images together are figures of the summed histogram.
/// </summary>
internal static class CurveFigures
{
    /// <summary>The distance of 1 to the next double: probabilities nearer to 0 or 1 are taken for that before a
    /// logarithm.</summary>
    private const double ProbabilityStep = 2.220446049250313e-16;

    private static readonly Dictionary<string, Func<ProbabilityHistogram, CurveRule, double>> s_all = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["PrecisionRecallArea"] = (histogram, rule) => Trapezoids(PrecisionRecall(histogram, rule)),
        ["PrecisionRecallSteps"] = (histogram, rule) => Steps(PrecisionRecall(histogram, rule)),
        ["RocArea"] = (histogram, _) => RocArea(histogram),
        ["Brier"] = (histogram, _) => Mean(histogram, static (p, marked) => marked ? (1 - p) * (1 - p) : p * p),
        ["LogLoss"] = (histogram, _) =>
            Mean(
                histogram,
                static (p, marked) => -Math.Log(Math.Clamp(marked ? p : 1 - p, ProbabilityStep, 1 - ProbabilityStep))
            ),
        ["Dice"] = (histogram, rule) => CountFigures<double>.Dice(At(histogram, rule), ClassAverage.Foreground),
        ["Iou"] = (histogram, rule) => CountFigures<double>.Iou(At(histogram, rule), ClassAverage.Foreground),
        ["Precision"] = (histogram, rule) => CountFigures<double>.Precision(At(histogram, rule)),
        ["Recall"] = (histogram, rule) => CountFigures<double>.Recall(At(histogram, rule)),
        ["Accuracy"] = (histogram, rule) => CountFigures<double>.Accuracy(At(histogram, rule)),
        ["MeanRecallOfClasses"] = (histogram, rule) => MeanRecall(At(histogram, rule)),
        ["Mcc"] = (histogram, rule) => CountFigures<double>.Mcc(At(histogram, rule)),
        ["Kappa"] = (histogram, rule) => OverlapMetrics.Kappa(At(histogram, rule)),
        ["LabelSoftmin"] = (histogram, rule) => LabelSoftmin(histogram, rule.Temperature),
        ["LabelProbabilitySum"] = (histogram, _) => Mean(histogram, OfLabel) * histogram.Count,
        ["SoftDice"] = (histogram, _) => SoftDice(histogram),
    };

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True when there is a measure of that name.</summary>
    /// <param name="name">The name.</param>
    public static bool Exists(string name) => s_all.ContainsKey(name);

    /// <summary>One figure.</summary>
    /// <param name="histogram">Of one image, or the sum of several.</param>
    /// <param name="rule">Measure and conventions.</param>
    public static FigureValue Of(ProbabilityHistogram histogram, CurveRule rule)
    {
        bool oneClass = histogram.PositiveCount == 0 || histogram.PositiveCount == histogram.Count;
        if (oneClass && rule.OneClass is { } value)
            return value;
        double figure = s_all[rule.Measure](histogram, rule);
        return double.IsNaN(figure) && rule.Undefined is { } instead ? instead : figure;
    }

    /// <summary>
    /// Mean of the probability s of each pixel's own label, weighted by exp((1 - s)/temperature): the worst pixels weigh most.
    /// </summary>
    private static double LabelSoftmin(ProbabilityHistogram histogram, double temperature)
    {
        double above = Mean(histogram, (p, marked) => OfLabel(p, marked) * Weight(OfLabel(p, marked))),
            below = Mean(histogram, (p, marked) => Weight(OfLabel(p, marked)));
        return above / below;

        // Less the largest exponent, 1/temperature, so that no weight overflows.
        double Weight(double label) => Math.Exp(-label / temperature);
    }

    private static double OfLabel(double p, bool marked) => marked ? p : 1 - p;

    /// <summary>2 sum(p g)/(sum(p) + sum(g)); NaN when both sums are 0.</summary>
    /// <param name="histogram">Of one image, or the sum of several.</param>
    public static double SoftDice(ProbabilityHistogram histogram)
    {
        double shared = 0,
            all = histogram.PositiveCount;
        for (int level = 0; level < histogram.Levels; level++)
        {
            shared += histogram.Score(level) * histogram.Positives[level];
            all += histogram.Score(level) * histogram.All[level];
        }
        return all == 0 ? double.NaN : 2 * shared / all;
    }

    /// <summary>Points in order of rising threshold.</summary>
    private static List<(double Recall, double Precision)> PrecisionRecall(ProbabilityHistogram histogram, CurveRule rule)
    {
        var points = new List<(double, double)>();
        long[] positives = Above(histogram.Positives),
            found = Above(histogram.All);
        if (rule.Thresholds > 0)
            for (int i = 0; i < rule.Thresholds; i++)
                Add(FirstLevel(histogram, i == rule.Thresholds - 1 ? 1 : i * (1.0 / (rule.Thresholds - 1)), rule));
        else
            for (int level = 0; level < histogram.Levels; level++)
                if (histogram.All[level] > 0)
                    Add(level);
        if (rule.Anchor)
            points.Add((0, 1));
        return points;

        void Add(int level)
        {
            double recall = histogram.PositiveCount == 0 ? rule.EmptyRecall : (double)positives[level] / histogram.PositiveCount,
                precision = found[level] == 0 ? rule.EmptyPrecision : (double)positives[level] / found[level];
            if (!double.IsNaN(precision))
                points.Add((recall, precision));
        }
    }

    /// <summary>The lowest level that is positive at a threshold.</summary>
    private static int FirstLevel(ProbabilityHistogram histogram, double threshold, CurveRule rule)
    {
        for (int level = 0; level < histogram.Levels; level++)
        {
            double score = rule.Samples == SampleArithmetic.Double
                    ? histogram.Score(level)
                    : (float)level / (histogram.Levels - 1),
                limit = rule.Samples == SampleArithmetic.Single ? (float)threshold : threshold;
            if (rule.Above ? score > limit : score >= limit)
                return level;
        }
        return histogram.Levels;
    }

    /// <summary>Pixels at each level and above it; one more entry for above all.</summary>
    private static long[] Above(ReadOnlySpan<long> counts)
    {
        var sums = new long[counts.Length + 1];
        for (int level = counts.Length - 1; level >= 0; level--)
            sums[level] = sums[level + 1] + counts[level];
        return sums;
    }

    private static double Trapezoids(List<(double Recall, double Precision)> points)
    {
        var areas = new double[Math.Max(0, points.Count - 1)];
        for (int i = 0; i < areas.Length; i++)
            areas[i] = (points[i + 1].Recall - points[i].Recall) * (points[i + 1].Precision + points[i].Precision) / 2;
        return -PairwiseSum.Of(areas);
    }

    private static double Steps(List<(double Recall, double Precision)> points)
    {
        var areas = new double[Math.Max(0, points.Count - 1)];
        for (int i = 0; i < areas.Length; i++)
            areas[i] = (points[i + 1].Recall - points[i].Recall) * points[i].Precision;
        return -PairwiseSum.Of(areas);
    }

    private static double RocArea(ProbabilityHistogram histogram)
    {
        long negatives = histogram.Count - histogram.PositiveCount;
        if (negatives == 0 || histogram.PositiveCount == 0)
            return double.NaN;
        double area = 0;
        long hits = 0;
        for (int level = histogram.Levels - 1; level >= 0; level--)
        {
            long more = histogram.Positives[level],
                wrong = histogram.All[level] - more;
            area += (double)wrong / negatives * ((2 * hits + more) / (2.0 * histogram.PositiveCount));
            hits += more;
        }
        return area;
    }

    private static double Mean(ProbabilityHistogram histogram, Func<double, bool, double> loss)
    {
        double sum = 0;
        for (int level = 0; level < histogram.Levels; level++)
        {
            long marked = histogram.Positives[level],
                rest = histogram.All[level] - marked;
            if (marked > 0)
                sum += marked * loss(histogram.Score(level), true);
            if (rest > 0)
                sum += rest * loss(histogram.Score(level), false);
        }
        return sum / histogram.Count;
    }

    private static Confusion At(ProbabilityHistogram histogram, CurveRule rule) =>
        histogram.At(FirstLevel(histogram, rule.Threshold, rule with { Above = false, Samples = SampleArithmetic.Double }));

    private static double MeanRecall(in Confusion c)
    {
        double recall = CountFigures<double>.Recall(c),
            specificity = CountFigures<double>.Specificity(c);
        if (double.IsNaN(recall))
            return specificity;
        return double.IsNaN(specificity) ? recall : (recall + specificity) / 2;
    }
}
