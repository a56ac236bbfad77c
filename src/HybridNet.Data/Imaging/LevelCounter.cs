using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HybridNet.Data.Imaging;

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

    /// <summary>A row of bytes; nearly all rows hold only values that are known already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRow(ReadOnlySpan<byte> samples)
    {
        if (Count >= 3)
            return;
        int i = 0;
        if (Count > 0)
        {
            Vector256<byte> first = Vector256.Create((byte)First),
                second = Vector256.Create((byte)(Count > 1 ? Second : First));
            for (; i + 32 <= samples.Length; i += 32)
            {
                Vector256<byte> block = Vector256.Create(samples.Slice(i, 32));
                if ((Vector256.Equals(block, first) | Vector256.Equals(block, second)) == Vector256<byte>.AllBitsSet)
                    continue;
                foreach (byte value in samples.Slice(i, 32))
                    Add(value);
                if (Count >= 3)
                    return;
                second = Vector256.Create((byte)Second);
            }
        }
        for (; i < samples.Length; i++)
            Add(samples[i]);
    }
}
