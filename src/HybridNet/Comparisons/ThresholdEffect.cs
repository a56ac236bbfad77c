namespace HybridNet;

/// <summary>
/// What is left of the difference of two runs when each is cut at its own best threshold, and what the thresholds that they
/// were cut at made of it.
/// </summary>
/// <remarks>
/// All figures are measured from the probability maps on the same images. The best threshold of a run is chosen on four
/// fifths of the subjects and used on the last fifth, five times over (cross-fitting), so that no image is scored at a
/// threshold that it helped to choose. <see cref="UsedDifference"/> = <see cref="Difference"/> +
/// <see cref="FromThreshold"/>.
/// </remarks>
public sealed record ThresholdEffect
{
    /// <summary>Images that both runs have a readable map and a value for.</summary>
    public int Images { get; init; }

    /// <summary>Their subjects, which stay together in a fold and are resampled as a whole.</summary>
    public int Subjects { get; init; }

    /// <summary>Folds of cross-fitting.</summary>
    public int Folds { get; init; }

    /// <summary>Threshold that the baseline was cut at: as recorded, else 0.5.</summary>
    public double BaselineThreshold { get; init; } = double.NaN;

    /// <summary>Threshold that the candidate was cut at: as recorded, else 0.5.</summary>
    public double CandidateThreshold { get; init; } = double.NaN;

    /// <summary>The baseline's best threshold: median of those that the folds chose.</summary>
    public double BaselineBest { get; init; } = double.NaN;

    /// <summary>The candidate's best threshold: median of those that the folds chose.</summary>
    public double CandidateBest { get; init; } = double.NaN;

    /// <summary>Mean difference at the thresholds that were used.</summary>
    public double UsedDifference { get; init; } = double.NaN;

    /// <summary>Mean difference with each run at its own best threshold.</summary>
    public double Difference { get; init; } = double.NaN;

    /// <summary>Lower end of its interval.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of its interval.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Two-sided p of its sign-flip test.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>What the thresholds made of the difference: the used one less that at the best thresholds.</summary>
    public double FromThreshold { get; init; } = double.NaN;

    /// <summary>Lower end of the interval of that part.</summary>
    public double FromThresholdLow { get; init; } = double.NaN;

    /// <summary>Upper end of the interval of that part.</summary>
    public double FromThresholdHigh { get; init; } = double.NaN;

    /// <summary>What it comes to, or why there is no answer, and what was left out.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reason.</summary>
    public override string ToString() => Reason;
}
