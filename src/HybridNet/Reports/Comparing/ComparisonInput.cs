using HybridNet.Charts;

namespace HybridNet.Reports.Comparing;

/// <summary>What the page of a comparison is made of.</summary>
internal sealed record ComparisonInput
{
    /// <summary>The same two runs compared, one for each metric; at least one.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>The run that is compared with; null when the comparison came without it.</summary>
    internal RunEvidence? Baseline { get; init; }

    /// <summary>The run that is judged; null when the comparison came without it.</summary>
    internal RunEvidence? Candidate { get; init; }

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>Most images with pictures; 0 for none.</summary>
    public int ImageCount { get; init; } = PictureChoice.Usual;

    /// <summary>Where the lost Dice of the baseline goes; null when it was not looked at.</summary>
    public Why.WhyFacts? WhyBaseline { get; init; }

    /// <summary>Where the lost Dice of the candidate goes; null when it was not looked at.</summary>
    public Why.WhyFacts? WhyCandidate { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>The comparison by the metric that was named first.</summary>
    internal Comparison First => Comparisons[0];
}
