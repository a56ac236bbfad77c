namespace HybridNet;

/// <summary>Weight of a training image, or of a patch of one, for a weighted sampler.</summary>
/// <remarks>
/// Weights have mean 1 over the table. The shares say what the weight is made of before it was capped; they add up to 1.
/// </remarks>
public sealed record SampleWeight : IImageRecord
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Patch id; null for a whole image.</summary>
    public string? PatchId { get; init; }

    /// <summary>Relative probability of being drawn, above 0; mean 1 over the table.</summary>
    public double Weight { get; init; }

    /// <summary>The reasons with their shares, largest first: positive 50 %, small lesions 25 %, base 25 %.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Share of the weight that every image has, 0 to 1.</summary>
    public double BaseShare { get; init; }

    /// <summary>Share that a marked lesion gives, 0 to 1.</summary>
    public double PositiveShare { get; init; }

    /// <summary>Share that small lesions give, 0 to 1.</summary>
    public double SmallLesionShare { get; init; }

    /// <summary>Share that past misses give, 0 to 1.</summary>
    public double MissShare { get; init; }

    /// <summary>Share that past false alarms give, 0 to 1.</summary>
    public double HardNegativeShare { get; init; }

    /// <summary>The weight was cut to the cap.</summary>
    public bool Capped { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }

    /// <summary>The patch or image id.</summary>
    public override string ToString() => PatchId ?? ImageId;
}
