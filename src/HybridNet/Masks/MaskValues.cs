using HybridNet.Probabilities;

namespace HybridNet.Masks;

/// <summary>
/// What the samples of image files mean: one rule for all formats. The default is what a file says of itself, every
/// sample but 0 being foreground.
/// </summary>
internal sealed record MaskValues
{
    /// <summary>Largest number of decoded pixels of one file unless more is allowed: 16,384 x 16,384.</summary>
    public const long UsualMaximumPixels = 1L << 28;

    /// <summary>Every sample but 0 is foreground, nothing is ignored or turned.</summary>
    public static MaskValues Default { get; } = new();

    /// <summary>Which samples are foreground.</summary>
    public ForegroundRule Foreground { get; init; } = ForegroundRule.NonZero;

    /// <summary>Foreground and background change places; ignored pixels stay ignored.</summary>
    public bool Invert { get; init; }

    /// <summary>Samples that say "do not count": their pixels are left out as those outside of a region are.</summary>
    public IReadOnlyList<long> Ignore { get; init; } = [];

    /// <summary>
    /// Largest number of decoded pixels of one file; a map may also have no more bytes than this. It bounds the memory
    /// that a file can take, whatever its header claims.
    /// </summary>
    public long MaximumPixels { get; init; } = UsualMaximumPixels;

    /// <summary>How the samples of a probability map become probabilities.</summary>
    public ProbabilityScale Scale { get; init; }
}
