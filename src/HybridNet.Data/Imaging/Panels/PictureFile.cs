using HybridNet.Data.Imaging.Png;
using HybridNet.Panels;
using HybridNet.Ports;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Turns a finished canvas into the bytes of a file.</summary>
internal static class PictureFile
{
    /// <summary>Widest and tallest picture that WebP can hold (14 bits); JPEG and PNG hold more.</summary>
    private const int WebpSide = 16383,
        JpegSide = 65500;

    /// <exception cref="InputException">The picture is larger than its format can hold.</exception>
    public static byte[] Of(PanelCanvas canvas, PanelOptions options)
    {
        int side = options.Format switch
        {
            PictureFormat.Webp => WebpSide,
            PictureFormat.Jpeg => JpegSide,
            _ => int.MaxValue,
        };
        if (Math.Max(canvas.Width, canvas.Height) > side)
            throw new InputException(
                InputError.InvalidArgument,
                $"A picture of {canvas.Width} x {canvas.Height} pixels is larger than {options.Format} can hold.",
                null,
                "Give a smaller -Width, more -Columns, or -Format Png."
            );
        return options.Format switch
        {
            PictureFormat.Jpeg => canvas.Encode(SKEncodedImageFormat.Jpeg, options.Quality),
            PictureFormat.Webp => canvas.Encode(SKEncodedImageFormat.Webp, options.Quality),
            _ => PngWriter.Picture(canvas.Pixels, canvas.Width, canvas.Height),
        };
    }
}
