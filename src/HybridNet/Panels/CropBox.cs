using System.Numerics;
using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>Finds the part of an image that a crop shows.</summary>
internal static class CropBox
{
    /// <summary>The smallest box around everything marked or predicted; null when there is nothing.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    public static PixelBox? OfLesions(Mask gt, Mask pred)
    {
        int left = int.MaxValue,
            right = -1,
            top = -1,
            bottom = -1;
        for (int y = 0; y < gt.Height; y++)
        {
            ReadOnlySpan<ulong> a = gt.Row(y),
                b = pred.Row(y);
            int first = -1,
                last = -1;
            for (int i = 0; i < a.Length; i++)
            {
                ulong bits = a[i] | b[i];
                if (bits == 0)
                    continue;
                if (first < 0)
                    first = (i << 6) + BitOperations.TrailingZeroCount(bits);
                last = (i << 6) + 63 - BitOperations.LeadingZeroCount(bits);
            }
            if (first < 0)
                continue;
            if (top < 0)
                top = y;
            (bottom, left, right) = (y, Math.Min(left, first), Math.Max(right, last));
        }
        return top < 0 ? null : new(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>
    /// A box with a margin, widened to the proportions of the image and moved inside it; the whole image for no box.
    /// </summary>
    /// <param name="box">The box, or null.</param>
    /// <param name="margin">Pixels on each side.</param>
    /// <param name="image">The whole image.</param>
    public static PixelBox Around(PixelBox? box, int margin, PixelBox image)
    {
        if (box is not { } core)
            return image;
        double width = core.Width + 2 * margin,
            height = core.Height + 2 * margin,
            proportion = (double)image.Width / image.Height;
        if (width < height * proportion)
            width = height * proportion;
        else
            height = width / proportion;
        int columns = Math.Clamp((int)Math.Ceiling(width), 1, image.Width),
            rows = Math.Clamp((int)Math.Ceiling(height), 1, image.Height);
        int x = Math.Clamp(core.X + (core.Width - columns) / 2, 0, image.Width - columns);
        int y = Math.Clamp(core.Y + (core.Height - rows) / 2, 0, image.Height - rows);
        return new(x, y, columns, rows);
    }
}
