namespace HybridNet.Statistics;

/// <summary>
/// How probable it is that "A is better than B" is false, from what a paper prints: means, number of images and, if given,
/// standard deviations.
/// </summary>
/// <remarks>
/// <para>
/// The method of "False Promises in Medical Imaging AI? Assessing Validity of Outperformance Claims" (E. Christodoulou et
/// al., arXiv 2505.04720, 2025; the web form Claims Reloaded) for segmentation: with a flat prior the true difference has a
/// t distribution around the printed one, so P(false) = t(n - 1) of sqrt(n) (mean B - mean A) / sqrt(sA^2 + sB^2 - 2 r sA sB),
/// where r is the correlation of the two methods' scores image by image (their model congruence).
/// </para>
/// <para>
/// Assumptions. Images are independent: with several images a subject the true probability is larger. The mean of n
/// differences is near enough to normal: with many zeros and few images it is not. The claim was not picked among several:
/// the best of ten methods is better than it is. Where a standard deviation is not printed, half of the largest that values
/// between 0 and 1 with that mean can have is taken, sqrt(m (1 - m)) / 2 (0.25 at 0.5, 0.15 at 0.9), which is this module's
/// assumption and not the paper's fit; where r is not known, 0.7, with the range from 0.5 to 0.9 beside it.
/// </para>
/// </remarks>
internal static class PublishedClaim
{
    /// <summary>Correlation that is assumed, and the range around it.</summary>
    public const double UsualCorrelation = 0.7,
        LowCorrelation = 0.5,
        HighCorrelation = 0.9;

    /// <summary>Standard deviation that is assumed for a mean of values between 0 and 1.</summary>
    /// <param name="mean">Mean, 0 to 1.</param>
    public static double AssumedDeviation(double mean) => Math.Sqrt(mean * (1 - mean)) / 2;

    /// <summary>Probability that the better mean belongs to a method that is not better.</summary>
    /// <param name="difference">Better mean less the other, at least 0.</param>
    /// <param name="first">Standard deviation of one, above 0.</param>
    /// <param name="second">Standard deviation of the other, above 0.</param>
    /// <param name="correlation">Correlation image by image, -1 to 1.</param>
    /// <param name="images">Images, at least 2.</param>
    /// <returns>0.5 without a difference.</returns>
    public static double ProbabilityFalse(double difference, double first, double second, double correlation, int images)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 2);
        double error = DeviationOfDifference(first, second, correlation) / Math.Sqrt(images);
        if (difference == 0)
            return 0.5;
        double tail = error == 0 ? 0 : StudentT.TwoSided(difference / error, images - 1) / 2;
        return difference > 0 ? tail : 1 - tail;
    }

    /// <summary>Standard deviation of the differences image by image.</summary>
    /// <param name="first">Standard deviation of one.</param>
    /// <param name="second">Standard deviation of the other.</param>
    /// <param name="correlation">Their correlation.</param>
    public static double DeviationOfDifference(double first, double second, double correlation) =>
        Math.Sqrt(Math.Max(0, first * first + second * second - 2 * correlation * first * second));

    /// <summary>The gain from which the probability is at most a risk.</summary>
    /// <param name="risk">Probability, 0 to 0.5.</param>
    /// <param name="deviation">Standard deviation of the differences.</param>
    /// <param name="images">Images, at least 2.</param>
    public static double GainFor(double risk, double deviation, int images) =>
        StudentT.Critical(1 - 2 * risk, images - 1) * deviation / Math.Sqrt(images);

    /// <summary>Images from which a gain has at most a risk; null for more than 10^9, or no gain.</summary>
    /// <param name="risk">Probability, 0 to 0.5.</param>
    /// <param name="deviation">Standard deviation of the differences.</param>
    /// <param name="gain">The gain.</param>
    public static int? ImagesFor(double risk, double deviation, double gain)
    {
        const int most = 1_000_000_000;
        if (!(gain > 0))
            return null;
        int low = 1,
            high = 2;
        while (GainFor(risk, deviation, high) > gain)
        {
            if (high >= most / 2)
                return null;
            (low, high) = (high, high * 2);
        }
        while (high - low > 1)
        {
            int middle = low + (high - low) / 2;
            if (GainFor(risk, deviation, middle) > gain)
                low = middle;
            else
                high = middle;
        }
        return high;
    }
}
