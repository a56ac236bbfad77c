using HybridNet.Masks;

namespace HybridNet.Scores;

/// <summary>Turns a probability map into a mask: positive where probability &gt;= threshold.</summary>
public static class ThresholdMask
{
    /// <summary>Thresholds a map of any format.</summary>
    /// <param name="map">The map.</param>
    /// <param name="threshold">Probability, 0 to 1.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public static Mask Of(ScoreMap map, double threshold) => map.Format switch
    {
        ScoreFormat.UInt8 => Fill<byte>(map, value => value >= Level(threshold, 255)),
        ScoreFormat.UInt16 => Fill<ushort>(map, value => value >= Level(threshold, 65535)),
        ScoreFormat.Float32 => Fill<float>(map, value => value >= threshold),
        _ => Fill<double>(map, value => value >= threshold),
    };

    /// <summary>Lowest sample with sample / top &gt;= threshold; 0.2 x 255 is 51 although it is not written so in binary.</summary>
    private static int Level(double threshold, int top) => (int)Math.Ceiling(threshold * top - 1e-9);

    private static Mask Fill<T>(ScoreMap map, Func<T, bool> positive) where T : unmanaged
    {
        var mask = new Mask(map.Width, map.Height);
        ReadOnlySpan<T> samples = map.Samples<T>();
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<T> row = samples.Slice(y * map.Width, map.Width);
            Span<ulong> words = mask.Row(y);
            for (int x = 0; x < row.Length; x++)
                if (positive(row[x])) words[x >> 6] |= 1UL << (x & 63);
        }
        return mask;
    }
}
