using HybridNet.Data.Imaging.Samples;

namespace HybridNet.Data.Imaging.Tiff;

/// <summary>What the directory of a TIFF says of its samples, as a layout; kinds without a safe rule are refused by
/// name.</summary>
internal static class TiffLayout
{
    /// <exception cref="InputException">The samples are of a kind that is not read.</exception>
    public static PixelLayout Of(TiffDirectory directory, string path)
    {
        int samples = (int)directory.One(TiffField.SamplesPerPixel, 1);
        if (samples is < 1 or > 64)
            throw ImageFault.Refused(path, $"it has {samples} samples for each pixel", "Save it with one.");
        int bits = (int)directory.Same(TiffField.BitsPerSample, 1, samples),
            format = (int)directory.Same(TiffField.SampleFormat, 1, samples);
        SampleKind kind = (format, bits) switch
        {
            (1 or 4, 1 or 2 or 4 or 8 or 16 or 32 or 64) => SampleKind.Unsigned,
            (2, 8 or 16 or 32 or 64) => SampleKind.Signed,
            (3, 16 or 32 or 64) => SampleKind.Float,
            _ => throw ImageFault.Refused(
                path,
                $"it has samples of {bits} bits, {Format(format)}",
                "1, 2, 4, 8, 16, 32 and 64 bits are read, and floats of 16, 32 and 64 bits."
            ),
        };
        if (samples > 1 && directory.One(TiffField.PlanarConfiguration, 1) != 1)
            throw ImageFault.Refused(
                path,
                "its samples are stored in planes apart",
                "Save it with the samples of a pixel together."
            );
        if (samples > 1 && bits < 8)
            throw ImageFault.Refused(path, $"it has {samples} samples of {bits} bits for each pixel", "Save it with 8 bits.");
        var photometric = (TiffPhotometric)directory.One(TiffField.Photometric, 1);
        bool jpeg = directory.One(TiffField.Compression, 1) == (long)TiffCompression.Jpeg;
        int colors = photometric switch
        {
            TiffPhotometric.WhiteIsZero
            or TiffPhotometric.BlackIsZero
            or TiffPhotometric.Palette
            or TiffPhotometric.TransparencyMask => 1,
            TiffPhotometric.Rgb => 3,
            TiffPhotometric.YCbCr when jpeg => 3,
            _ => throw ImageFault.Refused(
                path,
                $"its color model is {(Enum.IsDefined(photometric) ? photometric : (int)photometric)}",
                "Grey, RGB and palettes are read: convert it."
            ),
        };
        if (samples < colors)
            throw directory.Damaged($"it has {samples} samples for {colors} colors");
        int alpha = -1;
        if (directory.Has(TiffField.ExtraSamples))
        {
            int at = directory.Numbers(TiffField.ExtraSamples, 1).AsSpan().IndexOfAny(1, 2);
            alpha = at >= 0 && colors + at < samples ? colors + at : -1;
        }
        return new PixelLayout
        {
            Kind = kind,
            // Halves become floats as they are read.
            Bits =
                kind == SampleKind.Float ? Math.Max(32, bits)
                : bits is 2 or 4 ? 8
                : bits,
            Samples = samples,
            Colors = colors,
            Alpha = alpha,
            Top = bits <= 16 ? (1 << bits) - 1 : int.MaxValue,
            WhiteIsZero = photometric == TiffPhotometric.WhiteIsZero,
            Palette = photometric == TiffPhotometric.Palette ? Colors(directory, bits, kind, samples) : null,
        };
    }

    private static Palette Colors(TiffDirectory directory, int bits, SampleKind kind, int samples)
    {
        if (kind != SampleKind.Unsigned || bits > 8 || samples != 1)
            throw directory.Damaged($"it has a palette for {samples} samples of {bits} bits");
        int entries = 1 << bits;
        long[] map = directory.Numbers(TiffField.ColorMap, 3 * entries);
        if (map.Length != 3 * entries)
            throw directory.Damaged($"its palette has {map.Length} values, {3 * entries} are needed");
        var colors = new ulong[entries];
        for (int i = 0; i < entries; i++)
            colors[i] = PaletteBackground.Color(
                (ulong)map[i] & 0xFFFF,
                (ulong)map[entries + i] & 0xFFFF,
                (ulong)map[2 * entries + i] & 0xFFFF
            );
        // Old writers put 8-bit samples into the 16-bit field.
        return new Palette(colors, bits: map.Any(value => value > 255) ? 16 : 8);
    }

    private static string Format(int format) =>
        format switch
        {
            1 => "whole numbers",
            2 => "whole numbers with a sign",
            3 => "floats",
            5 or 6 => "complex numbers",
            _ => $"of format {format}",
        };
}
