using HybridNet.Runs.Columns;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>
/// What two runs do on images without a lesion: their means leave such images out (or count them 0 or 1), so that what
/// changes there is a figure of its own.
/// </summary>
/// <remarks>
/// A healthy image is one on which either run found nothing marked. Its change is 1 for a new false alarm, -1 for one that
/// is gone, 0 else; interval and p are those of the mean change, by the same sign-flip test as the metric's. For images
/// that are subjects of their own that is McNemar's exact test (Psychometrika 12, 1947).
/// </remarks>
public sealed record FalseAlarms
{
    private readonly FlatList<string> _hidden = FlatList<string>.Empty;

    private readonly FlatList<string> _gone = FlatList<string>.Empty;

    private readonly FlatList<string> _new = FlatList<string>.Empty;

    /// <summary>Images of both runs on which nothing is marked.</summary>
    public int Healthy { get; init; }

    /// <summary>Images that were silent in the baseline and are not in the candidate, in the baseline's order.</summary>
    public IReadOnlyList<string> New
    {
        get => _new;
        init => _new = FlatList<string>.Of(value);
    }

    /// <summary>Images that are silent in the candidate and were not in the baseline.</summary>
    public IReadOnlyList<string> Gone
    {
        get => _gone;
        init => _gone = FlatList<string>.Of(value);
    }

    /// <summary>Healthy images of one run that the other does not have: what happens there is not known.</summary>
    public IReadOnlyList<string> Hidden
    {
        get => _hidden;
        init => _hidden = FlatList<string>.Of(value);
    }

    /// <summary>New less gone, as a share of the healthy images; NaN without any.</summary>
    public double Change { get; init; } = double.NaN;

    /// <summary>Lower end of its interval.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of its interval.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Level of the interval: raised, because it is judged together with the metrics.</summary>
    public double IntervalLevel { get; init; } = double.NaN;

    /// <summary>Two-sided p of the sign-flip test.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>One-sided p against no increase; small when there are more false alarms.</summary>
    internal double PIncrease { get; init; } = double.NaN;

    /// <summary>New less gone.</summary>
    internal int Net => New.Count - Gone.Count;

    /// <summary>In one line.</summary>
    public override string ToString() =>
        Healthy == 0
            ? "no healthy images"
            : InvariantText.Invariant(
                $"{New.Count} new and {Gone.Count} gone on {Healthy} healthy images: {Change:+0.000;-0.000;0.000} "
                    + $"[{Low:0.000}, {High:0.000}]"
            );

    /// <summary>Looks at every image of both runs.</summary>
    internal static FalseAlarms Of(
        Comparisons.PairedRows images,
        IReadOnlyList<string> hidden,
        Comparisons.UnitNumbers units,
        Comparisons.ComparisonOptions options,
        CancellationToken cancel
    )
    {
        double level = 1 - (1 - options.Confidence) / (options.Metrics.Count + 1);
        int[] healthy = [.. Enumerable.Range(0, images.Count).Where(place => IsHealthy(images[place]))];
        string[] appeared = [.. healthy.Where(place => IsNew(images[place])).Select(Id)],
            gone = [.. healthy.Where(place => IsGone(images[place])).Select(Id)];
        var result = new FalseAlarms
        {
            Healthy = healthy.Length,
            New = appeared,
            Gone = gone,
            Hidden = hidden,
        };
        if (healthy.Length == 0)
            return result;
        double[] changes = Array.ConvertAll(healthy, place => (IsNew(images[place]) ? 1.0 : 0) - (IsGone(images[place]) ? 1 : 0));
        (double[] sums, int[] counts) = units.Group(healthy, changes, []);
        SignFlipInversion test = SignFlipInversion.Of(sums, counts, options.Resamples, options.Seed, cancel);
        Interval interval = test.Interval(level);
        if (test.Untied == 0)
        {
            double most = WilsonInterval.Of(0, test.Units, level).High;
            interval = new(-most, most);
        }
        return result with
        {
            Change = Moments.Mean(changes),
            IntervalLevel = level,
            Low = Math.Max(-1, interval.Low),
            High = Math.Min(1, interval.High),
            P = test.P(0),
            PIncrease = test.PAbove(0),
        };

        string Id(int place) => images[place].Baseline.ImageId;
    }

    private static bool IsHealthy((RowView Before, RowView After) image) =>
        image.Before.State is MetricState.BothEmpty or MetricState.GtEmpty
        || image.After.State is MetricState.BothEmpty or MetricState.GtEmpty;

    private static bool IsNew((RowView Before, RowView After) image) =>
        image.Before.State == MetricState.BothEmpty && image.After.State.HasNoOverlap();

    private static bool IsGone((RowView Before, RowView After) image) =>
        image.After.State == MetricState.BothEmpty && image.Before.State.HasNoOverlap();
}
