using HybridNet.Charts.Text;

namespace HybridNet.Tests.Charts;

/// <summary>Charts of letters.</summary>
public class TextChartTests
{
    private static TextSeries Series(params double[] values) =>
        new("s", [.. values.Select((value, i) => ((double)i, value))], [.. values.Select((_, i) => $"row{i}")]);

    [Fact]
    public void Braille_dots_have_the_bits_that_Unicode_gives_them()
    {
        // Dots 1, 2, 3, 7 down the left, 4, 5, 6, 8 down the right: all eight make U+28FF.
        (int X, int Y, char Letter)[] dots =
        [
            (0, 0, '⠁'),
            (0, 1, '⠂'),
            (0, 2, '⠄'),
            (1, 0, '⠈'),
            (1, 1, '⠐'),
            (1, 2, '⠠'),
            (0, 3, '⡀'),
            (1, 3, '⢀'),
        ];
        foreach ((int x, int y, char letter) in dots)
        {
            var canvas = new BrailleCanvas(1, 1);
            canvas.Dot(x, y, 0);
            Assert.Equal(letter.ToString(), canvas.Row(0, (_, text) => text));
        }
        var full = new BrailleCanvas(1, 1);
        foreach ((int x, int y, _) in dots)
            full.Dot(x, y, 0);
        full.Dot(2, 0, 0);
        full.Dot(0, -1, 0);
        Assert.Equal("⣿", full.Row(0, (_, text) => text));
    }

    [Fact]
    public void A_line_goes_from_corner_to_corner()
    {
        var canvas = new BrailleCanvas(2, 1);
        canvas.Line(0, 0, 3, 3, 0);
        Assert.Equal("⠑⢄", canvas.Row(0, (_, text) => text));
    }

    [Fact]
    public void A_sparkline_rises_with_its_values_and_counts_its_gaps() =>
        Assert.Equal(
            "s ▁▂▃▄▅▆▇█  0 to 7, n = 8 (1 without a value)",
            Assert.Single(TextChart.Sparkline([Series(0, 1, 2, 3, 4, 5, 6, 7, double.NaN)], 60, plain: true))
        );

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        string[] lines = [.. TextChart.Bars([Series(8, 4, 0)], 20, plain: true)];
        // 20 letters less label (4), value (1) and two spaces leave 13: all of them, and half of them.
        Assert.Equal(["row0 █████████████ 8", "row1 ██████▌       4", "row2               0"], lines);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(57)]
    [InlineData(200)]
    public void No_line_is_wider_than_asked_for(int width)
    {
        TextSeries[] series =
        [
            Series([.. Enumerable.Range(0, 300).Select(i => Math.Sin(i / 20.0))]),
            Series([.. Enumerable.Range(0, 300).Select(i => i / 300.0)]),
        ];
        string[] lines = [.. TextChart.Lines(series, width, 6, plain: true)];
        Assert.All(
            lines.Where(line => line.Contains('│') || line.Contains('┤') || line.Contains('└')),
            line => Assert.Equal(width, line.Length)
        );
        Assert.Equal(2 * (1 + 6 + 2), lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains('\u001b'));
        Assert.Contains(TextChart.Lines(series, width, 6, plain: false), line => line.Contains('\u001b'));
    }

    [Theory]
    [InlineData(new double[] { 0, 1, 2 }, true)]
    [InlineData(new double[] { 2, 1, 0 }, true)]
    [InlineData(new double[] { 0, 0, 2 }, true)]
    [InlineData(new double[] { 0, double.NaN, 1, 2 }, true)]
    [InlineData(new double[] { 0, 2, 1 }, false)]
    [InlineData(new double[] { double.NaN, 1, 0, 2 }, false)]
    public void Only_sorted_points_are_joined(double[] positions, bool joined)
    {
        var series = new TextSeries("s", [.. positions.Select(x => (x, x))], [.. positions.Select(_ => "")]);
        string[] lines = [.. TextChart.Lines([series], 60, 8, plain: true)];
        Assert.Equal(!joined, lines[0].EndsWith(", dots: not sorted by X", StringComparison.Ordinal));
        int dots = string.Concat(lines)
            .Where(letter => letter is > '\u2800' and <= '\u28FF')
            .Sum(letter => int.PopCount(letter & 0xFF));
        // Three points apart are three dots; a line over 57 letters has one in each column of dots.
        if (joined)
            Assert.True(dots > 50, $"{dots} dots");
        else
            Assert.Equal(3, dots);
    }

    [Fact]
    public void Values_that_are_all_equal_or_none_are_no_trouble()
    {
        Assert.Contains("n = 3", string.Concat(TextChart.Lines([Series(2, 2, 2)], 40, 4, true)));
        Assert.Contains(
            "n = 0 (2 without a value)",
            string.Concat(TextChart.Lines([Series(double.NaN, double.NaN)], 40, 4, true))
        );
        Assert.Contains("n = 1", string.Concat(TextChart.Sparkline([Series(double.PositiveInfinity, 1)], 40, true)));
    }
}
