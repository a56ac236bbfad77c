using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>The calibration bins of a map of 32-bit floats: blocks that lie wholly in the lowest bin, nearly all, are counted
/// at once.</summary>
internal static class FloatCalibration
{
    /// <summary>Fills the bins.</summary>
    /// <param name="map">A map of 32-bit floats from 0 to 1.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="sum">Sum of the scores of all pixels that count.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Calibration Of(ProbabilityMap map, Mask gt, Mask? region, double sum)
    {
        var bins = new Calibration(Calibration.DefaultBins);
        uint lowest = BitConverter.SingleToUInt32Bits(LargestOfLowest(bins.Bins));
        ReadOnlySpan<uint> samples = MemoryMarshal.Cast<float, uint>(map.Samples<float>());
        long low = 0,
            lowPositives = 0;
        double above = 0;
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<uint> row = samples.Slice(y * map.Width, map.Width);
            ReadOnlySpan<ulong> marks = gt.Row(y),
                limits = region is null ? default : region.Row(y);
            for (int w = 0; w < marks.Length; w++)
            {
                ReadOnlySpan<uint> scores = row.Slice(w << 6, Math.Min(64, row.Length - (w << 6)));
                ulong inside = PixelWord.Inside(limits, w, scores.Length),
                    high = inside & Above(scores, lowest);
                low += BitOperations.PopCount(inside & ~high);
                lowPositives += BitOperations.PopCount(inside & ~high & marks[w]);
                for (; high != 0; high &= high - 1)
                {
                    int x = BitOperations.TrailingZeroCount(high);
                    double score = BitConverter.UInt32BitsToSingle(scores[x]);
                    bins.Add((int)Math.Min(score * bins.Bins, bins.Bins - 1), score, 1, (long)(marks[w] >> x & 1));
                    above += score;
                }
            }
        }
        if (low > 0)
            bins.AddMany(0, Math.Max(0, sum - above), low, lowPositives);
        return bins;
    }

    /// <summary>The largest float of the lowest bin, by the same product that chooses the bin of any other.</summary>
    private static float LargestOfLowest(int bins)
    {
        float largest = 1f / bins;
        while ((double)largest * bins >= 1)
            largest = float.BitDecrement(largest);
        return largest;
    }

    /// <summary>Bits of the scores above a limit. A minus zero counts as above: its bin is found one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Above(ReadOnlySpan<uint> scores, uint limit)
    {
        ulong bits = 0;
        int x = 0;
        Vector512<uint> limits = Vector512.Create(limit);
        for (; x + Vector512<uint>.Count <= scores.Length; x += Vector512<uint>.Count)
            bits |=
                Vector512
                    .GreaterThan(Vector512.Create(scores.Slice(x, Vector512<uint>.Count)), limits)
                    .ExtractMostSignificantBits() << x;
        for (; x < scores.Length; x++)
            if (scores[x] > limit)
                bits |= 1UL << x;
        return bits;
    }
}
