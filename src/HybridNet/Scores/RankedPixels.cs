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
/// <remarks>
/// The highest digit goes first, straight from the map into buckets; each bucket is then small enough to be sorted in
/// the processor's cache. The buffer is pooled: dispose it.
/// </remarks>
internal sealed class RankedPixels : IDisposable
{
    /// <summary>Largest bucket that a comparison sort takes: clearing counters costs more.</summary>
    private const int SmallBucket = 96;

    private const int TopShift = 20, Buckets = 1 << 11, LowBits = 10, LowDigits = 1 << LowBits, LowMask = LowDigits - 1;

    private readonly int _count;
    private uint[] _keys;

    private RankedPixels(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        Span<int> buckets = stackalloc int[Buckets + 1];
        buckets.Clear();
        _keys = [];
        ForEachRow(map, gt, region, cancel, buckets[1..], place: false);
        for (int b = 0; b < Buckets; b++) buckets[b + 1] += buckets[b];
        _count = buckets[Buckets];
        _keys = ArrayPool<uint>.Shared.Rent(_count);
        // Placing moves the start of each bucket to its end, which is the start of the next.
        ForEachRow(map, gt, region, cancel, buckets, place: true);
        Sort(buckets, cancel);
    }

    /// <summary>One for each pixel that is not 0, in rising order of score: the bits of the score, then the class in the lowest bit.</summary>
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

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_keys.Length > 0) ArrayPool<uint>.Shared.Return(_keys);
        _keys = [];
    }

    private void ForEachRow(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel, Span<int> buckets, bool place)
    {
        ReadOnlySpan<uint> samples = MemoryMarshal.Cast<float, uint>(map.Samples<float>());
        for (int y = 0; y < map.Height; y++)
        {
            if ((y & 15) == 0) cancel.ThrowIfCancellationRequested();
            ReadOnlySpan<uint> row = samples.Slice(y * map.Width, map.Width);
            ReadOnlySpan<ulong> inside = region is null ? default : region.Row(y);
            if (place) Place(row, gt.Row(y), inside, buckets);
            else Count(row, gt.Row(y), inside, buckets);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region, Span<int> buckets)
    {
        for (int w = 0; w << 6 < row.Length; w++)
        {
            ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
            ulong inside = Inside(region, w, scores.Length), zero = 0;
            if (!scores.ContainsAnyExcept(0u)) zero = inside;
            else
                for (ulong left = inside; left != 0; left &= left - 1)
                {
                    int x = BitOperations.TrailingZeroCount(left);
                    uint score = scores[x] << 1;
                    if (score == 0) zero |= 1UL << x;
                    else buckets[(int)(score >> TopShift)]++;
                }
            Zeros += BitOperations.PopCount(zero);
            ZeroPositives += BitOperations.PopCount(zero & gt[w]);
        }
    }

    /// <summary>Bits of a float from 0 to 1 sort as the float does and leave the highest bit free: the class takes the lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region, Span<int> buckets)
    {
        Span<uint> keys = _keys;
        for (int w = 0; w << 6 < row.Length; w++)
        {
            ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
            if (!scores.ContainsAnyExcept(0u)) continue;
            ulong marked = gt[w];
            for (ulong left = Inside(region, w, scores.Length); left != 0; left &= left - 1)
            {
                int x = BitOperations.TrailingZeroCount(left);
                uint score = scores[x] << 1;
                if (score != 0) keys[buckets[(int)(score >> TopShift)]++] = score | (uint)(marked >> x) & 1;
            }
        }
    }

    private static ulong Inside(ReadOnlySpan<ulong> region, int word, int width) => ulong.MaxValue >> (64 - width) & (region.IsEmpty ? ulong.MaxValue : region[word]);

    private void Sort(ReadOnlySpan<int> ends, CancellationToken cancel)
    {
        uint[] spare = [];
        try
        {
            for (int b = 0, start = 0; b < Buckets; start = ends[b++])
            {
                Span<uint> bucket = _keys.AsSpan(start, ends[b] - start);
                if (bucket.Length < 2) continue;
                if (bucket.Length <= SmallBucket)
                {
                    bucket.Sort();
                    continue;
                }
                cancel.ThrowIfCancellationRequested();
                if (spare.Length < bucket.Length)
                {
                    if (spare.Length > 0) ArrayPool<uint>.Shared.Return(spare);
                    spare = ArrayPool<uint>.Shared.Rent(bucket.Length);
                }
                SortBucket(bucket, spare.AsSpan(0, bucket.Length));
            }
        }
        finally
        {
            if (spare.Length > 0) ArrayPool<uint>.Shared.Return(spare);
        }
    }

    /// <summary>The lowest digit first; the class is no part of the order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortBucket(Span<uint> bucket, Span<uint> spare)
    {
        Span<int> low = stackalloc int[LowDigits], high = stackalloc int[LowDigits];
        low.Clear();
        high.Clear();
        uint first = bucket[0], differ = 0;
        foreach (uint key in bucket)
        {
            differ |= key ^ first;
            low[(int)(key >> 1) & LowMask]++;
            high[(int)(key >> (1 + LowBits)) & LowMask]++;
        }
        if (differ >> 1 == 0) return;
        for (int d = 0, lowAt = 0, highAt = 0; d < LowDigits; d++)
        {
            (low[d], lowAt) = (lowAt, lowAt + low[d]);
            (high[d], highAt) = (highAt, highAt + high[d]);
        }
        foreach (uint key in bucket) spare[low[(int)(key >> 1) & LowMask]++] = key;
        foreach (uint key in spare) bucket[high[(int)(key >> (1 + LowBits)) & LowMask]++] = key;
    }
}
