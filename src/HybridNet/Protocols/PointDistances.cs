using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>
/// Distances between the outline points of two masks in both directions, for every figure that is taken from them.
/// </summary>
/// <remarks>
/// The square of a distance is (rows x row spacing)^2 + (columns x column spacing)^2 in double and one root is taken of the
/// smallest: the same bits as scipy's Euclidean distance transform gives.
/// </remarks>
internal sealed class PointDistances
{
    private double[]? _sortedToPred,
        _sortedToGt,
        _sortedBoth;

    private PointDistances(double[] toPred, double[] toGt, double[]? gtLengths, double[]? predLengths) =>
        (ToPred, ToGt, GtLengths, PredLengths) = (toPred, toGt, gtLengths, predLengths);

    /// <summary>From each point of the reference to the nearest of the prediction, in row order.</summary>
    public double[] ToPred { get; }

    /// <summary>From each point of the prediction to the nearest of the reference, in row order.</summary>
    public double[] ToGt { get; }

    /// <summary>Outline length of each point of the reference; null where every point counts the same.</summary>
    public double[]? GtLengths { get; }

    /// <summary>Outline length of each point of the prediction; null where every point counts the same.</summary>
    public double[]? PredLengths { get; }

    public double[] SortedToPred => _sortedToPred ??= Sorted(ToPred);

    public double[] SortedToGt => _sortedToGt ??= Sorted(ToGt);

    public double[] SortedBoth => _sortedBoth ??= Merged(SortedToPred, SortedToGt);

    public static PointDistances Of(
        (OutlinePoints From, OutlinePoints To) gt,
        (OutlinePoints From, OutlinePoints To) pred,
        double rowSpacing,
        double columnSpacing,
        Func<byte, double>? length,
        EmptyTarget whenEmpty,
        bool singleCoordinates,
        CancellationToken cancel
    )
    {
        return new(
            Directed(gt.From.Points, pred.To.Points, rowSpacing, columnSpacing, whenEmpty, singleCoordinates, cancel),
            Directed(pred.From.Points, gt.To.Points, rowSpacing, columnSpacing, whenEmpty, singleCoordinates, cancel),
            Lengths(gt.From),
            Lengths(pred.From)
        );

        double[]? Lengths(OutlinePoints points) =>
            length is null || points.Patterns is null ? null : [.. points.Patterns.Select(length)];
    }

    private static double[] Directed(
        List<BoundaryPixel> from,
        List<BoundaryPixel> to,
        double rowSpacing,
        double columnSpacing,
        EmptyTarget whenEmpty,
        bool singleCoordinates,
        CancellationToken cancel
    )
    {
        if (from.Count == 0)
            return [];
        if (to.Count == 0 && whenEmpty != EmptyTarget.AboveFirstPixel)
        {
            var none = new double[from.Count];
            Array.Fill(none, whenEmpty == EmptyTarget.LargestSingle ? MathF.Sqrt(float.MaxValue) : double.PositiveInfinity);
            return none;
        }
        if (to.Count == 0)
            return [.. from.Select(point => Length((point.Y + 1) * rowSpacing, point.X * columnSpacing))];
        if (singleCoordinates)
            return SingleDistances(from, to, rowSpacing, columnSpacing, cancel);
        return rowSpacing == 1 && columnSpacing == 1
            ? Array.ConvertAll(NearestBoundary.Squared(from, to, cancel), square => Math.Sqrt(square))
            : SpacedBoundary.Distances(from, to, rowSpacing, columnSpacing, cancel);
    }

    /// <summary>Coordinates, differences, squares and sums are rounded to single precision, as ITK's distance map has
    /// them.</summary>
    private static double[] SingleDistances(
        List<BoundaryPixel> from,
        List<BoundaryPixel> to,
        double rowSpacing,
        double columnSpacing,
        CancellationToken cancel
    )
    {
        float[] rows = [.. to.Select(point => point.Y * (float)rowSpacing)],
            columns = [.. to.Select(point => point.X * (float)columnSpacing)];
        var distances = new double[from.Count];
        for (int i = 0; i < distances.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            float row = from[i].Y * (float)rowSpacing,
                column = from[i].X * (float)columnSpacing,
                nearest = float.PositiveInfinity;
            for (int k = 0; k < rows.Length; k++)
            {
                float down = rows[k] - row,
                    across = columns[k] - column;
                nearest = MathF.Min(nearest, across * across + down * down);
            }
            distances[i] = MathF.Sqrt(nearest);
        }
        return distances;
    }

    private static double Length(double down, double across) => Math.Sqrt(down * down + across * across);

    private static double[] Sorted(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static double[] Merged(double[] a, double[] b)
    {
        var both = new double[a.Length + b.Length];
        for (int i = 0, k = 0, at = 0; at < both.Length; at++)
            both[at] = k == b.Length || (i < a.Length && a[i] <= b[k]) ? a[i++] : b[k++];
        return both;
    }
}
