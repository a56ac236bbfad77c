using HybridNet.Data.Imaging.Png;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Probabilities;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Makes the layers of an image on a smaller grid. Masks and maps lose no lesion: the highest pixel of a block stands
/// for it.</summary>
internal static class LayerRenderer
{
    public static ImageLayers Of(PanelImage image, ImageMasks masks, Photo? photo, int width, int quality, List<string> notes)
    {
        int columns = Math.Min(width, masks.Gt.Width);
        int rows = Math.Max(1, (int)Math.Round((double)masks.Gt.Height * columns / masks.Gt.Width));
        var whole = new PixelBox(0, 0, masks.Gt.Width, masks.Gt.Height);
        return new(
            columns,
            rows,
            photo is null ? null : PhotoOf(photo, columns, rows, quality),
            MaskOf(masks.GtInside, whole, columns, rows),
            MaskOf(masks.PredInside, whole, columns, rows),
            masks.Map is null ? null : MapOf(masks.Map, columns, rows),
            image.Work.Threshold,
            notes
        );
    }

    private static byte[] PhotoOf(Photo photo, int columns, int rows, int quality)
    {
        using var canvas = new PanelCanvas(columns, rows);
        photo.Draw(canvas.Canvas, new SKRect(0, 0, 1, 1), new SKRect(0, 0, columns, rows));
        return canvas.Encode(SKEncodedImageFormat.Webp, quality);
    }

    private static byte[] MaskOf(Mask mask, PixelBox whole, int columns, int rows)
    {
        using Mask small = ScaledMask.Of(mask, whole, columns, rows);
        return PngWriter.Mask(small);
    }

    private static byte[] MapOf(ProbabilityMap map, int columns, int rows)
    {
        var samples = new byte[columns * rows];
        for (int y = 0; y < map.Height; y++)
        {
            int from = (int)((long)y * rows / map.Height);
            for (int x = 0; x < map.Width; x++)
            {
                ref byte sample = ref samples[from * columns + (int)((long)x * columns / map.Width)];
                sample = Math.Max(sample, Level(map, y * map.Width + x));
            }
        }
        return PngWriter.Samples(samples, columns, rows, 8, PngColor.Grey);
    }

    /// <summary>The byte level of a sample, rounded down: level / 255 is never above the probability.</summary>
    private static byte Level(ProbabilityMap map, int at) =>
        map.Format switch
        {
            ProbabilityFormat.UInt8 => map.Samples<byte>()[at],
            ProbabilityFormat.UInt16 => (byte)(map.Samples<ushort>()[at] / 257),
            ProbabilityFormat.Float32 => (byte)Math.Clamp(map.Samples<float>()[at] * 255.0, 0, 255),
            _ => (byte)Math.Clamp(map.Samples<double>()[at] * 255.0, 0, 255),
        };
}
