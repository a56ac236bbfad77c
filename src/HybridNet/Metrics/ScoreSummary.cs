using HybridNet.Statistics;

namespace HybridNet;

/// <summary>
/// Distribution of one numeric property over the images of one run, as pandas' describe gives it, and for Dice and
/// IoU the means under each empty policy.
/// </summary>
public sealed record ScoreSummary
{
    private readonly FlatList<PolicyMean> _meansByPolicy = FlatList<PolicyMean>.Empty;

    /// <summary>Name of the run; empty for objects that belong to none.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the property.</summary>
    public required string Property { get; init; }

    /// <summary>What the objects were grouped by; null when they were not.</summary>
    public string? By { get; init; }

    /// <summary>The group; null when there are none.</summary>
    public string? Group { get; init; }

    /// <summary>Values that are numbers.</summary>
    public int Count { get; init; }

    /// <summary>Objects without a value: null or NaN.</summary>
    public int Missing { get; init; }

    /// <summary>Mean of the values as they are, whatever they stand for.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Values that are infinite, as the distance of an image with one empty mask; they make the mean infinite.</summary>
    public int Infinite { get; init; }

    /// <summary>What the figures do not say by themselves: why there is no interval, how many values are infinite, or how
    /// many images are Undetermined.</summary>
    public string? Note { get; init; }

    /// <summary>Lower end of the mean's 95 % interval; NaN where none is shown, which the note explains.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the mean's 95 % interval.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Sample standard deviation (n - 1).</summary>
    public double StandardDeviation { get; init; } = double.NaN;

    /// <summary>Smallest value.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>First quartile, linear interpolation.</summary>
    public double Quartile1 { get; init; } = double.NaN;

    /// <summary>Median.</summary>
    public double Median { get; init; } = double.NaN;

    /// <summary>Third quartile, linear interpolation.</summary>
    public double Quartile3 { get; init; } = double.NaN;

    /// <summary>Largest value.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>Means under the four empty policies; empty for a property that no policy is about.</summary>
    public IReadOnlyList<PolicyMean> MeansByPolicy
    {
        get => _meansByPolicy;
        init => _meansByPolicy = FlatList<PolicyMean>.Of(value);
    }

    /// <summary>True for the properties that the empty policies are about.</summary>
    /// <param name="property">Name of a property.</param>
    public static bool HasMeansByPolicy(string property) =>
        property.Equals("Dice", StringComparison.OrdinalIgnoreCase) || property.Equals("Iou", StringComparison.OrdinalIgnoreCase);

    /// <summary>Summarises the values of one run.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="property">Name of the property.</param>
    /// <param name="values">Value and state of every object; NaN for none. The state counts in the means by policy only.</param>
    /// <param name="resamples">Bootstrap resamples; 0 for no intervals.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="cancel">Stops the work.</param>
    public static ScoreSummary Of(
        string run,
        string property,
        IReadOnlyCollection<(double Value, MetricState? State)> values,
        int resamples,
        ulong seed,
        CancellationToken cancel = default
    )
    {
        double[] sorted = [.. values.Select(row => row.Value).Where(value => !double.IsNaN(value)).Order()];
        cancel.ThrowIfCancellationRequested();
        bool finite = Array.TrueForAll(sorted, double.IsFinite);
        ValueRange range = ValueRange.Of(property, sorted);
        int infinite = sorted.Count(double.IsInfinity);
        string? note = null;
        if (!finite)
            note = $"{infinite} of {sorted.Length} infinite: the mean is infinite, and has no interval";
        else if (resamples > 0)
            note = MeanInterval.Refusal(sorted, range);
        Interval mean = resamples > 0 && finite ? MeanInterval.Of(sorted, range, resamples, seed, cancel) : Interval.None;
        (double, MetricState)[] states =
        [
            .. values.Where(row => row.State is not null).Select(row => (row.Value, row.State!.Value)),
        ];
        IReadOnlyList<PolicyMean> means =
            HasMeansByPolicy(property) && states.Length == values.Count && states.Length > 0
                ? [.. Enum.GetValues<EmptyPolicy>().Select(policy => PolicyMean.Of(states, policy, resamples, seed, cancel))]
                : [];
        int open = states.Count(row => row.Item2 == MetricState.Undetermined);
        if (open > 0 && means.Count > 0)
            note = (note is null ? "" : note + "; ") + Open(open, states.Length, means);
        return new()
        {
            Run = run,
            Property = property,
            Count = sorted.Length,
            Missing = values.Count - sorted.Length,
            Mean = Moments.Mean(sorted),
            Infinite = infinite,
            Note = note,
            Low = mean.Low,
            High = mean.High,
            StandardDeviation = finite ? Moments.StandardDeviation(sorted) : double.NaN,
            Minimum = sorted.Length == 0 ? double.NaN : sorted[0],
            Quartile1 = Quantile.OfSorted(sorted, 0.25),
            Median = Quantile.OfSorted(sorted, 0.5),
            Quartile3 = Quantile.OfSorted(sorted, 0.75),
            Maximum = sorted.Length == 0 ? double.NaN : sorted[^1],
            MeansByPolicy = means,
        };
    }

    /// <summary>What the images whose state the log does not decide leave open.</summary>
    private static string Open(int open, int images, IReadOnlyList<PolicyMean> means)
    {
        PolicyMean usual = means.First(mean => mean.EmptyPolicy == EmptyPolicy.NonTrivial);
        string left = $"{open} of {images} images are Undetermined: the log does not say whether both masks are empty";
        return usual.MeanAtMost > usual.MeanAtLeast
            ? left
                + InvariantText.Invariant(
                    $", and NonTrivial would be {usual.MeanAtLeast:0.0000} to {usual.MeanAtMost:0.0000} with them"
                )
            : left;
    }
}
