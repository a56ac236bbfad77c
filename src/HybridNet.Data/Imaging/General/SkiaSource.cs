using HybridNet.Data.Imaging.Jpeg;
using HybridNet.Data.Imaging.Samples;
using HybridNet.Masks;
using SkiaSharp;

namespace HybridNet.Data.Imaging.General;

/// <summary>JPEG, WebP, and BMP of compressed or odd kinds, decoded by Skia without color management.</summary>
internal sealed class SkiaSource : RowSource
{
    private const int BlockRows = 16;

    private readonly FileBytes _file;
    private readonly SKImageInfo _info;
    private readonly bool _byRows;

    private SkiaSource(string path, FileBytes file, SKImageInfo info, PixelLayout layout, bool byRows)
        : base(path, info.Width, info.Height, layout) => (_file, _info, _byRows) = (file, info, byRows);

    /// <summary>JPEG and WebP.</summary>
    public static bool Knows(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || IsWebP(file);

    /// <exception cref="InputException">Skia cannot decode the file, or it is too large.</exception>
    public static SkiaSource Open(FileBytes file, string path, MaskValues values)
    {
        if (!Bmp.BmpRuns.AreWhole(file.Span))
            throw ImageFault.Damaged(path, "its runs leave the picture or are cut off");
        using SKCodec codec = Codec(file, path);
        bool jpeg = codec.EncodedFormat == SKEncodedImageFormat.Jpeg,
            grey = jpeg && codec.Info.ColorType == SKColorType.Gray8;
        if (jpeg && JpegMarkers.Components(file.Span) == 4)
            throw ImageFault.Refused(path, "its color model is Cmyk", "Grey and RGB are read: convert it.");
        if (jpeg && !JpegMarkers.HasEnd(file.Span))
            throw ImageFault.Damaged(path, "it is cut off: it has no end marker");
        bool alpha = codec.Info.AlphaType != SKAlphaType.Opaque;
        ImageFault.CheckSize(path, codec.Info.Width, codec.Info.Height, values.MaximumPixels, grey ? 1 : 4);
        var info = new SKImageInfo(
            codec.Info.Width,
            codec.Info.Height,
            grey ? SKColorType.Gray8 : SKColorType.Rgba8888,
            alpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque,
            null
        );
        var layout = new PixelLayout
        {
            Samples = grey ? 1 : 4,
            Colors = grey ? 1 : 3,
            Alpha = grey ? -1 : 3,
        };
        bool lossy = jpeg || IsWebP(file.Span) && file.Span.IndexOf("VP8 "u8) >= 0;
        return new SkiaSource(path, file, info, layout, jpeg)
        {
            Lossy = lossy,
            FurtherPages = codec.FrameCount > 1,
            Oriented = IsOriented(codec),
        };
    }

    /// <summary>The file asks to be shown turned or mirrored.</summary>
    /// <exception cref="InputException">Skia cannot decode the file.</exception>
    public static bool IsOriented(FileBytes file, string path)
    {
        using SKCodec codec = Codec(file, path);
        return IsOriented(codec);
    }

    public override void Read(RowSink sink, CancellationToken cancel)
    {
        using SKCodec codec = Codec(_file, Path);
        if (_byRows && codec.StartScanlineDecode(_info) == SKCodecResult.Success)
        {
            var block = new byte[BlockRows * _info.RowBytes];
            for (int y = 0; y < Height; y += BlockRows)
            {
                cancel.ThrowIfCancellationRequested();
                int rows = Math.Min(BlockRows, Height - y),
                    done;
                unsafe
                {
                    fixed (byte* target = block)
                        done = codec.GetScanlines((nint)target, rows, _info.RowBytes);
                }
                if (done != rows)
                    throw ImageFault.Damaged(Path, $"it is damaged or cut off at row {y + done}");
                sink(block.AsSpan(0, rows * _info.RowBytes), y, rows, false);
            }
            return;
        }
        using var bitmap = new SKBitmap(_info);
        SKCodecResult result = codec.GetPixels(_info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw ImageFault.Damaged(
                Path,
                result == SKCodecResult.IncompleteInput ? "it is cut off" : $"decoding it ended with {result}"
            );
        cancel.ThrowIfCancellationRequested();
        for (int y = 0; y < Height; y++)
            sink(bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, _info.RowBytes), y, 1, false);
    }

    private static bool IsOriented(SKCodec codec) =>
        codec.EncodedOrigin is not (SKEncodedOrigin.Default or SKEncodedOrigin.TopLeft);

    private static SKCodec Codec(FileBytes file, string path)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        return SKCodec.Create(data) ?? throw ImageFault.Damaged(path, "it is damaged or of a kind that is not known");
    }

    private static bool IsWebP(ReadOnlySpan<byte> file) =>
        file.StartsWith("RIFF"u8) && file.Length > 15 && file[8..].StartsWith("WEBP"u8);
}
