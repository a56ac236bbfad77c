using System.Globalization;
using System.Text.RegularExpressions;
using HybridNet.Panels;

namespace HybridNet.Tests.Terminals;

/// <summary>What a terminal makes of the encoders' strings, by the documents of the protocols and nothing of ours.</summary>
internal static class Decoders
{
    /// <summary>Sixels to pixels; null where no pass set one.</summary>
    public static Rgb?[,] Sixel(string text)
    {
        Assert.StartsWith("\u001bP", text, StringComparison.Ordinal);
        Assert.EndsWith("\u001b\\", text, StringComparison.Ordinal);
        string body = text[(text.IndexOf('q') + 1)..^2];
        int[] raster = Numbers(Regex.Match(body, "^\"([0-9;]+)").Groups[1].Value);
        var pixels = new Rgb?[raster[3], raster[2]];
        var colors = new Dictionary<int, Rgb>();
        int x = 0,
            y = 0,
            colour = 0;
        foreach (Match part in Regex.Matches(body, "\"[0-9;]+|#[0-9;]+|![0-9]+[?-~]|[?-~]|[$-]"))
            switch (part.Value[0])
            {
                case '"':
                    break;
                case '#':
                    int[] numbers = Numbers(part.Value[1..]);
                    colour = numbers[0];
                    if (numbers.Length == 5)
                        colors[colour] = new(Sample(numbers[2]), Sample(numbers[3]), Sample(numbers[4]));
                    break;
                case '$':
                    x = 0;
                    break;
                case '-':
                    (x, y) = (0, y + 6);
                    break;
                default:
                    int times = part.Value[0] == '!' ? Numbers(part.Value[1..^1])[0] : 1;
                    for (int run = 0; run < times; run++, x++)
                    for (int bit = 0; bit < 6; bit++)
                        if (((part.Value[^1] - '?') >> bit & 1) == 1)
                            pixels[y + bit, x] = colors[colour];
                    break;
            }
        return pixels;
    }

    /// <summary>Kitty's chunks to the file in them, and the columns.</summary>
    public static (byte[] File, int Columns) Kitty(string text)
    {
        MatchCollection chunks = Regex.Matches(text, "\u001b_G([^;]*);([A-Za-z0-9+/=]*)\u001b\\\\");
        Assert.Equal(text.Length, chunks.Sum(chunk => chunk.Length));
        Assert.All(chunks, chunk => Assert.InRange(chunk.Groups[2].Length, 1, 4096));
        // Every chunk but the last says that more follows.
        Assert.All(chunks.SkipLast(1), chunk => Assert.Contains("m=1", chunk.Groups[1].Value, StringComparison.Ordinal));
        Assert.Contains("m=0", chunks[^1].Groups[1].Value, StringComparison.Ordinal);
        string head = chunks[0].Groups[1].Value;
        Assert.Contains("a=T,f=100", head, StringComparison.Ordinal);
        return (
            Convert.FromBase64String(string.Concat(chunks.Select(chunk => chunk.Groups[2].Value))),
            Numbers(Regex.Match(head, "c=([0-9]+)").Groups[1].Value)[0]
        );
    }

    /// <summary>iTerm2's string to the file in it.</summary>
    public static byte[] ITerm(string text)
    {
        Match match = Regex.Match(
            text,
            "^\u001b\\]1337;File=inline=1;size=([0-9]+);width=([0-9]+);preserveAspectRatio=1:(.*)\a$"
        );
        byte[] file = Convert.FromBase64String(match.Groups[3].Value);
        Assert.Equal(Numbers(match.Groups[1].Value)[0], file.Length);
        return file;
    }

    /// <summary>Half blocks to pixels: the foreground above, the background below.</summary>
    public static Rgb[,] HalfBlocks(IReadOnlyList<string> lines, int width, int height)
    {
        var pixels = new Rgb[height, width];
        for (int row = 0; row < lines.Count; row++)
        {
            (Rgb Upper, Rgb Lower) colors = default;
            int x = 0;
            foreach (Match part in Regex.Matches(lines[row], "\u001b\\[([0-9;]*)m|▀"))
            {
                if (part.Value != "▀")
                {
                    int[] numbers = Numbers(part.Groups[1].Value);
                    for (int i = 0; i + 4 < numbers.Length; i++)
                        if (numbers[i] is 38 or 48 && numbers[i + 1] == 2)
                        {
                            var colour = new Rgb((byte)numbers[i + 2], (byte)numbers[i + 3], (byte)numbers[i + 4]);
                            colors = numbers[i] == 38 ? (colour, colors.Lower) : (colors.Upper, colour);
                            i += 4;
                        }
                    continue;
                }
                pixels[2 * row, x] = colors.Upper;
                if (2 * row + 1 < height)
                    pixels[2 * row + 1, x] = colors.Lower;
                x++;
            }
            Assert.Equal(width, x);
        }
        return pixels;
    }

    private static byte Sample(int percent) => (byte)Math.Round(percent * 2.55);

    private static int[] Numbers(string text) =>
        [.. text.Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
