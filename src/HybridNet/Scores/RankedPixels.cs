using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HybridNet.Masks;

namespace HybridNet.Scores;

/// <summary>
/// Pixels of a map of 32-bit floats from the lowest score to the highest. Zeros are counted, not sorted: most of a map is
/// often nothing else.
/// </summary>
/// <remarks>The buffers are pooled: dispose it.</remarks>
internal sealed class RankedPixels : IDisposable
{
    private const int RadixBits = 11, Radix = 1 << RadixBits, Digits = 3, Block = 1 << 18;

    private readonly int _count;
    private uint[] _keys, _spare;

    private RankedPixels(int capacity)
    {
        _keys = ArrayPool<uint>.Shared.Rent(capacity);
        _spare = ArrayPool<uint>.Shared.Rent(capacity);
    }

    private RankedPixels(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel) : this(NonZero(map))
    {
        // Bits of a float from 0 to 1 sort as the float does, and leave the highest bit free: the class takes the lowest.
        Span<int> counts = new int[Digits * Radix];
        for (int y = 0; y < map.Height; y++)
        {
            if ((y & 15) == 0) cancel.ThrowIfCancellationRequested();
            _count = AddRow(MemoryMarshal.Cast<float, uint>(map.Samples<float>().Slice(y * map.Width, map.Width)), gt.Row(y), region is null ? default : region.Row(y), _count, counts);
        }
        for (int digit = 0; digit < Digits; digit++) Sort(digit * RadixBits, counts.Slice(digit * Radix, Radix), cancel);
    }

    /// <summary>One for each pixel that is not 0, in rising order: the bits of its score, then its class in the lowest bit.</summary>
    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, _count);

    /// <summary>Pixels of score 0.</summary>
    public long Zeros { get; private set; }

    /// <summary>Pixels of score 0 that the reference marks.</summary>
    public long ZeroPositives { get; private set; }

    /// <summary>Ranks the pixels of a map.</summary>
    /// <param name="map">A map of 32-bit floats from 0 to 1.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RankedPixels Of(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel) => new(map, gt, region, cancel);

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        if (_keys.Length > 0) ArrayPool<uint>.Shared.Return(_keys);
        if (_spare.Length > 0) ArrayPool<uint>.Shared.Return(_spare);
        (_keys, _spare) = ([], []);
    }

    /// <summary>An upper limit: a minus zero counts here.</summary>
    private static int NonZero(ScoreMap map)
    {
        ReadOnlySpan<uint> samples = MemoryMarshal.Cast<float, uint>(map.Samples<float>());
        return samples.Length - samples.Count(0u);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddRow(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region, int n, Span<int> counts)
    {
        for (int w = 0; w << 6 < row.Length; w++)
        {
            ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
            ulong inside = ulong.MaxValue >> (64 - scores.Length) & (region.IsEmpty ? ulong.MaxValue : region[w]), marked = gt[w] & inside;
            if (!scores.ContainsAnyExcept(0u))
            {
                Zeros += BitOperations.PopCount(inside);
                ZeroPositives += BitOperations.PopCount(marked);
                continue;
            }
            for (; inside != 0; inside &= inside - 1)
            {
                int x = BitOperations.TrailingZeroCount(inside);
                uint score = scores[x] << 1, positive = (uint)(marked >> x) & 1;
                if (score == 0)
                {
                    Zeros++;
                    ZeroPositives += positive;
                    continue;
                }
                uint key = score | positive;
                for (int digit = 0; digit < Digits; digit++) counts[digit * Radix + (int)(key >> digit * RadixBits & (Radix - 1))]++;
                _keys[n++] = key;
            }
        }
        return n;
    }

    /// <summary>One digit of a sort from the lowest to the highest; a digit that all keys share is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(int shift, Span<int> counts, CancellationToken cancel)
    {
        if (_count == 0 || counts[(int)(_keys[0] >> shift & (Radix - 1))] == _count) return;
        int at = 0;
        for (int d = 0; d < Radix; d++) (counts[d], at) = (at, at + counts[d]);
        Span<uint> target = _spare;
        for (int from = 0; from < _count; from += Block)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (uint key in _keys.AsSpan(from, Math.Min(Block, _count - from))) target[counts[(int)(key >> shift & (Radix - 1))]++] = key;
        }
        (_keys, _spare) = (_spare, _keys);
    }
}
