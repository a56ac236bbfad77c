using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Ensembling;

/// <summary>Sums and products of rows of bytes, at the speed of memory.</summary>
internal static class MapSums
{
    /// <summary>Pixels after which the lanes of a product are emptied: 32 bits hold no more.</summary>
    private const int Longest = 8192;

    /// <summary>Adds a row to 16-bit sums.</summary>
    /// <param name="row">Samples.</param>
    /// <param name="sums">Sums of so many samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        ref byte source = ref MemoryMarshal.GetReference(row);
        ref ushort target = ref MemoryMarshal.GetReference(sums);
        int x = 0;
        for (; x <= row.Length - 32; x += 32)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)x));
            (Vector256.LoadUnsafe(ref target, (nuint)x) + low).StoreUnsafe(ref target, (nuint)x);
            (Vector256.LoadUnsafe(ref target, (nuint)x + 16) + high).StoreUnsafe(ref target, (nuint)x + 16);
        }
        for (; x < row.Length; x++)
            sums[x] += row[x];
    }

    /// <summary>Divides sums by the number of members, to the nearest whole number, halves to even.</summary>
    /// <param name="sums">Sums of samples.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="to">The means.</param>
    /// <remarks>A quotient of floats is the nearest float: it is a half only where the true one is.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(ReadOnlySpan<ushort> sums, int members, Span<byte> to)
    {
        ref ushort source = ref MemoryMarshal.GetReference(sums);
        ref byte target = ref MemoryMarshal.GetReference(to);
        Vector256<float> divisor = Vector256.Create((float)members);
        int x = 0;
        for (; x <= sums.Length - 32; x += 32)
        {
            Vector256<ushort> low = Means(Vector256.LoadUnsafe(ref source, (nuint)x), divisor),
                high = Means(Vector256.LoadUnsafe(ref source, (nuint)x + 16), divisor);
            Vector256.Narrow(low, high).StoreUnsafe(ref target, (nuint)x);
        }
        for (; x < sums.Length; x++)
            to[x] = (byte)MathF.Round((float)sums[x] / members);
    }

    /// <summary>Sum of the products of samples and sums, and of the samples' squares.</summary>
    /// <param name="row">Samples.</param>
    /// <param name="sums">Sums of at most 32 members.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long Products, long Squares, long Sum) Products(ReadOnlySpan<byte> row, ReadOnlySpan<ushort> sums)
    {
        ref byte source = ref MemoryMarshal.GetReference(row);
        ref ushort other = ref MemoryMarshal.GetReference(sums);
        long products = 0,
            squares = 0,
            sum = 0;
        int x = 0;
        while (x <= row.Length - 16)
        {
            Vector256<uint> product = default,
                square = default,
                total = default;
            for (int end = Math.Min(row.Length - 16, x + Longest - 16); x <= end; x += 16)
            {
                (Vector128<ushort> lowest, Vector128<ushort> highest) = Vector128.Widen(
                    Vector128.LoadUnsafe(ref source, (nuint)x)
                );
                (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Create(lowest, highest));
                (Vector256<uint> lowSum, Vector256<uint> highSum) = Vector256.Widen(Vector256.LoadUnsafe(ref other, (nuint)x));
                product += low * lowSum + high * highSum;
                square += low * low + high * high;
                total += low + high;
            }
            products += Total(product);
            squares += Total(square);
            sum += Total(total);
        }
        for (; x < row.Length; x++)
        {
            products += (long)row[x] * sums[x];
            squares += (long)row[x] * row[x];
            sum += row[x];
        }
        return (products, squares, sum);
    }

    private static Vector256<ushort> Means(Vector256<ushort> sums, Vector256<float> divisor)
    {
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(sums);
        return Vector256.Narrow(Round(low), Round(high));

        Vector256<uint> Round(Vector256<uint> values) =>
            Vector256.ConvertToInt32(Vector256.Round(Vector256.ConvertToSingle(values.AsInt32()) / divisor)).AsUInt32();
    }

    private static long Total(Vector256<uint> lanes)
    {
        (Vector256<ulong> low, Vector256<ulong> high) = Vector256.Widen(lanes);
        return (long)Vector256.Sum(low + high);
    }
}
