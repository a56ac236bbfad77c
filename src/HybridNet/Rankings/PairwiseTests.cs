using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>The test of every pair of methods, adjusted over all pairs.</summary>
internal static class PairwiseTests
{
    /// <summary>Two-sided p of each pair by Holm's method; 1 on the diagonal.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="sums">Sums by run and unit.</param>
    /// <param name="counts">Images of each unit.</param>
    /// <param name="options">Resampling.</param>
    /// <param name="cancel">Stops the work.</param>
    public static double[,] Adjusted(
        RankedMethod[] methods,
        double[][] sums,
        double[] counts,
        RankingOptions options,
        CancellationToken cancel
    )
    {
        double[][] bySum = [.. methods.Select(method => MeanSums(method, sums))];
        bool replicates = methods.Any(method => method.Members.Length > 1);
        double[][] flipped = replicates ? [] : ResampledSums.Flipped(bySum, options.Resamples, options.Seed, cancel);
        var pairs = new List<(int First, int Second, double P)>();
        for (int first = 0; first < methods.Length; first++)
        for (int second = first + 1; second < methods.Length; second++)
        {
            cancel.ThrowIfCancellationRequested();
            pairs.Add(
                (
                    first,
                    second,
                    replicates
                        ? WithReplicates(methods[first], methods[second], sums, counts)
                        : SignFlip(bySum[first], bySum[second], flipped, first, second)
                )
            );
        }
        double[] adjusted = Holm.Adjust([.. pairs.Select(pair => pair.P)]);
        var matrix = new double[methods.Length, methods.Length];
        for (int i = 0; i < methods.Length; i++)
            matrix[i, i] = 1;
        for (int i = 0; i < pairs.Count; i++)
            matrix[pairs[i].First, pairs[i].Second] = matrix[pairs[i].Second, pairs[i].First] = adjusted[i];
        return matrix;
    }

    private static double[] MeanSums(RankedMethod method, double[][] sums)
    {
        var mean = new double[sums[0].Length];
        foreach (int run in method.Members)
            for (int i = 0; i < mean.Length; i++)
                mean[i] += sums[run][i] / method.Members.Length;
        return mean;
    }

    /// <summary>The flipped sum of a difference is the difference of the flipped sums: one draw of signs does for all
    /// pairs.</summary>
    private static double SignFlip(double[] one, double[] other, double[][] flipped, int first, int second)
    {
        double sum = 0,
            scale = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += one[i] - other[i];
            scale += Math.Abs(one[i]) + Math.Abs(other[i]);
        }
        double limit = Math.Abs(sum) - 1e-12 * scale;
        int extreme = 0;
        foreach (double[] draw in flipped)
            if (Math.Abs(draw[first] - draw[second]) >= limit)
                extreme++;
        return (1.0 + extreme) / (1.0 + flipped.Length);
    }

    private static double WithReplicates(RankedMethod one, RankedMethod other, double[][] sums, double[] counts)
    {
        double images = Moments.Sum(counts);
        double[] first = MeanSums(one, sums),
            second = MeanSums(other, sums);
        double difference = (Moments.Sum(first) - Moments.Sum(second)) / images,
            squares = 0;
        for (int i = 0; i < counts.Length; i++)
            squares += Math.Pow(first[i] - second[i] - counts[i] * difference, 2);
        double units = counts.Length;
        // Variances of the mean difference, with their degrees of freedom: from images, and from the trainings of either.
        (double Variance, double Freedom)[] parts =
        [
            (squares * units / (units - 1) / (images * images), units - 1),
            Between(one, sums, images),
            Between(other, sums, images),
        ];
        double all = parts.Sum(part => part.Variance);
        if (all == 0)
            return difference == 0 ? 1 : 0;
        double freedom =
            all * all / parts.Where(part => part.Variance > 0).Sum(part => part.Variance * part.Variance / part.Freedom);
        return StudentT.TwoSided(difference / Math.Sqrt(all), Math.Max(1, freedom));
    }

    /// <summary>Variance of the mean of a method's trainings; 0 for one, about which nothing is known.</summary>
    private static (double Variance, double Freedom) Between(RankedMethod method, double[][] sums, double images)
    {
        if (method.Members.Length == 1)
            return (0, 1);
        double deviation = Moments.StandardDeviation([.. method.Members.Select(run => Moments.Sum(sums[run]) / images)]);
        return (deviation * deviation / method.Members.Length, method.Members.Length - 1);
    }
}
