namespace HybridNet.Data.Imaging.Samples;

/// <summary>What a sample is.</summary>
internal enum SampleKind
{
    /// <summary>A whole number from 0 on.</summary>
    Unsigned,

    /// <summary>A whole number, two's complement.</summary>
    Signed,

    /// <summary>An IEEE float.</summary>
    Float,
}

/// <summary>What the rows of a picture hold: samples side by side, in this machine's byte order, each row on whole
/// bytes.</summary>
internal sealed record PixelLayout
{
    /// <summary>What a sample is.</summary>
    public SampleKind Kind { get; init; }

    /// <summary>Bits of a sample: 1 (the first pixel in the highest bit), 8, 16, 32 or 64. Samples of 2 and 4 bits come as
    /// bytes.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Samples of a pixel.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>How many of them, the first ones, are colors.</summary>
    public int Colors { get; init; } = 1;

    /// <summary>Which one is alpha; below 0 for none. Whatever is neither color nor alpha has no meaning here.</summary>
    public int Alpha { get; init; } = -1;

    /// <summary>Largest unsigned sample.</summary>
    public int Top { get; init; } = 255;

    /// <summary>0 is white: unsigned samples are turned round.</summary>
    public bool WhiteIsZero { get; init; }

    /// <summary>The colors that samples are indices of, or null.</summary>
    public Palette? Palette { get; init; }

    /// <summary>The color that is transparent, one sample each; null for none.</summary>
    public int[]? TransparentColor { get; init; }

    /// <summary>Bytes of a row.</summary>
    public int BytesOf(int width) => (int)(((long)width * Samples * Bits + 7) / 8);
}
