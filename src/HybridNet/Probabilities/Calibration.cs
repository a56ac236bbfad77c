namespace HybridNet.Probabilities;

/// <summary>
/// Expected and maximum calibration error over equal-width bins [lo, hi), the last one closed
/// (M. P. Naeini et al., AAAI 2015).
/// </summary>
internal struct Calibration
{
    /// <summary>Bins unless the caller says otherwise.</summary>
    public const int DefaultBins = 15;

    private readonly long[] _count,
        _positives;
    private readonly double[] _sum;

    /// <summary>Makes empty bins.</summary>
    /// <param name="bins">Number of bins, at least 1.</param>
    public Calibration(int bins) => (_count, _positives, _sum) = (new long[bins], new long[bins], new double[bins]);

    /// <summary>Number of bins.</summary>
    public readonly int Bins => _count.Length;

    /// <summary>Adds pixels of one score.</summary>
    /// <param name="bin">Bin, 0 to Bins - 1.</param>
    /// <param name="score">The probability.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="positives">Of these, pixels of the reference.</param>
    public readonly void Add(int bin, double score, long count, long positives)
    {
        _count[bin] += count;
        _positives[bin] += positives;
        _sum[bin] += score * count;
    }

    /// <summary>Adds pixels of different scores.</summary>
    /// <param name="bin">Bin, 0 to Bins - 1.</param>
    /// <param name="sum">Sum of their probabilities.</param>
    /// <param name="count">Pixels.</param>
    /// <param name="positives">Of these, pixels of the reference.</param>
    public readonly void AddMany(int bin, double sum, long count, long positives)
    {
        _count[bin] += count;
        _positives[bin] += positives;
        _sum[bin] += sum;
    }

    /// <summary>Mean of |confidence - share of positives|, weighted by pixels; NaN for no pixels.</summary>
    public readonly double Expected
    {
        get
        {
            double error = 0;
            long all = 0;
            for (int i = 0; i < _count.Length; i++)
            {
                error += Math.Abs(_sum[i] - _positives[i]);
                all += _count[i];
            }
            return all == 0 ? double.NaN : error / all;
        }
    }

    /// <summary>The largest |confidence - share of positives| of a bin that has pixels; NaN for no pixels.</summary>
    public readonly double Maximum
    {
        get
        {
            double worst = double.NaN;
            for (int i = 0; i < _count.Length; i++)
                if (_count[i] > 0)
                    worst = Math.Max(double.IsNaN(worst) ? 0 : worst, Math.Abs(_sum[i] - _positives[i]) / _count[i]);
            return worst;
        }
    }

    /// <summary>One row for each bin: mean confidence, share of positives, pixels.</summary>
    public readonly IEnumerable<(double Confidence, double Share, long Count)> Rows()
    {
        for (int i = 0; i < _count.Length; i++)
            yield return (
                _count[i] == 0 ? double.NaN : _sum[i] / _count[i],
                _count[i] == 0 ? double.NaN : (double)_positives[i] / _count[i],
                _count[i]
            );
    }
}
