using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>
/// A map of floats on 65,536 levels: each sample goes to the highest level that is not above it, a level being the number of the
/// sample's own type that is nearest to k / 65,535.
/// </summary>
internal sealed class FloatLevels : IDisposable
{
    private const int Top = 65535;

    /// <summary>Products this near to a whole number are compared with the level itself.</summary>
    private const double Near = 0.01;

    private FloatLevels(ProbabilityMap map) => Map = map;

    /// <summary>The levels, as a map of 16 bits.</summary>
    public ProbabilityMap Map { get; }

    /// <summary>Puts a map of floats on levels.</summary>
    public static FloatLevels Of(ProbabilityMap map)
    {
        var levels = new ProbabilityMap(map.Width, map.Height, ProbabilityFormat.UInt16);
        Span<ushort> to = levels.Samples<ushort>();
        if (map.Format == ProbabilityFormat.Float32)
        {
            ReadOnlySpan<float> from = map.Samples<float>();
            for (int i = 0; i < to.Length; i++)
            {
                double product = (double)from[i] * Top;
                int level = (int)product;
                if (product - level > 1 - Near && from[i] >= (float)((level + 1) / (double)Top))
                    level++;
                to[i] = (ushort)level;
            }
        }
        else
        {
            ReadOnlySpan<double> from = map.Samples<double>();
            for (int i = 0; i < to.Length; i++)
            {
                double product = from[i] * Top;
                int level = (int)product;
                if (product - level > 1 - Near && from[i] >= (level + 1) / (double)Top)
                    level++;
                to[i] = (ushort)level;
            }
        }
        return new FloatLevels(levels);
    }

    /// <summary>
    /// Of thresholds between two levels: the samples of the lower level that reach them. All others are on the side that their
    /// level says.
    /// </summary>
    public Dictionary<double, (long Positives, long All)> Between(
        ProbabilityMap map,
        Mask gt,
        Mask? region,
        IReadOnlyList<double> thresholds
    )
    {
        var counts = new Dictionary<double, (long Positives, long All)>();
        var perLevel = new double[]?[Top + 1];
        foreach (double threshold in thresholds.Distinct())
        {
            double product = threshold * Top;
            if (threshold is <= 0 or >= 1 || Math.Abs(product - Math.Round(product)) < 1e-9)
                continue;
            counts[threshold] = (0, 0);
            int level = (int)product;
            perLevel[level] = [.. perLevel[level] ?? [], threshold];
        }
        if (counts.Count == 0)
            return counts;
        ReadOnlySpan<ushort> levels = Map.Samples<ushort>();
        bool single = map.Format == ProbabilityFormat.Float32;
        for (int i = 0; i < levels.Length; i++)
        {
            if (perLevel[levels[i]] is not { } here)
                continue;
            int x = i % map.Width,
                y = i / map.Width;
            if (region is not null && !region[x, y])
                continue;
            foreach (double threshold in here)
                if (single ? map.Samples<float>()[i] >= (float)threshold : map.Samples<double>()[i] >= threshold)
                    counts[threshold] = (counts[threshold].Positives + (gt[x, y] ? 1 : 0), counts[threshold].All + 1);
        }
        return counts;
    }

    public void Dispose() => Map.Dispose();
}
