using System.Numerics;

namespace HybridNet.Masks;

/// <summary>Rows of a mask as they are kept: words of 64 pixels, the first pixel in the lowest bit.</summary>
internal static class MaskWords
{
    /// <summary>Sets columns start to end - 1 of a row.</summary>
    /// <param name="words">The row.</param>
    /// <param name="start">The first column.</param>
    /// <param name="end">The column behind the last one; larger than start.</param>
    public static void SetRun(Span<ulong> words, int start, int end)
    {
        int first = start >> 6,
            last = (end - 1) >> 6;
        ulong head = ulong.MaxValue << (start & 63),
            tail = ulong.MaxValue >> (63 - ((end - 1) & 63));
        if (first == last)
        {
            words[first] |= head & tail;
            return;
        }
        words[first] |= head;
        words[(first + 1)..last].Fill(ulong.MaxValue);
        words[last] |= tail;
    }

    /// <summary>Number of pixels that are set.</summary>
    /// <param name="words">A row, or several.</param>
    public static long Count(ReadOnlySpan<ulong> words)
    {
        long count = 0;
        foreach (ulong word in words)
            count += BitOperations.PopCount(word);
        return count;
    }
}
