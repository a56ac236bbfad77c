using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>Moments of a map of floats and its reference, summed in double: one pass, no order of the pixels needed.</summary>
internal static class ProbabilityMoments
{
    /// <summary>The moments of a map of any format.</summary>
    /// <param name="map">A map whose floats, if it has any, go from 0 to 1.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <exception cref="ArgumentException">Map and reference differ in size.</exception>
    public static Correlation Of(ProbabilityMap map, Mask gt, Mask? region = null)
    {
        if (map.Width != gt.Width || map.Height != gt.Height)
            throw new ArgumentException("Map and reference differ in size.", nameof(gt));
        return map.Format switch
        {
            ProbabilityFormat.Float32 => Of<float>(map, gt, region),
            ProbabilityFormat.Float64 => Of<double>(map, gt, region),
            _ => ProbabilityHistogram.Of(map, gt, region).Metrics().Correlation,
        };
    }

    private static Correlation Of<T>(ProbabilityMap map, Mask gt, Mask? region)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> samples = map.Samples<T>();
        double sum = 0,
            squares = 0,
            onGt = 0;
        long positives = 0,
            count = 0;
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<T> row = samples.Slice(y * map.Width, map.Width);
            ReadOnlySpan<ulong> bits = gt.Row(y),
                inside = region is null ? default : region.Row(y);
            (double rowSum, double rowSquares) = inside.IsEmpty ? Sums(row) : Sums(row, inside);
            sum += rowSum;
            squares += rowSquares;
            for (int w = 0; w < bits.Length; w++)
            for (ulong word = inside.IsEmpty ? bits[w] : bits[w] & inside[w]; word != 0; word &= word - 1, positives++)
                onGt += double.CreateChecked(row[(w << 6) + BitOperations.TrailingZeroCount(word)]);
            if (inside.IsEmpty)
                count += row.Length;
            else
                foreach (ulong word in inside)
                    count += BitOperations.PopCount(word);
        }
        return new(count, positives, sum, squares, onGt);
    }

    private static (double Sum, double Squares) Sums<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0,
            squares = 0;
        int done = 0;
        if (typeof(T) == typeof(float))
            (sum, squares, done) = WideSums(MemoryMarshal.Cast<T, float>(row));
        foreach (T sample in row[done..])
        {
            double value = double.CreateChecked(sample);
            sum += value;
            squares += value * value;
        }
        return (sum, squares);
    }

    private static (double Sum, double Squares) Sums<T>(ReadOnlySpan<T> row, ReadOnlySpan<ulong> inside)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0,
            squares = 0;
        for (int w = 0; w < inside.Length; w++)
        for (ulong word = inside[w]; word != 0; word &= word - 1)
        {
            double value = double.CreateChecked(row[(w << 6) + BitOperations.TrailingZeroCount(word)]);
            sum += value;
            squares += value * value;
        }
        return (sum, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Sum, double Squares, int Done) WideSums(ReadOnlySpan<float> row)
    {
        Vector512<double> sumA = default,
            sumB = default,
            squaresA = default,
            squaresB = default;
        ReadOnlySpan<Vector512<float>> wide = MemoryMarshal.Cast<float, Vector512<float>>(row);
        foreach (Vector512<float> block in wide)
        {
            if (block == Vector512<float>.Zero)
                continue;
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(block);
            sumA += low;
            sumB += high;
            squaresA = Vector512.FusedMultiplyAdd(low, low, squaresA);
            squaresB = Vector512.FusedMultiplyAdd(high, high, squaresB);
        }
        return (Vector512.Sum(sumA + sumB), Vector512.Sum(squaresA + squaresB), wide.Length * Vector512<float>.Count);
    }
}
