namespace HybridNet.Causes;

/// <summary>A condition on one attribute.</summary>
/// <param name="Attribute">Index of the attribute.</param>
/// <param name="Limit">Its limit.</param>
/// <param name="Holds">For each lesion: 1 below the limit, 0 at it and above, -1 where the attribute is not known.</param>
internal sealed record RuleCut(int Attribute, double Limit, sbyte[] Holds);

/// <summary>A condition that was found.</summary>
/// <param name="Cut">The condition.</param>
/// <param name="Below">Failures are frequent below the limit.</param>
/// <param name="P">Probability of so strong a rule among all that were tried, if nothing were the cause.</param>
internal sealed record FoundRule(RuleCut Cut, bool Below, double P);

/// <summary>
/// Finds the few conditions on single attributes that explain failures, with a controlled rate of false findings.
/// </summary>
/// <remarks>
/// <para>
/// Every attribute is cut at its 10 % to 90 % quantiles. The score of a cut is the sum over clusters (images or subjects) of
/// (x - mean x)(y - mean y), where x says whether the cut holds and y whether the lesion failed, over the root of its variance
/// for independent lesions. (Over the clusters' own squares, a small group without any failure would look extreme.) Signs of
/// whole clusters are flipped at random, the same for all cuts, and the largest score of
/// each flip is kept (maximum statistic of P. H. Westfall and S. S. Young, 1993; flipped cluster scores as A. C. Cameron,
/// J. B. Gelbach and D. L. Miller, 2008): a cut counts only when its score exceeds all but a share alpha of these, whatever
/// number of cuts was tried and however alike the lesions of one image are.
/// </para>
/// <para>
/// Among the cuts that count the one that explains most is taken (likelihood ratio), because attributes go together: small
/// lesions are also round. Then the search goes on within the groups that the conditions make, until nothing counts.
/// </para>
/// </remarks>
internal static class RuleSearch
{
    private const int Flips = 1999,
        FewestLesions = 10,
        FewestClusters = 5,
        Cuts = 19;
    private const double Rounding = 1e-12;

    /// <summary>All cuts of the attributes that leave enough lesions on both sides.</summary>
    public static IReadOnlyList<RuleCut> CutsOf(double[][] attributes)
    {
        var cuts = new List<RuleCut>();
        for (int a = 0; a < attributes.Length; a++)
        {
            double[] values = attributes[a],
                known = [.. values.Where(value => !double.IsNaN(value)).Order()];
            double last = double.NaN;
            for (int q = 2; q < Cuts && known.Length > 0; q++)
            {
                double limit = known[(int)((long)known.Length * q / (Cuts + 1))];
                int below = values.Count(value => value < limit);
                if (limit.Equals(last) || below < FewestLesions || known.Length - below < FewestLesions)
                    continue;
                last = limit;
                cuts.Add(
                    new(a, limit, [.. values.Select(value => double.IsNaN(value) ? (sbyte)-1 : (sbyte)(value < limit ? 1 : 0))])
                );
            }
        }
        return cuts;
    }

    /// <summary>The conditions, in the order in which they were found.</summary>
    /// <param name="cuts">What is tried.</param>
    /// <param name="failed">Whether each lesion failed.</param>
    /// <param name="clusters">Cluster of each lesion, from 0.</param>
    /// <param name="alpha">Probability of any false finding.</param>
    /// <param name="most">Most conditions.</param>
    /// <param name="seed">Seed of the flips.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<FoundRule> Find(
        IReadOnlyList<RuleCut> cuts,
        bool[] failed,
        int[] clusters,
        double alpha,
        int most,
        ulong seed,
        CancellationToken cancel
    )
    {
        var found = new List<FoundRule>();
        var groups = new int[failed.Length];
        int clusterCount = clusters.Length == 0 ? 0 : clusters.Max() + 1;
        if (clusterCount < FewestClusters)
            return found;
        while (found.Count < most)
        {
            (double[] scores, double[] gains, double[][] sums) = Score(cuts, failed, clusters, clusterCount, groups);
            double[] largest = FlipTest.Largest(sums, clusterCount, Flips, seed + (ulong)found.Count, cancel);
            Array.Sort(largest);
            int best = -1;
            for (int c = 0; c < cuts.Count; c++)
                if (P(Math.Abs(scores[c]), largest) <= alpha && (best < 0 || gains[c] > gains[best]))
                    best = c;
            if (best < 0)
                break;
            RuleCut cut = cuts[best];
            found.Add(new(cut, scores[best] > 0, P(Math.Abs(scores[best]), largest)));
            for (int i = 0; i < groups.Length; i++)
                groups[i] = 3 * groups[i] + 1 + cut.Holds[i];
        }
        return found;
    }

    /// <summary>Flips that reach the score are found in their ascending list; one that equals it but for rounding reaches
    /// it.</summary>
    private static double P(double score, double[] ascending)
    {
        int low = 0,
            high = ascending.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ascending[middle] >= score * (1 - Rounding))
                high = middle;
            else
                low = middle + 1;
        }
        return (1.0 + ascending.Length - low) / (ascending.Length + 1);
    }

    private static (double[] Scores, double[] Gains, double[][] Sums) Score(
        IReadOnlyList<RuleCut> cuts,
        bool[] failed,
        int[] clusters,
        int clusterCount,
        int[] groups
    )
    {
        int[] distinct = [.. groups.Distinct()];
        int[] group = [.. groups.Select(value => Array.IndexOf(distinct, value))];
        var scores = new double[cuts.Count];
        var gains = new double[cuts.Count];
        var sums = new double[cuts.Count][];
        Parallel.For(
            0,
            cuts.Count,
            c =>
            {
                sbyte[] holds = cuts[c].Holds;
                // Four numbers of each group: above the limit and found, above and failed, below and found, below and failed.
                var counts = new int[4 * distinct.Length];
                for (int i = 0; i < holds.Length; i++)
                    if (holds[i] >= 0)
                        counts[4 * group[i] + 2 * holds[i] + (failed[i] ? 1 : 0)]++;
                var own = new double[clusterCount];
                var meanX = new double[distinct.Length];
                var meanY = new double[distinct.Length];
                double variance = 0;
                for (int g = 0; g < distinct.Length; g++)
                {
                    ReadOnlySpan<int> at = counts.AsSpan(4 * g, 4);
                    double n = at[0] + at[1] + at[2] + at[3];
                    meanX[g] = (at[2] + at[3]) / n;
                    meanY[g] = (at[1] + at[3]) / n;
                    if (n > 0)
                    {
                        variance += n * meanX[g] * (1 - meanX[g]) * meanY[g] * (1 - meanY[g]);
                        gains[c] += Gain(at);
                    }
                }
                for (int i = 0; i < failed.Length; i++)
                    if (holds[i] >= 0)
                        own[clusters[i]] += (holds[i] - meanX[group[i]]) * ((failed[i] ? 1 : 0) - meanY[group[i]]);
                // Few clusters that carry everything make any score large: such a cut is not judged.
                bool judged = own.Count(value => Math.Abs(value) > 1e-12) >= FewestClusters;
                double scale = judged ? 1 / Math.Sqrt(Math.Max(variance, 1e-12)) : 0;
                for (int k = 0; k < clusterCount; k++)
                    own[k] *= scale;
                sums[c] = own;
                scores[c] = own.Sum();
            }
        );
        return (scores, gains, sums);
    }

    /// <summary>Twice the rise of the log likelihood when the two sides of a cut have rates of their own.</summary>
    private static double Gain(ReadOnlySpan<int> counts)
    {
        double below = Log(counts[2], counts[3]),
            above = Log(counts[0], counts[1]);
        return 2 * (below + above - Log(counts[0] + counts[2], counts[1] + counts[3]));

        static double Log(double a, double b) =>
            (a == 0 ? 0 : a * Math.Log(a / (a + b))) + (b == 0 ? 0 : b * Math.Log(b / (a + b)));
    }
}
