using HybridNet.Masks;

namespace HybridNet.Scores;

/// <summary>
/// The figures of a map of floats, exact: sums in double, curves from the ranks of the pixels with ties as one step.
/// </summary>
public static class FloatScores
{
    /// <summary>Every figure that needs no threshold.</summary>
    /// <param name="map">A map of 32- or 64-bit floats from 0 to 1. 64-bit samples are ranked as they are.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ScoreMetrics Of(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        if (map.Width != gt.Width || map.Height != gt.Height) throw new ArgumentException("Map and reference differ in size.", nameof(gt));
        return map.Format switch
        {
            ScoreFormat.Float32 => Of32(map, gt, region, cancel),
            ScoreFormat.Float64 => Of64(map, gt, region),
            _ => throw new ArgumentException("The map does not hold floats.", nameof(map)),
        };
    }

    private static ScoreMetrics Of32(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        Correlation sums = ScoreMoments.Of(map, gt, region);
        cancel.ThrowIfCancellationRequested();
        Calibration bins = FloatCalibration.Of(map, gt, region, sums.Sum);
        ScoreCurve curve = Curve(map, gt, region, sums.Positives, sums.Count - sums.Positives, cancel);
        // The squared difference to 1 is 1 - 2 s + s^2, to 0 it is s^2.
        double brier = sums.Count == 0 ? double.NaN : Math.Max(0, sums.SumOfSquares - 2 * sums.SumOnGt + sums.Positives) / sums.Count;
        return new(sums, curve.Auroc, curve.AveragePrecision, curve.Auprc, brier, bins.Expected, bins.Maximum);
    }

    private static ScoreCurve Curve(ScoreMap map, Mask gt, Mask? region, long positives, long negatives, CancellationToken cancel)
    {
        if (positives == 0) return new(positives, negatives);
        using RankedPixels ranked = RankedPixels.Of(map, gt, region, cancel);
        return ranked.Curve(positives, negatives);
    }

    private static ScoreMetrics Of64(ScoreMap map, Mask gt, Mask? region)
    {
        ReadOnlySpan<double> samples = map.Samples<double>();
        var scores = new double[samples.Length];
        var marks = new bool[samples.Length];
        int n = 0;
        long positives = 0;
        for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
            {
                if (region is not null && !region[x, y]) continue;
                scores[n] = samples[y * map.Width + x];
                marks[n] = gt[x, y];
                if (marks[n++]) positives++;
            }
        Array.Sort(scores, marks, 0, n);
        var sums = new ScoreSums(n, positives);
        for (int i = n - 1; i >= 0;)
        {
            double score = scores[i];
            long all = 0, marked = 0;
            for (; i >= 0 && scores[i] == score; i--, all++) marked += marks[i] ? 1 : 0;
            sums.Add(score, all, marked);
        }
        return sums.Result();
    }

    /// <summary>Everything that is added up while scores fall.</summary>
    private struct ScoreSums(long count, long positives)
    {
        private ScoreCurve _curve = new(positives, count - positives);
        private readonly Calibration _calibration = new(Calibration.DefaultBins);
        private double _sum, _squares, _onGt, _brier;
        private int _bin = Calibration.DefaultBins - 1;

        public void Add(double score, long all, long marked)
        {
            if (all == 0) return;
            _curve.Add(marked, all - marked);
            while (score * _calibration.Bins < _bin) _bin--;
            _calibration.Add(_bin, score, all, marked);
            _sum += score * all;
            _squares += score * score * all;
            _onGt += score * marked;
            _brier += (1 - score) * (1 - score) * marked + score * score * (all - marked);
        }

        public readonly ScoreMetrics Result() => new(new Correlation(count, positives, _sum, _squares, _onGt), _curve.Auroc, _curve.AveragePrecision,
            _curve.Auprc, count == 0 ? double.NaN : _brier / count, _calibration.Expected, _calibration.Maximum);
    }
}
