using System.Globalization;
using System.Text;
using HybridNet.Panels;

namespace HybridNet.Terminals;

/// <summary>Draws two pixels in each letter: the upper half block in the upper pixel's colour on the lower one's.</summary>
internal static class HalfBlocks
{
    private const string Reset = "\u001b[0m";

    /// <summary>Lines of letters, as wide as the picture and half as high.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="trueColor">16 million colours; 256 else.</param>
    public static IEnumerable<string> Of(PixelPicture picture, bool trueColor)
    {
        for (int y = 0; y < picture.Height; y += 2)
        {
            var line = new StringBuilder();
            string last = "";
            for (int x = 0; x < picture.Width; x++)
            {
                string upper = Color(picture[x, y], trueColor),
                    codes = y + 1 < picture.Height ? $"38;{upper};48;{Color(picture[x, y + 1], trueColor)}" : $"0;38;{upper}";
                if (codes != last)
                    line.Append("\u001b[").Append(codes).Append('m');
                last = codes;
                line.Append('▀');
            }
            yield return line.Append(Reset).ToString();
        }
    }

    private static string Color(Rgb colour, bool trueColor) =>
        trueColor
            ? string.Create(CultureInfo.InvariantCulture, $"2;{colour.Red};{colour.Green};{colour.Blue}")
            : string.Create(CultureInfo.InvariantCulture, $"5;{Index(colour)}");

    /// <summary>The nearest of xterm's cube of 6 x 6 x 6 and its 24 greys.</summary>
    internal static int Index(Rgb colour)
    {
        (int red, int green, int blue) = (Step(colour.Red), Step(colour.Green), Step(colour.Blue));
        int grey = Math.Clamp(((colour.Red + colour.Green + colour.Blue) / 3 - 3) / 10, 0, 23);
        int byCube = Distance(colour, Level(red), Level(green), Level(blue)),
            byGrey = Distance(colour, 8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey);
        return byGrey < byCube ? 232 + grey : 16 + 36 * red + 6 * green + blue;
    }

    private static int Step(byte sample)
    {
        if (sample < 48)
            return 0;
        return sample < 115 ? 1 : (sample - 35) / 40;
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;

    private static int Distance(Rgb colour, int red, int green, int blue) =>
        (colour.Red - red) * (colour.Red - red)
        + (colour.Green - green) * (colour.Green - green)
        + (colour.Blue - blue) * (colour.Blue - blue);
}
