using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>Maxima, percentiles, means and shares of outline distances, in the arithmetic of the rule.</summary>
internal static class DistanceFigures
{
    /// <summary>The largest distance (Hausdorff).</summary>
    public static double Maximum(PointDistances distances, FigureRule rule)
    {
        double largest = rule.Direction switch
        {
            DistanceDirection.PredToGt => Largest(distances.ToGt),
            DistanceDirection.GtToPred => Largest(distances.ToPred),
            _ => Math.Max(Largest(distances.ToGt), Largest(distances.ToPred)),
        };
        return Rounded(double.IsNegativeInfinity(largest) ? double.NaN : largest, rule);
    }

    /// <summary>A percentile, joined and read off as the rule says.</summary>
    public static double Percentile(PointDistances distances, FigureRule rule)
    {
        if (rule.Rank == PercentileRank.LengthShare)
            return Math.Max(
                PercentileRanks.ByLength(distances.WeightedToPred, rule.Percentile, Copies(rule)),
                PercentileRanks.ByLength(distances.WeightedToGt, rule.Percentile, Copies(rule))
            );
        if (rule.Join == PercentileMode.Pooled)
            return Ranked(distances.SortedBoth, rule);
        return rule.Direction switch
        {
            DistanceDirection.PredToGt => Ranked(distances.SortedToGt, rule),
            DistanceDirection.GtToPred => Ranked(distances.SortedToPred, rule),
            _ => Math.Max(Ranked(distances.SortedToPred, rule), Ranked(distances.SortedToGt, rule)),
        };
    }

    /// <summary>Mean of all distances of the rule's directions together, weighted by length where points have one.</summary>
    public static double Mean(PointDistances distances, FigureRule rule)
    {
        if (distances.GtLengths is { } gt && distances.PredLengths is { } pred)
            return rule.Direction == DistanceDirection.GtToPred ? Weighted(distances.ToPred, gt) : Weighted(distances.ToGt, pred);
        double[] values = rule.Direction switch
        {
            DistanceDirection.PredToGt => distances.ToGt,
            DistanceDirection.GtToPred => distances.ToPred,
            _ => [.. distances.ToGt, .. distances.ToPred],
        };
        return MeanOf(values, rule, IsSingle(distances, rule));
    }

    /// <summary>Mean of the means of both directions.</summary>
    public static double MeanOfMeans(PointDistances distances, FigureRule rule) =>
        (MeanOf(distances.ToGt, rule) + MeanOf(distances.ToPred, rule)) / 2;

    /// <summary>Middle of all distances.</summary>
    public static double Median(PointDistances distances, FigureRule rule) =>
        Ranked(distances.SortedBoth, rule with { Percentile = 50 }, IsSingle(distances, rule));

    /// <summary>Standard deviation of all distances, divisor n.</summary>
    public static double Deviation(PointDistances distances, FigureRule rule)
    {
        double[] both = [.. distances.ToGt.Concat(distances.ToPred).Select(distance => Rounded(distance, rule))];
        if (IsSingle(distances, rule))
        {
            float[] single = Array.ConvertAll(both, distance => (float)distance);
            float singleMean = PairwiseSum.Of<float>(single) / single.Length;
            float[] squares = Array.ConvertAll(single, distance => (distance - singleMean) * (distance - singleMean));
            return MathF.Sqrt(PairwiseSum.Of<float>(squares) / squares.Length);
        }
        double mean = PairwiseSum.Of<double>(both) / both.Length;
        double[] deviations = Array.ConvertAll(both, distance => (distance - mean) * (distance - mean));
        return Math.Sqrt(PairwiseSum.Of<double>(deviations) / both.Length);
    }

    /// <summary>Share of outline within the tolerance, both directions together or one alone.</summary>
    public static double Share(PointDistances distances, FigureRule rule, double tolerance)
    {
        double within = 0,
            all = 0;
        if (rule.Direction != DistanceDirection.PredToGt)
            Add(distances.ToPred, distances.GtLengths);
        if (rule.Direction != DistanceDirection.GtToPred)
            Add(distances.ToGt, distances.PredLengths);
        return rule.Arithmetic switch
        {
            Arithmetic.Single => (float)within / (float)all,
            Arithmetic.SingleResult => (float)(within / all),
            _ => within / all,
        };

        void Add(double[] values, double[]? lengths)
        {
            if (lengths is null)
            {
                within += values.Count(distance => Rounded(distance, rule) <= tolerance);
                all += values.Length;
                return;
            }
            double[] near = [.. lengths.Where((_, index) => Rounded(values[index], rule) <= tolerance)];
            within += PairwiseSum.Of<double>(near);
            all += PairwiseSum.Of<double>(lengths);
        }
    }

    /// <summary>
    /// (a + b)/(a + b + (1 - a) + (1 - b) + the smallest normal number), a and b being the shares of the two directions.
    /// </summary>
    public static double ShareOfShares(PointDistances distances, double tolerance)
    {
        double a = Within(distances.ToPred),
            b = Within(distances.ToGt),
            notA = Beyond(distances.ToPred),
            notB = Beyond(distances.ToGt);
        const double SmallestNormal = 2.2250738585072014e-308;
        return (a + b) / (a + b + notA + notB + SmallestNormal);

        double Within(double[] values) => (double)values.Count(distance => distance <= tolerance) / values.Length;
        double Beyond(double[] values) => (double)values.Count(distance => distance > tolerance) / values.Length;
    }

    /// <summary>Length of one mask's outline.</summary>
    public static double Length(PointDistances distances, FigureRule rule) =>
        PairwiseSum.Of<double>(
            (rule.Direction == DistanceDirection.PredToGt ? distances.PredLengths : distances.GtLengths) ?? []
        );

    private static double MeanOf(double[] values, FigureRule rule, bool single = false)
    {
        if (values.Length == 0)
            return double.NaN;
        if (rule.Arithmetic == Arithmetic.Single)
            return LaneSum.Of(Array.ConvertAll(values, value => (float)value)) / (float)values.Length;
        if (single)
            return PairwiseSum.Of<float>(Array.ConvertAll(values, value => (float)value)) / values.Length;
        return PairwiseSum.Of<double>(Array.ConvertAll(values, value => Rounded(value, rule))) / values.Length;
    }

    private static double Weighted(double[] values, double[] lengths)
    {
        if (values.Length == 0)
            return double.NaN;
        if (double.IsPositiveInfinity(values[0]))
            return double.PositiveInfinity;
        var products = new double[values.Length];
        for (int i = 0; i < products.Length; i++)
            products[i] = values[i] * lengths[i];
        return PairwiseSum.Of<double>(products) / PairwiseSum.Of<double>(lengths);
    }

    private static double Ranked(double[] sorted, FigureRule rule, bool single = false)
    {
        if (rule.Rank == PercentileRank.LinearSingle)
            return PercentileRanks.LinearSingle(sorted, rule.Percentile);
        double[] values = rule.Arithmetic == Arithmetic.Double ? sorted : Array.ConvertAll(sorted, value => Rounded(value, rule));
        double percentile = PercentileRanks.Linear(values, rule.Percentile, single);
        return single ? (float)percentile : percentile;
    }

    /// <summary>A list of single-precision distances stays one unless zeros of double precision are put behind it.</summary>
    private static bool IsSingle(PointDistances distances, FigureRule rule) =>
        rule.Arithmetic == Arithmetic.SingleUnlessZero && (distances.SortedBoth.Length == 0 || distances.SortedBoth[0] > 0);

    /// <summary>A slice has every corner on both of its faces.</summary>
    private static int Copies(FigureRule rule) => rule.Points == PointSet.SliceCorners ? 2 : 1;

    private static double Rounded(double value, FigureRule rule) => rule.Arithmetic == Arithmetic.Double ? value : (float)value;

    private static double Largest(double[] values)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in values)
            largest = Math.Max(largest, value);
        return largest;
    }
}
