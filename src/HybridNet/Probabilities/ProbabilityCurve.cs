using HybridNet.Statistics;

namespace HybridNet.Probabilities;

/// <summary>
/// Areas under the curves of a probability map, added up from the highest score to the lowest; equal scores are one step.
/// </summary>
/// <remarks>
/// AUROC counts a tie as half. Average precision is the step sum of scikit-learn; AUPRC joins the same points, and
/// (recall 0, precision 1), by straight lines.
/// </remarks>
internal struct ProbabilityCurve
{
    private readonly long _positives,
        _negatives;
    private long _truePositive,
        _falsePositive;
    private double _pairs,
        _averagePrecision,
        _trapezoid;

    /// <summary>Begins with the numbers of both classes.</summary>
    /// <param name="positives">Pixels of the reference.</param>
    /// <param name="negatives">Other pixels.</param>
    public ProbabilityCurve(long positives, long negatives) => (_positives, _negatives) = (positives, negatives);

    /// <summary>Takes the next lower score.</summary>
    /// <param name="positives">Pixels of the reference with this score.</param>
    /// <param name="negatives">Other pixels with this score.</param>
    public void Add(long positives, long negatives)
    {
        _pairs += (double)negatives * _truePositive + 0.5 * negatives * positives;
        if (positives > 0)
        {
            // Between steps with positives recall stands still: only the precision before and after such a step is needed.
            double before = Precision;
            _truePositive += positives;
            _falsePositive += negatives;
            double step = (double)positives / _positives;
            _averagePrecision += step * Precision;
            _trapezoid += step * 0.5 * (Precision + before);
        }
        else
            _falsePositive += negatives;
    }

    private readonly double Precision => _truePositive + _falsePositive is > 0 and var all ? (double)_truePositive / all : 1;

    /// <summary>Area under the receiver operating curve, 0 to 1; NaN when a class is empty.</summary>
    public readonly double Auroc => _positives == 0 || _negatives == 0 ? double.NaN : _pairs / ((double)_positives * _negatives);

    /// <summary>Average precision, 0 to 1; NaN when nothing is marked.</summary>
    public readonly double AveragePrecision => _positives == 0 ? double.NaN : _averagePrecision;

    /// <summary>Area under the precision-recall curve by trapezoids, 0 to 1; NaN when nothing is marked.</summary>
    public readonly double Auprc => _positives == 0 ? double.NaN : _trapezoid;
}
