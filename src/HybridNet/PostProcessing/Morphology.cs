using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HybridNet.Masks;

namespace HybridNet.PostProcessing;

/// <summary>What an erosion takes the pixels outside the image for.</summary>
internal enum OutsideImage
{
    /// <summary>
    /// They take no part: a lesion at the edge is not eaten from outside, and closing never removes a pixel. As
    /// scikit-image and OpenCV do.
    /// </summary>
    Ignored,

    /// <summary>Background, as SciPy does unless told otherwise: closing removes pixels near the edge.</summary>
    Background,
}

/// <summary>
/// Erosion, dilation, opening and closing of packed masks: 64 pixels a word, whole rows of background are passed over.
/// </summary>
/// <remarks>
/// An element is symmetric, so a dilation joins, for every row of the element, the mask's row spread to both sides. A row
/// is spread once for each different reach, by shifts that double their step.
/// </remarks>
internal static class Morphology
{
    /// <summary>Background pixels that the element, centred on them, lets touch the foreground become foreground.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="element">The element.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Dilate(Mask mask, StructuringElement element) => Spread(mask, element);

    /// <summary>Foreground pixels stay where the element, centred on them, lies in the foreground.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="element">The element.</param>
    /// <param name="outside">What the pixels outside the image are.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Erode(Mask mask, StructuringElement element, OutsideImage outside = OutsideImage.Ignored)
    {
        Mask result = Shrink(mask, element);
        if (outside == OutsideImage.Background)
            ClearFrame(result, element.Radius);
        return result;
    }

    /// <summary>Erosion, then dilation: removes what the element does not fit into.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="element">The element.</param>
    /// <param name="outside">What the pixels outside the image are.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Open(Mask mask, StructuringElement element, OutsideImage outside = OutsideImage.Ignored)
    {
        using Mask eroded = Erode(mask, element, outside);
        return Dilate(eroded, element);
    }

    /// <summary>Dilation, then erosion: closes gaps that the element does not fit into.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="element">The element.</param>
    /// <param name="outside">What the pixels outside the image are.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Close(Mask mask, StructuringElement element, OutsideImage outside = OutsideImage.Ignored)
    {
        using Mask dilated = Dilate(mask, element);
        return Erode(dilated, element, outside);
    }

    private static Mask Spread(Mask mask, StructuringElement element)
    {
        var result = new Mask(mask.Width, mask.Height);
        ulong[] buffer = new ulong[2 * mask.WordsPerRow];
        Span<ulong> spread = buffer.AsSpan(0, mask.WordsPerRow),
            spare = buffer.AsSpan(mask.WordsPerRow);
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(y);
            if (!row.ContainsAnyExcept(0UL))
                continue;
            int done = 0;
            row.CopyTo(spread);
            // From the element's ends inwards its reach grows, so that each row goes on from the one before.
            for (int away = element.Radius; away >= 0; away--)
            {
                if (element.Reach(away) > done)
                {
                    Widen(spread, spare, element.Reach(away) - done, mask.LastWordBits);
                    done = element.Reach(away);
                }
                if (y - away >= 0)
                    Unite(result.Row(y - away), spread);
                if (away > 0 && y + away < mask.Height)
                    Unite(result.Row(y + away), spread);
            }
        }
        return result;
    }

    /// <summary>The complement of the complement's dilation, worked out only where there is foreground.</summary>
    private static Mask Shrink(Mask mask, StructuringElement element)
    {
        Mask result = mask.Clone();
        ulong[] buffer = new ulong[2 * mask.WordsPerRow];
        Span<ulong> spread = buffer.AsSpan(0, mask.WordsPerRow),
            spare = buffer.AsSpan(mask.WordsPerRow);
        for (int y = 0; y < mask.Height; y++)
        {
            if (!AnyWithin(mask, y, element.Radius))
                continue;
            ReadOnlySpan<ulong> row = mask.Row(y);
            for (int w = 0; w < spread.Length; w++)
                spread[w] = ~row[w];
            spread[^1] &= mask.LastWordBits;
            int done = 0;
            for (int away = element.Radius; away >= 0; away--)
            {
                if (element.Reach(away) > done)
                {
                    Widen(spread, spare, element.Reach(away) - done, mask.LastWordBits);
                    done = element.Reach(away);
                }
                if (y - away >= 0)
                    Remove(result.Row(y - away), spread);
                if (away > 0 && y + away < mask.Height)
                    Remove(result.Row(y + away), spread);
            }
        }
        return result;
    }

    private static bool AnyWithin(Mask mask, int y, int radius)
    {
        int first = Math.Max(0, y - radius),
            last = Math.Min(mask.Height - 1, y + radius);
        return mask.Words.Slice(first * mask.WordsPerRow, (last - first + 1) * mask.WordsPerRow).ContainsAnyExcept(0UL);
    }

    /// <summary>Spreads a row by so many pixels to both sides; one pass can double what is spread, or reach across a
    /// word.</summary>
    private static void Widen(Span<ulong> row, Span<ulong> spare, int pixels, ulong lastBits)
    {
        for (int spreadBy = 0; pixels > 0; pixels -= spreadBy)
        {
            // A pixel at the edge has become a run of only s + 1 pixels, so the next step may be as wide as that without a gap.
            spreadBy = Math.Min(Math.Min(pixels, Math.Max(1, 2 * spreadBy)), 63);
            row.CopyTo(spare);
            OrShifted(row, spare, spreadBy);
            row[^1] &= lastBits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OrShifted(Span<ulong> row, ReadOnlySpan<ulong> from, int shift)
    {
        int last = row.Length - 1,
            back = 64 - shift;
        for (int w = 0; w <= last; w++)
        {
            ulong left = w > 0 ? from[w - 1] : 0,
                right = w < last ? from[w + 1] : 0;
            if ((left | from[w] | right) == 0)
                continue;
            row[w] |= from[w] << shift | from[w] >> shift | left >> back | right << back;
        }
    }

    private static void Unite(Span<ulong> target, ReadOnlySpan<ulong> more)
    {
        Span<Vector<ulong>> wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(target);
        ReadOnlySpan<Vector<ulong>> wideMore = MemoryMarshal.Cast<ulong, Vector<ulong>>(more);
        for (int i = 0; i < wide.Length; i++)
            wide[i] |= wideMore[i];
        for (int w = wide.Length * Vector<ulong>.Count; w < target.Length; w++)
            target[w] |= more[w];
    }

    private static void Remove(Span<ulong> target, ReadOnlySpan<ulong> less)
    {
        Span<Vector<ulong>> wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(target);
        ReadOnlySpan<Vector<ulong>> wideLess = MemoryMarshal.Cast<ulong, Vector<ulong>>(less);
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Vector.AndNot(wide[i], wideLess[i]);
        for (int w = wide.Length * Vector<ulong>.Count; w < target.Length; w++)
            target[w] &= ~less[w];
    }

    /// <summary>Clears every pixel that is nearer to the edge than the element reaches.</summary>
    private static void ClearFrame(Mask mask, int radius)
    {
        for (int y = 0; y < mask.Height; y++)
        {
            Span<ulong> row = mask.Row(y);
            if (y < radius || y >= mask.Height - radius || 2 * radius >= mask.Width)
                row.Clear();
            else
                for (int x = 0; x < radius; x++)
                {
                    row[x >> 6] &= ~(1UL << (x & 63));
                    int right = mask.Width - 1 - x;
                    row[right >> 6] &= ~(1UL << (right & 63));
                }
        }
    }
}
