using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BitMiracle.LibTiff.Classic;
using HybridNet.Ports;
using SkiaSharp;

namespace HybridNet.Tests.Imaging;

/// <summary>
/// Looks at a file that was accepted with another program: PNG, JPEG and GIF with Skia, TIFF with LibTiff, arrays by the few
/// lines
/// that their definition needs. Only where no rule of ours gives pixels a meaning of its own: no warning, plain samples.
/// </summary>
internal static partial class SecondDecoder
{
    /// <summary>What differs, or null.</summary>
    public static string? Differs(MaskFile mask, byte[] bytes)
    {
        ReadOnlySpan<byte> head = bytes;
        if (mask.WithoutBlack || mask.Warnings.Count > 0)
            return null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return bytes[24] > 8 ? null : Skia(mask, bytes, mustRead: true);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Skia(mask, bytes, mustRead: true);
        if (head.StartsWith("GIF8"u8))
            return Skia(mask, bytes, mustRead: false);
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
            return LibTiff(mask, bytes);
        return head.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1])
            ? Array(mask, bytes)
            : null;
    }

    private static string? Skia(MaskFile mask, byte[] bytes, bool mustRead)
    {
        using SKData data = SKData.CreateCopy(bytes);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
            return mustRead ? "a second decoder does not open it" : null;
        using var bitmap = new SKBitmap(
            new SKImageInfo(mask.Mask.Width, mask.Mask.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null)
        );
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
            return mustRead ? "a second decoder refuses it" : null;
        byte[] pixels = bitmap.GetPixelSpan().ToArray();
        int stride = bitmap.RowBytes;
        return Compare(
            mask,
            (x, y) =>
            {
                ReadOnlySpan<byte> pixel = pixels.AsSpan(y * stride + 4 * x, 4);
                return pixel[3] == 0 ? null : (pixel[0] | pixel[1] | pixel[2]) != 0;
            }
        );
    }

    private static string? LibTiff(MaskFile mask, byte[] bytes)
    {
        try
        {
            return GreyByLibTiff(mask, bytes);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // LibTiff.NET runs past its own tables, or the file's end, on fields that are garbage; other programs read such
            // files as we do.
            return null;
        }
    }

    /// <summary>Grey of 1 or 8 bits; what LibTiff refuses or mends proves nothing.</summary>
    private static string? GreyByLibTiff(MaskFile mask, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using Tiff? tiff = Tiff.ClientOpen("changed", "r", stream, new TiffStream());
        if (tiff is null)
            return null;
        int Field(TiffTag tag, int usual) => tiff.GetField(tag) is [var value, ..] ? value.ToInt() : usual;
        (int width, int height) = (Field(TiffTag.IMAGEWIDTH, 0), Field(TiffTag.IMAGELENGTH, 0));
        if (
            Field(TiffTag.SAMPLESPERPIXEL, 1) != 1
            || Field(TiffTag.BITSPERSAMPLE, 1) is not (1 or 8)
            || Field(TiffTag.SAMPLEFORMAT, 1) != 1
            || Field(TiffTag.PHOTOMETRIC, -1) is not 1
        )
            return null;
        if ((width, height) != (mask.Mask.Width, mask.Mask.Height))
            return $"a second decoder has {width} x {height} pixels";
        var pixels = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, pixels, Orientation.TOPLEFT, true))
            return null;
        return Compare(mask, (x, y) => (pixels[y * width + x] & 0xFFFFFF) != 0);
    }

    /// <summary>Bytes and floats of this machine's order, row after row.</summary>
    private static string? Array(MaskFile mask, byte[] bytes)
    {
        int start = 10 + bytes[8] + 256 * bytes[9];
        string header = Encoding.Latin1.GetString(bytes.AsSpan(10, start - 10));
        Match match = Plain().Match(header);
        if (!match.Success)
            return null;
        int height = int.Parse(match.Groups["height"].Value, CultureInfo.InvariantCulture),
            width = int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture),
            size = match.Groups["type"].Value.EndsWith('4') ? 4 : 1;
        if ((width, height) != (mask.Mask.Width, mask.Mask.Height))
            return $"its header has {width} x {height} pixels";
        return Compare(
            mask,
            (x, y) =>
            {
                int at = start + size * (y * width + x);
                return size == 4 ? BitConverter.ToSingle(bytes, at) != 0 : bytes[at] != 0;
            }
        );
    }

    private static string? Compare(MaskFile mask, Func<int, int, bool?> theirs)
    {
        for (int y = 0; y < mask.Mask.Height; y++)
        for (int x = 0; x < mask.Mask.Width; x++)
            if (theirs(x, y) is { } foreground && foreground != mask.Mask[x, y])
                return $"a second decoder differs at {x}, {y}";
        return null;
    }

    [GeneratedRegex(
        @"^\{'descr': '(?<type>\|b1|\|u1|\|i1|<f4)', 'fortran_order': False, 'shape': \((?<height>\d+), (?<width>\d+)\), \}\s*$"
    )]
    private static partial Regex Plain();
}
