using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.PostProcessing;

/// <summary>Filters that work on whole components.</summary>
public static class RegionFilter
{
    /// <summary>Keeps components of at least so many pixels.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="minimumArea">Smallest area that stays, pixels.</param>
    /// <param name="connectivity">Which neighbours belong together; 8 unless the caller says otherwise.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask MinimumArea(Mask mask, long minimumArea, Connectivity connectivity = Connectivity.Eight) =>
        LesionMap.Label(mask, connectivity).Draw(component => component.Area >= minimumArea);

    /// <summary>Fills holes: background that no 4-connected path joins to the edge of the image.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask FillHoles(Mask mask)
    {
        using Mask background = Complement(mask);
        LesionMap outside = LesionMap.Label(background, Connectivity.Four);
        Mask filled = outside.Draw(component =>
            component.Left > 0 && component.Top > 0 && component.Right < mask.Width - 1 && component.Bottom < mask.Height - 1);
        Span<ulong> words = filled.Words;
        ReadOnlySpan<ulong> own = mask.Words;
        for (int i = 0; i < words.Length; i++) words[i] |= own[i];
        return filled;
    }

    private static Mask Complement(Mask mask)
    {
        Mask result = Mask.Uninitialized(mask.Width, mask.Height);
        ulong last = mask.LastWordBits;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> from = mask.Row(y);
            Span<ulong> to = result.Row(y);
            for (int w = 0; w < to.Length; w++) to[w] = ~from[w];
            to[^1] &= last;
        }
        return result;
    }
}
