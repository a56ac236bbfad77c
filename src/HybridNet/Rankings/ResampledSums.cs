using System.Numerics;
using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>
/// Weighted sums of several series under many random weights at once: the bootstrap of all runs is one product of matrices,
/// and so are all their sign flips. That every run sees the same weights is what makes the comparison paired.
/// </summary>
internal static class ResampledSums
{
    private const int BlockSize = 100;

    /// <summary>Sums by resample and series when units are drawn with replacement.</summary>
    /// <param name="series">Values by series and unit.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static double[][] Drawn(double[][] series, int resamples, ulong seed, CancellationToken cancel) =>
        Of(
            series,
            resamples,
            seed,
            cancel,
            static (double[] weights, ref Xoshiro256 random) =>
            {
                Array.Clear(weights);
                for (int i = 0; i < weights.Length; i++)
                    weights[random.NextInt(weights.Length)]++;
            }
        );

    /// <summary>Sums by resample and series when the sign of each unit is drawn.</summary>
    public static double[][] Flipped(double[][] series, int resamples, ulong seed, CancellationToken cancel) =>
        Of(
            series,
            resamples,
            seed,
            cancel,
            static (double[] weights, ref Xoshiro256 random) =>
            {
                for (int i = 0; i < weights.Length; )
                {
                    ulong bits = random.Next();
                    for (int end = Math.Min(weights.Length, i + 64); i < end; i++, bits >>= 1)
                        weights[i] = (bits & 1) == 0 ? 1 : -1;
                }
            }
        );

    private delegate void Weigh(double[] weights, ref Xoshiro256 random);

    private static double[][] Of(double[][] series, int resamples, ulong seed, CancellationToken cancel, Weigh weigh)
    {
        var sums = new double[resamples][];
        Parallel.For(
            0,
            (resamples + BlockSize - 1) / BlockSize,
            new ParallelOptions { CancellationToken = cancel },
            block =>
            {
                var random = new Xoshiro256(seed, (ulong)block);
                var weights = new double[series[0].Length];
                for (int i = block * BlockSize; i < Math.Min(resamples, (block + 1) * BlockSize); i++)
                {
                    cancel.ThrowIfCancellationRequested();
                    weigh(weights, ref random);
                    sums[i] = Array.ConvertAll(series, values => Product(values, weights));
                }
            }
        );
        return sums;
    }

    private static double Product(double[] values, double[] weights)
    {
        int width = Vector<double>.Count,
            i = 0;
        Vector<double> first = Vector<double>.Zero,
            second = Vector<double>.Zero;
        for (; i + 2 * width <= values.Length; i += 2 * width)
        {
            first += new Vector<double>(values, i) * new Vector<double>(weights, i);
            second += new Vector<double>(values, i + width) * new Vector<double>(weights, i + width);
        }
        double sum = Vector.Sum(first + second);
        for (; i < values.Length; i++)
            sum += values[i] * weights[i];
        return sum;
    }
}
