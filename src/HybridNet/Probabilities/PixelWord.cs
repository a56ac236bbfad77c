using System.Runtime.CompilerServices;

namespace HybridNet.Probabilities;

/// <summary>64 pixels of a row, as a mask has them in one word.</summary>
internal static class PixelWord
{
    /// <summary>Bits of the pixels that count.</summary>
    /// <param name="region">A row of the region; empty for the whole image.</param>
    /// <param name="word">The word of the row.</param>
    /// <param name="width">Pixels of the word, 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Inside(ReadOnlySpan<ulong> region, int word, int width) =>
        ulong.MaxValue >> (64 - width) & (region.IsEmpty ? ulong.MaxValue : region[word]);
}
