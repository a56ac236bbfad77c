using HybridNet.Comparisons;

namespace HybridNet;

/// <summary>Two runs compared by one metric, image by image.</summary>
/// <remarks>
/// <para>
/// The means are about the images that have a value under the empty policy in both runs. What else there is, is judged
/// too: images of one run only are bounded (<see cref="WorstLow"/>, <see cref="BestHigh"/>), and images without a lesion
/// have <see cref="FalseAlarms"/>.
/// </para>
/// <para>
/// Interval and p come from one method, the sign-flip test and its inversion, so a verdict and its p never contradict.
/// Several metrics of one comparison are adjusted together by Holm's method: <see cref="HolmP"/> decides the verdict, and
/// the interval has the level of its step, which <see cref="IntervalLevel"/> gives.
/// </para>
/// </remarks>
public sealed record Comparison
{
    private readonly FlatList<string> _noValueInCandidate = FlatList<string>.Empty;

    private readonly FlatList<string> _noValueInBaseline = FlatList<string>.Empty;

    private readonly FlatList<ImageChange> _images = FlatList<ImageChange>.Empty;

    private readonly FlatList<string> _newZeroDice = FlatList<string>.Empty;

    private readonly FlatList<string> _missingInCandidate = FlatList<string>.Empty;

    private readonly FlatList<string> _missingInBaseline = FlatList<string>.Empty;

    /// <summary>The metric: Dice, Iou, Precision, Recall or Pearson.</summary>
    public required string Metric { get; init; }

    /// <summary>Name of the baseline.</summary>
    public required string BaselineRun { get; init; }

    /// <summary>Name of the candidate.</summary>
    public required string CandidateRun { get; init; }

    /// <summary>Class of the lesion where the runs are of one of several; null where there is one kind only.</summary>
    public string? Class { get; init; }

    /// <summary>Images that are compared.</summary>
    public int N { get; init; }

    /// <summary>Subjects of the compared images, which are resampled as a whole; null when no id has one, and images
    /// are.</summary>
    public int? Subjects { get; init; }

    /// <summary>Images of the candidate that the baseline does not have, in the candidate's order.</summary>
    public IReadOnlyList<string> MissingInBaseline
    {
        get => _missingInBaseline;
        init => _missingInBaseline = FlatList<string>.Of(value);
    }

    /// <summary>Images of the baseline that the candidate does not have, in the baseline's order.</summary>
    public IReadOnlyList<string> MissingInCandidate
    {
        get => _missingInCandidate;
        init => _missingInCandidate = FlatList<string>.Of(value);
    }

    /// <summary>Images of both runs without a value on at least one side: the policy leaves them out, or none was
    /// logged.</summary>
    public int LeftOut { get; init; }

    /// <summary>Images of both runs for which only the candidate has a value.</summary>
    public IReadOnlyList<string> NoValueInBaseline
    {
        get => _noValueInBaseline;
        init => _noValueInBaseline = FlatList<string>.Of(value);
    }

    /// <summary>Images of both runs for which only the baseline has a value.</summary>
    public IReadOnlyList<string> NoValueInCandidate
    {
        get => _noValueInCandidate;
        init => _noValueInCandidate = FlatList<string>.Of(value);
    }

    /// <summary>What happens on images without a lesion.</summary>
    public FalseAlarms FalseAlarms { get; init; } = new();

    /// <summary>Mean of the baseline over the compared images.</summary>
    public double BaselineMean { get; init; } = double.NaN;

    /// <summary>Mean of the candidate over the compared images.</summary>
    public double CandidateMean { get; init; } = double.NaN;

    /// <summary>Mean of candidate less baseline.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of the interval of the difference, by inverting the sign-flip test.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the interval of the difference.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Lower end of the interval if every image that only one run has a value for were as bad as it can be.</summary>
    public double WorstLow { get; init; } = double.NaN;

    /// <summary>Upper end of the interval if every image that only one run has a value for were as good as it can be.</summary>
    public double BestHigh { get; init; } = double.NaN;

    /// <summary>Standard error of the difference, from the spread between subjects or images.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>What the interval allows for rare large changes that a set of this size would not show; 0 for light
    /// tails.</summary>
    public double Allowance { get; init; }

    /// <summary>
    /// Two-sided p of the sign-flip test of the mean difference; whole subjects are flipped. With heavy tails it includes
    /// the <see cref="Allowance"/>.
    /// </summary>
    public double PermutationP { get; init; } = double.NaN;

    /// <summary>
    /// Two-sided p of Wilcoxon's signed-rank test on subjects' mean differences. Its null is another one (as many gains as
    /// losses, about the median), so it may be small where the mean has not moved. NaN when nothing differs.
    /// </summary>
    public double WilcoxonP { get; init; } = double.NaN;

    /// <summary><see cref="PermutationP"/> adjusted by Holm's method for all metrics that were compared together.</summary>
    public double HolmP { get; init; } = double.NaN;

    /// <summary>Images on which the candidate is better.</summary>
    public int Wins { get; init; }

    /// <summary>Images on which both are equal.</summary>
    public int Ties { get; init; }

    /// <summary>Images on which the candidate is worse.</summary>
    public int Losses { get; init; }

    /// <summary>Images of both runs without overlap in the baseline.</summary>
    public int BaselineZeroDice { get; init; }

    /// <summary>Images of both runs without overlap in the candidate.</summary>
    public int CandidateZeroDice { get; init; }

    /// <summary>Images without overlap in the candidate that were not so in the baseline.</summary>
    public IReadOnlyList<string> NewZeroDice
    {
        get => _newZeroDice;
        init => _newZeroDice = FlatList<string>.Of(value);
    }

    /// <summary>What undefined values counted.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Level that all metrics of the comparison keep together, 0 to 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Level of this interval: <see cref="Confidence"/>, raised for the number of metrics.</summary>
    public double IntervalLevel { get; init; } = double.NaN;

    /// <summary>Metrics that were compared together.</summary>
    public int Metrics { get; init; } = 1;

    /// <summary>Random sign flips.</summary>
    public int Resamples { get; init; }

    /// <summary>Seed of the sign flips.</summary>
    public ulong Seed { get; init; }

    /// <summary>What the interval says, or that the two cannot be compared.</summary>
    public Verdict Verdict { get; init; }

    /// <summary>Why: the interval in words, or what differs between the two.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Differences in the scoring and images of one run only were overruled.</summary>
    public bool Forced { get; init; }

    /// <summary>
    /// What is left when each run is taken at its own best threshold; null where it was not asked for, and for metrics that
    /// have no best threshold.
    /// </summary>
    public ThresholdEffect? AtBestThreshold { get; init; }

    /// <summary>Every image of both runs, in the baseline's order.</summary>
    public IReadOnlyList<ImageChange> Images
    {
        get => _images;
        init => _images = FlatList<ImageChange>.Of(value);
    }

    /// <summary>
    /// Which runs were compared, and how, as JSON on one line: a comparison that came through a job, Clixml or CSV is made again
    /// from it. Null where a run cannot be read again.
    /// </summary>
    public string? ComparedWith { get; init; }

    /// <summary>Tests against any mean, for a gate; null where nothing could be tested.</summary>
    internal DifferenceTests? Tests { get; init; }

    /// <summary>The baseline; empty where the comparison came through a job or a file.</summary>
    internal Origin BaselineOrigin { get; init; }

    /// <summary>The candidate; empty where the comparison came through a job or a file.</summary>
    internal Origin CandidateOrigin { get; init; }

    /// <summary>Both runs, the metric and the verdict.</summary>
    public override string ToString() => $"{BaselineRun} -> {CandidateRun}, {Metric}: {Verdict}";
}

/// <summary>What a comparison says.</summary>
public enum Verdict
{
    /// <summary>The whole interval of the difference is above 0.</summary>
    Improved,

    /// <summary>The whole interval of the difference is below 0.</summary>
    Regressed,

    /// <summary>The interval holds 0: these images do not show a difference, which is not to say that there is none.</summary>
    NoDifferenceShown,

    /// <summary>The two sides cannot be compared; the reason says why.</summary>
    NotComparable,
}
