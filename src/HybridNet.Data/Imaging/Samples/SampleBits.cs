using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>A question about a sample, for vectors and for single ones.</summary>
internal interface ISampleTest
{
    static abstract Vector256<T> All<T>(Vector256<T> samples, Vector256<T> value);

    static abstract bool One<T>(T sample, T value)
        where T : unmanaged, INumber<T>;
}

/// <summary>sample &gt;= value</summary>
internal readonly struct AtLeastTest : ISampleTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> All<T>(Vector256<T> samples, Vector256<T> value) => Vector256.GreaterThanOrEqual(samples, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool One<T>(T sample, T value)
        where T : unmanaged, INumber<T> => sample >= value;
}

/// <summary>sample is not value</summary>
internal readonly struct OtherThanTest : ISampleTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> All<T>(Vector256<T> samples, Vector256<T> value) => ~Vector256.Equals(samples, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool One<T>(T sample, T value)
        where T : unmanaged, INumber<T> => sample != value;
}

/// <summary>sample is value</summary>
internal readonly struct EqualTest : ISampleTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> All<T>(Vector256<T> samples, Vector256<T> value) => Vector256.Equals(samples, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool One<T>(T sample, T value)
        where T : unmanaged, INumber<T> => sample == value;
}

/// <summary>Rows of samples become rows of bits, 64 samples a word, by vector comparisons; every format ends here.</summary>
internal static class SampleBits
{
    /// <summary>Packs the answers to a test.</summary>
    /// <typeparam name="T">Type of a sample.</typeparam>
    /// <typeparam name="TTest">The test.</typeparam>
    /// <param name="samples">A row.</param>
    /// <param name="value">What each sample is compared with.</param>
    /// <param name="words">The row's words; bits behind the last sample become 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T, TTest>(ReadOnlySpan<T> samples, T value, Span<ulong> words)
        where T : unmanaged, INumber<T>
        where TTest : struct, ISampleTest
    {
        ref T source = ref MemoryMarshal.GetReference(samples);
        Vector256<T> wide = Vector256.Create(value);
        int whole = samples.Length >> 6;
        for (int w = 0; w < whole; w++)
        {
            ulong word = 0;
            for (int lane = 0; lane < 64; lane += Vector256<T>.Count)
                word |=
                    (ulong)
                        TTest.All(Vector256.LoadUnsafe(ref source, (nuint)((w << 6) + lane)), wide).ExtractMostSignificantBits()
                    << lane;
            words[w] = word;
        }
        if (whole == words.Length)
            return;
        ulong last = 0;
        for (int x = whole << 6; x < samples.Length; x++)
            last |= (TTest.One(samples[x], value) ? 1UL : 0) << (x & 63);
        words[whole] = last;
    }

    /// <summary>Number of samples that pass a test.</summary>
    /// <typeparam name="T">Type of a sample.</typeparam>
    /// <typeparam name="TTest">The test.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Count<T, TTest>(ReadOnlySpan<T> samples, T value)
        where T : unmanaged, INumber<T>
        where TTest : struct, ISampleTest
    {
        ref T source = ref MemoryMarshal.GetReference(samples);
        Vector256<T> wide = Vector256.Create(value);
        long count = 0;
        int i = 0;
        for (; i + Vector256<T>.Count <= samples.Length; i += Vector256<T>.Count)
            count += BitOperations.PopCount(
                TTest.All(Vector256.LoadUnsafe(ref source, (nuint)i), wide).ExtractMostSignificantBits()
            );
        for (; i < samples.Length; i++)
            count += TTest.One(samples[i], value) ? 1 : 0;
        return count;
    }

    /// <summary>Packs bytes through a table of the byte's 256 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackTable(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> table, Span<ulong> words)
    {
        for (int w = 0; w < words.Length; w++)
        {
            ReadOnlySpan<byte> part = samples.Slice(w << 6, Math.Min(64, samples.Length - (w << 6)));
            ulong word = 0;
            for (int bit = 0; bit < part.Length; bit++)
                word |= (ulong)table[part[bit]] << bit;
            words[w] = word;
        }
    }

    /// <summary>Rows of single bits: files have the first pixel in the highest bit of a byte, a mask in the lowest of a
    /// word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackBits(ReadOnlySpan<byte> samples, Span<ulong> words)
    {
        words[^1] = 0;
        samples.CopyTo(MemoryMarshal.AsBytes(words));
        if (!BitConverter.IsLittleEndian)
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(words, words);
        for (int w = 0; w < words.Length; w++)
        {
            ulong v = words[w];
            if (v is 0 or ulong.MaxValue)
                continue;
            v = (v >> 1 & 0x5555555555555555) | (v & 0x5555555555555555) << 1;
            v = (v >> 2 & 0x3333333333333333) | (v & 0x3333333333333333) << 2;
            words[w] = (v >> 4 & 0x0F0F0F0F0F0F0F0F) | (v & 0x0F0F0F0F0F0F0F0F) << 4;
        }
    }

    /// <summary>Samples of 2 or 4 bits become bytes; the first pixel is in the highest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack(ReadOnlySpan<byte> packed, int bits, Span<byte> samples)
    {
        int each = 8 / bits,
            mask = (1 << bits) - 1;
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)(packed[i / each] >> (each - 1 - i % each) * bits & mask);
    }

    /// <summary>Words of another byte order are turned into this machine's.</summary>
    public static void Swap(ReadOnlySpan<byte> source, Span<byte> target, int bits)
    {
        switch (bits)
        {
            case 16:
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(
                    MemoryMarshal.Cast<byte, ushort>(source),
                    MemoryMarshal.Cast<byte, ushort>(target)
                );
                break;
            case 32:
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(
                    MemoryMarshal.Cast<byte, uint>(source),
                    MemoryMarshal.Cast<byte, uint>(target)
                );
                break;
            case 64:
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(
                    MemoryMarshal.Cast<byte, ulong>(source),
                    MemoryMarshal.Cast<byte, ulong>(target)
                );
                break;
            default:
                source.CopyTo(target);
                break;
        }
    }
}
