using HybridNet.Masks;

namespace HybridNet.Causes;

/// <summary>The round part of a fundus photograph that shows something: middle, radius and mean brightness.</summary>
/// <param name="X">Middle, column.</param>
/// <param name="Y">Middle, row.</param>
/// <param name="Radius">Half of the longer side of its box, pixels.</param>
/// <param name="Green">Mean green sample inside, 0 to 255; NaN without a photograph.</param>
internal readonly record struct FieldOfView(double X, double Y, double Radius, double Green)
{
    /// <summary>Samples up to this are the black around the field: JPEG leaves it not quite black.</summary>
    private const int Black = 20;
    private const int Step = 4;

    /// <summary>Finds the field: the box of all pixels that are not black, or of the region, or the whole image.</summary>
    public static FieldOfView Of(PhotoPixels? photo, Mask? region, int width, int height)
    {
        int left = int.MaxValue,
            top = int.MaxValue,
            right = -1,
            bottom = -1;
        double green = 0;
        long count = 0;
        for (int y = 0; y < height; y += Step)
        for (int x = 0; x < width; x += Step)
        {
            bool lit = true;
            int sample = 0;
            if (photo is not null)
            {
                ReadOnlySpan<byte> pixel = photo.Bytes.Slice(4 * (y * width + x), 3);
                sample = pixel[1];
                lit = Math.Max(pixel[0], Math.Max(pixel[1], pixel[2])) > Black;
            }
            if (region is not null)
                lit &= region[x, y];
            if (!lit)
                continue;
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), y);
            green += sample;
            count++;
        }
        double mean = photo is null || count == 0 ? double.NaN : green / count;
        return right < 0
            ? new(width / 2.0, height / 2.0, Math.Max(width, height) / 2.0, mean)
            : new((left + right) / 2.0, (top + bottom) / 2.0, Math.Max(right - left, bottom - top) / 2.0 + Step / 2.0, mean);
    }
}
