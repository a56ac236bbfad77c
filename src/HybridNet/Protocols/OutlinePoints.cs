using System.Numerics;
using HybridNet.Distances;
using HybridNet.Masks;

namespace HybridNet.Protocols;

/// <summary>The points that stand for the outline of a mask, row by row, under one definition.</summary>
/// <remarks>
/// Neighbours are looked up 64 pixels at a time. What lies outside the image is background, or, for the sets that begin
/// with Inner, like the pixel itself. Corner (x, y) is the upper left one of pixel (x, y); a mask of W x H pixels has
/// (W + 1) x (H + 1) corners, and the pattern of a corner is 1 upper left + 2 upper right + 4 lower left + 8 lower right.
/// </remarks>
/// <param name="Points">The points.</param>
/// <param name="Patterns">For corners: the pattern of each; otherwise null.</param>
/// <param name="FillsArea">The points fill areas, and do not only run around them.</param>
internal sealed record OutlinePoints(List<BoundaryPixel> Points, List<byte>? Patterns, bool FillsArea = false)
{
    private List<BoundaryPixel>? _rim;

    /// <summary>Points without a neighbour on one of their four sides.</summary>
    public List<BoundaryPixel> Rim => _rim ??= DenseDistances.Rim(Points);

    public static OutlinePoints Of(Mask mask, PointSet set) =>
        set switch
        {
            PointSet.Border4 => new(Boundary.Of(mask), null),
            PointSet.Border8 => new(Border(mask, diagonal: true, open: false), null),
            PointSet.Inner4 => new(Border(mask, diagonal: false, open: true), null),
            PointSet.Inner8 => new(Border(mask, diagonal: true, open: true), null),
            PointSet.Pixels => new(All(mask), null, FillsArea: true),
            _ => Corners(mask, withFull: set == PointSet.SliceCorners),
        };

    private static List<BoundaryPixel> All(Mask mask)
    {
        var points = new List<BoundaryPixel>();
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            for (int w = 0; w < row.Length; w++)
                AddBits(points, row[w], w, y);
        }
        return points;
    }

    private static List<BoundaryPixel> Border(Mask mask, bool diagonal, bool open)
    {
        var points = new List<BoundaryPixel>();
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            if (!row.ContainsAnyExcept(0UL))
                continue;
            ReadOnlySpan<ulong> above = y > 0 ? mask.Row(y - 1) : default,
                below = y + 1 < mask.Height ? mask.Row(y + 1) : default;
            for (int w = 0; w < row.Length; w++)
            {
                if (row[w] == 0)
                    continue;
                ulong inner = Sides(row, w, mask.Width, open);
                inner &= At(above, w, open) & At(below, w, open);
                if (diagonal)
                    inner &= Sides(above, w, mask.Width, open) & Sides(below, w, mask.Width, open);
                AddBits(points, row[w] & ~inner, w, y);
            }
        }
        return points;
    }

    private static ulong At(ReadOnlySpan<ulong> row, int w, bool open)
    {
        if (!row.IsEmpty)
            return row[w];
        return open ? ulong.MaxValue : 0;
    }

    /// <summary>Pixels whose left and right neighbours are both set.</summary>
    private static ulong Sides(ReadOnlySpan<ulong> row, int w, int width, bool open)
    {
        if (row.IsEmpty)
            return open ? ulong.MaxValue : 0;
        ulong left = row[w] << 1,
            right = row[w] >> 1;
        if (w > 0)
            left |= row[w - 1] >> 63;
        else if (open)
            left |= 1;
        if (w + 1 < row.Length)
            right |= row[w + 1] << 63;
        else if (open)
            right |= 1UL << ((width - 1) & 63);
        return left & right;
    }

    private static OutlinePoints Corners(Mask mask, bool withFull)
    {
        var points = new List<BoundaryPixel>();
        var patterns = new List<byte>();
        int words = (mask.Width + 64) >> 6;
        for (int y = 0; y <= mask.Height; y++)
        {
            ReadOnlySpan<ulong> above = y > 0 ? mask.Row(y - 1) : default,
                below = y < mask.Height ? mask.Row(y) : default;
            if (!above.ContainsAnyExcept(0UL) && !below.ContainsAnyExcept(0UL))
                continue;
            for (int w = 0; w < words; w++)
            {
                ulong upperRight = Word(above, w),
                    lowerRight = Word(below, w);
                ulong upperLeft = upperRight << 1 | Word(above, w - 1) >> 63,
                    lowerLeft = lowerRight << 1 | Word(below, w - 1) >> 63;
                ulong any = upperLeft | upperRight | lowerLeft | lowerRight;
                if (!withFull)
                    any &= ~(upperLeft & upperRight & lowerLeft & lowerRight);
                for (; any != 0; any &= any - 1)
                {
                    int bit = BitOperations.TrailingZeroCount(any);
                    points.Add(new((w << 6) + bit, y));
                    patterns.Add(
                        (byte)(
                            (upperLeft >> bit & 1)
                            | (upperRight >> bit & 1) << 1
                            | (lowerLeft >> bit & 1) << 2
                            | (lowerRight >> bit & 1) << 3
                        )
                    );
                }
            }
        }
        return new(points, patterns, withFull);
    }

    private static ulong Word(ReadOnlySpan<ulong> row, int w) => (uint)w < (uint)row.Length ? row[w] : 0;

    private static void AddBits(List<BoundaryPixel> points, ulong bits, int w, int y)
    {
        for (; bits != 0; bits &= bits - 1)
            points.Add(new((w << 6) + BitOperations.TrailingZeroCount(bits), y));
    }
}
