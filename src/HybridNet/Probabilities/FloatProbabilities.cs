using System.Buffers;
using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>
/// The figures of a map of floats, exact: sums in double, curves from the ranks of the pixels with ties as one step.
/// </summary>
internal static class FloatProbabilities
{
    /// <summary>Every figure that needs no threshold.</summary>
    /// <param name="map">A map of 32- or 64-bit floats from 0 to 1. 64-bit samples are ranked as they are.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ProbabilityMetrics Of(ProbabilityMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        if (map.Format is not (ProbabilityFormat.Float32 or ProbabilityFormat.Float64))
            throw new ArgumentException("The map does not hold floats.", nameof(map));
        Correlation sums = ProbabilityMoments.Of(map, gt, region);
        cancel.ThrowIfCancellationRequested();
        (Calibration bins, ProbabilityCurve curve) =
            map.Format == ProbabilityFormat.Float32
                ? (FloatCalibration.Of(map, gt, region, sums.Sum), Ranked(map, gt, region, sums, cancel))
                : Sorted(map, gt, region, sums);
        // The squared difference to 1 is 1 - 2 s + s^2, to 0 it is s^2.
        double brier =
            sums.Count == 0 ? double.NaN : Math.Max(0, sums.SumOfSquares - 2 * sums.SumOnGt + sums.Positives) / sums.Count;
        return new(sums, curve.Auroc, curve.AveragePrecision, curve.Auprc, brier, bins.Expected, bins.Maximum);
    }

    private static ProbabilityCurve Ranked(ProbabilityMap map, Mask gt, Mask? region, Correlation sums, CancellationToken cancel)
    {
        if (sums.Positives == 0)
            return new(0, sums.Count);
        using RankedPixels ranked = RankedPixels.Of(map, gt, region, cancel);
        return ranked.Curve(sums.Positives, sums.Count - sums.Positives);
    }

    private static (Calibration, ProbabilityCurve) Sorted(ProbabilityMap map, Mask gt, Mask? region, Correlation sums)
    {
        ReadOnlySpan<double> samples = map.Samples<double>();
        double[] scores = ArrayPool<double>.Shared.Rent(samples.Length);
        bool[] marks = ArrayPool<bool>.Shared.Rent(samples.Length);
        int n = 0;
        for (int y = 0; y < map.Height; y++)
        for (int x = 0; x < map.Width; x++)
            if (region is null || region[x, y])
                (scores[n], marks[n++]) = (samples[y * map.Width + x], gt[x, y]);
        Array.Sort(scores, marks, 0, n);
        var bins = new Calibration(Calibration.DefaultBins);
        var curve = new ProbabilityCurve(sums.Positives, sums.Count - sums.Positives);
        for (int i = n - 1; i >= 0; )
        {
            double score = scores[i];
            long all = 0,
                marked = 0;
            for (; i >= 0 && scores[i] == score; i--, all++)
                marked += marks[i] ? 1 : 0;
            curve.Add(marked, all - marked);
            bins.Add((int)Math.Min(score * bins.Bins, bins.Bins - 1), score, all, marked);
        }
        ArrayPool<double>.Shared.Return(scores);
        ArrayPool<bool>.Shared.Return(marks);
        return (bins, curve);
    }
}
