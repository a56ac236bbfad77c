using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Counts different sample values up to three: a mask has one or two, more is worth a warning.</summary>
internal sealed class LevelCounter
{
    /// <summary>The value seen first.</summary>
    public ulong First { get; private set; }

    /// <summary>The value seen second.</summary>
    public ulong Second { get; private set; }

    /// <summary>0, 1, 2, or 3 for more.</summary>
    public int Count { get; private set; }

    public void Add(ulong value)
    {
        if (Count > 0 && value == First)
            return;
        if (Count > 1 && value == Second)
            return;
        if (Count == 0)
            First = value;
        else if (Count == 1)
            Second = value;
        if (Count < 3)
            Count++;
    }

    /// <summary>A row of samples by their bits; nearly all rows hold only values that are known already.</summary>
    /// <typeparam name="T">An unsigned integer of the samples' size.</typeparam>
    /// <param name="samples">The samples.</param>
    /// <param name="minusZero">Bits that are another way to write 0; 0 where there are none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRow<T>(ReadOnlySpan<T> samples, ulong minusZero = 0)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        if (Count >= 3)
            return;
        int i = 0,
            lanes = Vector256<T>.Count;
        if (Count > 0)
        {
            ref T source = ref MemoryMarshal.GetReference(samples);
            Vector256<T> first = Vector256.Create(T.CreateTruncating(First)),
                second = Vector256.Create(T.CreateTruncating(Count > 1 ? Second : First));
            for (; i + lanes <= samples.Length; i += lanes)
            {
                Vector256<T> block = Vector256.LoadUnsafe(ref source, (nuint)i);
                if ((Vector256.Equals(block, first) | Vector256.Equals(block, second)) == Vector256<T>.AllBitsSet)
                    continue;
                AddAll(samples.Slice(i, lanes), minusZero);
                if (Count >= 3)
                    return;
                second = Vector256.Create(T.CreateTruncating(Count > 1 ? Second : First));
            }
        }
        AddAll(samples[i..], minusZero);
    }

    private void AddAll<T>(ReadOnlySpan<T> samples, ulong minusZero)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        foreach (T value in samples)
        {
            ulong bits = ulong.CreateTruncating(value);
            Add(bits == minusZero ? 0 : bits);
        }
    }
}
