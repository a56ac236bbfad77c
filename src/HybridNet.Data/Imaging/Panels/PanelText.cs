using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>The words on a panel: a head line over the fields, and a name in the corner of each.</summary>
internal static class PanelText
{
    private const string Separator = "   ";
    private static readonly SKColor s_bar = new(0x18, 0x1B, 0x20),
        s_ink = new(0xF2, 0xF2, 0xF2),
        s_faint = new(0xB8, 0xC0, 0xCC),
        s_plate = new(0, 0, 0, 150);

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
    public static void Head(SKCanvas canvas, IReadOnlyList<IReadOnlyList<string>> lines, int width, double size)
    {
        using var bar = new SKPaint { Color = s_bar };
        canvas.DrawRect(0, 0, width, HeightOf(lines.Count, size), bar);
        using SKFont regular = EmbeddedFont.Of(size),
            bold = EmbeddedFont.Of(size, bold: true);
        using SKPaint ink = Ink(s_ink),
            faint = Ink(s_faint);
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

    /// <summary>Writes words into the corner of a field, on a dark plate; a word can have a colour sample before it.</summary>
    public static void Label(SKCanvas canvas, SKRectI field, double size, IReadOnlyList<(string Text, Rgb? Sample)> words)
    {
        using SKFont font = EmbeddedFont.Of(size);
        float pad = (float)(size * 0.45),
            sample = (float)(size * 0.75),
            gap = (float)(size * 0.35),
            x = field.Left + 2 * pad,
            y = field.Top + 2 * pad + (float)size;
        float width =
            words.Sum(word => font.MeasureText(word.Text) + (word.Sample is null ? 0 : sample + gap))
            + (words.Count - 1) * 2 * gap;
        if (width > field.Width - 4 * pad)
            return;
        canvas.Save();
        canvas.ClipRect(field);
        using var plate = new SKPaint { Color = s_plate, IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(x - pad, field.Top + pad, x + width + pad, y + pad * 0.9f), pad, pad, plate);
        using SKPaint ink = Ink(s_ink);
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

    private static SKPaint Ink(SKColor colour) => new() { Color = colour, IsAntialias = true };
}
