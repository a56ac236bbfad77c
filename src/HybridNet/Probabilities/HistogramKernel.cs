using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>Counts sample values at the speed of memory.</summary>
/// <remarks>
/// A map is mostly flat: 32 equal samples are counted at once. Elsewhere four tables take turns, so that equal
/// neighbours do not wait for each other's increment. Samples on the reference are counted apart, by its set bits.
/// </remarks>
internal static class HistogramKernel
{
    private const int Tables = 4,
        Levels8 = 256;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count8(ProbabilityMap map, Mask gt, Mask? region, long[] all, long[] positives)
    {
        ReadOnlySpan<byte> samples = map.Samples<byte>();
        if (region is null)
        {
            Span<uint> tables = stackalloc uint[Tables * Levels8];
            tables.Clear();
            // 32-bit tables: no image has more than 2^32 pixels.
            CountAll(samples, tables);
            for (int i = 0; i < tables.Length; i++)
                all[i & (Levels8 - 1)] += tables[i];
        }
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<byte> row = samples.Slice(y * map.Width, map.Width);
            ReadOnlySpan<ulong> bits = gt.Row(y),
                inside = region is null ? default : region.Row(y);
            for (int w = 0; w < bits.Length; w++)
            {
                if (region is not null)
                    for (ulong word = inside[w]; word != 0; word &= word - 1)
                        all[row[(w << 6) + BitOperations.TrailingZeroCount(word)]]++;
                for (ulong word = region is null ? bits[w] : bits[w] & inside[w]; word != 0; word &= word - 1)
                    positives[row[(w << 6) + BitOperations.TrailingZeroCount(word)]]++;
            }
        }
    }

    public static void Count16(ProbabilityMap map, Mask gt, Mask? region, long[] all, long[] positives)
    {
        ReadOnlySpan<ushort> samples = map.Samples<ushort>();
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<ushort> row = samples.Slice(y * map.Width, map.Width);
            ReadOnlySpan<ulong> bits = gt.Row(y),
                inside = region is null ? default : region.Row(y);
            if (region is null)
                foreach (ushort sample in row)
                    all[sample]++;
            for (int w = 0; w < bits.Length; w++)
            {
                if (region is not null)
                    for (ulong word = inside[w]; word != 0; word &= word - 1)
                        all[row[(w << 6) + BitOperations.TrailingZeroCount(word)]]++;
                for (ulong word = region is null ? bits[w] : bits[w] & inside[w]; word != 0; word &= word - 1)
                    positives[row[(w << 6) + BitOperations.TrailingZeroCount(word)]]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountAll(ReadOnlySpan<byte> samples, Span<uint> tables)
    {
        ref byte source = ref MemoryMarshal.GetReference(samples);
        ref uint t = ref MemoryMarshal.GetReference(tables);
        int i = 0;
        for (; i <= samples.Length - 32; i += 32)
        {
            ref byte block = ref Unsafe.Add(ref source, i);
            Vector256<byte> values = Vector256.LoadUnsafe(ref block);
            if (values == Vector256.Create(block))
            {
                Unsafe.Add(ref t, block) += 32;
                continue;
            }
            for (int k = 0; k < 32; k += 8)
            {
                ulong eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref block, k));
                Unsafe.Add(ref t, (int)(eight & 0xFF))++;
                Unsafe.Add(ref t, Levels8 + (int)(eight >> 8 & 0xFF))++;
                Unsafe.Add(ref t, 2 * Levels8 + (int)(eight >> 16 & 0xFF))++;
                Unsafe.Add(ref t, 3 * Levels8 + (int)(eight >> 24 & 0xFF))++;
                Unsafe.Add(ref t, (int)(eight >> 32 & 0xFF))++;
                Unsafe.Add(ref t, Levels8 + (int)(eight >> 40 & 0xFF))++;
                Unsafe.Add(ref t, 2 * Levels8 + (int)(eight >> 48 & 0xFF))++;
                Unsafe.Add(ref t, 3 * Levels8 + (int)(eight >> 56))++;
            }
        }
        for (; i < samples.Length; i++)
            Unsafe.Add(ref t, Unsafe.Add(ref source, i))++;
    }
}
