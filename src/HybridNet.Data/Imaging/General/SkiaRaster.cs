using HybridNet.Scores;
using SkiaSharp;

namespace HybridNet.Data.Imaging.General;

/// <summary>GIF, BMP and JPEG, decoded by Skia without colour management. A GIF's first picture counts.</summary>
internal sealed class SkiaRaster : Raster
{
    private readonly SKBitmap _bitmap;
    private readonly bool _grey;

    private SkiaRaster(string path, SKBitmap bitmap, SKEncodedImageFormat format) : base(path, bitmap.Width, bitmap.Height, format == SKEncodedImageFormat.Jpeg)
    {
        _bitmap = bitmap;
        HasPalette = format == SKEncodedImageFormat.Gif;
        _grey = IsGrey();
    }

    public override ScoreFormat? ScoreFormat => _grey ? Scores.ScoreFormat.UInt8 : null;

    public override bool HasPalette { get; }

    /// <exception cref="InputException">Skia cannot decode the file.</exception>
    public static SkiaRaster Open(FileBytes file, string path)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null) throw ImageFault.Damaged(path, "it is damaged or of a kind that is not known");
        CheckSize(path, codec.Info.Width, codec.Info.Height);
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null));
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result == SKCodecResult.Success) return new SkiaRaster(path, bitmap, codec.EncodedFormat);
        bitmap.Dispose();
        throw ImageFault.Damaged(path, result == SKCodecResult.IncompleteInput ? "it is cut off" : $"decoding it ended with {result}");
    }

    public override void ReadColours(int y, Span<ulong> row)
    {
        ReadOnlySpan<byte> pixels = Row(y);
        for (int x = 0; x < row.Length; x++) row[x] = (ulong)(pixels[4 * x] << 16 | pixels[4 * x + 1] << 8 | pixels[4 * x + 2]);
    }

    public override void ReadScores(int y, ScoreMap map)
    {
        ReadOnlySpan<byte> pixels = Row(y);
        Span<byte> row = map.Samples<byte>().Slice(y * Width, Width);
        for (int x = 0; x < row.Length; x++) row[x] = pixels[4 * x];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _bitmap.Dispose();
    }

    private ReadOnlySpan<byte> Row(int y) => _bitmap.GetPixelSpan().Slice(y * _bitmap.RowBytes, 4 * Width);

    private bool IsGrey()
    {
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> pixels = Row(y);
            for (int i = 0; i < pixels.Length; i += 4)
                if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) return false;
        }
        return true;
    }
}
