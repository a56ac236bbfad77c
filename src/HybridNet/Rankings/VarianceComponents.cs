using HybridNet.Statistics;

namespace HybridNet.Rankings;

/// <summary>Splits the variance of several trainings on the same images; negative estimates count as 0.</summary>
internal static class VarianceComponents
{
    /// <summary>The split, or null for one training.</summary>
    /// <param name="values">Values by training and image.</param>
    /// <param name="unitOf">Subject of each image.</param>
    /// <param name="units">Number of subjects.</param>
    public static VarianceSplit? Of(double[][] values, int[] unitOf, int units)
    {
        int trainings = values.Length,
            images = unitOf.Length;
        if (trainings < 2 || images < 2)
            return null;
        double grand = values.Average(list => Moments.Mean(list));
        double[] byTraining = Array.ConvertAll(values, list => Moments.Mean(list)),
            byImage = [.. Enumerable.Range(0, images).Select(i => values.Average(list => list[i]))];
        double rest = 0;
        for (int t = 0; t < trainings; t++)
        for (int i = 0; i < images; i++)
            rest += Math.Pow(values[t][i] - byTraining[t] - byImage[i] + grand, 2);
        // Mean squares of the two-way layout without repetition; their expectations give the components.
        double residual = rest / ((trainings - 1.0) * (images - 1)),
            betweenTrainings = images * byTraining.Sum(mean => Math.Pow(mean - grand, 2)) / (trainings - 1);
        double replicate = Math.Max(0, (betweenTrainings - residual) / images);
        (double subject, double image) = Nested(byImage, unitOf, units);
        return new(subject, Math.Max(0, image - residual / trainings), replicate, residual);
    }

    /// <summary>Variance of image means between and within subjects, for subjects of unequal size.</summary>
    private static (double Subjects, double Images) Nested(double[] means, int[] unitOf, int units)
    {
        int images = means.Length;
        if (units == images)
            return (0, Math.Pow(Moments.StandardDeviation(means), 2));
        var sums = new double[units];
        var counts = new double[units];
        for (int i = 0; i < images; i++)
        {
            sums[unitOf[i]] += means[i];
            counts[unitOf[i]]++;
        }
        double grand = Moments.Mean(means),
            within = 0,
            between = 0;
        for (int i = 0; i < images; i++)
            within += Math.Pow(means[i] - sums[unitOf[i]] / counts[unitOf[i]], 2);
        for (int u = 0; u < units; u++)
            between += counts[u] * Math.Pow(sums[u] / counts[u] - grand, 2);
        double image = within / (images - units),
            size = (images - counts.Sum(count => count * count) / images) / (units - 1);
        return (Math.Max(0, (between / (units - 1) - image) / size), image);
    }
}
