using HybridNet.Lesions;

namespace HybridNet.Causes;

/// <summary>Form of a lesion from its runs of pixels.</summary>
/// <param name="Elongation">
/// Ratio of the axes of the ellipse with the same second moments (J. C. Russ, The Image Processing Handbook): 1 is round.
/// </param>
/// <param name="Solidity">Area over the area of the convex hull of its pixels' corners, above 0 and up to 1.</param>
internal readonly record struct LesionShape(double Elongation, double Solidity)
{
    /// <summary>Measures a lesion.</summary>
    /// <param name="runs">Its runs, row by row.</param>
    public static LesionShape Of(ReadOnlySpan<PixelRun> runs)
    {
        double n = 0,
            sumX = 0,
            sumY = 0,
            sumXX = 0,
            sumYY = 0,
            sumXY = 0;
        foreach (PixelRun run in runs)
        {
            double length = run.Length,
                middle = (run.Start + run.End - 1) / 2.0,
                // Sum over the run of (x - middle)^2 for whole steps is (n^3 - n)/12.
                spread = (length * length * length - length) / 12;
            n += length;
            sumX += length * middle;
            sumY += length * run.Y;
            sumXX += length * middle * middle + spread;
            sumYY += length * run.Y * run.Y;
            sumXY += length * middle * run.Y;
        }
        double meanX = sumX / n,
            meanY = sumY / n,
            // A pixel is a square: it adds 1/12 to each variance, which also keeps a line from dividing by 0.
            xx = sumXX / n - meanX * meanX + 1 / 12.0,
            yy = sumYY / n - meanY * meanY + 1 / 12.0,
            xy = sumXY / n - meanX * meanY,
            half = (xx + yy) / 2,
            root = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        return new(Math.Sqrt((half + root) / Math.Max(half - root, 1e-9)), Math.Min(1, n / HullArea(runs)));
    }

    /// <summary>Convex hull by the monotone chain (A. M. Andrew, 1979) over the corners of each row's outermost pixels.</summary>
    private static double HullArea(ReadOnlySpan<PixelRun> runs)
    {
        var left = new List<(long X, long Y)>();
        var right = new List<(long X, long Y)>();
        for (int i = 0; i < runs.Length; )
        {
            int y = runs[i].Y,
                start = runs[i].Start,
                end = runs[i].End;
            for (; i < runs.Length && runs[i].Y == y; i++)
                (start, end) = (Math.Min(start, runs[i].Start), Math.Max(end, runs[i].End));
            Add(left, (start, y), 1);
            Add(left, (start, y + 1), 1);
            Add(right, (end, y), -1);
            Add(right, (end, y + 1), -1);
        }
        right.Reverse();
        (long X, long Y)[] hull = [.. left, .. right];
        long twice = 0;
        for (int i = 0; i < hull.Length; i++)
        {
            (long X, long Y) a = hull[i],
                b = hull[(i + 1) % hull.Length];
            twice += a.X * b.Y - b.X * a.Y;
        }
        return Math.Abs(twice) / 2.0;

        static void Add(List<(long X, long Y)> chain, (long X, long Y) point, int side)
        {
            while (chain.Count > 1 && side * Turn(chain[^2], chain[^1], point) >= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        static long Turn((long X, long Y) a, (long X, long Y) b, (long X, long Y) c) =>
            (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
    }
}
