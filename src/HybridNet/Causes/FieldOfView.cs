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
        {
            ReadOnlySpan<byte> row = photo is null ? default : photo.Bytes.Slice(4 * y * width, 4 * width);
            ReadOnlySpan<ulong> inside = region is null ? default : region.Row(y);
            int first = -1,
                last = -1;
            long sum = 0;
            for (int x = 0; x < width; x += Step)
            {
                int sample = 0;
                if (photo is not null)
                {
                    sample = row[4 * x + 1];
                    if (sample <= Black && row[4 * x] <= Black && row[4 * x + 2] <= Black)
                        continue;
                }
                if (region is not null && (inside[x >> 6] >> (x & 63) & 1) == 0)
                    continue;
                if (first < 0)
                    first = x;
                last = x;
                sum += sample;
                count++;
            }
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, last));
            (top, bottom) = (Math.Min(top, y), y);
            green += sum;
        }
        double mean = photo is null || count == 0 ? double.NaN : green / count;
        return right < 0
            ? new(width / 2.0, height / 2.0, Math.Max(width, height) / 2.0, mean)
            : new((left + right) / 2.0, (top + bottom) / 2.0, Math.Max(right - left, bottom - top) / 2.0 + Step / 2.0, mean);
    }
}
