using HybridNet.Lesions;

namespace HybridNet.Causes;

/// <summary>How a lesion stands out from the ring of pixels around it in the photograph.</summary>
/// <param name="Contrast">Mean green of the lesion less that of the ring, over that of the ring (Weber).</param>
/// <param name="ColorDistance">Difference of the two mean colors, CIE 1976 (L*a*b*, D65, sRGB).</param>
/// <param name="Sharpness">
/// Mean slope of green at the outline times the equivalent radius, over the difference of lesion and ring: about 1 for an edge
/// as wide as the radius, more for a sharper one.
/// </param>
/// <param name="Illumination">Mean green of the ring over that of the field of view.</param>
/// <param name="Noise">
/// Standard deviation of green in the ring from pixel to pixel, samples of 255: differences to the mean of the four neighbours,
/// over the root of 5/4.
/// </param>
internal readonly record struct LesionSurround(
    double Contrast,
    double ColorDistance,
    double Sharpness,
    double Illumination,
    double Noise
)
{
    private const int Gap = 2,
        NarrowestRing = 3,
        WidestRing = 12,
        FewestPixels = 12;

    /// <summary>Nothing is known.</summary>
    public static LesionSurround None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Measures a lesion.</summary>
    /// <param name="map">All lesions of its side: none of them is part of the ring.</param>
    /// <param name="lesion">The lesion.</param>
    /// <param name="photo">The photograph, of the same size.</param>
    /// <param name="field">The field of view.</param>
    public static LesionSurround Of(LesionMap map, Component lesion, PhotoPixels photo, in FieldOfView field)
    {
        int ring = Math.Clamp((int)Math.Round(lesion.EquivalentDiameter / 2), NarrowestRing, WidestRing),
            reach = Gap + ring,
            left = Math.Max(0, lesion.Left - reach),
            top = Math.Max(0, lesion.Top - reach),
            right = Math.Min(map.Width - 1, lesion.Right + reach),
            bottom = Math.Min(map.Height - 1, lesion.Bottom + reach),
            width = right - left + 1,
            height = bottom - top + 1;
        // Steps to the lesion, king's moves; other lesions are marked so that they are never in the ring.
        var steps = new byte[width * height];
        var taken = new bool[width * height];
        Array.Fill(steps, byte.MaxValue);
        for (int y = top; y <= bottom; y++)
            foreach (PixelRun run in map.Row(y))
                for (int x = Math.Max(left, run.Start); x <= Math.Min(right, run.End - 1); x++)
                {
                    int i = (y - top) * width + x - left;
                    if (run.Label == lesion.Label)
                        steps[i] = 0;
                    else
                        taken[i] = true;
                }
        Spread(steps, width, height);
        return Measure(steps, taken, (left, top, width, height), reach, photo, lesion, field);
    }

    /// <summary>Two passes give the steps of a king to the nearest lesion pixel (A. Rosenfeld, J. Pfaltz, 1968).</summary>
    private static void Spread(byte[] steps, int width, int height)
    {
        for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k < steps.Length; k++)
        {
            int i = pass == 0 ? k : steps.Length - 1 - k,
                x = i % width,
                back = pass == 0 ? -1 : 1,
                least = steps[i];
            int row = i / width + back;
            if (x + back >= 0 && x + back < width)
                least = Math.Min(least, steps[i + back] + 1);
            if (row >= 0 && row < height)
                for (int side = Math.Max(0, x - 1); side <= Math.Min(width - 1, x + 1); side++)
                    least = Math.Min(least, steps[row * width + side] + 1);
            steps[i] = (byte)Math.Min(least, byte.MaxValue);
        }
    }

    private static LesionSurround Measure(
        byte[] steps,
        bool[] taken,
        (int Left, int Top, int Width, int Height) box,
        int reach,
        PhotoPixels photo,
        Component lesion,
        in FieldOfView field
    )
    {
        ReadOnlySpan<byte> pixels = photo.Bytes;
        int stride = 4 * photo.Width;
        Span<double> inside = stackalloc double[3],
            around = stackalloc double[3];
        inside.Clear();
        around.Clear();
        long insideCount = 0,
            aroundCount = 0,
            edgeCount = 0,
            noiseCount = 0;
        double slope = 0,
            noise = 0;
        for (int y = 0; y < box.Height; y++)
        for (int x = 0; x < box.Width; x++)
        {
            int i = y * box.Width + x,
                distance = steps[i];
            if (distance > reach || taken[i])
                continue;
            int at = (box.Top + y) * stride + 4 * (box.Left + x);
            bool inner = box.Left + x > 0 && box.Left + x < photo.Width - 1 && box.Top + y > 0 && box.Top + y < photo.Height - 1;
            if (distance == 0)
            {
                insideCount++;
                Add(inside, pixels.Slice(at, 3));
            }
            else if (distance > Gap && pixels[at] + pixels[at + 1] + pixels[at + 2] > 0)
            {
                aroundCount++;
                Add(around, pixels.Slice(at, 3));
                if (inner)
                {
                    double rough =
                        pixels[at + 1]
                        - (pixels[at - 3] + pixels[at + 5] + pixels[at + 1 - stride] + pixels[at + 1 + stride]) / 4.0;
                    noise += rough * rough;
                    noiseCount++;
                }
            }
            if (inner && distance <= 1 && IsEdge(steps, box.Width, box.Height, x, y))
            {
                slope += Slope(pixels, at + 1, stride);
                edgeCount++;
            }
        }
        if (insideCount == 0 || aroundCount < FewestPixels)
            return None;
        for (int c = 0; c < 3; c++)
            (inside[c], around[c]) = (inside[c] / insideCount, around[c] / aroundCount);
        double difference = inside[1] - around[1];
        return new(
            difference / Math.Max(around[1], 1),
            LabColor.Distance(inside, around),
            edgeCount == 0 ? double.NaN : slope / edgeCount * (lesion.EquivalentDiameter / 2) / Math.Max(Math.Abs(difference), 2),
            around[1] / field.Green,
            noiseCount == 0 ? double.NaN : Math.Sqrt(noise / noiseCount / 1.25)
        );
    }

    private static void Add(Span<double> sums, ReadOnlySpan<byte> pixel)
    {
        for (int c = 0; c < 3; c++)
            sums[c] += pixel[c];
    }

    /// <summary>A pixel on either side of the outline.</summary>
    private static bool IsEdge(byte[] steps, int width, int height, int x, int y)
    {
        int i = y * width + x;
        if (steps[i] == 1)
            return true;
        return (x > 0 && steps[i - 1] > 0)
            || (x < width - 1 && steps[i + 1] > 0)
            || (y > 0 && steps[i - width] > 0)
            || (y < height - 1 && steps[i + width] > 0);
    }

    /// <summary>Length of the gradient of green in samples a pixel, by the 3 x 3 masks of I. Sobel and G. Feldman.</summary>
    private static double Slope(ReadOnlySpan<byte> pixels, int at, int stride)
    {
        double dx =
                pixels[at - stride + 4]
                + 2 * pixels[at + 4]
                + pixels[at + stride + 4]
                - pixels[at - stride - 4]
                - 2 * pixels[at - 4]
                - pixels[at + stride - 4],
            dy =
                pixels[at + stride - 4]
                + 2 * pixels[at + stride]
                + pixels[at + stride + 4]
                - pixels[at - stride - 4]
                - 2 * pixels[at - stride]
                - pixels[at - stride + 4];
        return Math.Sqrt(dx * dx + dy * dy) / 8;
    }
}

/// <summary>Colors as the eye measures them: CIE L*a*b* of sRGB samples, white point D65 (IEC 61966-2-1).</summary>
internal static class LabColor
{
    /// <summary>CIE 1976 difference of two colors of 0 to 255.</summary>
    public static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        (double l1, double a1, double b1) = Of(first);
        (double l2, double a2, double b2) = Of(second);
        return Math.Sqrt((l1 - l2) * (l1 - l2) + (a1 - a2) * (a1 - a2) + (b1 - b2) * (b1 - b2));
    }

    private static (double L, double A, double B) Of(ReadOnlySpan<double> rgb)
    {
        double r = Linear(rgb[0]),
            g = Linear(rgb[1]),
            b = Linear(rgb[2]),
            x = Root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505),
            y = Root(0.2126 * r + 0.7152 * g + 0.0722 * b),
            z = Root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(double sample)
    {
        double value = sample / 255;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Root(double value) => value > 216 / 24389.0 ? Math.Cbrt(value) : (24389 / 27.0 * value + 16) / 116;
}
