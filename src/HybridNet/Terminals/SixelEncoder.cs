using System.Globalization;
using System.Text;
using HybridNet.Panels;

namespace HybridNet.Terminals;

/// <summary>
/// Writes a picture as sixels (DEC: VT330/VT340 Programmer Reference Manual, volume 2, chapter 14): bands of six rows, a letter
/// for the six pixels of a column, a pass over each band for each colour in it, runs of equal letters shortened.
/// </summary>
internal static class SixelEncoder
{
    private const int Band = 6,
        Colors = 255,
        ShortestRun = 4;

    /// <summary>The picture as one control string.</summary>
    /// <param name="picture">The picture.</param>
    public static string Of(PixelPicture picture)
    {
        ColorTable table = ColorTable.Of(picture, Colors);
        // P2 = 1: pixels that no pass sets stay as they are; the raster is told, so that the last band is not taken for six rows.
        var text = new StringBuilder("\u001bP0;1;0q");
        text.Append(CultureInfo.InvariantCulture, $"\"1;1;{picture.Width};{picture.Height}");
        for (int i = 0; i < table.Colors.Count; i++)
        {
            Rgb colour = table.Colors[i];
            text.Append(
                CultureInfo.InvariantCulture,
                $"#{i};2;{Percent(colour.Red)};{Percent(colour.Green)};{Percent(colour.Blue)}"
            );
        }
        var letters = new byte[table.Colors.Count][];
        for (int top = 0; top < picture.Height; top += Band)
        {
            Array.Clear(letters);
            for (int y = top; y < Math.Min(top + Band, picture.Height); y++)
            for (int x = 0; x < picture.Width; x++)
                (letters[table[picture[x, y]]] ??= new byte[picture.Width])[x] |= (byte)(1 << (y - top));
            bool first = true;
            for (int colour = 0; colour < letters.Length; colour++)
                if (letters[colour] is { } row)
                {
                    // $ goes back to the left end of the band.
                    if (!first)
                        text.Append('$');
                    first = false;
                    text.Append('#').Append(colour);
                    Row(text, row);
                }
            text.Append('-');
        }
        return text.Append("\u001b\\").ToString();
    }

    private static void Row(StringBuilder text, byte[] row)
    {
        int end = row.Length;
        while (end > 0 && row[end - 1] == 0)
            end--;
        for (int x = 0; x < end; )
        {
            int run = 1;
            while (x + run < end && row[x + run] == row[x])
                run++;
            char letter = (char)('?' + row[x]);
            if (run >= ShortestRun)
                text.Append('!').Append(run).Append(letter);
            else
                text.Append(letter, run);
            x += run;
        }
    }

    private static int Percent(byte sample) => (sample * 100 + 127) / 255;
}
