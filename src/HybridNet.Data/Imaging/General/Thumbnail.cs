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

    /// <summary>Averages a raster of 8-bit samples, grey or colour.</summary>
    public static float[] OfRaster(Raster raster, int side)
    {
        var grey = new float[raster.Width * raster.Height];
        var row = new ulong[raster.Width];
        for (int y = 0; y < raster.Height; y++)
        {
            raster.ReadColors(y, row);
            for (int x = 0; x < row.Length; x++)
                grey[y * row.Length + x] =
                    row[x] < 256 ? row[x] / 255f : ((row[x] & 255) + (row[x] >> 8 & 255) + (row[x] >> 16 & 255)) / 765f;
        }
        return Average(grey, raster.Width, raster.Height, side);
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
