using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Pairing;

/// <summary>The sides whose masks are turned.</summary>
[Flags]
public enum InvertedSide
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The references.</summary>
    GroundTruth = 1,

    /// <summary>The predictions.</summary>
    Prediction = 2,

    /// <summary>Both.</summary>
    Both = GroundTruth | Prediction,
}

/// <summary>
/// What the caller or the layout says about the samples of a set's files, side by side; plain text, so that a store keeps
/// it.
/// </summary>
public sealed record SampleRules
{
    /// <summary>Which samples of references are foreground: NonZero, Half, &gt;=128, or class numbers as 1,2.</summary>
    public string GroundTruthForeground { get; init; } = nameof(ForegroundKind.NonZero);

    /// <summary>Which samples of predictions are foreground.</summary>
    public string PredictionForeground { get; init; } = nameof(ForegroundKind.NonZero);

    /// <summary>Masks whose object is dark on a bright ground.</summary>
    public InvertedSide Invert { get; init; }

    /// <summary>Samples that say "do not count".</summary>
    public IReadOnlyList<long> Ignore { get; init; } = [];

    /// <summary>How samples of maps become probabilities.</summary>
    public ProbabilityScale Scale { get; init; }

    /// <summary>Largest number of pixels of one file.</summary>
    public long MaximumPixels { get; init; } = MaskValues.UsualMaximumPixels;

    /// <summary>Two sets of rules are equal when they say the same.</summary>
    /// <param name="other">The other rules.</param>
    public bool Equals(SampleRules? other) =>
        other is not null
        && (GroundTruthForeground, PredictionForeground, Invert, Scale, MaximumPixels)
            == (other.GroundTruthForeground, other.PredictionForeground, other.Invert, other.Scale, other.MaximumPixels)
        && Ignore.SequenceEqual(other.Ignore);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GroundTruthForeground, PredictionForeground, Invert, Ignore.Count);

    /// <summary>What the samples of a side mean.</summary>
    /// <param name="side">References, or predictions and maps.</param>
    /// <exception cref="InputException">A rule is none.</exception>
    internal MaskValues Of(ImageSide side)
    {
        bool reference = side == ImageSide.GroundTruth;
        return new MaskValues
        {
            Foreground = ForegroundRule.Parse([reference ? GroundTruthForeground : PredictionForeground]),
            Invert = Invert.HasFlag(reference ? InvertedSide.GroundTruth : InvertedSide.Prediction),
            Ignore = Ignore,
            MaximumPixels = MaximumPixels,
            Scale = Scale,
        };
    }
}
