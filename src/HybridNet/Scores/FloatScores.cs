using System.Runtime.CompilerServices;
using HybridNet.Masks;

namespace HybridNet.Scores;

/// <summary>
/// The figures of a map of floats, exact: sums in double, curves from a full sort with ties as one step.
/// </summary>
public static class FloatScores
{
    private const int CancelMask = (1 << 16) - 1;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ScoreMetrics Of32(ScoreMap map, Mask gt, Mask? region, CancellationToken cancel)
    {
        using RankedPixels ranked = RankedPixels.Of(map, gt, region, cancel);
        ReadOnlySpan<uint> keys = ranked.Keys;
        long positives = ranked.ZeroPositives;
        foreach (uint key in keys) positives += key & 1;
        var sums = new ScoreSums(keys.Length + ranked.Zeros, positives);
        for (int i = keys.Length - 1, steps = 0; i >= 0; steps++)
        {
            if ((steps & CancelMask) == 0) cancel.ThrowIfCancellationRequested();
            uint bits = keys[i] >> 1;
            long all = 0, marked = 0;
            for (; i >= 0 && keys[i] >> 1 == bits; i--, all++) marked += keys[i] & 1;
            sums.Add(BitConverter.UInt32BitsToSingle(bits), all, marked);
        }
        sums.Add(0, ranked.Zeros, ranked.ZeroPositives);
        return sums.Result();
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
