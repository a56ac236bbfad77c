using System.Buffers.Binary;
using HybridNet.Probabilities;
using SkiaSharp;

namespace HybridNet.Data.Imaging.General;

/// <summary>GIF, BMP and JPEG, decoded by Skia without colour management. A GIF's first picture counts.</summary>
internal sealed class SkiaRaster : Raster
{
    private readonly SKBitmap _bitmap;
    private readonly bool _grey;

    private SkiaRaster(string path, SKBitmap bitmap, bool lossy, bool hasPalette)
        : base(path, bitmap.Width, bitmap.Height, lossy)
    {
        _bitmap = bitmap;
        HasPalette = hasPalette;
        _grey = IsGrey();
    }

    public override ProbabilityFormat? ProbabilityFormat => _grey ? Probabilities.ProbabilityFormat.UInt8 : null;

    public override bool HasPalette { get; }

    /// <exception cref="InputException">Skia cannot decode the file.</exception>
    public static SkiaRaster Open(FileBytes file, string path)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
            throw ImageFault.Damaged(path, "it is damaged or of a kind that is not known");
        CheckSize(path, codec.Info.Width, codec.Info.Height);
        var bitmap = new SKBitmap(
            new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null)
        );
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success)
            return new SkiaRaster(
                path,
                bitmap,
                codec.EncodedFormat == SKEncodedImageFormat.Jpeg,
                HoldsPalette(file.Span, codec.EncodedFormat)
            );
        bitmap.Dispose();
        throw ImageFault.Damaged(
            path,
            result == SKCodecResult.IncompleteInput ? "it is cut off" : $"decoding it ended with {result}"
        );
    }

    public override void ReadColors(int y, Span<ulong> row)
    {
        ReadOnlySpan<byte> pixels = Row(y);
        for (int x = 0; x < row.Length; x++)
            row[x] = PaletteBackground.Color(pixels[4 * x], pixels[4 * x + 1], pixels[4 * x + 2]);
    }

    public override void ReadProbabilities(int y, ProbabilityMap map)
    {
        ReadOnlySpan<byte> pixels = Row(y);
        Span<byte> row = map.Samples<byte>().Slice(y * Width, Width);
        for (int x = 0; x < row.Length; x++)
            row[x] = pixels[4 * x];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bitmap.Dispose();
    }

    /// <summary>A GIF always; a BMP with up to 8 bits for each pixel, whose number stands at another place in its oldest header.</summary>
    private static bool HoldsPalette(ReadOnlySpan<byte> file, SKEncodedImageFormat format) =>
        format == SKEncodedImageFormat.Gif
        || format == SKEncodedImageFormat.Bmp
            && BinaryPrimitives.ReadUInt16LittleEndian(
                file[(BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) == 12 ? 24 : 28)..]
            ) <= 8;

    private ReadOnlySpan<byte> Row(int y) => _bitmap.GetPixelSpan().Slice(y * _bitmap.RowBytes, 4 * Width);

    private bool IsGrey()
    {
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> pixels = Row(y);
            for (int i = 0; i < pixels.Length; i += 4)
                if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
                    return false;
        }
        return true;
    }
}
