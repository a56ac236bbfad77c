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
internal static class FrocCurve
{
    /// <summary>False candidates an image at which the sensitivity is averaged: 1/8 to 8 (LUNA16).</summary>
    public static IReadOnlyList<double> DefaultRates { get; } = [0.125, 0.25, 0.5, 1, 2, 4, 8];

    /// <summary>Points from the highest threshold to the lowest, without the levels at which nothing changes.</summary>
    /// <param name="found">For each level: lesions that are found.</param>
    /// <param name="wrong">For each level: false candidates.</param>
    /// <param name="lesions">Lesions.</param>
    /// <param name="images">Images.</param>
    public static IReadOnlyList<FrocPoint> Points(ReadOnlySpan<long> found, ReadOnlySpan<long> wrong, long lesions, long images)
    {
        var points = new List<FrocPoint>();
        (long lastFound, long lastWrong) = (0, 0);
        for (int level = found.Length - 1; level >= 1; level--)
        {
            if (found[level] == lastFound && wrong[level] == lastWrong)
                continue;
            (lastFound, lastWrong) = (found[level], wrong[level]);
            points.Add(
                new(
                    (double)level / (FrocCounts.Levels - 1),
                    (double)lastWrong / images,
                    lesions == 0 ? double.NaN : (double)lastFound / lesions,
                    lastFound + lastWrong == 0 ? double.NaN : (double)lastFound / (lastFound + lastWrong)
                )
            );
        }
        return points;
    }

    /// <summary>
    /// Sensitivity at a rate of false candidates: linear between points, from no candidate at all on, held constant behind the
    /// last. Where lower thresholds join false candidates and their number falls, the curve keeps the best sensitivity.
    /// </summary>
    public static double At(IReadOnlyList<FrocPoint> points, double rate) => At(Ascending(points), rate);

    /// <summary>Mean sensitivity at several rates of false candidates.</summary>
    public static double Mean(IReadOnlyList<FrocPoint> points, IReadOnlyList<double> rates)
    {
        (double, double)[] ascending = Ascending(points);
        return rates.Average(rate => At(ascending, rate));
    }

    private static double At(ReadOnlySpan<(double Rate, double Sensitivity)> ascending, double rate)
    {
        (double x, double y) before = (0, 0);
        foreach ((double at, double own) in ascending)
        {
            double sensitivity = Math.Max(before.y, own);
            if (at > rate)
                return before.y + (sensitivity - before.y) * (rate - before.x) / (at - before.x);
            before = (at, sensitivity);
        }
        return before.y;
    }

    /// <summary>Points by rate and sensitivity; lower thresholds seldom change their order.</summary>
    private static (double Rate, double Sensitivity)[] Ascending(IReadOnlyList<FrocPoint> points)
    {
        (double, double)[] ascending = [.. points.Select(point => (point.FalsePerImage, point.Sensitivity))];
        for (int i = 1; i < ascending.Length; i++)
            if (ascending[i].CompareTo(ascending[i - 1]) < 0)
            {
                Array.Sort(ascending);
                break;
            }
        return ascending;
    }

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
