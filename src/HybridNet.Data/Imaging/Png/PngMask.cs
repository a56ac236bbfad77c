using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Data.Imaging.Png;

/// <summary>
/// Packs PNG rows straight into mask bits, with no full-size grey image between.
/// </summary>
/// <remarks>
/// A pixel is foreground when a sample of it is not 0: raw samples, no gamma, alpha left out. A palette pixel is
/// foreground when its entry is not black (see also <see cref="PaletteBackground"/>).
/// </remarks>
internal static class PngMask
{
    /// <exception cref="InputException">The file is damaged or cut off.</exception>
    public static MaskFile Read(FileBytes file, string path, CancellationToken cancel)
    {
        PngFile png = PngFile.Parse(file.Span, path);
        PngHeader header = png.Header;
        Mask mask = Mask.Uninitialized(header.Width, header.Height);
        var levels = new LevelCounter();
        try
        {
            Draw(file, png, path, ground: 0, mask, levels, cancel);
            bool dark = header.Color == PngColor.Palette && PaletteBackground.Applies(levels);
            if (dark)
                Draw(file, png, path, PaletteBackground.Of(levels), mask, levels, cancel);
            return new MaskFile(mask, levels.Count, Lossy: false) { WithoutBlack = dark };
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>Decodes the rows; of a palette, everything but the ground is foreground.</summary>
    private static void Draw(
        FileBytes file,
        in PngFile png,
        string path,
        ulong ground,
        Mask mask,
        LevelCounter levels,
        CancellationToken cancel
    )
    {
        PngHeader header = png.Header;
        byte[] palette = png.Palette.ToArray();
        if (header.Interlaced)
            mask.Words.Clear();
        PngRowSink sink = header switch
        {
            { Interlaced: true } or { Color: PngColor.Palette } or { BitDepth: 2 or 4 } => (samples, place) =>
                Spread(samples, place, header, palette, ground, mask, levels),
            { BitDepth: 1 } => (samples, place) => PackBits(samples, mask.Row(place.Y), mask.LastWordBits, levels),
            { BitDepth: 8, Color: PngColor.Grey } => (samples, place) => PackBytes(samples, mask.Row(place.Y), levels),
            _ => (samples, place) => PackPixels(samples, mask.Row(place.Y), header, levels),
        };
        PngRows.Read(
            file.Buffer,
            png,
            path,
            (samples, place) =>
            {
                if (!place.Empty || header.Color == PngColor.Palette)
                    sink(samples, place);
                else
                {
                    levels.Add(0);
                    if (!header.Interlaced)
                        mask.Row(place.Y).Clear();
                }
            },
            cancel
        );
    }

    /// <summary>8-bit grey: 32 samples become 32 bits in one comparison.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackBytes(ReadOnlySpan<byte> samples, Span<ulong> words, LevelCounter levels)
    {
        levels.AddRow(samples);
        int x = 0;
        for (int w = 0; w < words.Length; w++)
        {
            ulong word = 0;
            if (samples.Length - x >= 64)
            {
                ulong low = ~Vector256
                    .Equals(Vector256.Create(samples.Slice(x, 32)), Vector256<byte>.Zero)
                    .ExtractMostSignificantBits();
                ulong high = ~Vector256
                    .Equals(Vector256.Create(samples.Slice(x + 32, 32)), Vector256<byte>.Zero)
                    .ExtractMostSignificantBits();
                word = (low & 0xFFFFFFFF) | high << 32;
                x += 64;
            }
            else
            {
                for (int bit = 0; x < samples.Length; x++, bit++)
                    word |= samples[x] != 0 ? 1UL << bit : 0;
            }
            words[w] = word;
        }
    }

    /// <summary>1-bit grey: PNG has the first pixel in the highest bit of a byte, a mask in the lowest of a word.</summary>
    private static void PackBits(ReadOnlySpan<byte> samples, Span<ulong> words, ulong lastBits, LevelCounter levels)
    {
        words.Clear();
        samples.CopyTo(MemoryMarshal.AsBytes(words));
        ulong any = 0,
            all = ulong.MaxValue;
        for (int w = 0; w < words.Length; w++)
        {
            ulong v = words[w];
            v = (v >> 1 & 0x5555555555555555) | (v & 0x5555555555555555) << 1;
            v = (v >> 2 & 0x3333333333333333) | (v & 0x3333333333333333) << 2;
            v = (v >> 4 & 0x0F0F0F0F0F0F0F0F) | (v & 0x0F0F0F0F0F0F0F0F) << 4;
            bool last = w == words.Length - 1;
            words[w] = last ? v & lastBits : v;
            any |= words[w];
            all &= last ? v | ~lastBits : v;
        }
        if (any != 0)
            levels.Add(1);
        if (all != ulong.MaxValue)
            levels.Add(0);
    }

    /// <summary>Whole bytes for each pixel: any non-zero colour sample.</summary>
    private static void PackPixels(ReadOnlySpan<byte> samples, Span<ulong> words, PngHeader header, LevelCounter levels)
    {
        int step = header.BitsPerPixel / 8,
            bytes = header.BitDepth / 8;
        int colour = step - (header.Color is PngColor.GreyAlpha or PngColor.Rgba ? bytes : 0);
        words.Clear();
        for (int x = 0, at = 0; at < samples.Length; x++, at += step)
        {
            ulong value = 0;
            for (int i = 0; i < colour; i++)
                value = value << 8 | samples[at + i];
            levels.Add(value);
            if (value != 0)
                words[x >> 6] |= 1UL << (x & 63);
        }
    }

    /// <summary>The general way: any depth, palettes, every n-th pixel of an interlaced pass.</summary>
    private static void Spread(
        ReadOnlySpan<byte> samples,
        PngRowPlace place,
        PngHeader header,
        byte[] palette,
        ulong ground,
        Mask mask,
        LevelCounter levels
    )
    {
        Span<ulong> words = mask.Row(place.Y);
        if (place is { X: 0, Step: 1 } && !header.Interlaced)
            words.Clear();
        for (int i = 0, x = place.X; i < place.Width; i++, x += place.Step)
        {
            ulong value = PngSample.Color(samples, i, header, palette);
            levels.Add(value);
            if (value != ground)
                words[x >> 6] |= 1UL << (x & 63);
        }
    }
}
