using HybridNet.Lesions;

namespace HybridNet.Causes;

/// <summary>Shortest distances between lesions, from pixel centre to pixel centre, exact.</summary>
internal static class LesionDistances
{
    /// <summary>From a lesion to the nearest other one of a list; infinite when there is none.</summary>
    /// <param name="lesion">The lesion.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="others">The others.</param>
    /// <param name="othersRuns">Their runs.</param>
    /// <param name="except">Label that is left out, or 0.</param>
    public static double Nearest(
        Component lesion,
        PixelRun[] runs,
        ReadOnlySpan<Component> others,
        PixelRun[][] othersRuns,
        int except
    )
    {
        long best = long.MaxValue;
        foreach (Component other in others)
        {
            if (other.Label == except || Boxes(lesion, other) >= best)
                continue;
            best = Math.Min(best, Nearest(runs, othersRuns[other.Label - 1], best));
        }
        return best == long.MaxValue ? double.PositiveInfinity : Math.Sqrt(best);
    }

    /// <summary>Square of the shortest distance of two lesions; rows that are too far apart to better the best are passed
    /// over.</summary>
    private static long Nearest(PixelRun[] runs, PixelRun[] others, long best)
    {
        int first = 0;
        foreach (PixelRun a in runs)
        {
            // Rows only ascend: what lies too far above one run lies too far above all that follow.
            for (; first < others.Length && others[first].Y < a.Y && IsFar(others[first], a, best); first++) { }
            for (int i = first; i < others.Length; i++)
            {
                PixelRun b = others[i];
                if (b.Y > a.Y && IsFar(a, b, best))
                    break;
                best = Math.Min(best, Squared(a, b));
            }
        }
        return best;
    }

    private static bool IsFar(in PixelRun above, in PixelRun below, long best)
    {
        long dy = below.Y - above.Y;
        return dy * dy >= best;
    }

    /// <summary>From a lesion to the nearest pixel of a structure, row by row outwards; infinite when it is empty.</summary>
    public static double ToStructure(PixelRun[] runs, LesionMap structure)
    {
        long best = long.MaxValue;
        foreach (PixelRun run in runs)
            for (long dy = 0; dy * dy < best && dy < structure.Height; dy++)
            for (int side = dy == 0 ? 1 : -1; side <= 1; side += 2)
            {
                long y = run.Y + side * dy;
                if (y < 0 || y >= structure.Height)
                    continue;
                foreach (PixelRun other in structure.Row((int)y))
                    best = Math.Min(best, Squared(run, other));
            }
        return best == long.MaxValue ? double.PositiveInfinity : Math.Sqrt(best);
    }

    private static long Squared(in PixelRun a, in PixelRun b)
    {
        long dy = a.Y - b.Y,
            dx = Math.Max(0, Math.Max(b.Start - a.End + 1, a.Start - b.End + 1));
        return dx * dx + dy * dy;
    }

    private static long Boxes(Component a, Component b)
    {
        long dx = Math.Max(0, Math.Max(b.Left - a.Right, a.Left - b.Right)),
            dy = Math.Max(0, Math.Max(b.Top - a.Bottom, a.Top - b.Bottom));
        return dx * dx + dy * dy;
    }
}
