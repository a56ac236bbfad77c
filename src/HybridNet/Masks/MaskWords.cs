using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    /// <remarks>Most words of most masks are 0: eight of them are passed over at once.</remarks>
    /// <param name="words">A row, or several.</param>
    public static long Count(ReadOnlySpan<ulong> words)
    {
        long count = 0;
        int i = 0;
        for (; i + 8 <= words.Length; i += 8)
        {
            ReadOnlySpan<ulong> eight = words.Slice(i, 8);
            Vector256<ulong> any = Vector256.Create(eight) | Vector256.Create(eight[4..]);
            if (any != Vector256<ulong>.Zero)
                count += Count(eight[0], eight[1], eight[2], eight[3]) + Count(eight[4], eight[5], eight[6], eight[7]);
        }
        foreach (ulong word in words[i..])
            count += BitOperations.PopCount(word);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(ulong one, ulong two, ulong three, ulong four) =>
        BitOperations.PopCount(one) + BitOperations.PopCount(two) + BitOperations.PopCount(three) + BitOperations.PopCount(four);
}
