using System.Runtime.InteropServices;

namespace HybridNet.Statistics;

/// <summary>
/// Sign-flip permutation test of paired differences: when the two sides are exchangeable, each difference is as likely
/// to have the other sign (E. J. G. Pitman, J. R. Stat. Soc. Suppl. 4, 1937). Two-sided, on the sum.
/// </summary>
/// <remarks>
/// All 2^n flips are counted when there are no more of them than permutations asked for; else random ones, with the
/// observed one among them: p = (k + 1)/(B + 1), as scipy.stats.permutation_test has both.
/// </remarks>
internal static class SignFlipTest
{
    private const int BlockSize = 250,
        Group = 8,
        GroupsPerDraw = 8,
        Combinations = 1 << Group;

    /// <summary>The two-sided p-value; NaN for no differences.</summary>
    /// <param name="differences">Paired differences, finite; zeros are kept.</param>
    /// <param name="permutations">Random permutations, at least 1.</param>
    /// <param name="seed">Seed.</param>
    public static double P(double[] differences, int permutations, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        if (differences.Length == 0)
            return double.NaN;
        double observed = Math.Abs(Moments.Sum(differences));
        // Sums of the same numbers in another order differ in their last digits and are equal all the same.
        double scale = 0;
        foreach (double difference in differences)
            scale += Math.Abs(difference);
        double limit = observed - 1e-13 * scale;
        if (differences.Length < 31 && 1 << differences.Length <= permutations)
            return Exact(differences, limit);
        return (1.0 + Random(differences, permutations, seed, limit)) / (1.0 + permutations);
    }

    private static double Exact(double[] differences, double limit)
    {
        int all = 1 << differences.Length,
            extreme = 0;
        for (int signs = 0; signs < all; signs++)
        {
            double sum = 0;
            for (int i = 0; i < differences.Length; i++)
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            if (Math.Abs(sum) >= limit)
                extreme++;
        }
        return (double)extreme / all;
    }

    private static long Random(double[] differences, int permutations, ulong seed, double limit)
    {
        double[] tables = Tables(differences);
        int draws = (differences.Length + Group * GroupsPerDraw - 1) / (Group * GroupsPerDraw);
        long extreme = 0;
        Parallel.For(
            0,
            (permutations + BlockSize - 1) / BlockSize,
            block =>
            {
                // A stream of its own for each block: the result does not depend on the number of threads.
                var random = new Xoshiro256(seed, (ulong)block);
                var sums = new double[Math.Min(BlockSize, permutations - block * BlockSize)];
                for (int draw = 0; draw < draws; draw++)
                {
                    ReadOnlySpan<double> part = tables.AsSpan(draw * GroupsPerDraw * Combinations, GroupsPerDraw * Combinations);
                    ref double table = ref MemoryMarshal.GetReference(part);
                    foreach (ref double sum in sums.AsSpan())
                        sum += Flipped(ref table, random.Next());
                }
                int found = 0;
                foreach (double sum in sums)
                    if (Math.Abs(sum) >= limit)
                        found++;
                Interlocked.Add(ref extreme, found);
            }
        );
        return extreme;
    }

    /// <summary>The sum of 64 differences with the signs that 64 bits say: eight looked-up sums of eight.</summary>
    private static double Flipped(ref double table, ulong bits)
    {
        double first = 0,
            second = 0;
        for (int group = 0; group < GroupsPerDraw; group += 2)
        {
            first += System.Runtime.CompilerServices.Unsafe.Add(ref table, group * Combinations + (int)(bits & 0xFF));
            second += System.Runtime.CompilerServices.Unsafe.Add(ref table, (group + 1) * Combinations + (int)(bits >> 8 & 0xFF));
            bits >>= 16;
        }
        return first + second;
    }

    /// <summary>For every eight differences the sums under all 256 combinations of signs; zeros fill up the last draw.</summary>
    private static double[] Tables(double[] differences)
    {
        int draws = (differences.Length + Group * GroupsPerDraw - 1) / (Group * GroupsPerDraw);
        var tables = new double[draws * GroupsPerDraw * Combinations];
        for (int group = 0; group * Group < differences.Length; group++)
        {
            ReadOnlySpan<double> eight = differences.AsSpan(group * Group, Math.Min(Group, differences.Length - group * Group));
            for (int signs = 0; signs < Combinations; signs++)
            {
                double sum = 0;
                for (int i = 0; i < eight.Length; i++)
                    sum += (signs >> i & 1) == 0 ? eight[i] : -eight[i];
                tables[group * Combinations + signs] = sum;
            }
        }
        return tables;
    }
}
