namespace HybridNet;

/// <summary>Whether a candidate may take the baseline's place, and why.</summary>
public sealed record RegressionResult
{
    /// <summary>Every comparison passed. What could not be compared has not passed.</summary>
    public bool Passed => Outcome == RegressionOutcome.Passed;

    /// <summary>Passed, regressed, or not comparable.</summary>
    public RegressionOutcome Outcome { get; init; }

    /// <summary>For scripts: 0 passed, 1 regressed, 2 not comparable.</summary>
    public int ExitCode => (int)Outcome;

    /// <summary>What decided, one sentence for each comparison, with the images concerned.</summary>
    public required string Reason { get; init; }

    /// <summary>The comparisons.</summary>
    public IReadOnlyList<Comparison> Comparison { get; init; } = [];

    /// <summary>The limits.</summary>
    public required RegressionLimits Limits { get; init; }

    /// <summary>Outcome and reason.</summary>
    public override string ToString() => $"{Outcome}: {Reason}";
}

/// <summary>What a gate comes to; the numbers are exit codes.</summary>
public enum RegressionOutcome
{
    /// <summary>Nothing speaks against the candidate.</summary>
    Passed = 0,

    /// <summary>The candidate is worse than the limits allow.</summary>
    Regressed = 1,

    /// <summary>Nothing was compared, or it cannot be.</summary>
    NotComparable = 2,
}

/// <summary>How much worse a candidate may be.</summary>
/// <param name="Margin">Loss of the mean that is tolerated, at least 0.</param>
/// <param name="RequireNonInferior">The candidate must be shown to lose less than the margin, instead of not being shown to lose more.</param>
/// <param name="MaximumNewZeroDice">Most images that may newly have no overlap; null for any number.</param>
public sealed record RegressionLimits(double Margin, bool RequireNonInferior = false, int? MaximumNewZeroDice = null);
