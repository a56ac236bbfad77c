using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.PostProcessing;

/// <summary>Filters that work on whole components.</summary>
internal static class RegionFilter
{
    /// <summary>Keeps components of at least so many pixels.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="minimumArea">Smallest area that stays, pixels.</param>
    /// <param name="connectivity">Which neighbours belong together; 8 unless the caller says otherwise.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask MinimumArea(Mask mask, long minimumArea, Connectivity connectivity = Connectivity.Eight) =>
        LesionMap.Label(mask, connectivity).Draw(component => component.Area >= minimumArea);

    /// <summary>Keeps components of at most so many pixels.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="maximumArea">Largest area that stays, pixels.</param>
    /// <param name="connectivity">Which neighbours belong together; 8 unless the caller says otherwise.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask MaximumArea(Mask mask, long maximumArea, Connectivity connectivity = Connectivity.Eight) =>
        LesionMap.Label(mask, connectivity).Draw(component => component.Area <= maximumArea);

    /// <summary>Keeps the largest component; of equal ones the first in the order of first pixels.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <param name="connectivity">Which neighbours belong together; 8 unless the caller says otherwise.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Largest(Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        LesionMap map = LesionMap.Label(mask, connectivity);
        (int label, long area) = (0, 0);
        foreach (Component component in map.Components)
            if (component.Area > area)
                (label, area) = (component.Label, component.Area);
        return map.Draw(component => component.Label == label);
    }

    /// <summary>Fills holes: background that no 4-connected path joins to the edge of the image.</summary>
    /// <param name="mask">The mask; it is not changed.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask FillHoles(Mask mask)
    {
        using Mask background = Complement(mask);
        LesionMap outside = LesionMap.Label(background, Connectivity.Four);
        Mask filled = outside.Draw(component =>
            component.Left > 0 && component.Top > 0 && component.Right < mask.Width - 1 && component.Bottom < mask.Height - 1
        );
        Span<ulong> words = filled.Words;
        ReadOnlySpan<ulong> own = mask.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] |= own[i];
        return filled;
    }

    /// <summary>Clears what lies outside a region, in place.</summary>
    /// <param name="mask">The mask that is changed.</param>
    /// <param name="region">Region of the same size; null for the whole image.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static void Clip(Mask mask, Mask? region)
    {
        if (region is null)
            return;
        if (region.Width != mask.Width || region.Height != mask.Height)
            throw new ArgumentException("Mask and region differ in size.", nameof(region));
        Span<ulong> words = mask.Words;
        ReadOnlySpan<ulong> inside = region.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= inside[i];
    }

    private static Mask Complement(Mask mask)
    {
        Mask result = Mask.Uninitialized(mask.Width, mask.Height);
        ulong last = mask.LastWordBits;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<ulong> from = mask.Row(y);
            Span<ulong> to = result.Row(y);
            for (int w = 0; w < to.Length; w++)
                to[w] = ~from[w];
            to[^1] &= last;
        }
        return result;
    }
}
