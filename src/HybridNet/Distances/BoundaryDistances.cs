using HybridNet.Masks;
using HybridNet.Statistics;

namespace HybridNet.Distances;

/// <summary>How the 95th percentile of two directions is taken.</summary>
public enum PercentileMode
{
    /// <summary>The larger of the two directed percentiles, as MONAI and MetricsReloaded have it.</summary>
    MaxDirected,

    /// <summary>One percentile of both directions together, as MedPy and panoptica have it.</summary>
    Pooled,
}

/// <summary>What a distance measurement needs to know.</summary>
internal sealed record DistanceOptions
{
    /// <summary>Tolerance of the surface Dice, in units of the spacing.</summary>
    public double Tolerance { get; init; } = 2;

    /// <summary>How HD95 joins its two directions.</summary>
    public PercentileMode PercentileMode { get; init; }

    /// <summary>Distance of neighbouring rows.</summary>
    public double RowSpacing { get; init; } = 1;

    /// <summary>Distance of neighbouring columns.</summary>
    public double ColumnSpacing { get; init; } = 1;
}

/// <summary>
/// Distances between the borders of two masks; all figures come from one pair of lists.
/// </summary>
/// <remarks>
/// Border pixels have a 4-neighbour outside the mask, outside the image counting as outside. Distances are Euclidean,
/// between pixel centres. Two empty masks have no distances (NaN); against one empty mask they are infinite, and no
/// border pixel lies within any tolerance.
/// </remarks>
/// <param name="Hausdorff">Largest distance of either direction (Hausdorff).</param>
/// <param name="Hd95">95th percentile, linear interpolation at rank p(n - 1).</param>
/// <param name="Assd">Mean of all distances of both directions (average symmetric surface distance).</param>
/// <param name="Masd">Mean of the two directed means.</param>
/// <param name="Nsd">Share of border pixels within the tolerance, both directions together (surface Dice).</param>
/// <param name="BoundaryIou">Border pixels of both over border pixels of either.</param>
internal sealed record BoundaryDistances(double Hausdorff, double Hd95, double Assd, double Masd, double Nsd, double BoundaryIou)
{
    private const double Percentile = 0.95,
        Rounding = 1e-9;

    /// <summary>Measures two masks of one size.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction.</param>
    /// <param name="options">Tolerance, percentile and spacing.</param>
    /// <param name="cancel">Stops the work.</param>
    public static BoundaryDistances Of(Mask gt, Mask pred, DistanceOptions options, CancellationToken cancel)
    {
        List<BoundaryPixel> a = Boundary.Of(gt),
            b = Boundary.Of(pred);
        if (a.Count == 0 && b.Count == 0)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        if (a.Count == 0 || b.Count == 0)
            return new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 0, 0);
        double[] toPred = Directed(a, b, options, cancel),
            toGt = Directed(b, a, options, cancel);
        double total = Moments.Sum(toPred) + Moments.Sum(toGt);
        // Three pixels of 0.1 are 0.30000000000000004 in binary, and within 0.3 nevertheless.
        double tolerance = options.Tolerance * (1 + Rounding);
        long within = toPred.Count(distance => distance <= tolerance) + (long)toGt.Count(distance => distance <= tolerance);
        long all = toPred.Length + (long)toGt.Length;
        return new(
            Math.Max(toPred[^1], toGt[^1]),
            Percentile95(toPred, toGt, options.PercentileMode),
            total / all,
            (Moments.Mean(toPred) + Moments.Mean(toGt)) / 2,
            (double)within / all,
            Shared(a, b)
        );
    }

    /// <summary>Intersection over union of two sets of pixels in the order of rows.</summary>
    private static double Shared(List<BoundaryPixel> a, List<BoundaryPixel> b)
    {
        int both = 0;
        for (int i = 0, k = 0; i < a.Count && k < b.Count; )
        {
            int order = (a[i].Y, a[i].X).CompareTo((b[k].Y, b[k].X));
            both += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            k += order >= 0 ? 1 : 0;
        }
        return (double)both / (a.Count + b.Count - both);
    }

    private static double Percentile95(double[] a, double[] b, PercentileMode mode)
    {
        if (mode == PercentileMode.MaxDirected)
            return Math.Max(Quantile.OfSorted(a, Percentile), Quantile.OfSorted(b, Percentile));
        double[] both = [.. a, .. b];
        return Quantile.Of(both, Percentile);
    }

    /// <summary>Distances of one direction, ascending.</summary>
    private static double[] Directed(
        List<BoundaryPixel> from,
        List<BoundaryPixel> to,
        DistanceOptions options,
        CancellationToken cancel
    )
    {
        double[] distances;
        if (options.RowSpacing == options.ColumnSpacing && !NearestBoundary.Fits(from, to))
        {
            // Far apart, and few: a search from each pixel needs no memory for what lies between.
            distances = SpacedBoundary.Distances(from, to, 1, 1, cancel);
            Array.Sort(distances);
            for (int i = 0; i < distances.Length; i++)
                distances[i] *= options.RowSpacing;
        }
        else if (options.RowSpacing == options.ColumnSpacing)
        {
            int[] squares = NearestBoundary.Squared(from, to, cancel);
            WholeNumberSort.Sort(squares);
            distances = Array.ConvertAll(squares, square => Math.Sqrt(square) * options.RowSpacing);
        }
        else
        {
            distances = SpacedBoundary.Distances(from, to, options.RowSpacing, options.ColumnSpacing, cancel);
            Array.Sort(distances);
        }
        return distances;
    }
}
