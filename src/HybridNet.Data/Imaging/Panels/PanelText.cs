using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>The words on a panel: a head line over the fields, and a name in the corner of each.</summary>
internal static class PanelText
{
    private const string Separator = "   ";
    private const double SmallestLabel = 8;

    /// <summary>The size of the head line's letters for a width.</summary>
    public static double SizeFor(int width) => Math.Clamp(width / 80.0, 11, 26);

    /// <summary>The parts in lines that fit; a part that is too wide alone stands in a line of its own.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Wrap(IReadOnlyList<string> parts, int width, double size)
    {
        using SKFont bold = EmbeddedFont.Of(size, bold: true);
        var lines = new List<List<string>> { new() };
        float used = 0;
        foreach (string part in parts)
        {
            float wide = bold.MeasureText(part + Separator);
            if (lines[^1].Count > 0 && used + wide > width - size)
            {
                lines.Add([]);
                used = 0;
            }
            lines[^1].Add(part);
            used += wide;
        }
        return lines;
    }

    /// <summary>Height of a head of some lines.</summary>
    public static int HeightOf(int lines, double size) => (int)Math.Ceiling(size * 1.45 * lines + size * 0.7);

    /// <summary>Writes the head; the first part is bold.</summary>
    public static void Head(SKCanvas canvas, IReadOnlyList<IReadOnlyList<string>> lines, int width, double size, PanelInk colours)
    {
        using var bar = new SKPaint { Color = PanelInk.Skia(colours.Bar) };
        canvas.DrawRect(0, 0, width, HeightOf(lines.Count, size), bar);
        using SKFont regular = EmbeddedFont.Of(size),
            bold = EmbeddedFont.Of(size, bold: true);
        using SKPaint ink = Ink(colours.Ink),
            faint = Ink(colours.Faint);
        float y = (float)(size * 1.4);
        for (int line = 0; line < lines.Count; line++, y += (float)(size * 1.45))
        {
            float x = (float)(size * 0.6);
            for (int i = 0; i < lines[line].Count; i++)
            {
                bool first = line == 0 && i < 2;
                SKFont font = first ? bold : regular;
                canvas.DrawText(lines[line][i], x, y, SKTextAlign.Left, font, first ? ink : faint);
                x += font.MeasureText(lines[line][i] + Separator);
            }
        }
    }

    /// <summary>Writes words into the corner of a field, on a plate; a word can have a colour sample before it.</summary>
    public static void Label(
        SKCanvas canvas,
        SKRectI field,
        double size,
        IReadOnlyList<(string Text, Rgb? Sample)> words,
        PanelInk colours
    )
    {
        // What does not fit is written smaller, down to where it could not be read.
        while (size > SmallestLabel && WidthOf(words, size) > field.Width - 1.8 * size)
            size -= 1;
        using SKFont font = EmbeddedFont.Of(size);
        float pad = (float)(size * 0.45),
            sample = (float)(size * 0.75),
            gap = (float)(size * 0.35),
            x = field.Left + 2 * pad,
            y = field.Top + 2 * pad + (float)size;
        float width = WidthOf(words, size);
        if (width > field.Width - 4 * pad)
            return;
        canvas.Save();
        canvas.ClipRect(field);
        using var plate = new SKPaint { Color = colours.Plate, IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(x - pad, field.Top + pad, x + width + pad, y + pad * 0.9f), pad, pad, plate);
        using SKPaint ink = Ink(colours.Ink);
        foreach ((string text, Rgb? colour) in words)
        {
            if (colour is { } rgb)
            {
                using var fill = new SKPaint { Color = new SKColor(rgb.Red, rgb.Green, rgb.Blue) };
                canvas.DrawRect(x, y - sample, sample, sample, fill);
                x += sample + gap;
            }
            canvas.DrawText(text, x, y, SKTextAlign.Left, font, ink);
            x += font.MeasureText(text) + 2 * gap;
        }
        canvas.Restore();
    }

    /// <summary>Writes one word into the middle of a field that has nothing else.</summary>
    public static void Middle(SKCanvas canvas, SKRectI field, string text, PanelInk colours)
    {
        using SKFont font = EmbeddedFont.Of(Math.Clamp(field.Width / 14.0, 10, 40));
        using SKPaint faint = Ink(colours.Faint);
        float y = field.MidY - (font.Metrics.Ascent + font.Metrics.Descent) / 2;
        canvas.DrawText(text, field.MidX, y, SKTextAlign.Center, font, faint);
    }

    /// <summary>Draws a bar of a round number of pixels into the lower right corner of a field.</summary>
    public static void Scale(SKCanvas canvas, SKRectI field, int pixels, bool withText, PanelInk colours)
    {
        int length = ScaleBar.Length(pixels);
        float scale = (float)field.Width / pixels,
            size = Math.Clamp(field.Width / 28f, 10, 24),
            high = Math.Max(3, size / 5),
            pad = size * 0.6f,
            right = field.Right - 2 * pad,
            bottom = field.Bottom - 2 * pad;
        using SKFont font = EmbeddedFont.Of(size);
        string text = InvariantText.Invariant($"{length} px");
        float wide = Math.Max(length * scale, withText ? font.MeasureText(text) : 0);
        using var plate = new SKPaint { Color = colours.Plate, IsAntialias = true };
        float top = bottom - high - (withText ? size * 1.3f : 0);
        canvas.DrawRoundRect(new SKRect(right - wide - pad, top - pad * 0.6f, right + pad, bottom + pad * 0.7f), pad, pad, plate);
        using SKPaint ink = Ink(colours.Ink);
        canvas.DrawRect(right - length * scale, bottom - high, length * scale, high, ink);
        if (withText)
            canvas.DrawText(text, right, bottom - high - size * 0.35f, SKTextAlign.Right, font, ink);
    }

    /// <summary>Draws the four corners of a box, white on black, so that they are seen on anything.</summary>
    public static void Corners(SKCanvas canvas, SKRectI field, SKRect box, float length)
    {
        canvas.Save();
        canvas.ClipRect(field);
        foreach ((SKColor colour, float width) in new[] { (SKColors.Black, 5f), (SKColors.White, 2.5f) })
        {
            using var paint = new SKPaint
            {
                Color = colour,
                StrokeWidth = width,
                Style = SKPaintStyle.Stroke,
                StrokeCap = SKStrokeCap.Square,
                IsAntialias = true,
            };
            foreach (float x in new[] { box.Left, box.Right })
            foreach (float y in new[] { box.Top, box.Bottom })
            {
                canvas.DrawLine(x, y, x + (x == box.Left ? length : -length), y, paint);
                canvas.DrawLine(x, y, x, y + (y == box.Top ? length : -length), paint);
            }
        }
        canvas.Restore();
    }

    /// <summary>Width of words with their samples.</summary>
    private static float WidthOf(IReadOnlyList<(string Text, Rgb? Sample)> words, double size)
    {
        using SKFont font = EmbeddedFont.Of(size);
        return words.Sum(word => font.MeasureText(word.Text) + (word.Sample is null ? 0 : (float)(size * 1.1)))
            + (words.Count - 1) * (float)(size * 0.7);
    }

    private static SKPaint Ink(Rgb colour) => new() { Color = PanelInk.Skia(colour), IsAntialias = true };
}
