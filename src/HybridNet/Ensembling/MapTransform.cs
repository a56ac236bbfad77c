using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>Mirrors and turns probability maps; no sample changes its value.</summary>
internal static class MapTransform
{
    /// <summary>Side of the blocks that a turn goes through, pixels: both sides of a block stay in the nearest cache.</summary>
    private const int Block = 32;

    /// <summary>The map before a transform was done to it.</summary>
    /// <param name="map">The transformed map; it is disposed when the result is another.</param>
    /// <param name="transform">What was done.</param>
    public static ProbabilityMap Undo(ProbabilityMap map, GeometricTransform transform)
    {
        if (transform == GeometricTransform.None)
            return map;
        using (map)
            return map.SampleSize switch
            {
                1 => Apply<byte>(map, transform.Inverse()),
                2 => Apply<ushort>(map, transform.Inverse()),
                4 => Apply<uint>(map, transform.Inverse()),
                _ => Apply<ulong>(map, transform.Inverse()),
            };
    }

    private static ProbabilityMap Apply<T>(ProbabilityMap map, GeometricTransform transform)
        where T : unmanaged
    {
        ProbabilityMap result = transform.SwapsSides()
            ? new(map.Height, map.Width, map.Format)
            : new(map.Width, map.Height, map.Format);
        ReadOnlySpan<T> from = map.Samples<T>();
        Span<T> to = result.Samples<T>();
        if (transform.SwapsSides())
            Turn(from, to, map, result, transform);
        else
            for (int y = 0; y < result.Height; y++)
            {
                Span<T> row = to.Slice(y * result.Width, result.Width);
                from.Slice(transform.Source(0, y, map.Width, map.Height).Y * map.Width, map.Width).CopyTo(row);
                if (transform is GeometricTransform.FlipH or GeometricTransform.Rotate180)
                    row.Reverse();
            }
        return result;
    }

    /// <summary>A step to the right in the result is a step up or down in the source.</summary>
    private static void Turn<T>(
        ReadOnlySpan<T> from,
        Span<T> to,
        ProbabilityMap map,
        ProbabilityMap result,
        GeometricTransform transform
    )
        where T : unmanaged
    {
        int step = transform is GeometricTransform.Rotate90 or GeometricTransform.Transpose ? map.Width : -map.Width;
        for (int top = 0; top < result.Height; top += Block)
        for (int left = 0; left < result.Width; left += Block)
        for (int y = top; y < Math.Min(top + Block, result.Height); y++)
        {
            (int sourceX, int sourceY) = transform.Source(left, y, map.Width, map.Height);
            int source = sourceY * map.Width + sourceX,
                end = Math.Min(left + Block, result.Width);
            for (int x = left; x < end; x++, source += step)
                to[y * result.Width + x] = from[source];
        }
    }
}
