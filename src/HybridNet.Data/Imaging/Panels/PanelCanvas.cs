using System.Runtime.InteropServices;
using HybridNet.Masks;
using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>The picture that a panel is put together on: opaque, red, green, blue, 255 in memory.</summary>
internal sealed class PanelCanvas : IDisposable
{
    private const uint Opaque = 0xFF000000;

    private readonly SKBitmap _bitmap;

    public PanelCanvas(int width, int height)
    {
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        MemoryMarshal.Cast<byte, uint>(_bitmap.GetPixelSpan()).Fill(Opaque);
        Canvas = new SKCanvas(_bitmap);
    }

    public SKCanvas Canvas { get; }

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    /// <summary>All pixels, row by row, four bytes each.</summary>
    public Span<byte> Pixels => _bitmap.GetPixelSpan();

    /// <summary>Fills a rectangle.</summary>
    public void Fill(SKRectI area, Rgb colour)
    {
        uint packed = Packed(colour);
        for (int row = area.Top; row < area.Bottom; row++)
            Row(row).Slice(area.Left, area.Width).Fill(packed);
    }

    /// <summary>
    /// Makes a picture pale, so that colours over it are told from it: its grey at three eighths of its brightness, or of its
    /// darkness on a light ground.
    /// </summary>
    public void Pale(SKRectI area, bool light)
    {
        for (int y = area.Top; y < area.Bottom; y++)
        {
            Span<uint> row = Row(y).Slice(area.Left, area.Width);
            for (int x = 0; x < row.Length; x++)
            {
                uint pixel = row[x];
                // Luma of ITU-R BT.601 in 256ths.
                uint grey = (77 * (pixel & 0xFF) + 150 * (pixel >> 8 & 0xFF) + 29 * (pixel >> 16 & 0xFF)) >> 8;
                grey = light ? 255 - (255 - grey) * 3 / 8 : grey * 3 / 8;
                row[x] = Opaque | grey << 16 | grey << 8 | grey;
            }
        }
    }

    /// <summary>Repeats a rectangle elsewhere.</summary>
    public void Copy(SKRectI from, int x, int y)
    {
        for (int row = 0; row < from.Height; row++)
            Row(from.Top + row).Slice(from.Left, from.Width).CopyTo(Row(y + row)[x..]);
    }

    /// <summary>Lays a colour over the pixels of a mask; at full opacity the colour replaces what is there.</summary>
    public void Paint(Mask mask, int x, int y, Rgb colour, double opacity)
    {
        uint over = (uint)Math.Round(opacity * 256),
            under = 256 - over;
        uint red = colour.Red * over + 128,
            green = colour.Green * over + 128,
            blue = colour.Blue * over + 128;
        for (int line = 0; line < mask.Height; line++)
        {
            ReadOnlySpan<ulong> words = mask.Row(line);
            if (!words.ContainsAnyExcept(0UL))
                continue;
            Span<uint> row = Row(y + line)[x..];
            for (int at = ScaledMask.NextSet(words, 0); at < mask.Width; at = ScaledMask.NextSet(words, at + 1))
            {
                uint pixel = row[at];
                row[at] =
                    Opaque
                    | ((pixel & 0xFF) * under + red) >> 8
                    | ((pixel >> 8 & 0xFF) * under + green) >> 8 << 8
                    | ((pixel >> 16 & 0xFF) * under + blue) >> 8 << 16;
            }
        }
    }

    /// <summary>Colors an agreement map; what is in neither mask stays.</summary>
    public void Paint(AgreementMap map, int x, int y, PanelPalette palette)
    {
        Span<uint> colours = [0, Packed(palette.Found), Packed(palette.FalseAlarm), Packed(palette.Missed)];
        for (int line = 0; line < map.Height; line++)
        {
            ReadOnlySpan<Agreement> from = map.Row(line);
            Span<uint> row = Row(y + line)[x..];
            for (int i = from.IndexOfAnyExcept(Agreement.None); i >= 0 && i < from.Length; i++)
                if (from[i] != Agreement.None)
                    row[i] = colours[(int)from[i]];
        }
    }

    public void Dispose()
    {
        Canvas.Dispose();
        _bitmap.Dispose();
    }

    /// <summary>The picture as Skia encodes it.</summary>
    public byte[] Encode(SKEncodedImageFormat format, int quality)
    {
        using SKPixmap pixels = _bitmap.PeekPixels();
        using SKData? data = pixels.Encode(format, quality);
        return data?.ToArray() ?? throw new InvalidOperationException($"Skia cannot encode {format}.");
    }

    private Span<uint> Row(int y) =>
        MemoryMarshal.Cast<byte, uint>(_bitmap.GetPixelSpan().Slice(y * _bitmap.RowBytes, _bitmap.RowBytes));

    private static uint Packed(Rgb colour) => Opaque | (uint)colour.Blue << 16 | (uint)colour.Green << 8 | colour.Red;
}
