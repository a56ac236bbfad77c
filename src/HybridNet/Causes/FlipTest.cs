using System.Numerics;
using System.Runtime.InteropServices;
using HybridNet.Statistics;

namespace HybridNet.Causes;

/// <summary>
/// The largest sum over clusters of many scores when the signs of whole clusters are random: what pure chance would show.
/// </summary>
/// <remarks>
/// Flips are done four at a time and clusters as many as a vector holds, so that every number that is read serves several
/// times. Each flip has a generator of its own, so that the figures are the same for any number of threads.
/// </remarks>
internal static class FlipTest
{
    private const int Together = 4;

    /// <summary>The largest absolute sum of each flip.</summary>
    /// <param name="sums">For each score its part of each cluster.</param>
    /// <param name="clusters">Number of clusters.</param>
    /// <param name="flips">Number of flips.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static double[] Largest(double[][] sums, int clusters, int flips, ulong seed, CancellationToken cancel)
    {
        // Whole vectors: clusters that do not exist add 0.
        int wide = (clusters + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        double[][] padded = [.. sums.Select(own => Padded(own, wide))];
        var largest = new double[flips];
        Parallel.For(
            0,
            (flips + Together - 1) / Together,
            new ParallelOptions { CancellationToken = cancel },
            block =>
            {
                int first = block * Together,
                    count = Math.Min(Together, flips - first);
                var signs = new double[Together * wide];
                for (int i = 0; i < count; i++)
                    Draw(signs.AsSpan(i * wide, clusters), seed, (ulong)(first + i));
                Span<double> most = stackalloc double[Together];
                most.Clear();
                foreach (double[] own in padded)
                    Add(own, signs, wide, most);
                most[..count].CopyTo(largest.AsSpan(first));
            }
        );
        return largest;
    }

    private static double[] Padded(double[] values, int length)
    {
        if (values.Length == length)
            return values;
        var padded = new double[length];
        values.CopyTo(padded, 0);
        return padded;
    }

    private static void Draw(Span<double> signs, ulong seed, ulong flip)
    {
        var random = new Xoshiro256(seed, flip);
        ulong bits = 0;
        for (int k = 0; k < signs.Length; k++)
        {
            bits = (k & 63) == 0 ? random.Next() : bits >> 1;
            signs[k] = (bits & 1) == 0 ? 1 : -1;
        }
    }

    private static void Add(double[] own, double[] signs, int wide, Span<double> most)
    {
        ReadOnlySpan<Vector<double>> parts = MemoryMarshal.Cast<double, Vector<double>>(own),
            a = MemoryMarshal.Cast<double, Vector<double>>(signs.AsSpan(0, wide)),
            b = MemoryMarshal.Cast<double, Vector<double>>(signs.AsSpan(wide, wide)),
            c = MemoryMarshal.Cast<double, Vector<double>>(signs.AsSpan(2 * wide, wide)),
            d = MemoryMarshal.Cast<double, Vector<double>>(signs.AsSpan(3 * wide, wide));
        Vector<double> sumA = Vector<double>.Zero,
            sumB = Vector<double>.Zero,
            sumC = Vector<double>.Zero,
            sumD = Vector<double>.Zero;
        for (int i = 0; i < parts.Length; i++)
        {
            Vector<double> part = parts[i];
            sumA += part * a[i];
            sumB += part * b[i];
            sumC += part * c[i];
            sumD += part * d[i];
        }
        most[0] = Math.Max(most[0], Math.Abs(Vector.Sum(sumA)));
        most[1] = Math.Max(most[1], Math.Abs(Vector.Sum(sumB)));
        most[2] = Math.Max(most[2], Math.Abs(Vector.Sum(sumC)));
        most[3] = Math.Max(most[3], Math.Abs(Vector.Sum(sumD)));
    }
}
