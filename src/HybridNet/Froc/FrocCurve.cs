namespace HybridNet.Froc;

/// <summary>One operating point of a run.</summary>
/// <param name="Threshold">Probability at and above which candidates count.</param>
/// <param name="FalsePerImage">False candidates an image.</param>
/// <param name="Sensitivity">Share of the lesions that are found.</param>
/// <param name="Precision">Found lesions over found lesions and false candidates; NaN when there are neither.</param>
public sealed record FrocPoint(double Threshold, double FalsePerImage, double Sensitivity, double Precision);

/// <summary>
/// Sensitivity over false candidates an image (P. Bunch et al., 1978), and the figures that sum it up.
/// </summary>
public static class FrocCurve
{
    /// <summary>False candidates an image at which the sensitivity is averaged: 1/8 to 8 (LUNA16).</summary>
    public static IReadOnlyList<double> DefaultRates { get; } = [0.125, 0.25, 0.5, 1, 2, 4, 8];

    /// <summary>Points from the highest threshold to the lowest, without the levels at which nothing changes.</summary>
    public static IReadOnlyList<FrocPoint> Points(
        ReadOnlySpan<double> found,
        ReadOnlySpan<double> wrong,
        double lesions,
        double images
    )
    {
        var points = new List<FrocPoint>();
        (double lastFound, double lastWrong) = (0, 0);
        for (int level = found.Length - 1; level >= 1; level--)
        {
            if (found[level] == lastFound && wrong[level] == lastWrong)
                continue;
            (lastFound, lastWrong) = (found[level], wrong[level]);
            points.Add(
                new(
                    (double)level / (FrocCounts.Levels - 1),
                    lastWrong / images,
                    lesions == 0 ? double.NaN : lastFound / lesions,
                    lastFound + lastWrong == 0 ? double.NaN : lastFound / (lastFound + lastWrong)
                )
            );
        }
        return points;
    }

    /// <summary>
    /// Sensitivity at a rate of false candidates: linear between points, from no candidate at all on, held constant behind the
    /// last. Where lower thresholds join false candidates and their number falls, the curve keeps the best sensitivity.
    /// </summary>
    public static double At(IReadOnlyList<FrocPoint> points, double rate)
    {
        (double x, double y) before = (0, 0);
        foreach (FrocPoint point in points.OrderBy(point => point.FalsePerImage).ThenBy(point => point.Sensitivity))
        {
            double sensitivity = Math.Max(before.y, point.Sensitivity);
            if (point.FalsePerImage > rate)
                return before.y + (sensitivity - before.y) * (rate - before.x) / (point.FalsePerImage - before.x);
            before = (point.FalsePerImage, sensitivity);
        }
        return before.y;
    }

    /// <summary>Mean sensitivity at several rates of false candidates.</summary>
    public static double Mean(IReadOnlyList<FrocPoint> points, IReadOnlyList<double> rates) =>
        rates.Average(rate => At(points, rate));

    /// <summary>
    /// Area under precision over sensitivity as steps: each step counts with the precision at its lower threshold.
    /// </summary>
    public static double AveragePrecision(IReadOnlyList<FrocPoint> points)
    {
        double area = 0,
            reached = 0;
        foreach (FrocPoint point in points)
        {
            if (point.Sensitivity > reached)
                area += (point.Sensitivity - reached) * point.Precision;
            reached = Math.Max(reached, point.Sensitivity);
        }
        return area;
    }
}
