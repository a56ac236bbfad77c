namespace HybridNet.Froc;

/// <summary>What sums up the counts of images under a protocol.</summary>
/// <param name="Points">Operating points, highest threshold first.</param>
/// <param name="Score">The protocol's score; NaN without lesions.</param>
/// <param name="AveragePrecision">Average precision over lesions; NaN without lesions, or where the tool has none.</param>
/// <param name="Auroc">Area under the curve of images with and without lesions; NaN where the tool has none.</param>
internal sealed record FrocFigures(IReadOnlyList<FrocPoint> Points, double Score, double AveragePrecision, double Auroc)
{
    /// <summary>Rates at which picai_eval's sensitivities are read unless others are asked for.</summary>
    private static readonly double[] s_picaiRates = [0.1, 0.5, 1, 2, 5];

    /// <summary>False candidates an image that a protocol looks at.</summary>
    public static IReadOnlyList<double> RatesOf(FrocProtocol protocol) =>
        protocol switch
        {
            FrocProtocol.Monai => [.. FrocCurve.DefaultRates.Skip(1)],
            FrocProtocol.Picai => s_picaiRates,
            _ => FrocCurve.DefaultRates,
        };

    /// <summary>Sums images up.</summary>
    /// <param name="protocol">Whose figures.</param>
    /// <param name="images">Counts of each image.</param>
    /// <param name="times">How often each counts.</param>
    /// <param name="rates">False candidates an image.</param>
    public static FrocFigures Of(
        FrocProtocol protocol,
        IReadOnlyList<FrocCounts> images,
        int[] times,
        IReadOnlyList<double> rates
    )
    {
        Span<long> found = stackalloc long[FrocCounts.Levels],
            wrong = stackalloc long[FrocCounts.Levels];
        found.Clear();
        wrong.Clear();
        (long lesions, long count) = FrocBootstrap.Sum(images, times, found, wrong);
        IReadOnlyList<FrocPoint> points = FrocCurve.Points(found, wrong, lesions, count);
        double precision = lesions == 0 ? double.NaN : FrocCurve.AveragePrecision(points);
        if (protocol != FrocProtocol.Ours && points is [.., { Sensitivity: >= 1 }])
            points = [.. points.SkipLast(1)];
        if (protocol == FrocProtocol.Picai)
        {
            double auroc = AurocOf(images, times);
            return new(points, (auroc + precision) / 2, precision, auroc);
        }
        double score = lesions == 0 ? double.NaN : FrocCurve.Mean(points, rates);
        return new(points, score, protocol == FrocProtocol.Ours ? precision : double.NaN, double.NaN);
    }

    /// <summary>
    /// Sensitivity at a rate: between the points, or, as picai_eval has it, that of the last point at or below the rate, both in
    /// single precision.
    /// </summary>
    public double SensitivityAt(FrocProtocol protocol, double rate)
    {
        if (protocol != FrocProtocol.Picai)
            return FrocCurve.At(Points, rate);
        return Points
            .Where(point => (float)point.FalsePerImage <= (float)rate)
            .Select(point => (double)(float)point.Sensitivity)
            .DefaultIfEmpty(0)
            .Max();
    }

    /// <summary>Share of pairs of images, one with and one without lesions, of which the first has the higher peak; ties
    /// half.</summary>
    private static double AurocOf(IReadOnlyList<FrocCounts> images, int[] times)
    {
        Span<long> with = stackalloc long[FrocCounts.Levels],
            without = stackalloc long[FrocCounts.Levels];
        with.Clear();
        without.Clear();
        for (int i = 0; i < images.Count; i++)
            (images[i].Lesions > 0 ? with : without)[images[i].Peak] += times[i];
        (double area, long below, long all) = (0, 0, 0);
        for (int level = 0; level < FrocCounts.Levels; level++)
        {
            area += with[level] * (below + without[level] / 2.0);
            below += without[level];
            all += with[level];
        }
        return area / ((double)below * all);
    }
}
