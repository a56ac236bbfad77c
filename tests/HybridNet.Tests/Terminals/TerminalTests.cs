using HybridNet.Masks;
using HybridNet.Panels;
using HybridNet.Terminals;

namespace HybridNet.Tests.Terminals;

/// <summary>Which protocol a terminal's answer asks for, and what each protocol's strings show when they are read back.</summary>
public class TerminalTests
{
    private const string Escape = "\u001b";

    /// <summary>
    /// Answers as terminals give them to the question: xterm -ti vt340, Kitty 0.35, WezTerm 20240203, iTerm2 3.5, Windows
    /// Terminal 1.22, VS Code 1.95, foot 1.18, GNOME Terminal 3.52, and no answer at all.
    /// </summary>
    public static TheoryData<string, string, string, TerminalProtocol> Answers =>
        new()
        {
            { "xterm", "^[P>|XTerm(390)^[\\^[[6;16;8t^[[?63;1;2;4;6;9;15;16;22;28c", "", TerminalProtocol.Sixel },
            { "Kitty", "^[_Gi=31;OK^[\\^[P>|kitty(0.35.2)^[\\^[[6;20;10t^[[?62;c", "TERM=xterm-kitty", TerminalProtocol.Kitty },
            {
                "WezTerm",
                "^[P>|WezTerm 20240203-110809-5046fc22^[\\^[[6;22;11t^[[?65;4;6;18;22c",
                "TERM_PROGRAM=WezTerm",
                TerminalProtocol.ITerm
            },
            { "iTerm2", "^[P>|iTerm2 3.5.10^[\\^[[6;17;8t^[[?62;4c", "TERM_PROGRAM=iTerm.app", TerminalProtocol.ITerm },
            { "Windows Terminal", "^[[6;20;10t^[[?61;4;6;7;14;21;22;23;24;28;32;42c", "WT_SESSION=1", TerminalProtocol.Sixel },
            { "VS Code", "^[[6;18;9t^[[?1;2c", "TERM_PROGRAM=vscode", TerminalProtocol.HalfBlock },
            { "foot", "^[P>|foot(1.18.1)^[\\^[[6;19;9t^[[?62;4;22;28c", "", TerminalProtocol.Sixel },
            { "GNOME Terminal", "^[P>|VTE(7600)^[\\^[[6;19;9t^[[?65;1;9c", "COLORTERM=truecolor", TerminalProtocol.HalfBlock },
            { "level 4 without sixel", "^[[?4c", "", TerminalProtocol.HalfBlock },
            { "silent", "", "TERM=xterm-256color", TerminalProtocol.HalfBlock },
            { "silent Kitty", "", "KITTY_WINDOW_ID=1", TerminalProtocol.Kitty },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_protocol_is_what_the_terminal_answers(string name, string answer, string variable, TerminalProtocol expected)
    {
        string[] pair = variable.Split('=');
        TerminalAnswer read = TerminalAnswer.Of(
            answer.Replace("^[", Escape, StringComparison.Ordinal),
            asked => asked == pair[0] ? pair[^1] : null
        );
        Assert.True(expected == read.Protocol, $"{name}: {read.Protocol}");
        Assert.InRange(read.CellWidth, 8, 11);
        Assert.InRange(read.CellHeight, 16, 22);
    }

    [Fact]
    public void The_answer_is_whole_with_the_attributes_and_only_then()
    {
        const string whole = Escape + "_Gi=31;OK" + Escape + "\\" + Escape + "[6;20;10t" + Escape + "[?62;4c";
        for (int length = 0; length < whole.Length; length++)
            Assert.False(TerminalAnswer.IsWhole(whole[..length]));
        Assert.True(TerminalAnswer.IsWhole(whole));
        Assert.EndsWith(Escape + "[c", TerminalAnswer.Question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(37, 13, 5)]
    [InlineData(64, 24, 200)]
    [InlineData(9, 6, 54)]
    public void Sixels_show_every_pixel_of_few_colors(int width, int height, int colors)
    {
        PixelPicture picture = Random(width, height, colors);
        Rgb?[,] shown = Decoders.Sixel(SixelEncoder.Of(picture));
        Assert.Equal((height, width), (shown.GetLength(0), shown.GetLength(1)));
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            // Sixel colors are percents: a half of one is 1.3 of 255, and the terminal rounds once more.
            Near(picture[x, y], shown[y, x]!.Value, 2);
    }

    [Fact]
    public void Sixels_of_many_colors_keep_near_every_pixel()
    {
        // A photograph's gradients: thousands of colors, of which 255 stand for all.
        var pixels = new byte[4 * 120 * 90];
        for (int y = 0; y < 90; y++)
        for (int x = 0; x < 120; x++)
            (pixels[4 * (y * 120 + x)], pixels[4 * (y * 120 + x) + 1], pixels[4 * (y * 120 + x) + 2]) = (
                (byte)(90 + x),
                (byte)(40 + y),
                (byte)((x + y) / 4)
            );
        PixelPicture picture = new(120, 90, pixels);
        Rgb?[,] shown = Decoders.Sixel(SixelEncoder.Of(picture));
        long error = 0;
        for (int y = 0; y < 90; y++)
        for (int x = 0; x < 120; x++)
        {
            Near(picture[x, y], shown[y, x]!.Value, 24);
            error += Math.Abs(picture[x, y].Red - shown[y, x]!.Value.Red);
        }
        Assert.InRange(error / (120.0 * 90), 0, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(20000)]
    public void Files_go_through_Kitty_and_iTerm_byte_for_byte(int length)
    {
        var file = new byte[length];
        new Random(length).NextBytes(file);
        (byte[] shown, int columns) = Decoders.Kitty(InlineImages.Kitty(file, 42));
        Assert.Equal(file, shown);
        Assert.Equal(42, columns);
        Assert.Equal(file, Decoders.ITerm(InlineImages.ITerm(file, 42)));
    }

    [Theory]
    [InlineData(8, 6)]
    [InlineData(5, 7)]
    public void Half_blocks_show_every_pixel(int width, int height)
    {
        PixelPicture picture = Random(width, height, 9);
        string[] lines = [.. HalfBlocks.Of(picture, trueColor: true)];
        Assert.Equal((height + 1) / 2, lines.Length);
        Rgb[,] shown = Decoders.HalfBlocks(lines, width, height);
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            Assert.Equal(picture[x, y], shown[y, x]);
    }

    /// <summary>xterm's table: 16 + 36 r + 6 g + b with levels 0, 95, 135, 175, 215, 255; 232 to 255 are 8, 18 ... 238.</summary>
    [Theory]
    [InlineData(0, 0, 0, 16)]
    [InlineData(255, 255, 255, 231)]
    [InlineData(255, 0, 0, 196)]
    [InlineData(95, 135, 175, 67)]
    [InlineData(118, 118, 118, 243)]
    public void The_256_colors_are_xterm_s(byte red, byte green, byte blue, int index) =>
        Assert.Equal(index, HalfBlocks.Index(new(red, green, blue)));

    [Fact]
    public void Letters_say_what_was_found_and_missed()
    {
        using Mask gt = new(4, 4),
            pred = new(4, 4);
        gt[0, 0] = gt[1, 1] = pred[0, 0] = pred[3, 3] = true;
        // A letter is one pixel wide and two high: found in the first column, missed in the second, a false alarm below right.
        Assert.Equal(["#o..", "...+"], PlainPanel.Of(gt, pred, 80));
    }

    private static PixelPicture Random(int width, int height, int colors)
    {
        var random = new Random(width * height);
        var table = new byte[colors][];
        for (int i = 0; i < colors; i++)
            table[i] = [(byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), 255];
        // Runs, so that the encoders shorten some.
        int colour = 0;
        return new(
            width,
            height,
            [
                .. Enumerable
                    .Range(0, width * height)
                    .SelectMany(_ => table[colour = random.Next(3) == 0 ? random.Next(colors) : colour]),
            ]
        );
    }

    private static void Near(Rgb expected, Rgb actual, int tolerance) =>
        Assert.True(
            Math.Abs(expected.Red - actual.Red) <= tolerance
                && Math.Abs(expected.Green - actual.Green) <= tolerance
                && Math.Abs(expected.Blue - actual.Blue) <= tolerance,
            $"{actual} instead of {expected}"
        );
}
