using System.Text.Json;

namespace HybridNet.Masks.Coco;

/// <summary>
/// COCO's run lengths: counts of 0 and 1 in turn, column after column. Written as a list, as letters, or as a polygon that
/// is drawn first.
/// </summary>
/// <remarks>
/// Letters and polygons as in cocodataset/cocoapi, maskApi.c (P. Dollar, T.-Y. Lin): six bits a letter with sign and
/// continuation, from the third count on the difference to the one before the last; a polygon is walked on a grid five times
/// as fine, and its crossings of columns become the counts.
/// </remarks>
internal static class CocoRuns
{
    private const int Fine = 5;

    /// <summary>The counts of a segmentation: one list for a run-length code, one for each polygon.</summary>
    public static IEnumerable<long[]> Of(JsonElement segmentation, int width, int height)
    {
        if (segmentation.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement polygon in segmentation.EnumerateArray())
                yield return OfPolygon([.. polygon.EnumerateArray().Select(value => value.GetDouble())], width, height);
            yield break;
        }
        JsonElement size = segmentation.GetProperty("size");
        if (size[0].GetInt32() != height || size[1].GetInt32() != width)
            throw new FormatException($"a segmentation is for {size[1]} x {size[0]} pixels, the image has {width} x {height}");
        JsonElement counts = segmentation.GetProperty("counts");
        yield return counts.ValueKind == JsonValueKind.String
            ? OfLetters(counts.GetString()!)
            : [.. counts.EnumerateArray().Select(value => value.GetInt64())];
    }

    /// <summary>
    /// Sets the pixels of the counts; where they end early the rest is background, as COCO's own decoder has it.
    /// </summary>
    /// <exception cref="FormatException">The counts are more than the image has pixels.</exception>
    public static void Paint(long[] counts, Mask mask)
    {
        if (counts.Any(count => count < 0) || counts.Sum() > mask.Area)
            throw new FormatException($"its counts are {counts.Sum()} pixels, the image has {mask.Area}");
        long at = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (i % 2 == 1)
                for (long pixel = at; pixel < at + counts[i]; pixel++)
                    mask[(int)(pixel / mask.Height), (int)(pixel % mask.Height)] = true;
            at += counts[i];
        }
    }

    /// <summary>The counts of a mask.</summary>
    public static long[] Of(Mask mask)
    {
        var counts = new List<long>();
        long length = 0;
        bool value = false;
        for (int x = 0; x < mask.Width; x++)
        for (int y = 0; y < mask.Height; y++)
        {
            if (mask[x, y] == value)
            {
                length++;
                continue;
            }
            counts.Add(length);
            (length, value) = (1, !value);
        }
        counts.Add(length);
        return [.. counts];
    }

    /// <summary>Counts as letters.</summary>
    public static string Letters(long[] counts)
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < counts.Length; i++)
        {
            long value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            bool more = true;
            while (more)
            {
                int letter = (int)(value & 0x1f);
                value >>= 5;
                more = (letter & 0x10) != 0 ? value != -1 : value != 0;
                text.Append((char)((more ? letter | 0x20 : letter) + 48));
            }
        }
        return text.ToString();
    }

    /// <summary>Letters as counts.</summary>
    public static long[] OfLetters(string text)
    {
        var counts = new List<long>();
        for (int at = 0; at < text.Length; )
        {
            long value = 0;
            int shift = 0,
                letter;
            do
            {
                if (at >= text.Length || shift > 55)
                    throw new FormatException("its letters end in the middle of a count");
                letter = text[at++] - 48;
                if (letter is < 0 or > 63)
                    throw new FormatException($"'{text[at - 1]}' is no letter of a count");
                value |= (long)(letter & 0x1f) << shift;
                shift += 5;
            } while ((letter & 0x20) != 0);
            if ((letter & 0x10) != 0)
                value |= -1L << shift;
            counts.Add(counts.Count > 2 ? value + counts[^2] : value);
        }
        return [.. counts];
    }

    /// <summary>The counts of a polygon.</summary>
    private static long[] OfPolygon(double[] points, int width, int height)
    {
        int corners = points.Length / 2;
        int[] x = new int[corners + 1],
            y = new int[corners + 1];
        for (int j = 0; j < corners; j++)
            (x[j], y[j]) = ((int)(Fine * points[2 * j] + 0.5), (int)(Fine * points[2 * j + 1] + 0.5));
        (x[corners], y[corners]) = (x[0], y[0]);
        var line = new List<(int U, int V)>();
        for (int j = 0; j < corners; j++)
            Walk(line, x[j], y[j], x[j + 1], y[j + 1]);
        return Crossings(line, width, height);
    }

    /// <summary>The fine pixels from one corner to the next.</summary>
    private static void Walk(List<(int U, int V)> line, int xs, int ys, int xe, int ye)
    {
        int dx = Math.Abs(xe - xs),
            dy = Math.Abs(ys - ye);
        bool flip = (dx >= dy && xs > xe) || (dx < dy && ys > ye);
        if (flip)
            (xs, ys, xe, ye) = (xe, ye, xs, ys);
        if (dx >= dy)
        {
            double slope = dx == 0 ? 0 : (double)(ye - ys) / dx;
            for (int d = 0; d <= dx; d++)
            {
                int t = flip ? dx - d : d;
                line.Add((t + xs, (int)(ys + slope * t + 0.5)));
            }
        }
        else
        {
            double slope = (double)(xe - xs) / dy;
            for (int d = 0; d <= dy; d++)
            {
                int t = flip ? dy - d : d;
                line.Add(((int)(xs + slope * t + 0.5), t + ys));
            }
        }
    }

    /// <summary>Where the line crosses the middles of columns, as counts.</summary>
    private static long[] Crossings(List<(int U, int V)> line, int width, int height)
    {
        var marks = new List<long>();
        for (int j = 1; j < line.Count; j++)
        {
            if (line[j].U == line[j - 1].U)
                continue;
            int column = line[j].U < line[j - 1].U ? line[j].U : line[j].U - 1;
            double xd = (column + 0.5) / Fine - 0.5;
            if (Math.Floor(xd) != xd || xd < 0 || xd > width - 1)
                continue;
            double yd = (Math.Min(line[j].V, line[j - 1].V) + 0.5) / Fine - 0.5;
            yd = Math.Ceiling(Math.Clamp(yd, 0, height));
            marks.Add((long)xd * height + (long)yd);
        }
        marks.Add((long)width * height);
        marks.Sort();
        long before = 0;
        var gaps = new List<long>();
        foreach (long mark in marks)
        {
            gaps.Add(mark - before);
            before = mark;
        }
        var counts = new List<long> { gaps[0] };
        for (int j = 1; j < gaps.Count; )
            if (gaps[j] > 0)
                counts.Add(gaps[j++]);
            else if (++j < gaps.Count)
                counts[^1] += gaps[j++];
        return [.. counts];
    }
}
