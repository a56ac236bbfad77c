using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>
/// The curves of a map of 32-bit floats, exact, without sorting all of it: the areas need the rank of each pixel of the
/// reference, and of the others only how many lie between two of those.
/// </summary>
/// <remarks>
/// Pixels fall into 65,536 narrow ranges of scores. A range without a pixel of the reference is only counted; what lies in
/// one with such a pixel is sorted, range by range. The buffers are pooled: dispose it.
/// </remarks>
internal sealed class RankedPixels : IDisposable
{
    /// <summary>Largest range that a comparison sort takes: clearing counters costs more.</summary>
    private const int SmallRange = 64;

    private const int Shift = 15,
        Ranges = 1 << 16,
        LowBits = 7,
        LowDigits = 1 << LowBits,
        LowMask = LowDigits - 1;

    private readonly ulong[] _marked = new ulong[Ranges / 64];
    private readonly int _kept;
    private int[] _counts,
        _places;
    private uint[] _keys = [];
    private long _zeros,
        _zeroPositives;

    private RankedPixels(ProbabilityMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        _counts = ArrayPool<int>.Shared.Rent(Ranges);
        _places = ArrayPool<int>.Shared.Rent(Ranges);
        _counts.AsSpan(0, Ranges).Clear();
        ForEachRow(map, gt, region, cancel, MarkRanges);
        ForEachRow(map, gt, region, cancel, Count);
        for (int range = 0; range < Ranges; range++)
        {
            _places[range] = _kept;
            if (IsMarked(range))
                _kept += _counts[range];
        }
        // One size for all images of a run: the pool then keeps one buffer, not one of each size that occurs.
        _keys = ArrayPool<uint>.Shared.Rent(map.Width * map.Height);
        ForEachRow(map, gt, region, cancel, Place);
        Sort(cancel);
    }

    private delegate void RowWork(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region);

    /// <summary>Ranks the pixels of a map.</summary>
    /// <param name="map">A map of 32-bit floats from 0 to 1.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RankedPixels Of(ProbabilityMap map, Mask gt, Mask? region, CancellationToken cancel) =>
        new(map, gt, region, cancel);

    /// <summary>The curves from the highest score to the lowest; equal scores are one step.</summary>
    /// <param name="positives">Pixels of the reference.</param>
    /// <param name="negatives">Other pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ProbabilityCurve Curve(long positives, long negatives)
    {
        var curve = new ProbabilityCurve(positives, negatives);
        int end = _kept;
        for (int range = Ranges - 1; range >= 0; range--)
        {
            if (_counts[range] is not (> 0 and var pixels))
                continue;
            if (!IsMarked(range))
            {
                curve.Add(0, pixels);
                continue;
            }
            ReadOnlySpan<uint> keys = _keys.AsSpan(end - pixels, pixels);
            end -= pixels;
            for (int i = pixels - 1; i >= 0; )
            {
                uint score = keys[i] >> 1;
                long all = 0,
                    marked = 0;
                for (; i >= 0 && keys[i] >> 1 == score; i--, all++)
                    marked += keys[i] & 1;
                curve.Add(marked, all - marked);
            }
        }
        curve.Add(_zeroPositives, _zeros - _zeroPositives);
        return curve;
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        foreach (int[] counters in new[] { _counts, _places })
            if (counters.Length > 0)
                ArrayPool<int>.Shared.Return(counters);
        if (_keys.Length > 0)
            ArrayPool<uint>.Shared.Return(_keys);
        (_counts, _places, _keys) = ([], [], []);
    }

    private static void ForEachRow(ProbabilityMap map, Mask gt, Mask? region, CancellationToken cancel, RowWork work)
    {
        ReadOnlySpan<uint> samples = MemoryMarshal.Cast<float, uint>(map.Samples<float>());
        for (int y = 0; y < map.Height; y++)
        {
            if ((y & 15) == 0)
                cancel.ThrowIfCancellationRequested();
            work(samples.Slice(y * map.Width, map.Width), gt.Row(y), region is null ? default : region.Row(y));
        }
    }

    /// <summary>Bits of a float from 0 to 1 sort as the float does and leave the highest bit free: a key has the class in its
    /// lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RangeOf(uint key) => (int)(key >> Shift);

    private bool IsMarked(int range) => (_marked[range >> 6] >> (range & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MarkRanges(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region)
    {
        for (int w = 0; w < gt.Length; w++)
        for (ulong left = region.IsEmpty ? gt[w] : gt[w] & region[w]; left != 0; left &= left - 1)
            if (row[(w << 6) + BitOperations.TrailingZeroCount(left)] << 1 is not 0 and var key)
                _marked[RangeOf(key) >> 6] |= 1UL << (RangeOf(key) & 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region)
    {
        Span<int> counts = _counts;
        for (int w = 0; w << 6 < row.Length; w++)
        {
            ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
            ulong inside = PixelWord.Inside(region, w, scores.Length),
                zero = 0;
            if (!scores.ContainsAnyExcept(0u))
                zero = inside;
            else if (inside == ulong.MaxValue && !scores.Contains(0u) && !scores.Contains(0x80000000))
                foreach (uint score in scores)
                    counts[RangeOf(score << 1)]++;
            else
                for (ulong left = inside; left != 0; left &= left - 1)
                {
                    int x = BitOperations.TrailingZeroCount(left);
                    uint key = scores[x] << 1;
                    if (key == 0)
                        zero |= 1UL << x;
                    else
                        counts[RangeOf(key)]++;
                }
            _zeros += BitOperations.PopCount(zero);
            _zeroPositives += BitOperations.PopCount(zero & gt[w]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(ReadOnlySpan<uint> row, ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> region)
    {
        Span<uint> keys = _keys;
        Span<int> places = _places;
        ReadOnlySpan<ulong> marked = _marked;
        for (int w = 0; w << 6 < row.Length; w++)
        {
            ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
            if (!scores.ContainsAnyExcept(0u))
                continue;
            // Which pixels lie in a marked range is found without a branch; few do.
            ulong wanted = 0;
            for (int x = 0; x < scores.Length; x++)
            {
                int range = RangeOf(scores[x] << 1);
                wanted |= (marked[range >> 6] >> (range & 63) & 1) << x;
            }
            for (ulong left = wanted & PixelWord.Inside(region, w, scores.Length); left != 0; left &= left - 1)
            {
                int x = BitOperations.TrailingZeroCount(left);
                uint key = scores[x] << 1;
                if (key != 0)
                    keys[places[RangeOf(key)]++] = key | (uint)(gt[w] >> x) & 1;
            }
        }
    }

    private void Sort(CancellationToken cancel)
    {
        uint[] spare = [];
        try
        {
            for (int range = 0, start = 0; range < Ranges; range++)
            {
                if (!IsMarked(range))
                    continue;
                Span<uint> keys = _keys.AsSpan(start, _counts[range]);
                start += keys.Length;
                if (keys.Length <= SmallRange)
                {
                    keys.Sort();
                    continue;
                }
                cancel.ThrowIfCancellationRequested();
                if (spare.Length < keys.Length)
                {
                    if (spare.Length > 0)
                        ArrayPool<uint>.Shared.Return(spare);
                    spare = ArrayPool<uint>.Shared.Rent(keys.Length);
                }
                SortRange(keys, spare.AsSpan(0, keys.Length));
            }
        }
        finally
        {
            if (spare.Length > 0)
                ArrayPool<uint>.Shared.Return(spare);
        }
    }

    /// <summary>The lowest digit first; the class is no part of the order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortRange(Span<uint> keys, Span<uint> spare)
    {
        Span<int> low = stackalloc int[LowDigits],
            high = stackalloc int[LowDigits];
        low.Clear();
        high.Clear();
        uint differ = 0;
        foreach (uint key in keys)
        {
            differ |= key ^ keys[0];
            low[(int)(key >> 1) & LowMask]++;
            high[(int)(key >> (1 + LowBits)) & LowMask]++;
        }
        if (differ >> 1 == 0)
            return;
        for (int d = 0, lowAt = 0, highAt = 0; d < LowDigits; d++)
        {
            (low[d], lowAt) = (lowAt, lowAt + low[d]);
            (high[d], highAt) = (highAt, highAt + high[d]);
        }
        foreach (uint key in keys)
            spare[low[(int)(key >> 1) & LowMask]++] = key;
        foreach (uint key in spare)
            keys[high[(int)(key >> (1 + LowBits)) & LowMask]++] = key;
    }
}
