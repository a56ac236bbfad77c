using System.Buffers;
using HybridNet.Lesions;

namespace HybridNet.Causes;

/// <summary>How a lesion stands out from the ring of pixels around it in the photograph.</summary>
/// <param name="Contrast">Mean green of the lesion less that of the ring, over that of the ring (Weber).</param>
/// <param name="ColorDistance">Difference of the two mean colors, CIE 1976 (L*a*b*, D65, sRGB).</param>
/// <param name="Sharpness">
/// 1 less the green that the lesion adds around its outline, as far as half its equivalent radius, over what it adds inside:
/// 1 for an edge without width whatever the size, less for a blurred one. Sums over many pixels stand noise that a slope at the
/// outline does not, and do not follow the size.
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
    private const byte Far = byte.MaxValue,
        Taken = byte.MaxValue - 1;

    /// <summary>Nothing is known.</summary>
    public static LesionSurround None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <summary>Measures a lesion.</summary>
    /// <param name="map">All lesions of its side: none of them is part of the ring.</param>
    /// <param name="lesion">The lesion.</param>
    /// <param name="photo">The photograph, of the same size.</param>
    /// <param name="view">The field of view.</param>
    public static LesionSurround Of(LesionMap map, Component lesion, PhotoPixels photo, in FieldOfView view)
    {
        int ring = Math.Clamp((int)Math.Round(lesion.EquivalentDiameter / 2), NarrowestRing, WidestRing),
            reach = Gap + ring,
            left = Math.Max(0, lesion.Left - reach),
            top = Math.Max(0, lesion.Top - reach),
            right = Math.Min(map.Width - 1, lesion.Right + reach),
            bottom = Math.Min(map.Height - 1, lesion.Bottom + reach),
            width = right - left + 1,
            height = bottom - top + 1;
        // Steps to the lesion, king's moves; other lesions are marked so that they are never in the ring. One column and row
        // more on each side save the tests for the edge of the box.
        int stride = width + 2;
        byte[] steps = ArrayPool<byte>.Shared.Rent(stride * (height + 2));
        Span<byte> field = steps.AsSpan(0, stride * (height + 2));
        field.Fill(Far);
        for (int y = top; y <= bottom; y++)
            foreach (PixelRun run in map.Row(y))
            {
                int from = Math.Max(left, run.Start),
                    to = Math.Min(right + 1, run.End);
                if (from < to)
                    field
                        .Slice((y - top + 1) * stride + 1 + from - left, to - from)
                        .Fill(run.Label == lesion.Label ? (byte)0 : Taken);
            }
        Spread(field, width, height);
        LesionSurround surround = Measure(field, (left, top, width, height), reach, photo, lesion, view);
        ArrayPool<byte>.Shared.Return(steps);
        return surround;
    }

    /// <summary>
    /// Two passes give the steps of a king to the nearest lesion pixel (A. Rosenfeld, J. Pfaltz, 1968). Pixels of other lesions
    /// keep their mark; steps across them are counted like any others.
    /// </summary>
    private static void Spread(Span<byte> steps, int width, int height)
    {
        int stride = width + 2;
        // Marked pixels take part through a second plane only where there are any.
        byte[]? marked = steps.Contains(Taken) ? steps.ToArray() : null;
        if (marked is not null)
            steps.Replace(Taken, Far);
        for (int y = 1; y <= height; y++)
        {
            Span<byte> row = steps.Slice(y * stride, stride);
            Spread(row, steps.Slice((y - 1) * stride, stride), forward: true);
        }
        for (int y = height; y >= 1; y--)
        {
            Span<byte> row = steps.Slice(y * stride, stride);
            Spread(row, steps.Slice((y + 1) * stride, stride), forward: false);
        }
        if (marked is null)
            return;
        for (int i = 0; i < marked.Length; i++)
            if (marked[i] == Taken)
                steps[i] = Taken;
    }

    private static void Spread(Span<byte> row, ReadOnlySpan<byte> other, bool forward)
    {
        int last = row.Length - 1;
        if (forward)
            for (int x = 1; x < last; x++)
            {
                int least = Math.Min(Math.Min(other[x - 1], other[x]), Math.Min(other[x + 1], row[x - 1])) + 1;
                if (least < row[x])
                    row[x] = (byte)least;
            }
        else
            for (int x = last - 1; x > 0; x--)
            {
                int least = Math.Min(Math.Min(other[x - 1], other[x]), Math.Min(other[x + 1], row[x + 1])) + 1;
                if (least < row[x])
                    row[x] = (byte)least;
            }
    }

    private static LesionSurround Measure(
        ReadOnlySpan<byte> steps,
        (int Left, int Top, int Width, int Height) box,
        int reach,
        PhotoPixels photo,
        Component lesion,
        in FieldOfView view
    )
    {
        ReadOnlySpan<byte> pixels = photo.Bytes;
        int stride = 4 * photo.Width,
            stepStride = box.Width + 2;
        // Sums of samples are whole numbers and stay exact.
        (long Red, long Green, long Blue, long Count) inside = default,
            around = default;
        // Steps that a blurred edge is followed outwards.
        int spread = Math.Max(1, (int)Math.Round(lesion.EquivalentDiameter / 4));
        (long green, long count) edge = default;
        long noiseCount = 0,
            noise = 0;
        for (int y = 0; y < box.Height; y++)
        {
            bool innerRow = box.Top + y > 0 && box.Top + y < photo.Height - 1;
            ReadOnlySpan<byte> row = steps.Slice((y + 1) * stepStride, stepStride);
            for (int x = 0; x < box.Width; x++)
            {
                int distance = row[x + 1];
                if (distance > reach)
                    continue;
                int at = (box.Top + y) * stride + 4 * (box.Left + x);
                bool inner = innerRow && box.Left + x > 0 && box.Left + x < photo.Width - 1;
                if (distance == 0)
                    Add(ref inside, pixels.Slice(at, 3));
                else if (distance > Gap && pixels[at] + pixels[at + 1] + pixels[at + 2] > 0)
                {
                    Add(ref around, pixels.Slice(at, 3));
                    if (inner)
                    {
                        // Four times the difference to the mean of the four neighbours.
                        int rough =
                            4 * pixels[at + 1]
                            - (pixels[at - 3] + pixels[at + 5] + pixels[at + 1 - stride] + pixels[at + 1 + stride]);
                        noise += rough * rough;
                        noiseCount++;
                    }
                }
                if (distance > 0 && distance <= spread && pixels[at] + pixels[at + 1] + pixels[at + 2] > 0)
                    edge = (edge.green + pixels[at + 1], edge.count + 1);
            }
        }
        if (inside.Count == 0 || around.Count < FewestPixels)
            return None;
        ReadOnlySpan<double> own = Mean(inside),
            ring = Mean(around);
        // A lesion that hardly differs adds little more than noise: at least two samples a pixel stand below the line.
        double difference = own[1] - ring[1],
            added = (difference < 0 ? -1 : 1) * Math.Max(Math.Abs(difference), 2) * inside.Count;
        return new(
            difference / Math.Max(ring[1], 1),
            LabColor.Distance(own, ring),
            1 - (edge.green - ring[1] * edge.count) / added,
            ring[1] / view.Green,
            noiseCount == 0 ? double.NaN : Math.Sqrt(noise / 16.0 / noiseCount / 1.25)
        );
    }

    private static double[] Mean(in (long Red, long Green, long Blue, long Count) sums) =>
        [(double)sums.Red / sums.Count, (double)sums.Green / sums.Count, (double)sums.Blue / sums.Count];

    private static void Add(ref (long Red, long Green, long Blue, long Count) sums, ReadOnlySpan<byte> pixel)
    {
        sums.Red += pixel[0];
        sums.Green += pixel[1];
        sums.Blue += pixel[2];
        sums.Count++;
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
