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
    private readonly DirectedDistances _toPred,
        _toGt;
    private double[]? _sortedBoth;

    private PointDistances(DirectedDistances toPred, DirectedDistances toGt) => (_toPred, _toGt) = (toPred, toGt);

    /// <summary>From each point of the reference to the nearest of the prediction, in row order.</summary>
    public double[] ToPred => _toPred.Values;

    /// <summary>From each point of the prediction to the nearest of the reference, in row order.</summary>
    public double[] ToGt => _toGt.Values;

    /// <summary>Outline length of each point of the reference; null where every point counts the same.</summary>
    public double[]? GtLengths => _toPred.Lengths;

    /// <summary>Outline length of each point of the prediction; null where every point counts the same.</summary>
    public double[]? PredLengths => _toGt.Lengths;

    public double[] SortedToPred => _toPred.Sorted;

    public double[] SortedToGt => _toGt.Sorted;

    public double[] SortedBoth => _sortedBoth ??= Merged(SortedToPred, SortedToGt);

    /// <summary>Distances of the reference's points with their lengths, both in order of distance and length.</summary>
    public WeightedDistances WeightedToPred => _toPred.Weighted;

    /// <summary>The same of the prediction's points.</summary>
    public WeightedDistances WeightedToGt => _toGt.Weighted;

    public static PointDistances Of(
        (OutlinePoints From, OutlinePoints To) gt,
        (OutlinePoints From, OutlinePoints To) pred,
        double rowSpacing,
        double columnSpacing,
        double[]? lengths,
        EmptyTarget whenEmpty,
        bool singleCoordinates,
        CancellationToken cancel
    )
    {
        return new(Of(gt.From, pred.To), Of(pred.From, gt.To));

        DirectedDistances Of(OutlinePoints from, OutlinePoints to)
        {
            List<byte>? patterns = lengths is null ? null : from.Patterns;
            return
                from.Points.Count > 0
                && to.Points.Count > 0
                && !singleCoordinates
                && rowSpacing == 1
                && columnSpacing == 1
                && NearestBoundary.Fits(from.Points, to.Points)
                ? new(Squared(from, to, cancel), patterns, lengths)
                : new(
                    Directed(from.Points, to.Points, rowSpacing, columnSpacing, whenEmpty, singleCoordinates, cancel),
                    patterns,
                    lengths
                );
        }
    }

    private static int[] Squared(OutlinePoints from, OutlinePoints to, CancellationToken cancel) =>
        to.FillsArea
            ? DenseDistances.Squared(from.Points, to.Points, to.Rim, cancel)
            : NearestBoundary.Squared(from.Points, to.Points, cancel);

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
        return SpacedBoundary.Distances(from, to, rowSpacing, columnSpacing, cancel);
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

    private static double[] Merged(double[] a, double[] b)
    {
        var both = new double[a.Length + b.Length];
        for (int i = 0, k = 0, at = 0; at < both.Length; at++)
            both[at] = k == b.Length || (i < a.Length && a[i] <= b[k]) ? a[i++] : b[k++];
        return both;
    }
}
