using HybridNet.Panels;
using HybridNet.Ports;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>
/// Puts the fields of many images on one page that can be read across a room: a head line, a frame and a letter by case, large
/// captions. The frames differ in their dashes, so that they are told apart without colour.
/// </summary>
internal static class ContactSheet
{
    private static readonly (string Letter, string Words, Rgb Color, float[]? Dashes)[] s_cases =
    [
        ("A", "GT empty", new(0xE6, 0x9F, 0x00), [3, 2]),
        ("B", "prediction empty", new(0x56, 0xB4, 0xE9), [1, 1.5f]),
        ("C", "disjoint", new(0xFF, 0x2E, 0xC4), null),
        ("E", "both empty", new(0x8A, 0x93, 0xA0), [5, 2]),
    ];

    public static byte[] Of(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel)
    {
        PanelInk ink = PanelInk.Of(options.Ground);
        int columns = Math.Min(options.Columns, tiles.Count),
            rows = (tiles.Count + columns - 1) / columns;
        int width = tiles.Max(tile => tile.Width),
            height = tiles.Max(tile => tile.Height),
            frame = Math.Max(2, width / 64),
            gap = frame + Math.Max(6, width / 32);
        double size = Math.Clamp(width / 12.5, 9, 40);
        int caption = options.Captions ? (int)Math.Ceiling(size * 1.5) : 0,
            wide = columns * (width + 2 * gap);
        double headSize = Math.Clamp(wide / 60.0, 10, 44);
        IReadOnlyList<IReadOnlyList<string>> lines = options.Captions ? PanelText.Wrap(Head(tiles, options), wide, headSize) : [];
        int head = lines.Count > 0 ? PanelText.HeightOf(lines.Count, headSize) : 0;
        if ((long)wide * (rows * (height + caption + 2L * gap) + head) > int.MaxValue / 4)
            throw new InputException(
                InputError.InvalidArgument,
                $"A page of {tiles.Count} images of {width} x {height} pixels is too large for one picture.",
                null,
                "Give a smaller -Width, or fewer images."
            );
        using var canvas = new PanelCanvas(wide, rows * (height + caption + 2 * gap) + head);
        canvas.Fill(new SKRectI(0, 0, canvas.Width, canvas.Height), ink.Bar);
        if (head > 0)
            PanelText.Head(canvas.Canvas, lines, wide, headSize, ink);
        using SKFont font = EmbeddedFont.Of(size, bold: true);
        using var letters = new SKPaint { Color = PanelInk.Skia(ink.Ink), IsAntialias = true };
        for (int i = 0; i < tiles.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            PanelTile tile = tiles[i];
            int left = gap + i % columns * (width + 2 * gap),
                top = head + gap + i / columns * (height + caption + 2 * gap);
            int x = left + (width - tile.Width) / 2,
                y = top + (height - tile.Height) / 2;
            for (int row = 0; row < tile.Height; row++)
                tile.Pixels.AsSpan(row * tile.Width * 4, tile.Width * 4)
                    .CopyTo(canvas.Pixels.Slice(((y + row) * canvas.Width + x) * 4));
            Frame(canvas.Canvas, SKRectI.Create(x, y, tile.Width, tile.Height), tile.Letter, frame, options.Captions);
            if (options.Captions)
                canvas.Canvas.DrawText(
                    Fitting(tile.Caption, font, width),
                    left,
                    (float)(top + height + frame + size * 1.15),
                    SKTextAlign.Left,
                    font,
                    letters
                );
        }
        return PictureFile.Of(canvas, options);
    }

    /// <summary>A frame round a tile without overlap, and its letter on a plate of the frame's colour.</summary>
    private static void Frame(SKCanvas canvas, SKRectI tile, string? letter, int width, bool withLetter)
    {
        int at = Array.FindIndex(s_cases, one => one.Letter == letter);
        if (at < 0)
            return;
        SKColor colour = PanelInk.Skia(s_cases[at].Color);
        using var paint = new SKPaint
        {
            Color = colour,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = width,
        };
        if (s_cases[at].Dashes is { } dashes)
            paint.PathEffect = SKPathEffect.CreateDash([.. dashes.Select(dash => dash * width)], 0);
        float half = width / 2f;
        canvas.DrawRect(tile.Left - half, tile.Top - half, tile.Width + width, tile.Height + width, paint);
        paint.PathEffect?.Dispose();
        if (!withLetter)
            return;
        float side = Math.Max(12, tile.Width / 7f);
        using SKFont font = EmbeddedFont.Of(side * 0.8, bold: true);
        using var plate = new SKPaint { Color = colour };
        using var dark = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawRect(tile.Left, tile.Top, side, side, plate);
        canvas.DrawText(letter!, tile.Left + side / 2, tile.Top + side * 0.79f, SKTextAlign.Center, font, dark);
    }

    /// <summary>What is on the sheet: the runs, how many images, and what the letters stand for.</summary>
    private static List<string> Head(IReadOnlyList<PanelTile> tiles, PanelOptions options)
    {
        string[] runs = [.. tiles.Select(tile => tile.Run).Where(run => run.Length > 0).Distinct()];
        var parts = new List<string>
        {
            options.Title ?? (runs.Length is > 0 and <= 3 ? string.Join(", ", runs) : "contact sheet"),
            InvariantText.Invariant($"{tiles.Count} image{(tiles.Count == 1 ? "" : "s")}"),
        };
        foreach ((string letter, string words, _, _) in s_cases)
            if (tiles.Count(tile => tile.Letter == letter) is > 0 and var count)
                parts.Add(InvariantText.Invariant($"{letter} {words}: {count}"));
        parts.Add(options.Palette == PanelPalette.Report ? "GT green, prediction red" : "GT blue, prediction magenta");
        return parts;
    }

    private static string Fitting(string text, SKFont font, int width)
    {
        if (font.MeasureText(text) <= width)
            return text;
        int length = text.Length;
        while (length > 0 && font.MeasureText(text[..length] + "…") > width)
            length--;
        return text[..length] + "…";
    }
}
