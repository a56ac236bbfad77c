using HybridNet.Panels;
using HybridNet.Ports;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Puts the fields of many images on one page.</summary>
internal static class ContactSheet
{
    private const int Gap = 6;

    public static byte[] Of(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel)
    {
        int columns = Math.Min(options.Columns, tiles.Count),
            rows = (tiles.Count + columns - 1) / columns;
        int width = tiles.Max(tile => tile.Width),
            height = tiles.Max(tile => tile.Height);
        double size = Math.Clamp(width / 18.0, 9, 18);
        int caption = options.Captions ? (int)Math.Ceiling(size * 1.7) : 0;
        long pixels = (long)(columns * (width + Gap) + Gap) * (rows * (height + caption + Gap) + (long)Gap);
        if (pixels > int.MaxValue / 4)
            throw new InputException(
                InputError.InvalidArgument,
                $"A page of {tiles.Count} images of {width} x {height} pixels is too large for one picture.",
                null,
                "Give a smaller -Width, or fewer images."
            );
        using var canvas = new PanelCanvas(columns * (width + Gap) + Gap, rows * (height + caption + Gap) + Gap);
        canvas.Canvas.Clear(new SKColor(0x18, 0x1B, 0x20));
        using SKFont font = EmbeddedFont.Of(size);
        using var ink = new SKPaint { Color = new SKColor(0xF2, 0xF2, 0xF2), IsAntialias = true };
        for (int i = 0; i < tiles.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            PanelTile tile = tiles[i];
            int left = Gap + i % columns * (width + Gap),
                top = Gap + i / columns * (height + caption + Gap);
            int x = left + (width - tile.Width) / 2,
                y = top + (height - tile.Height) / 2;
            for (int row = 0; row < tile.Height; row++)
                tile.Pixels.AsSpan(row * tile.Width * 4, tile.Width * 4)
                    .CopyTo(canvas.Pixels.Slice(((y + row) * canvas.Width + x) * 4));
            if (options.Captions)
                canvas.Canvas.DrawText(
                    Fitting(tile.Caption, font, width),
                    left,
                    (float)(top + height + size * 1.25),
                    SKTextAlign.Left,
                    font,
                    ink
                );
        }
        return PictureFile.Of(canvas, options);
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
