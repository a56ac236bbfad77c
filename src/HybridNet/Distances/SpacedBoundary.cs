namespace HybridNet.Distances;

/// <summary>
/// Distances to the nearest border pixel where rows and columns are not equally far apart: rows are searched outwards
/// from each source until no nearer one is possible.
/// </summary>
internal static class SpacedBoundary
{
    public static double[] Distances(
        List<BoundaryPixel> sources,
        List<BoundaryPixel> targets,
        double rowSpacing,
        double columnSpacing,
        CancellationToken cancel
    )
    {
        int top = targets[0].Y,
            bottom = targets[^1].Y;
        var starts = new int[bottom - top + 2];
        foreach (BoundaryPixel target in targets)
            starts[target.Y - top + 1]++;
        for (int i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        int[] columns = [.. targets.Select(target => target.X)];
        var distances = new double[sources.Count];
        for (int i = 0; i < distances.Length; i++)
        {
            if ((i & 63) == 0)
                cancel.ThrowIfCancellationRequested();
            distances[i] = Math.Sqrt(Nearest(sources[i]));
        }
        return distances;

        double Nearest(BoundaryPixel source)
        {
            double best = double.PositiveInfinity;
            int furthest = Math.Max(Math.Abs(source.Y - top), Math.Abs(source.Y - bottom));
            for (int reach = 0; reach <= furthest; reach++)
            {
                double vertical = reach * rowSpacing * (reach * rowSpacing);
                if (vertical >= best)
                    break;
                foreach (int y in reach == 0 ? [source.Y] : (ReadOnlySpan<int>)[source.Y - reach, source.Y + reach])
                    if (y >= top && y <= bottom)
                        best = Math.Min(best, vertical + Horizontal(source.X, starts[y - top], starts[y - top + 1]));
            }
            return best;
        }

        double Horizontal(int x, int from, int to)
        {
            if (from == to)
                return double.PositiveInfinity;
            int at = Array.BinarySearch(columns, from, to - from, x);
            if (at >= 0)
                return 0;
            at = ~at;
            double right = at < to ? (columns[at] - x) * columnSpacing : double.PositiveInfinity;
            double left = at > from ? (x - columns[at - 1]) * columnSpacing : double.PositiveInfinity;
            double near = Math.Min(left, right);
            return near * near;
        }
    }
}
