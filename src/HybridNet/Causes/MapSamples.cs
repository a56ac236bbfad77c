using HybridNet.Lesions;
using HybridNet.Probabilities;

namespace HybridNet.Causes;

/// <summary>Highest and mean probability over runs of pixels, for any format of map.</summary>
internal static class MapSamples
{
    /// <summary>Peak and mean over a lesion.</summary>
    public static (double Peak, double Mean) Of(ProbabilityMap map, ReadOnlySpan<PixelRun> runs)
    {
        double peak = 0,
            sum = 0;
        long count = 0;
        if (map.Format == ProbabilityFormat.UInt8)
        {
            foreach (PixelRun run in runs)
            {
                ReadOnlySpan<byte> samples = map.Bytes.Slice(run.Y * map.Width + run.Start, run.Length);
                foreach (byte sample in samples)
                {
                    double value = sample / 255.0;
                    sum += value;
                    peak = Math.Max(peak, value);
                }
                count += run.Length;
            }
            return (peak, sum / count);
        }
        foreach (PixelRun run in runs)
            for (int x = run.Start; x < run.End; x++, count++)
            {
                double value = At(map, x, run.Y);
                sum += value;
                peak = Math.Max(peak, value);
            }
        return (peak, sum / count);
    }

    /// <summary>One probability, 0 to 1.</summary>
    public static double At(ProbabilityMap map, int x, int y)
    {
        int i = y * map.Width + x;
        return map.Format switch
        {
            ProbabilityFormat.UInt8 => map.Bytes[i] / 255.0,
            ProbabilityFormat.UInt16 => map.Samples<ushort>()[i] / 65535.0,
            ProbabilityFormat.Float32 => map.Samples<float>()[i],
            _ => map.Samples<double>()[i],
        };
    }
}
