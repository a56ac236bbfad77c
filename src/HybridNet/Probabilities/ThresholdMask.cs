using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>Turns a probability map into a mask: positive where probability &gt;= threshold.</summary>
internal static class ThresholdMask
{
    /// <summary>Thresholds a map of any format.</summary>
    /// <param name="map">The map.</param>
    /// <param name="threshold">Probability, 0 to 1.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Of(ProbabilityMap map, double threshold)
    {
        Mask mask = Mask.Uninitialized(map.Width, map.Height);
        for (int y = 0; y < map.Height; y++)
        {
            Span<ulong> words = mask.Row(y);
            switch (map.Format)
            {
                case ProbabilityFormat.UInt8:
                    Row8(Row<byte>(map, y), Level(threshold, 255), words);
                    break;
                case ProbabilityFormat.UInt16:
                    Row16(Row<ushort>(map, y), Level(threshold, 65535), words);
                    break;
                case ProbabilityFormat.Float32:
                    Row32(Row<float>(map, y), threshold, words);
                    break;
                default:
                    Row64(Row<double>(map, y), threshold, words);
                    break;
            }
        }
        return mask;
    }

    /// <summary>Lowest sample with sample / top &gt;= threshold; 0.2 x 255 is 51 although it is not written so in
    /// binary.</summary>
    internal static int Level(double threshold, int top) => (int)Math.Ceiling(threshold * top - 1e-9);

    private static ReadOnlySpan<T> Row<T>(ProbabilityMap map, int y)
        where T : unmanaged => map.Samples<T>().Slice(y * map.Width, map.Width);

    /// <summary>64 samples become a word in two comparisons.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row8(ReadOnlySpan<byte> samples, int level, Span<ulong> words)
    {
        if (level > 255)
        {
            words.Clear();
            return;
        }
        ref byte source = ref MemoryMarshal.GetReference(samples);
        Vector256<byte> least = Vector256.Create((byte)level);
        int whole = samples.Length >> 6;
        for (int w = 0; w < whole; w++)
        {
            uint low = Vector256
                .GreaterThanOrEqual(Vector256.LoadUnsafe(ref source, (nuint)(w << 6)), least)
                .ExtractMostSignificantBits();
            uint high = Vector256
                .GreaterThanOrEqual(Vector256.LoadUnsafe(ref source, (nuint)((w << 6) + 32)), least)
                .ExtractMostSignificantBits();
            words[w] = low | (ulong)high << 32;
        }
        if (whole == words.Length)
            return;
        words[whole] = 0;
        for (int x = whole << 6; x < samples.Length; x++)
            if (samples[x] >= level)
                words[whole] |= 1UL << (x & 63);
    }

    private static void Row16(ReadOnlySpan<ushort> samples, int level, Span<ulong> words)
    {
        words.Clear();
        for (int x = 0; x < samples.Length; x++)
            if (samples[x] >= level)
                words[x >> 6] |= 1UL << (x & 63);
    }

    private static void Row32(ReadOnlySpan<float> samples, double threshold, Span<ulong> words)
    {
        // A map of 32 bits has no 0.7; seven votes of ten are the nearest float to it, and meet it (as in numpy and torch).
        float least = (float)threshold;
        words.Clear();
        for (int x = 0; x < samples.Length; x++)
            if (samples[x] >= least)
                words[x >> 6] |= 1UL << (x & 63);
    }

    private static void Row64(ReadOnlySpan<double> samples, double threshold, Span<ulong> words)
    {
        words.Clear();
        for (int x = 0; x < samples.Length; x++)
            if (samples[x] >= threshold)
                words[x >> 6] |= 1UL << (x & 63);
    }
}
