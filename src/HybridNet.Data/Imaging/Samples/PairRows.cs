using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Looks at rows whose samples repeat: of most masks every row holds the same two values, in long runs.</summary>
internal static class PairRows
{
    /// <summary>Packs which samples are the second of two values, in the one pass that finds that there is no third.</summary>
    /// <typeparam name="T">An unsigned integer of the samples' size.</typeparam>
    /// <param name="samples">A row.</param>
    /// <param name="first">One value.</param>
    /// <param name="second">The other.</param>
    /// <param name="words">The row's words; bits behind the last sample become 0.</param>
    /// <returns>False when another value is there; the words are then of no use.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryPack<T>(ReadOnlySpan<T> samples, T first, T second, Span<ulong> words)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref T source = ref MemoryMarshal.GetReference(samples);
        Vector256<T> one = Vector256.Create(first),
            two = Vector256.Create(second),
            known = Vector256<T>.AllBitsSet;
        int whole = samples.Length >> 6;
        for (int w = 0; w < whole; w++)
        {
            ulong word = 0;
            for (int lane = 0; lane < 64; lane += Vector256<T>.Count)
            {
                Vector256<T> block = Vector256.LoadUnsafe(ref source, (nuint)((w << 6) + lane)),
                    isTwo = Vector256.Equals(block, two);
                known &= Vector256.Equals(block, one) | isTwo;
                word |= (ulong)isTwo.ExtractMostSignificantBits() << lane;
            }
            words[w] = word;
        }
        if (known != Vector256<T>.AllBitsSet)
            return false;
        if (whole == words.Length)
            return true;
        ulong last = 0;
        for (int x = whole << 6; x < samples.Length; x++)
        {
            if (samples[x] != first && samples[x] != second)
                return false;
            last |= (samples[x] == second ? 1UL : 0) << (x & 63);
        }
        words[whole] = last;
        return true;
    }

    /// <summary>How many bytes from the first on are equal to the byte a step behind them.</summary>
    /// <param name="bytes">Pixels, one after the other.</param>
    /// <param name="step">Bytes of a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Repeated(ReadOnlySpan<byte> bytes, int step)
    {
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        int end = bytes.Length - step,
            i = 0;
        for (; i + Vector256<byte>.Count <= end; i += Vector256<byte>.Count)
        {
            uint same = Vector256
                .Equals(Vector256.LoadUnsafe(ref source, (nuint)i), Vector256.LoadUnsafe(ref source, (nuint)(i + step)))
                .ExtractMostSignificantBits();
            if (same != uint.MaxValue)
                return i + BitOperations.TrailingZeroCount(~same);
        }
        while (i < end && bytes[i] == bytes[i + step])
            i++;
        return i;
    }
}
