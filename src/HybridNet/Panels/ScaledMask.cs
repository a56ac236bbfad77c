using System.Numerics;
using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>A part of a mask on another grid of pixels.</summary>
internal static class ScaledMask
{
    /// <summary>
    /// Scales a part of a mask. A pixel of the result is foreground when any foreground pixel of the mask reaches into
    /// it, so that the smallest lesion stays visible on the smallest panel; at the same size the result is a copy.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="box">The part, inside the mask.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    public static Mask Of(Mask mask, PixelBox box, int width, int height)
    {
        var result = new Mask(width, height);
        var line = new ulong[result.WordsPerRow];
        for (int y = 0; y < box.Height; y++)
        {
            ReadOnlySpan<ulong> row = mask.Row(box.Y + y);
            if (!row.ContainsAnyExcept(0UL))
                continue;
            line.AsSpan().Clear();
            for (int start = NextSet(row, box.X); start < box.X + box.Width; )
            {
                int end = Math.Min(NextClear(row, start), box.X + box.Width);
                Fill(line, Reach(start - box.X, box.Width, width).From, Reach(end - 1 - box.X, box.Width, width).To);
                start = NextSet(row, end);
            }
            (int top, int bottom) = Reach(y, box.Height, height);
            for (int target = top; target < bottom; target++)
            {
                Span<ulong> words = result.Row(target);
                for (int i = 0; i < words.Length; i++)
                    words[i] |= line[i];
            }
        }
        return result;
    }

    /// <summary>The pixels of the new grid that a pixel of the old one reaches into: from, and the one behind the last.</summary>
    internal static (int From, int To) Reach(int pixel, int oldSize, int newSize) =>
        ((int)((long)pixel * newSize / oldSize), (int)(((long)(pixel + 1) * newSize + oldSize - 1) / oldSize));

    /// <summary>Column of the first foreground pixel from a column on; past the row's last word when there is none.</summary>
    internal static int NextSet(ReadOnlySpan<ulong> row, int from) => Next(row, from, 0);

    private static int NextClear(ReadOnlySpan<ulong> row, int from) => Next(row, from, ulong.MaxValue);

    private static int Next(ReadOnlySpan<ulong> row, int from, ulong flip)
    {
        int word = from >> 6;
        if (word >= row.Length)
            return row.Length << 6;
        ulong bits = (row[word] ^ flip) & ulong.MaxValue << (from & 63);
        while (bits == 0)
        {
            if (++word == row.Length)
                return word << 6;
            bits = row[word] ^ flip;
        }
        return (word << 6) + BitOperations.TrailingZeroCount(bits);
    }

    private static void Fill(Span<ulong> row, int from, int to)
    {
        for (int x = from; x < to; )
        {
            int bits = Math.Min(64 - (x & 63), to - x);
            row[x >> 6] |= (bits == 64 ? ulong.MaxValue : (1UL << bits) - 1) << (x & 63);
            x += bits;
        }
    }
}
