using System.Runtime.InteropServices;
using HybridNet.Runs.Columns;
using HybridNet.Statistics;

namespace HybridNet;

/// <summary>A mean under one empty policy, with what was left out to get it.</summary>
/// <remarks>Under Strict the mean is NaN as long as any value is undefined.</remarks>
public sealed record PolicyMean
{
    /// <summary>The rule for undefined and zero values.</summary>
    public required EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Values that went into the mean.</summary>
    public int Count { get; init; }

    /// <summary>The mean; NaN when nothing went in, or when Strict refuses.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Lower end of the 95 % interval of the mean; NaN when there is none, as for fewer than ten values.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval of the mean; NaN when there is none.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Trivial images that were left out.</summary>
    public int LeftOutBothEmpty { get; init; }

    /// <summary>Case A images (nothing marked) that were left out: false alarms.</summary>
    public int LeftOutGtEmpty { get; init; }

    /// <summary>Images without a value, such as those of a table without the column, that were left out.</summary>
    public int Missing { get; init; }

    /// <summary>Images that Strict refuses: their value is undefined or missing.</summary>
    public int Undefined { get; init; }

    /// <summary>Images that were left out because nothing tells whether they count: the log alone does not decide their
    /// state.</summary>
    public int Undetermined { get; init; }

    /// <summary>The mean if every undetermined image were what makes it smallest; the mean itself when there is none.</summary>
    public double MeanAtLeast { get; init; } = double.NaN;

    /// <summary>The mean if every undetermined image were what makes it largest; the mean itself when there is none.</summary>
    public double MeanAtMost { get; init; } = double.NaN;

    /// <summary>The policy's name and the mean.</summary>
    public override string ToString() =>
        Undetermined == 0
            ? InvariantText.Invariant($"{EmptyPolicy} {Mean:0.0000} (n = {Count})")
            : InvariantText.Invariant(
                $"{EmptyPolicy} {Mean:0.0000} (n = {Count}; {Undetermined} undetermined, {MeanAtLeast:0.0000} to "
                    + $"{MeanAtMost:0.0000} with them)"
            );

    /// <summary>The mean Dice of rows under a policy.</summary>
    internal static PolicyMean Of(IReadOnlyList<RowView> rows, EmptyPolicy policy) =>
        Of(new Projection<RowView, (double, MetricState)>(rows, score => (score.Dice, score.State)), policy);

    /// <summary>
    /// The mean under a policy. A value without overlap counts 0, not what smoothing made of it.
    /// </summary>
    /// <param name="values">Value and state of every image.</param>
    /// <param name="policy">The rule.</param>
    /// <param name="resamples">Bootstrap resamples for the interval; 0 for none.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="cancel">Stops the work.</param>
    public static PolicyMean Of(
        IEnumerable<(double Value, MetricState State)> values,
        EmptyPolicy policy,
        int resamples = 0,
        ulong seed = 1,
        CancellationToken cancel = default
    )
    {
        // A list that grows is copied again and again; of a million values that shows.
        var used = new List<double>(values is IReadOnlyCollection<(double, MetricState)> { Count: var most } ? most : 0);
        int bothEmpty = 0,
            gtEmpty = 0,
            undefined = 0,
            missing = 0,
            maybeZero = 0,
            maybeOne = 0;
        foreach ((double value, MetricState state) in values)
        {
            double? number = ValueUnder(policy, value, state);
            if (number is { } known && !double.IsNaN(known))
                used.Add(known);
            else if (number is not null && policy != EmptyPolicy.Strict)
                missing++;
            else if (policy == EmptyPolicy.Strict)
                undefined++;
            else if (state == MetricState.BothEmpty)
                bothEmpty++;
            else if (state is MetricState.CaseUnknown or MetricState.Undetermined)
                _ = value > 0.5 ? maybeOne++ : maybeZero++;
            else
                gtEmpty++;
        }
        var result = new PolicyMean
        {
            EmptyPolicy = policy,
            Count = used.Count,
            LeftOutBothEmpty = bothEmpty,
            LeftOutGtEmpty = gtEmpty,
            Missing = missing,
            Undefined = undefined,
            Undetermined = maybeZero + maybeOne,
        };
        if (used.Count == 0 || undefined > 0)
            return result;
        // In ascending order, as every other interval of these values: the same seed then gives the same interval.
        cancel.ThrowIfCancellationRequested();
        Span<double> sample = CollectionsMarshal.AsSpan(used);
        sample.Sort();
        double mean = Moments.Mean(sample),
            sum = mean * sample.Length;
        result = result with
        {
            Mean = mean,
            MeanAtLeast = maybeZero == 0 ? mean : sum / (sample.Length + maybeZero),
            MeanAtMost = maybeOne == 0 ? mean : (sum + maybeOne) / (sample.Length + maybeOne),
        };
        if (resamples <= 0 || sample.Length < 2)
            return result;
        Interval interval = MeanInterval.Of(sample.ToArray(), ValueRange.Unit, resamples, seed, cancel);
        return result with { Low = interval.Low, High = interval.High };
    }

    /// <summary>What a value counts under a policy, or null when it is left out (or refused, under Strict).</summary>
    /// <param name="policy">The rule.</param>
    /// <param name="value">The value as logged or measured.</param>
    /// <param name="state">Why it has that value.</param>
    public static double? ValueUnder(EmptyPolicy policy, double value, MetricState state) =>
        state switch
        {
            MetricState.Defined => value,
            MetricState.BothEmpty => policy == EmptyPolicy.EmptyAsOne ? 1 : null,
            MetricState.GtEmpty or MetricState.CaseUnknown => policy is EmptyPolicy.GtPositive or EmptyPolicy.Strict ? null : 0,
            // Two empty masks and two identical ones both count 1 there.
            MetricState.Undetermined => policy == EmptyPolicy.EmptyAsOne && value > 0.5 ? 1 : null,
            _ => 0,
        };
}
