namespace HybridNet.Data.Imaging.Png;

/// <summary>Single samples of a row, for the formats that have no faster way.</summary>
internal static class PngSample
{
    /// <summary>The colour samples of pixel <paramref name="i"/> as one number, alpha left out; a palette pixel's entry.</summary>
    public static ulong Color(ReadOnlySpan<byte> samples, int i, PngHeader header, byte[] palette)
    {
        if (header.Color == PngColor.Palette)
        {
            int entry = 3 * Packed(samples, i, header.BitDepth);
            return entry + 2 < palette.Length
                ? PaletteBackground.Color(palette[entry], palette[entry + 1], palette[entry + 2])
                : 0;
        }
        if (header.BitDepth < 8)
            return (ulong)Packed(samples, i, header.BitDepth);
        int bytes = header.BitDepth / 8,
            step = header.BitsPerPixel / 8;
        int colour = step - (header.Color is PngColor.GreyAlpha or PngColor.Rgba ? bytes : 0);
        ulong value = 0;
        for (int k = 0; k < colour; k++)
            value = value << 8 | samples[i * step + k];
        return value;
    }

    private static int Packed(ReadOnlySpan<byte> samples, int i, int depth)
    {
        if (depth == 8)
            return samples[i];
        int bit = i * depth;
        return samples[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
    }
}
