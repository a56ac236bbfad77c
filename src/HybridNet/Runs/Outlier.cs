namespace HybridNet;

/// <summary>An image score, and why an outlier filter kept or removed it.</summary>
public sealed record Outlier : ImageScore
{
    /// <summary>Takes over a score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="reason">Why it was kept or removed.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public Outlier(ImageScore score, OutlierReason reason)
        : base(score) => Reason = reason;

    /// <summary>Why the filter kept or removed the image.</summary>
    public OutlierReason Reason { get; init; }
}

/// <summary>Why an outlier filter kept or removed an image.</summary>
public enum OutlierReason
{
    /// <summary>Between the bounds.</summary>
    Kept,

    /// <summary>Outside, and both masks are empty: not a result at all.</summary>
    Trivial,

    /// <summary>Outside, and nothing overlaps: a total failure.</summary>
    ZeroOverlap,

    /// <summary>At or below the lower bound.</summary>
    BelowMinimum,

    /// <summary>At or above the upper bound.</summary>
    AboveMaximum,

    /// <summary>Outside bounds that were worked out from the values.</summary>
    Statistical,

    /// <summary>There is no value.</summary>
    Undefined,
}
