using BitMiracle.LibTiff.Classic;
using HybridNet.Data.Imaging.Tiff;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>A photograph as it is looked at: 8-bit colour, turned as its file says.</summary>
internal sealed class Photo : IDisposable
{
    private readonly SKImage _image;

    private Photo(SKImage image) => _image = image;

    public int Width => _image.Width;

    public int Height => _image.Height;

    /// <summary>Decodes a photograph.</summary>
    /// <exception cref="InputException">The file is missing, damaged or of a kind that is not read.</exception>
    public static Photo Read(string path)
    {
        using FileBytes file = FileBytes.Read(path);
        if (TiffDirectory.IsTiff(file.Span))
            return new Photo(Tiff(file, path));
        using SKCodec codec = CodecOf(file, path);
        return Read(codec, path);
    }

    /// <summary>The pixels of a photograph, scaled to the size of the masks.</summary>
    /// <exception cref="InputException">
    /// The file is missing, damaged or of a kind that is not read, or its sides have another ratio than the masks'.
    /// </exception>
    public static Causes.PhotoPixels ReadPixels(string path, int width, int height)
    {
        using FileBytes file = FileBytes.Read(path);
        if (TiffDirectory.IsTiff(file.Span))
        {
            using var stored = new Photo(Tiff(file, path));
            return stored.Pixels(path, width, height);
        }
        using SKCodec codec = CodecOf(file, path);
        if (!IsUpright(codec.EncodedOrigin) || codec.Info.Width != width || codec.Info.Height != height)
        {
            using Photo photo = Read(codec, path);
            return photo.Pixels(path, width, height);
        }
        // Nothing to turn or scale, as nearly always: the decoder writes where the pixels are wanted.
        var pixels = new Causes.PhotoPixels(width, height);
        try
        {
            unsafe
            {
                fixed (byte* target = pixels.Bytes)
                    Require(codec.GetPixels(InfoOf(codec), (nint)target), path);
            }
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static Photo Read(SKCodec codec, string path)
    {
        SKImageInfo info = InfoOf(codec);
        using var bitmap = new SKBitmap(info);
        Require(codec.GetPixels(info, bitmap.GetPixels()), path);
        return new Photo(Upright(bitmap, codec.EncodedOrigin));
    }

    private static SKCodec CodecOf(FileBytes file, string path)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        SKCodec codec =
            SKCodec.Create(data) ?? throw ImageFault.Damaged(path, "it is damaged or none of PNG, JPEG, TIFF, WebP, BMP and GIF");
        if (codec.Info.Width <= Masks.Mask.MaximumSide && codec.Info.Height <= Masks.Mask.MaximumSide)
            return codec;
        SKImageInfo info = codec.Info;
        codec.Dispose();
        throw ImageFault.Damaged(path, $"its header gives {info.Width} x {info.Height} pixels");
    }

    // No colour space: the numbers of the file are shown as they are, as every viewer of the field does.
    private static SKImageInfo InfoOf(SKCodec codec) =>
        new(
            codec.Info.Width,
            codec.Info.Height,
            SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul,
            null
        );

    private static void Require(SKCodecResult result, string path)
    {
        if (result != SKCodecResult.Success)
            throw ImageFault.Damaged(
                path,
                result == SKCodecResult.IncompleteInput ? "it is cut off" : $"decoding it ended with {result}"
            );
    }

    /// <summary>Draws a part, given in fractions of the photograph, into a rectangle.</summary>
    public void Draw(SKCanvas canvas, SKRect part, SKRect target)
    {
        var source = new SKRect(part.Left * Width, part.Top * Height, part.Right * Width, part.Bottom * Height);
        float scale = target.Width / source.Width;
        // Bilinear sampling at exactly one half is the mean of four pixels; below that, mipmaps keep detail from flickering.
        SKSamplingOptions sampling =
            scale == 1 ? new(SKFilterMode.Nearest)
            : scale > 1 ? new(SKCubicResampler.Mitchell)
            : scale >= 0.5f ? new(SKFilterMode.Linear)
            : new(SKFilterMode.Linear, SKMipmapMode.Linear);
        canvas.DrawImage(_image, source, target, sampling);
    }

    private Causes.PhotoPixels Pixels(string path, int width, int height)
    {
        const double tolerance = 0.01;
        if (Math.Abs((double)Width / Height / ((double)width / height) - 1) > tolerance)
            throw new InputException(
                InputError.SizeMismatch,
                $"The photograph {path} is {Width} x {Height} pixels, the masks {width} x {height}: the one is no "
                    + "enlargement of the other.",
                path,
                "Photograph and masks must show the same part of the eye."
            );
        var pixels = new Causes.PhotoPixels(width, height);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, _image.AlphaType, null);
        bool done;
        unsafe
        {
            fixed (byte* target = pixels.Bytes)
            {
                if (Width == width && Height == height)
                    done = _image.ReadPixels(info, (nint)target, 4 * width, 0, 0);
                else
                {
                    using var scaled = new SKPixmap(info, (nint)target, 4 * width);
                    done = _image.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                }
            }
        }
        if (done)
            return pixels;
        pixels.Dispose();
        throw ImageFault.Damaged(path, "its pixels cannot be read");
    }

    public void Dispose() => _image.Dispose();

    private static bool IsUpright(SKEncodedOrigin origin) => origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default;

    private static SKImage Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        bitmap.SetImmutable();
        if (IsUpright(origin))
            return SKImage.FromBitmap(bitmap);
        bool swapped =
            origin
            is SKEncodedOrigin.LeftTop
                or SKEncodedOrigin.RightTop
                or SKEncodedOrigin.RightBottom
                or SKEncodedOrigin.LeftBottom;
        (int width, int height) = swapped ? (bitmap.Height, bitmap.Width) : (bitmap.Width, bitmap.Height);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Concat(Turn(origin, bitmap.Width, bitmap.Height));
        using SKImage stored = SKImage.FromBitmap(bitmap);
        surface.Canvas.DrawImage(stored, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return surface.Snapshot();
    }

    /// <summary>Maps stored pixels to upright ones (Exif 2.3, tag 0x0112).</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, float w, float h) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => new(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };

    private static SKImage Tiff(FileBytes file, string path)
    {
        LibTiffStrips.Quiet();
        using var stream = new MemoryStream(file.Buffer, 0, file.Length, writable: false);
        using BitMiracle.LibTiff.Classic.Tiff? tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen(
            path,
            "r",
            stream,
            new TiffStream()
        );
        if (
            tiff is null
            || tiff.GetField(TiffTag.IMAGEWIDTH) is not { } wide
            || tiff.GetField(TiffTag.IMAGELENGTH) is not { } high
        )
            throw ImageFault.Damaged(path, "it is damaged");
        (int width, int height) = (wide[0].ToInt(), high[0].ToInt());
        if (width is < 1 or > Masks.Mask.MaximumSide || height is < 1 or > Masks.Mask.MaximumSide)
            throw ImageFault.Damaged(path, $"its header gives {width} x {height} pixels");
        var pixels = new int[checked(width * height)];
        if (!tiff.ReadRGBAImageOriented(width, height, pixels, Orientation.TOPLEFT, stopOnError: true))
            throw ImageFault.Damaged(path, "its pixel data is damaged or of a kind that is not read");
        // LibTiff packs a pixel as alpha, blue, green, red from the highest byte on: red, green, blue, alpha in memory.
        using SKData data = SKData.CreateCopy(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(pixels));
        return SKImage.FromPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), data, 4 * width);
    }
}
