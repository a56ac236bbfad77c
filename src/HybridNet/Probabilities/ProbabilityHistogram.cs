using HybridNet.Masks;

namespace HybridNet.Probabilities;

/// <summary>
/// The joint histogram of score and reference: how many pixels of each class have each sample value. Every threshold,
/// curve and calibration figure of an 8- or 16-bit map comes from it, and those of many images from their sum.
/// </summary>
internal sealed class ProbabilityHistogram
{
    private readonly long[] _positives,
        _all;
    private (long Positives, long All)[]? _above;
    private Dictionary<double, (long Positives, long All)> _between = [];

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="levels">Number of sample values: 256 or 65,536.</param>
    public ProbabilityHistogram(int levels)
    {
        if (levels is not (256 or 65536))
            throw new ArgumentOutOfRangeException(nameof(levels), levels, "256 or 65,536 levels are possible.");
        (_positives, _all) = (new long[levels], new long[levels]);
    }

    /// <summary>Number of sample values.</summary>
    public int Levels => _all.Length;

    /// <summary>Pixels of the reference with each sample value.</summary>
    public ReadOnlySpan<long> Positives => _positives;

    /// <summary>All pixels with each sample value.</summary>
    public ReadOnlySpan<long> All => _all;

    /// <summary>Pixels in all.</summary>
    public long Count { get; private set; }

    /// <summary>Pixels of the reference in all.</summary>
    public long PositiveCount { get; private set; }

    /// <summary>Counts a map against its reference.</summary>
    /// <param name="map">8- or 16-bit map.</param>
    /// <param name="gt">Reference of the same size.</param>
    /// <param name="region">Only pixels inside count; null for the whole image.</param>
    /// <param name="quantise">Puts floats on the highest of 65,536 levels that is not above them instead of refusing
    /// them.</param>
    /// <param name="thresholds">Probabilities that floats are compared with exactly, wherever they lie between two
    /// levels.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the map holds floats and <paramref name="quantise"/> is not
    /// given.</exception>
    public static ProbabilityHistogram Of(
        ProbabilityMap map,
        Mask gt,
        Mask? region = null,
        bool quantise = false,
        IReadOnlyList<double>? thresholds = null
    )
    {
        if (quantise && map.Format is ProbabilityFormat.Float32 or ProbabilityFormat.Float64)
        {
            using FloatLevels levels = FloatLevels.Of(map);
            ProbabilityHistogram quantised = Of(levels.Map, gt, region);
            quantised._between = levels.Between(map, gt, region, thresholds ?? []);
            return quantised;
        }
        if (map.Width != gt.Width || map.Height != gt.Height)
            throw new ArgumentException("Map and reference differ in size.", nameof(gt));
        var histogram = new ProbabilityHistogram(
            map.Format switch
            {
                ProbabilityFormat.UInt8 => 256,
                ProbabilityFormat.UInt16 => 65536,
                _ => throw new ArgumentException("A map of floats has no histogram without loss.", nameof(map)),
            }
        );
        if (map.Format == ProbabilityFormat.UInt8)
            HistogramKernel.Count8(map, gt, region, histogram._all, histogram._positives);
        else
            HistogramKernel.Count16(map, gt, region, histogram._all, histogram._positives);
        histogram.Count = histogram._all.Sum();
        histogram.PositiveCount = histogram._positives.Sum();
        return histogram;
    }

    /// <summary>Adds another image's counts: pooled figures are figures of the sum.</summary>
    /// <param name="other">A histogram with as many levels.</param>
    public void Merge(ProbabilityHistogram other)
    {
        if (other.Levels != Levels)
            throw new ArgumentException("The histograms differ in their number of levels.", nameof(other));
        for (int i = 0; i < _all.Length; i++)
        {
            _all[i] += other._all[i];
            _positives[i] += other._positives[i];
        }
        _above = null;
        if (Count == 0)
            _between = new(other._between);
        else
            foreach (double threshold in _between.Keys.ToArray())
                if (other._between.TryGetValue(threshold, out (long Positives, long All) more))
                    _between[threshold] = (_between[threshold].Positives + more.Positives, _between[threshold].All + more.All);
                else
                    _between.Remove(threshold);
        Count += other.Count;
        PositiveCount += other.PositiveCount;
    }

    /// <summary>The probability that a sample value stands for.</summary>
    /// <param name="level">Sample value.</param>
    public double Score(int level) => (double)level / (Levels - 1);

    /// <summary>The lowest sample value that counts as positive: probability &gt;= threshold.</summary>
    /// <param name="threshold">Probability, 0 to 1.</param>
    public int LevelOf(double threshold)
    {
        int level = Math.Clamp((int)Math.Ceiling(threshold * (Levels - 1) - 1e-9), 0, Levels);
        return level;
    }

    /// <summary>Pixel counts when every sample value from <paramref name="level"/> on is positive.</summary>
    /// <param name="level">Lowest positive sample value, 0 to Levels.</param>
    public Metrics.Confusion At(int level)
    {
        (long truePositive, long found) = (_above ??= Above())[level];
        long falseNegative = PositiveCount - truePositive;
        return new(truePositive, found - truePositive, falseNegative, Count - found - falseNegative);
    }

    /// <summary>Sums from each level to the top: made once, so that a sweep costs a look-up for each threshold.</summary>
    private (long Positives, long All)[] Above()
    {
        var above = new (long Positives, long All)[_all.Length + 1];
        for (int i = _all.Length - 1; i >= 0; i--)
            above[i] = (above[i + 1].Positives + _positives[i], above[i + 1].All + _all[i]);
        return above;
    }

    /// <summary>Pixel counts at a threshold: probability &gt;= threshold, exact for floats where it was named when they were
    /// counted.</summary>
    /// <param name="threshold">Probability, 0 to 1.</param>
    public Metrics.Confusion At(double threshold)
    {
        Metrics.Confusion c = At(LevelOf(threshold));
        return _between.TryGetValue(threshold, out (long Positives, long All) more)
            ? new(
                c.TruePositive + more.Positives,
                c.FalsePositive + more.All - more.Positives,
                c.FalseNegative - more.Positives,
                c.TrueNegative - more.All + more.Positives
            )
            : c;
    }

    /// <summary>Every figure that needs no threshold.</summary>
    /// <param name="bins">Calibration bins.</param>
    public ProbabilityMetrics Metrics(int bins = Calibration.DefaultBins)
    {
        var curve = new ProbabilityCurve(PositiveCount, Count - PositiveCount);
        var calibration = new Calibration(bins);
        double sum = 0,
            squares = 0,
            onGt = 0,
            brier = 0;
        int top = Levels - 1;
        for (int i = top; i >= 0; i--)
        {
            long all = _all[i],
                positives = _positives[i];
            if (all == 0)
                continue;
            curve.Add(positives, all - positives);
            double score = Score(i);
            calibration.Add((int)Math.Min((long)bins * i / top, bins - 1), score, all, positives);
            sum += score * all;
            squares += score * score * all;
            onGt += score * positives;
            brier += (1 - score) * (1 - score) * positives + score * score * (all - positives);
        }
        return new(
            new Correlation(Count, PositiveCount, sum, squares, onGt),
            curve.Auroc,
            curve.AveragePrecision,
            curve.Auprc,
            Count == 0 ? double.NaN : brier / Count,
            calibration.Expected,
            calibration.Maximum
        );
    }
}
