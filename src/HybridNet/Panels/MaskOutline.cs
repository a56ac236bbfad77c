using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>
/// Outlines of a mask. The reference's runs inside its edge, the prediction's outside of its own, so that both are seen
/// where the masks are the same.
/// </summary>
internal static class MaskOutline
{
    /// <summary>Foreground within a number of 4-neighbour steps of the background.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="thickness">Steps, at least 1.</param>
    public static Mask Inner(Mask mask, int thickness)
    {
        using Mask turned = Turned(mask);
        using Mask grown = Grown(turned, thickness);
        Mask result = grown.Clone();
        Span<ulong> words = result.Words;
        ReadOnlySpan<ulong> inside = mask.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= inside[i];
        return result;
    }

    /// <summary>Background within a number of 4-neighbour steps of the foreground.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="thickness">Steps, at least 1.</param>
    public static Mask Outer(Mask mask, int thickness)
    {
        Mask result = Grown(mask, thickness);
        Span<ulong> words = result.Words;
        ReadOnlySpan<ulong> inside = mask.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= ~inside[i];
        return result;
    }

    private static Mask Turned(Mask mask)
    {
        Mask result = mask.Clone();
        for (int y = 0; y < mask.Height; y++)
        {
            Span<ulong> row = result.Row(y);
            for (int i = 0; i < row.Length; i++)
                row[i] = ~row[i];
            row[^1] &= mask.LastWordBits;
        }
        return result;
    }

    private static Mask Grown(Mask mask, int steps)
    {
        Mask current = mask.Clone();
        for (int step = 0; step < steps; step++)
        {
            Mask next = current.Clone();
            for (int y = 0; y < mask.Height; y++)
                GrowRow(current, y, next.Row(y));
            current.Dispose();
            current = next;
        }
        return current;
    }

    private static void GrowRow(Mask from, int y, Span<ulong> to)
    {
        ReadOnlySpan<ulong> row = from.Row(y);
        for (int i = 0; i < row.Length; i++)
        {
            to[i] |= row[i] << 1 | row[i] >> 1;
            if (i > 0)
                to[i] |= row[i - 1] >> 63;
            if (i + 1 < row.Length)
                to[i] |= row[i + 1] << 63;
        }
        if (y > 0)
            Unite(to, from.Row(y - 1));
        if (y + 1 < from.Height)
            Unite(to, from.Row(y + 1));
        to[^1] &= from.LastWordBits;
    }

    private static void Unite(Span<ulong> to, ReadOnlySpan<ulong> from)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] |= from[i];
    }
}
