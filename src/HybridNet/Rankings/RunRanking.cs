using HybridNet.Comparisons;
using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>Ranks runs, or methods with several trainings, by the same images.</summary>
/// <remarks>
/// <para>
/// The order is that of the means (or mean ranks). Rank intervals and the probability of being best come from a bootstrap
/// over subjects, or images (M. Wiesenfarth et al., Sci. Rep. 11, 2021, as challengeR does over cases): the percentiles of
/// the places, and the share of first places. With replicates the trainings of each method are drawn too, so that a
/// place says something about the method and not about the checkpoint.
/// </para>
/// <para>
/// Each pair is tested on its differences: with one training each by the sign-flip test, whole subjects being flipped; with
/// replicates by a t test whose variance adds the images' and the trainings' share, with Satterthwaite's degrees of freedom
/// (Biometrics Bull. 2, 1946). Holm's method adjusts over all pairs. Two share a group's letter exactly when their pair is
/// not told apart.
/// </para>
/// </remarks>
internal static class RunRanking
{
    /// <summary>Means of the same values in another order differ by less than this, and are equal.</summary>
    private const double Equal = 1e-12;

    /// <summary>The runs or methods, the best first.</summary>
    /// <param name="runs">At least two runs with image scores.</param>
    /// <param name="options">Metric, policy, resampling, replicates.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The runs cannot be ranked together; the message says why.</exception>
    public static IReadOnlyList<RankedRun> Rank(
        IReadOnlyList<Run> runs,
        RankingOptions options,
        CancellationToken cancel = default
    )
    {
        RankingTable table = RankingTable.Of(runs, options, cancel);
        RankedMethod[] methods = RankedMethod.Of(table, options);
        var units = new PairedUnits(new() { Subject = options.Subject });
        int[] unitOf = UnitsOf(table.ImageIds, units, out int unitCount);
        if (unitCount < RunComparer.FewestUnits)
            throw new InputException(
                InputError.NotComparable,
                $"Only {table.ImageIds.Length} images of {unitCount} subjects have a {options.Metric} in all "
                    + $"{runs.Count} runs; below {RunComparer.FewestUnits} nothing is ranked.",
                runs[0].Name,
                "Give runs of more images, or another -SubjectPattern."
            );
        double[][] judged = options.Method == RankingMethod.Mean ? table.Values : Negated(table.Ranks);
        double[][] sums = [.. judged.Select(values => SumsOf(values, unitOf, unitCount))];
        double[] counts = SumsOf([.. table.ImageIds.Select(_ => 1.0)], unitOf, unitCount);
        double[] figures = Array.ConvertAll(methods, method => method.Members.Average(run => Moments.Mean(judged[run])));
        (int[] low, int[] high, double[] best) = Places(methods, [.. sums, counts], options, cancel);
        double[,] p = PairwiseTests.Adjusted(methods, sums, counts, options, cancel);
        int[] order = [.. Enumerable.Range(0, methods.Length).OrderByDescending(i => figures[i])];
        string[] groups = GroupLetters.Of(order, p, 1 - options.Confidence);
        bool anySubject = options.Subject is { } pattern && table.ImageIds.Any(id => IdPattern.Key(pattern, id) is not null);
        return
        [
            .. order.Select(i => new RankedRun
            {
                Run = methods[i].Name,
                Place = 1 + figures.Count(figure => figure > figures[i] + Equal),
                Mean = methods[i].Members.Average(run => Moments.Mean(table.Values[run])),
                MeanRank = methods[i].Members.Average(run => Moments.Mean(table.Ranks[run])),
                RankLow = low[i],
                RankHigh = high[i],
                BestProbability = best[i],
                Group = groups[i],
                AdjustedP = order.Where(other => other != i).ToDictionary(other => methods[other].Name, other => p[i, other]),
                Metric = ComparedMetric.Named(options.Metric),
                Images = table.ImageIds.Length,
                Subjects = anySubject ? unitCount : null,
                LeftOut = table.LeftOut,
                FalseAlarms = methods[i].Members.Average(run => table.FalseAlarms[run]),
                Replicates = [.. methods[i].Members.Select(run => table.Runs[run].Name)],
                Variance = VarianceComponents.Of([.. methods[i].Members.Select(run => table.Values[run])], unitOf, unitCount),
            }),
        ];
    }

    private static int[] UnitsOf(string[] ids, PairedUnits units, out int count)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] result = Array.ConvertAll(
            ids,
            id =>
            {
                string unit = units.Of(id);
                if (!known.TryGetValue(unit, out int index))
                    known[unit] = index = known.Count;
                return index;
            }
        );
        count = known.Count;
        return result;
    }

    private static double[] SumsOf(double[] values, int[] unitOf, int units)
    {
        var sums = new double[units];
        for (int i = 0; i < values.Length; i++)
            sums[unitOf[i]] += values[i];
        return sums;
    }

    private static double[][] Negated(double[][] ranks) => [.. ranks.Select(values => Array.ConvertAll(values, value => -value))];

    /// <summary>Places in every resample: percentiles and the share of first ones.</summary>
    private static (int[] Low, int[] High, double[] Best) Places(
        RankedMethod[] methods,
        double[][] series,
        RankingOptions options,
        CancellationToken cancel
    )
    {
        double[][] drawn = ResampledSums.Drawn(series, options.Resamples, options.Seed, cancel);
        int runs = series.Length - 1;
        var places = methods.Select(_ => new int[methods.Length + 1]).ToArray();
        // A stream of its own, far from those of the resamples.
        var random = new Xoshiro256(options.Seed, 1UL << 40);
        var figure = new double[methods.Length];
        foreach (double[] sums in drawn)
        {
            for (int m = 0; m < methods.Length; m++)
                figure[m] = methods[m].Drawn(sums, ref random) / sums[runs];
            for (int m = 0; m < methods.Length; m++)
            {
                int place = 1;
                foreach (double other in figure)
                    if (other > figure[m])
                        place++;
                places[m][place]++;
            }
        }
        double tail = (1 - options.Confidence) / 2 * options.Resamples;
        return (
            Array.ConvertAll(places, counts => Percentile(counts, tail)),
            Array.ConvertAll(places, counts => Percentile(counts, options.Resamples - tail)),
            Array.ConvertAll(places, counts => counts[1] / (double)options.Resamples)
        );
    }

    /// <summary>The first place up to which there are more resamples than asked for, or as many as there are.</summary>
    private static int Percentile(int[] counts, double wanted)
    {
        long seen = 0;
        for (int place = 1; place < counts.Length; place++)
        {
            seen += counts[place];
            if (seen >= wanted && seen > 0)
                return place;
        }
        return counts.Length - 1;
    }
}
