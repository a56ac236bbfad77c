using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>
/// The Hausdorff distance of a distance map that was written with the image's height where its width belongs.
/// </summary>
/// <remarks>
/// The masks are framed by one pixel. The distance of framed pixel (y, x) to the border of the other mask lands at place
/// y x height + x; later pixels overwrite earlier ones; border pixels of the other mask write nothing. On square images that
/// is the right map, on wide ones another pixel's distance is read, on tall ones the place does not exist. Which pixel
/// was written last at a place follows from the place, so that no map is made.
/// </remarks>
internal static class WrongRowHausdorff
{
    public static FigureValue Of(ProtocolPair pair, FigureRule rule)
    {
        int height = pair.Gt.Height + 2,
            width = pair.Gt.Width + 2;
        if (height > width)
        {
            long size = (long)height * width;
            return FigureValue.Raise($"IndexError: index {size} is out of bounds for dimension 0 with size {size}");
        }
        (double row, double column) = pair.Spacing(rule.Spacing);
        if (height == width && row == 1 && column == 1)
            return DistanceFigures.Maximum(pair.Distances(rule), rule);
        List<BoundaryPixel> gt = pair.Points(rule.Points, ofGt: true).Points,
            pred = pair.Points(rule.Points, ofGt: false).Points;
        double largest = Directed(pred, gt, height, width, (float)row, (float)column, pair.Cancel);
        if (rule.Direction == DistanceDirection.Both)
            largest = Math.Max(largest, Directed(gt, pred, height, width, (float)row, (float)column, pair.Cancel));
        return largest;
    }

    private static float Directed(
        List<BoundaryPixel> readers,
        List<BoundaryPixel> targets,
        int height,
        int width,
        float row,
        float column,
        CancellationToken cancel
    )
    {
        HashSet<BoundaryPixel> border = [.. targets];
        var writers = new HashSet<BoundaryPixel>();
        foreach (BoundaryPixel reader in readers)
        {
            int place = (reader.Y + 1) * width + reader.X + 1;
            for (int y = Math.Min(place / height, height - 1); y >= 0; y--)
            {
                int x = place - y * height;
                if (x >= width)
                    break;
                var writer = new BoundaryPixel(x - 1, y - 1);
                if (border.Contains(writer))
                    continue;
                writers.Add(writer);
                break;
            }
        }
        if (writers.Count == 0)
            return 0;
        List<BoundaryPixel> sources = [.. writers.OrderBy(pixel => pixel.Y).ThenBy(pixel => pixel.X)];
        if (row == 1 && column == 1)
            return NearestBoundary.Squared(sources, targets, cancel).Max(square => (float)Math.Sqrt(square));
        float largest = 0;
        foreach (BoundaryPixel source in sources)
        {
            cancel.ThrowIfCancellationRequested();
            float nearest = float.PositiveInfinity;
            foreach (BoundaryPixel target in targets)
            {
                float down = row * Math.Abs(source.Y - target.Y),
                    across = column * Math.Abs(source.X - target.X);
                nearest = MathF.Min(nearest, down * down + across * across);
            }
            largest = MathF.Max(largest, MathF.Sqrt(nearest));
        }
        return largest;
    }
}
