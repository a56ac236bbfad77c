using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>How the maps of several members become one.</summary>
public enum MergeMethod
{
    /// <summary>Weighted arithmetic mean of the probabilities.</summary>
    Mean,

    /// <summary>
    /// Weighted mean of the logits ln(p / (1 - p)), turned back. A probability is kept a quarter of a step of its depth
    /// away from 0 and 1 (1e-7 for floats), where the logit has no value.
    /// </summary>
    LogitMean,

    /// <summary>Weighted geometric mean; 0 where a member is 0.</summary>
    GeometricMean,

    /// <summary>Median; of an even number the mean of the two in the middle. Weights take no part.</summary>
    Median,

    /// <summary>The highest probability. Weights take no part.</summary>
    Maximum,

    /// <summary>Weighted share of the members at or above the vote's threshold.</summary>
    Vote,
}

/// <summary>How a merged map is stored.</summary>
public enum MergeFormat
{
    /// <summary>As the finest of the members: 8 bits, 16 bits or floats.</summary>
    Same,

    /// <summary>8-bit grey PNG.</summary>
    Png8,

    /// <summary>16-bit grey PNG.</summary>
    Png16,

    /// <summary>32-bit floats, as an array of numpy.</summary>
    Npy,
}

/// <summary>What is done to the members of an image.</summary>
internal sealed record MergeOptions
{
    /// <summary>How the maps become one.</summary>
    public MergeMethod Method { get; init; }

    /// <summary>Weight of each member; they need not add up to 1.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>What was done to each member's input.</summary>
    public required IReadOnlyList<GeometricTransform> Transforms { get; init; }

    /// <summary>Probability at and above which a member votes.</summary>
    public double VoteThreshold { get; init; } = 0.5;

    /// <summary>How the merged map is stored.</summary>
    public MergeFormat Format { get; init; }

    /// <summary>The sample format of the result.</summary>
    /// <param name="finest">The finest format of the members.</param>
    public ProbabilityFormat FormatOf(ProbabilityFormat finest) =>
        Format switch
        {
            MergeFormat.Png8 => ProbabilityFormat.UInt8,
            MergeFormat.Png16 => ProbabilityFormat.UInt16,
            MergeFormat.Npy => ProbabilityFormat.Float32,
            _ => finest == ProbabilityFormat.Float64 ? ProbabilityFormat.Float32 : finest,
        };
}
