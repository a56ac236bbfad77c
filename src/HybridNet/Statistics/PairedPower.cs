namespace HybridNet.Statistics;

/// <summary>
/// What a comparison of two runs on so many images can show: power by the t distribution, from the spread of the paired
/// differences between units (subjects or images).
/// </summary>
/// <remarks>
/// The estimate scatters around the truth with the standard error; a verdict needs it beyond the limit by the critical t,
/// and by the allowance for unseen large changes. P(T &lt;= (shift - allowance) / error - critical t). For paired
/// differences this is the textbook approximation (J. Cohen, Statistical Power Analysis, 1988, chapter 2) with the t
/// distribution in both places.
/// </remarks>
internal static class PairedPower
{
    /// <summary>Four times in five: the power that is meant unless another is named.</summary>
    public const double Usual = 0.8;

    /// <summary>Probability that the interval lies wholly on the far side of a limit.</summary>
    /// <param name="distance">How far the true mean is beyond the limit; negative on the wrong side.</param>
    /// <param name="spread">What is known of the differences.</param>
    /// <param name="images">Images.</param>
    /// <param name="confidence">Two-sided level of the interval.</param>
    public static double Of(double distance, DifferenceSpread spread, double images, double confidence = 0.95)
    {
        double freedom = Freedom(spread, images),
            t = (distance - spread.AllowanceAt(images)) / spread.ErrorAt(images) - StudentT.Critical(confidence, freedom);
        double tail = StudentT.TwoSided(Math.Abs(t), freedom) / 2;
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The distance that is shown with a given power.</summary>
    /// <param name="spread">What is known of the differences.</param>
    /// <param name="images">Images.</param>
    /// <param name="confidence">Two-sided level of the interval.</param>
    /// <param name="power">Power, 0.5 to 1.</param>
    public static double Distance(DifferenceSpread spread, double images, double confidence = 0.95, double power = Usual)
    {
        double freedom = Freedom(spread, images);
        return (StudentT.Critical(confidence, freedom) + StudentT.Critical(2 * power - 1, freedom)) * spread.ErrorAt(images)
            + spread.AllowanceAt(images);
    }

    /// <summary>Images from which a distance is shown with a given power; null for more than 10^9, or no distance.</summary>
    /// <param name="distance">How far the true mean is beyond the limit.</param>
    /// <param name="spread">What is known of the differences.</param>
    /// <param name="confidence">Two-sided level of the interval.</param>
    /// <param name="power">Power, 0.5 to 1.</param>
    public static long? Images(double distance, DifferenceSpread spread, double confidence = 0.95, double power = Usual)
    {
        if (!(distance > 0))
            return null;
        const double most = 1e9;
        double low = 3 * spread.ImagesPerUnit,
            high = low;
        while (Distance(spread, high, confidence, power) > distance)
        {
            low = high;
            high *= 2;
            if (high > most)
                return null;
        }
        while (high - low > 0.5)
        {
            double middle = (low + high) / 2;
            if (Distance(spread, middle, confidence, power) > distance)
                low = middle;
            else
                high = middle;
        }
        return (long)Math.Ceiling(high);
    }

    private static double Freedom(DifferenceSpread spread, double images) => Math.Max(1, images / spread.ImagesPerUnit - 1);
}

/// <summary>Spread of paired differences, in a form that holds for any number of images.</summary>
/// <param name="PerImage">Standard error of the mean times the root of the number of images.</param>
/// <param name="ImagesPerUnit">Images of one subject, on average; 1 where images are independent.</param>
/// <param name="LargestChange">The allowance times the number of images; 0 for light tails.</param>
internal readonly record struct DifferenceSpread(double PerImage, double ImagesPerUnit = 1, double LargestChange = 0)
{
    /// <summary>Standard error of the mean of so many images.</summary>
    /// <param name="images">Images.</param>
    public double ErrorAt(double images) => PerImage / Math.Sqrt(images);

    /// <summary>Allowance for unseen large changes with so many images.</summary>
    /// <param name="images">Images.</param>
    public double AllowanceAt(double images) => LargestChange / images;
}
