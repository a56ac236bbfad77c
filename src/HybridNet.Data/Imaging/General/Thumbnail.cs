using HybridNet.Data.Imaging.Samples;
using SkiaSharp;

namespace HybridNet.Data.Imaging.General;

/// <summary>Small grey pictures, for comparing photographs.</summary>
internal static class Thumbnail
{
    /// <summary>Decodes as small as the format allows, then averages.</summary>
    /// <exception cref="InputException">Skia cannot decode the file.</exception>
    public static float[] OfPicture(FileBytes file, string path, int side)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        using SKCodec? codec = SKCodec.Create(data);
        if (codec is null)
            throw ImageFault.Damaged(path, "it is damaged or of a kind that is not known");
        // Twice the side leaves enough for the average; JPEG alone decodes to a fraction of its size.
        SKSizeI size = codec.GetScaledDimensions(Math.Min(1, 2f * side / Math.Min(codec.Info.Width, codec.Info.Height)));
        using var bitmap = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null)
        );
        SKCodecResult result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw ImageFault.Damaged(
                path,
                result == SKCodecResult.IncompleteInput ? "it is cut off" : $"decoding it ended with {result}"
            );
        var grey = new float[size.Width * size.Height];
        for (int y = 0; y < size.Height; y++)
        {
            ReadOnlySpan<byte> row = bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, 4 * size.Width);
            for (int x = 0; x < size.Width; x++)
                grey[y * size.Width + x] = (row[4 * x] + row[4 * x + 1] + row[4 * x + 2]) / 765f;
        }
        return Average(grey, size.Width, size.Height, side);
    }

    /// <summary>Averages the rows of a photograph: colors of 8 or 16 bits, or of a palette.</summary>
    public static float[] OfSource(RowSource source, int side)
    {
        PixelLayout layout = source.Layout;
        if (layout is { Kind: not SampleKind.Unsigned } or { Bits: not (8 or 16) })
            throw ImageFault.Refused(source.Path, "it is no photograph of 8 or 16 bits", "Save it as RGB with 8 bits.");
        var grey = new float[source.Width * source.Height];
        int stride = layout.BytesOf(source.Width);
        source.Read(
            (rows, y, count, _) =>
            {
                for (int i = 0; i < count; i++)
                for (int x = 0; x < source.Width; x++)
                    grey[(y + i) * source.Width + x] = Light(rows.Slice(i * stride, stride), x, layout);
            },
            CancellationToken.None
        );
        return Average(grey, source.Width, source.Height, side);
    }

    private static float Light(ReadOnlySpan<byte> row, int x, PixelLayout layout)
    {
        if (layout.Palette is { } palette)
        {
            ulong color = row[x] < palette.Count ? palette.Color(row[x]) : 0;
            return ((color >> 32) + (color >> 16 & 0xFFFF) + (color & 0xFFFF)) / (3f * palette.Top);
        }
        float sum = 0;
        for (int k = 0; k < layout.Colors; k++)
        {
            int at = x * layout.Samples + k;
            sum += layout.Bits == 8 ? row[at] : BitConverter.ToUInt16(row[(2 * at)..]);
        }
        float light = sum / (layout.Colors * layout.Top);
        return layout.WhiteIsZero ? 1 - light : light;
    }

    /// <summary>Means of blocks; a picture smaller than the thumbnail repeats its pixels.</summary>
    private static float[] Average(float[] grey, int width, int height, int side)
    {
        var result = new float[side * side];
        for (int v = 0; v < side; v++)
        for (int u = 0; u < side; u++)
        {
            int left = u * width / side,
                right = Math.Max(left + 1, (u + 1) * width / side),
                top = v * height / side,
                bottom = Math.Max(top + 1, (v + 1) * height / side);
            float sum = 0;
            for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                sum += grey[y * width + x];
            result[v * side + u] = sum / ((right - left) * (bottom - top));
        }
        return result;
    }
}
