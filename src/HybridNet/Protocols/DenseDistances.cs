using System.Runtime.InteropServices;
using HybridNet.Distances;

namespace HybridNet.Protocols;

/// <summary>
/// Squared distances between sets of points that fill areas: all pixels of a mask, or all corners of its pixels.
/// </summary>
/// <remarks>
/// A point that both sets have is at 0. Of any other the nearest point of the other set lies on that set's rim: from a point
/// with neighbours on all four sides one step along an axis comes nearer. So only points of one set are searched for, and only
/// among rims.
/// </remarks>
internal static class DenseDistances
{
    /// <summary>Squared distance in pixels from each point to the nearest of the other set.</summary>
    /// <param name="from">Points, row by row.</param>
    /// <param name="to">The other set, row by row; not empty.</param>
    /// <param name="rim">The rim of the other set.</param>
    /// <param name="cancel">Stops the work.</param>
    public static int[] Squared(
        List<BoundaryPixel> from,
        List<BoundaryPixel> to,
        List<BoundaryPixel> rim,
        CancellationToken cancel
    )
    {
        var squares = new int[from.Count];
        List<int> places = Missing(CollectionsMarshal.AsSpan(from), CollectionsMarshal.AsSpan(to));
        if (places.Count == 0)
            return squares;
        int[] found = NearestBoundary.Squared([.. places.Select(place => from[place])], rim, cancel);
        for (int i = 0; i < found.Length; i++)
            squares[places[i]] = found[i];
        return squares;
    }

    /// <summary>Points without a neighbour on one of their four sides.</summary>
    /// <param name="points">Points, row by row.</param>
    public static List<BoundaryPixel> Rim(List<BoundaryPixel> points)
    {
        ReadOnlySpan<BoundaryPixel> all = CollectionsMarshal.AsSpan(points);
        var rim = new List<BoundaryPixel>();
        int above = 0,
            below = 0;
        for (int i = 0; i < all.Length; i++)
        {
            (int x, int y) = all[i];
            bool inside = Has(all, ref above, x, y - 1) & Has(all, ref below, x, y + 1);
            inside &= i > 0 && all[i - 1] == new BoundaryPixel(x - 1, y);
            inside &= i + 1 < all.Length && all[i + 1] == new BoundaryPixel(x + 1, y);
            if (!inside)
                rim.Add(all[i]);
        }
        return rim;
    }

    /// <summary>Places of the points that the other set does not have.</summary>
    private static List<int> Missing(ReadOnlySpan<BoundaryPixel> from, ReadOnlySpan<BoundaryPixel> to)
    {
        var places = new List<int>();
        int at = 0;
        for (int i = 0; i < from.Length; i++)
            if (!Has(to, ref at, from[i].X, from[i].Y))
                places.Add(i);
        return places;
    }

    /// <summary>Looks for a point that lies behind those looked for before.</summary>
    private static bool Has(ReadOnlySpan<BoundaryPixel> points, ref int at, int x, int y)
    {
        while (at < points.Length && (points[at].Y < y || (points[at].Y == y && points[at].X < x)))
            at++;
        return at < points.Length && points[at].Y == y && points[at].X == x;
    }
}
