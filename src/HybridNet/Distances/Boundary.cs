using System.Numerics;
using System.Runtime.CompilerServices;
using HybridNet.Masks;

namespace HybridNet.Distances;

/// <summary>A border pixel.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
internal readonly record struct BoundaryPixel(int X, int Y);

/// <summary>
/// Border pixels: foreground with a 4-neighbour outside the mask; outside the image counts as outside.
/// </summary>
internal static class Boundary
{
    /// <summary>The border pixels of a mask, row by row.</summary>
    /// <param name="mask">The mask.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<BoundaryPixel> Of(Mask mask)
    {
        var pixels = new List<BoundaryPixel>();
        int last = mask.WordsPerRow - 1;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            if (!row.ContainsAnyExcept(0UL))
                continue;
            ReadOnlySpan<ulong> above = y > 0 ? mask.Row(y - 1) : default,
                below = y + 1 < mask.Height ? mask.Row(y + 1) : default;
            for (int w = 0; w <= last; w++)
            {
                ulong word = row[w];
                if (word == 0)
                    continue;
                ulong fromLeft = word << 1 | (w > 0 ? row[w - 1] >> 63 : 0),
                    fromRight = word >> 1 | (w < last ? row[w + 1] << 63 : 0);
                ulong inner = fromLeft & fromRight & (above.IsEmpty ? 0 : above[w]) & (below.IsEmpty ? 0 : below[w]);
                for (ulong border = word & ~inner; border != 0; border &= border - 1)
                    pixels.Add(new((w << 6) + BitOperations.TrailingZeroCount(border), y));
            }
        }
        return pixels;
    }
}
