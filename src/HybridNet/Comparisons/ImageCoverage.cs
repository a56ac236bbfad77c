using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>
/// Images that only one of two runs has a value for, and what their change could be at worst and at best: the value that
/// is known stays, the other is anything that the metric can be.
/// </summary>
internal sealed class ImageCoverage
{
    private const int NamedImages = 5;

    private readonly List<RowView> _rows = [];
    private readonly List<double> _worst = [],
        _best = [];
    private readonly List<RowView> _hiddenHealthy = [],
        _noBaseline = [],
        _noCandidate = [];

    /// <summary>Images that are bounded, first those of the baseline.</summary>
    public IReadOnlyList<RowView> Rows => _rows;

    /// <summary>Smallest change that is possible, for each of them.</summary>
    public IReadOnlyList<double> Worst => _worst;

    /// <summary>Largest change that is possible, for each of them.</summary>
    public IReadOnlyList<double> Best => _best;

    /// <summary>Healthy images of one run that the other does not have: false alarms could hide there.</summary>
    public IReadOnlyList<string> HiddenHealthy => Ids(_hiddenHealthy);

    /// <summary>Images of both runs without a value in the baseline.</summary>
    public IReadOnlyList<string> NoValueInBaseline => Ids(_noBaseline);

    /// <summary>Images of both runs without a value in the candidate.</summary>
    public IReadOnlyList<string> NoValueInCandidate => Ids(_noCandidate);

    /// <summary>Looks for them.</summary>
    /// <param name="onlyBaseline">Rows of images that the candidate does not have.</param>
    /// <param name="onlyCandidate">Rows of images that the baseline does not have.</param>
    /// <param name="pairs">Rows of images that both have.</param>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="policy">What undefined values count.</param>
    public ImageCoverage(
        IEnumerable<RowView> onlyBaseline,
        IEnumerable<RowView> onlyCandidate,
        IEnumerable<(RowView Baseline, RowView Candidate)> pairs,
        string metric,
        EmptyPolicy policy
    )
    {
        double least = ComparedMetric.Least(metric);
        foreach (RowView score in onlyBaseline)
            Known(score, fromBaseline: true);
        foreach ((RowView before, RowView after) in pairs)
        {
            bool lacksBefore = double.IsNaN(ComparedMetric.Logged(before, metric)),
                lacksAfter = double.IsNaN(ComparedMetric.Logged(after, metric));
            if (lacksBefore == lacksAfter)
                continue;
            (lacksBefore ? _noBaseline : _noCandidate).Add(before);
            Known(lacksBefore ? after : before, fromBaseline: lacksAfter);
        }
        foreach (RowView score in onlyCandidate)
            Known(score, fromBaseline: false);

        void Known(RowView score, bool fromBaseline)
        {
            double value = ComparedMetric.Value(score, metric, policy);
            if (score.State is MetricState.BothEmpty or MetricState.GtEmpty)
                _hiddenHealthy.Add(score);
            // Left out by the policy: the same image of the other run is left out too, or is a false alarm.
            if (double.IsNaN(value))
                return;
            _rows.Add(score);
            _worst.Add(fromBaseline ? least - value : value - 1);
            _best.Add(fromBaseline ? 1 - value : value - least);
        }
    }

    /// <summary>The ids of rows, made when they are asked for.</summary>
    public static IReadOnlyList<string> Ids(IReadOnlyList<RowView> rows) =>
        new Projection<RowView, string>(rows, row => row.ImageId);

    /// <summary>A few of the images, for a sentence.</summary>
    public static string Named(IReadOnlyList<string> imageIds) =>
        string.Join(", ", imageIds.Take(NamedImages))
        + (imageIds.Count > NamedImages ? $" and {imageIds.Count - NamedImages} more" : "");
}
