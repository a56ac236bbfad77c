using System.Numerics;

namespace HybridNet.Statistics;

/// <summary>
/// Means over random subsets, each unit being in or out with probability one half: J. A. Hartigan's typical values of a
/// mean (J. Am. Stat. Assoc. 64, 1969).
/// </summary>
/// <remarks>
/// 64 units are decided by one draw of 64 bits; the sum over each eight is looked up, because there are only 256 of them.
/// Every block of resamples has a stream of its own, so the result is the same for any number of threads.
/// </remarks>
internal static class SubsetMeans
{
    private const int BlockSize = 250,
        Group = 8,
        Word = 64,
        Combinations = 1 << Group;

    /// <summary>Ascending means over subsets that are not empty: all of them when there are no more than asked for.</summary>
    /// <param name="sums">Sum of each unit.</param>
    /// <param name="counts">Values behind each sum, at least 1.</param>
    /// <param name="resamples">Subsets to draw.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="cancel">Stops the work.</param>
    public static double[] Of(double[] sums, int[] counts, int resamples, ulong seed, CancellationToken cancel)
    {
        double[] means =
            sums.Length < 31 && 1 << sums.Length <= resamples ? All(sums, counts) : Drawn(sums, counts, resamples, seed, cancel);
        Array.Sort(means);
        return means;
    }

    private static double[] All(double[] sums, int[] counts)
    {
        int all = 1 << sums.Length;
        double[] partial = new double[all];
        long[] images = new long[all];
        for (int set = 1; set < all; set++)
        {
            int rest = set & (set - 1),
                unit = BitOperations.TrailingZeroCount(set);
            partial[set] = partial[rest] + sums[unit];
            images[set] = images[rest] + counts[unit];
        }
        var means = new double[all - 1];
        for (int set = 1; set < all; set++)
            means[set - 1] = partial[set] / images[set];
        return means;
    }

    private static double[] Drawn(double[] sums, int[] counts, int resamples, ulong seed, CancellationToken cancel)
    {
        bool images = Array.TrueForAll(counts, count => count == 1);
        double[] sumTable = Table(sums);
        double[] countTable = images ? [] : Table(Array.ConvertAll(counts, count => (double)count));
        int words = (sums.Length + Word - 1) / Word;
        ulong lastMask = sums.Length % Word == 0 ? ulong.MaxValue : (1UL << sums.Length % Word) - 1;
        var means = new double[resamples];
        Parallel.For(
            0,
            (resamples + BlockSize - 1) / BlockSize,
            new ParallelOptions { CancellationToken = cancel },
            block =>
            {
                var random = new Xoshiro256(seed, (ulong)block);
                int first = block * BlockSize,
                    size = Math.Min(BlockSize, resamples - first);
                Span<double> sum = means.AsSpan(first, size);
                var count = new double[size];
                for (int word = 0; word < words; word++)
                {
                    cancel.ThrowIfCancellationRequested();
                    ReadOnlySpan<double> part = sumTable.AsSpan(word * Group * Combinations, Group * Combinations);
                    ReadOnlySpan<double> weights = images
                        ? default
                        : countTable.AsSpan(word * Group * Combinations, Group * Combinations);
                    ulong mask = word + 1 == words ? lastMask : ulong.MaxValue;
                    for (int i = 0; i < size; i++)
                    {
                        ulong bits = random.Next() & mask;
                        sum[i] += LookUp(part, bits);
                        count[i] += images ? BitOperations.PopCount(bits) : LookUp(weights, bits);
                    }
                }
                for (int i = 0; i < size; i++)
                {
                    // An empty subset is drawn once in 2^n; it lies on neither side, and the full set stands for it.
                    if (count[i] == 0)
                        (sum[i], count[i]) = (Moments.Sum(sums), counts.Sum(number => (double)number));
                    sum[i] /= count[i];
                }
            }
        );
        return means;
    }

    private static double LookUp(ReadOnlySpan<double> table, ulong bits)
    {
        double first = 0,
            second = 0;
        for (int group = 0; group < Group; group += 2)
        {
            first += table[group * Combinations + (int)(bits & 0xFF)];
            second += table[(group + 1) * Combinations + (int)(bits >> 8 & 0xFF)];
            bits >>= 16;
        }
        return first + second;
    }

    private static double[] Table(double[] values)
    {
        int words = (values.Length + Word - 1) / Word;
        var table = new double[words * Group * Combinations];
        for (int group = 0; group * Group < values.Length; group++)
        {
            Span<double> part = table.AsSpan(group * Combinations, Combinations);
            int size = Math.Min(Group, values.Length - group * Group);
            for (int set = 1; set < Combinations; set++)
            {
                int unit = BitOperations.TrailingZeroCount(set);
                part[set] = part[set & (set - 1)] + (unit < size ? values[group * Group + unit] : 0);
            }
        }
        return table;
    }
}
