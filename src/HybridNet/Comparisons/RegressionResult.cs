namespace HybridNet;

/// <summary>Whether a candidate may take the baseline's place, and why.</summary>
public sealed record RegressionResult
{
    private readonly FlatList<Comparison> _comparison = FlatList<Comparison>.Empty;

    /// <summary>
    /// Every comparison passed, or was inconclusive and the caller lets that pass. What could not be compared has not
    /// passed.
    /// </summary>
    public bool Passed =>
        Outcome == RegressionOutcome.Passed
        || (Outcome == RegressionOutcome.Inconclusive && Limits.Inconclusive == InconclusiveAs.Pass);

    /// <summary>Passed, regressed, inconclusive or not comparable, whatever the caller makes of an inconclusive one.</summary>
    public RegressionOutcome Outcome { get; init; }

    /// <summary>For scripts: 0 passed, 1 regressed, 2 not comparable, 3 inconclusive (0 or 1 if the caller says so).</summary>
    public int ExitCode =>
        (Outcome, Limits.Inconclusive) switch
        {
            (RegressionOutcome.Inconclusive, InconclusiveAs.Pass) => (int)RegressionOutcome.Passed,
            (RegressionOutcome.Inconclusive, InconclusiveAs.Fail) => (int)RegressionOutcome.Regressed,
            _ => (int)Outcome,
        };

    /// <summary>What decided, in sentences, with the images concerned.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Loss that this set would have shown to be beyond the margin four times in five; the largest of the comparisons. NaN
    /// where nothing could be compared.
    /// </summary>
    public double DetectableLoss { get; init; } = double.NaN;

    /// <summary>
    /// Images with which a candidate that is as good as the baseline passes four times in five. Where there are as many
    /// already: with which a firm answer follows if the difference stays what it is. The largest of the comparisons; null
    /// when no number is enough (a margin of 0 and equal runs).
    /// </summary>
    public long? ImagesNeeded { get; init; }

    /// <summary>The comparisons.</summary>
    public IReadOnlyList<Comparison> Comparison
    {
        get => _comparison;
        init => _comparison = FlatList<Comparison>.Of(value);
    }

    /// <summary>The limits.</summary>
    public required RegressionLimits Limits { get; init; }

    /// <summary>Outcome and reason.</summary>
    public override string ToString() => $"{Outcome}: {Reason}";
}

/// <summary>What a gate comes to; the numbers are exit codes.</summary>
public enum RegressionOutcome
{
    /// <summary>A loss of the margin is excluded, and no limit is exceeded.</summary>
    Passed = 0,

    /// <summary>A loss beyond the margin is shown, or a limit is exceeded.</summary>
    Regressed = 1,

    /// <summary>Nothing was compared, or it cannot be.</summary>
    NotComparable = 2,

    /// <summary>The images show neither.</summary>
    Inconclusive = 3,
}

/// <summary>What a script gets for an inconclusive gate.</summary>
public enum InconclusiveAs
{
    /// <summary>An exit code of its own, 3; it has not passed.</summary>
    Report,

    /// <summary>It passes, exit code 0: only a loss that is shown stops a candidate.</summary>
    Pass,

    /// <summary>It fails, exit code 1: only what is shown to be good enough goes on.</summary>
    Fail,
}

/// <summary>How much worse a candidate may be.</summary>
/// <param name="Margin">Loss of the mean that is tolerated, at least 0.</param>
/// <param name="MaximumNewZeroDice">Most images that may newly have no overlap; null for any number.</param>
/// <param name="MaximumNewFalseAlarm">
/// Most healthy images that may newly have a false alarm. Null: no increase may be shown, and without proof at most one in
/// twenty healthy images, or one, more than are gone.
/// </param>
/// <param name="Inconclusive">What a script gets when neither is shown.</param>
public sealed record RegressionLimits(
    double Margin,
    int? MaximumNewZeroDice = null,
    int? MaximumNewFalseAlarm = null,
    InconclusiveAs Inconclusive = InconclusiveAs.Report
);
