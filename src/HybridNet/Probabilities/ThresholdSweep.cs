using HybridNet.Metrics;

namespace HybridNet.Probabilities;

/// <summary>
/// What each threshold would give on a run, from one joint histogram per image and their sum.
/// </summary>
/// <remarks>
/// Maps of floats are counted on 65,536 levels, each sample going to the highest level that is not above it; samples that
/// share a level with a threshold are compared with it one by one, so that every threshold splits them exactly.
/// </remarks>
internal sealed class ThresholdSweep
{
    /// <summary>Thresholds of the IDRiD protocol: 0, 1/32 ... 1 (P. Porwal et al., Med. Image Anal. 59, 2020).</summary>
    private const int ProtocolSteps = 32;

    /// <summary>Thresholds that a sweep compares floats with: those asked for and those of the protocol.</summary>
    /// <param name="thresholds">Probabilities, or null.</param>
    public static IReadOnlyList<double> Exact(IReadOnlyList<double>? thresholds) =>
        [
            .. (thresholds ?? [])
                .Concat(Enumerable.Range(0, ProtocolSteps + 1).Select(step => (double)step / ProtocolSteps))
                .Distinct(),
        ];

    private readonly List<(long[] Positives, long[] Found)> _images = [];
    private readonly int _top;
    private ProbabilityHistogram? _pooled;

    /// <summary>Begins a sweep.</summary>
    /// <param name="levels">Number of sample values of the maps: 256 or 65,536.</param>
    /// <param name="thresholds">Probabilities, or null for every level of an 8-bit map.</param>
    public ThresholdSweep(int levels, IReadOnlyList<double>? thresholds)
    {
        _top = levels - 1;
        Thresholds = thresholds ?? [.. Enumerable.Range(0, 256).Select(level => level / 255.0)];
    }

    /// <summary>Number of sample values of the maps.</summary>
    public int Levels => _top + 1;

    /// <summary>Images added.</summary>
    public int Images => _images.Count;

    /// <summary>The sum over all images; null before the first.</summary>
    public ProbabilityHistogram? Pooled => _pooled;

    /// <summary>The thresholds, in the order of the rows.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Counts of one image at every threshold, small enough to keep for all images.</summary>
    /// <param name="histogram">The image's histogram.</param>
    public void Add(ProbabilityHistogram histogram)
    {
        var positives = new long[Thresholds.Count + 1];
        var found = new long[Thresholds.Count + 1];
        for (int i = 0; i < Thresholds.Count; i++)
        {
            Confusion c = histogram.At(Thresholds[i]);
            (positives[i], found[i]) = (c.TruePositive, c.PredPixels);
        }
        positives[^1] = histogram.PositiveCount;
        _images.Add((positives, found));
        if (_pooled is null)
            _pooled = new ProbabilityHistogram(_top + 1);
        _pooled.Merge(histogram);
    }

    /// <summary>One row for each threshold; none when no image was added.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="policy">Rule for undefined values.</param>
    /// <param name="origin">The run.</param>
    internal IEnumerable<ThresholdPoint> Rows(string run, EmptyPolicy policy, Origin origin)
    {
        if (_pooled is null)
            yield break;
        double auprc33 = Protocol(_pooled),
            average = _pooled.Metrics().AveragePrecision;
        for (int i = 0; i < Thresholds.Count; i++)
        {
            Confusion pooled = _pooled.At(Thresholds[i]);
            Confusion[] images =
            [
                .. _images.Select(image => new Confusion(
                    image.Positives[i],
                    image.Found[i] - image.Positives[i],
                    image.Positives[^1] - image.Positives[i],
                    0
                )),
            ];
            PolicyMean dice = PolicyMean.Of(images.Select(c => (OverlapMetrics.Dice(c), c.State)), policy);
            yield return new ThresholdPoint
            {
                Run = run,
                Threshold = Thresholds[i],
                EmptyPolicy = policy,
                Images = dice.Count,
                MeanDice = dice.Mean,
                MeanIou = PolicyMean.Of(images.Select(c => (OverlapMetrics.Iou(c), c.State)), policy).Mean,
                PooledPrecision = OverlapMetrics.Precision(pooled),
                PooledRecall = OverlapMetrics.Recall(pooled),
                PredictedEmpty = images.Count(c => c.PredPixels == 0),
                Auprc33 = auprc33,
                AveragePrecision = average,
                Origin = origin,
            };
        }
    }

    /// <summary>
    /// The precision-recall curve at 33 equally spaced thresholds, joined by straight lines from recall 0 on; where
    /// nothing is predicted there is no point, and the curve begins at the precision of its first.
    /// </summary>
    public static double Protocol(ProbabilityHistogram pooled)
    {
        if (pooled.PositiveCount == 0)
            return double.NaN;
        double area = 0,
            lastRecall = 0,
            lastPrecision = double.NaN;
        for (int step = ProtocolSteps; step >= 0; step--)
        {
            Confusion c = pooled.At((double)step / ProtocolSteps);
            if (c.PredPixels == 0)
                continue;
            double recall = OverlapMetrics.Recall(c),
                precision = OverlapMetrics.Precision(c);
            area += (recall - lastRecall) * (precision + (double.IsNaN(lastPrecision) ? precision : lastPrecision)) / 2;
            (lastRecall, lastPrecision) = (recall, precision);
        }
        return area;
    }
}
