namespace HybridNet.Masks;

/// <summary>Tells masks that look as if object and ground were the wrong way round.</summary>
internal static class MaskCoverage
{
    /// <summary>
    /// More than half of all pixels, or more than half of those at the border of the picture, are foreground. Lesions and
    /// vessels are neither; an object drawn black on white is both.
    /// </summary>
    /// <param name="mask">The mask.</param>
    public static bool IsMost(Mask mask)
    {
        long top = MaskWords.Count(mask.Row(0)),
            bottom = MaskWords.Count(mask.Row(mask.Height - 1)),
            sides = 0;
        int last = mask.WordsPerRow - 1,
            shift = (mask.Width - 1) & 63;
        ReadOnlySpan<ulong> words = mask.Words;
        for (int y = 1; y < mask.Height - 1; y++)
            sides += (long)(words[y * mask.WordsPerRow] & 1) + (long)(words[y * mask.WordsPerRow + last] >> shift & 1);
        long border = 2L * mask.Width + 2L * Math.Max(0, mask.Height - 2);
        return 2 * (top + bottom + sides) > border || 2 * mask.Count() > mask.Area;
    }
}
