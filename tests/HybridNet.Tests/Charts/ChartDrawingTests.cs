using System.Xml.Linq;
using HybridNet.Charts;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using SkiaSharp;

namespace HybridNet.Tests.Charts;

/// <summary>Charts as SVG and PNG.</summary>
public class ChartDrawingTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly ChartSize s_size = new(640, 400);
    private static readonly RunEvidence s_evidence = ChartDataTests.Evidence(SampleRun.Run, MissingGroundTruth.Empty);

    public static TheoryData<ChartKind> Kinds() =>
        [
            ChartKind.DiceScatter,
            ChartKind.MetricCurve,
            ChartKind.SplitBar,
            ChartKind.ZeroDice,
            ChartKind.Histogram,
            ChartKind.LesionSize,
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_svg_has_its_words_as_text_and_a_png_its_letters_without_a_font(ChartKind kind)
    {
        foreach (Chart chart in ChartBuilder.Of(kind, s_evidence))
        foreach (ChartTheme theme in new[] { ChartTheme.Light, ChartTheme.Dark })
        {
            XElement svg = XDocument.Parse(SampleRun.Adapters.Pictures.Svg(chart, s_size, theme)).Root!;
            string[] words = [.. svg.Descendants(s_svg + "text").Select(text => text.Value)];
            Assert.Contains(chart.Title, words);
            Assert.Contains(chart.X.Title, words);
            Assert.Contains(chart.Y.Title, words);
            if (chart.Legend != LegendPlace.None)
                Assert.All(chart.Series.Where(series => series.Title.Length > 0), series => Assert.Contains(series.Title, words));
            Assert.Equal(
                [chart.Title, chart.Description],
                [svg.Element(s_svg + "title")!.Value, svg.Element(s_svg + "desc")!.Value]
            );
            using SKBitmap png = SKBitmap.Decode(SampleRun.Adapters.Pictures.Png(chart, s_size with { Scale = 2 }, theme));
            Assert.Equal((1280, 800), (png.Width, png.Height));
            Assert.Equal(Color(theme[ChartColor.Paper]), png.GetPixel(1, 1));
            // The head line's letters: pixels of nearly the ink's colour in the top strip, which holds nothing else.
            Assert.InRange(
                Enumerable.Range(0, 1280 * 50).Count(i => Near(png.GetPixel(i % 1280, i / 1280), theme[ChartColor.Ink], 40)),
                300,
                20000
            );
        }
    }

    [Fact]
    public void Points_stand_where_their_values_are_on_axes_of_decades()
    {
        var chart = new Chart
        {
            Kind = ChartKind.ZeroDice,
            Run = "r",
            Title = "t",
            X = new("x", 0.3, 30000) { Logarithmic = true },
            Y = new("y", 0.3, 30000) { Logarithmic = true },
            Legend = LegendPlace.None,
            Series =
            [
                new("", SeriesShape.Points, ChartColor.Bad, [new(1, 1)]) { Size = 8 },
                new("", SeriesShape.Points, ChartColor.Good, [new(100, 100)]) { Size = 8 },
                new("", SeriesShape.Points, ChartColor.First, [new(10000, 10000)]) { Size = 8 },
            ],
        };
        using SKBitmap png = SKBitmap.Decode(SampleRun.Adapters.Pictures.Png(chart, s_size, ChartTheme.Light));
        (double X, double Y) low = Centre(png, ChartTheme.Light[ChartColor.Bad]),
            middle = Centre(png, ChartTheme.Light[ChartColor.Good]),
            high = Centre(png, ChartTheme.Light[ChartColor.First]);
        // 100 is half way from 1 to 10,000 in decades.
        Assert.Equal((low.X + high.X) / 2, middle.X, 0.75);
        Assert.Equal((low.Y + high.Y) / 2, middle.Y, 0.75);
        Assert.True(high.X > middle.X && high.Y < middle.Y);
    }

    [Fact]
    public void Without_a_theme_every_colour_is_a_variable_and_ids_are_the_charts_own()
    {
        string[] pages =
        [
            .. ChartBuilder
                .Of(ChartKind.MetricCurve, s_evidence)
                .Select(chart => SampleRun.Adapters.Pictures.Svg(chart, s_size, null)),
        ];
        string[] ids = [.. pages.SelectMany(page => XDocument.Parse(page).Descendants().Attributes("id").Select(id => id.Value))];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(
            pages,
            page =>
            {
                Assert.DoesNotContain("rgb(", page);
                Assert.Contains("var(--chart-ink)", page);
                Assert.Contains("var(--chart-first)", page);
            }
        );
    }

    [Fact]
    public void The_same_chart_gives_the_same_bytes()
    {
        Chart chart = ChartBuilder.Of(ChartKind.Histogram, s_evidence)[0];
        Assert.Equal(
            SampleRun.Adapters.Pictures.Svg(chart, s_size, ChartTheme.Dark),
            SampleRun.Adapters.Pictures.Svg(chart, s_size, ChartTheme.Dark)
        );
        Assert.Equal(
            SampleRun.Adapters.Pictures.Png(chart, s_size, ChartTheme.Dark),
            SampleRun.Adapters.Pictures.Png(chart, s_size, ChartTheme.Dark)
        );
    }

    [Fact]
    public void Letters_can_be_read_on_both_papers()
    {
        foreach (ChartTheme theme in new[] { ChartTheme.Light, ChartTheme.Dark })
        foreach (ChartColor role in new[] { ChartColor.Ink, ChartColor.Faint })
            Assert.True(Contrast(theme[role], theme[ChartColor.Paper]) >= 4.5, $"{role} on {theme.Name}");
    }

    /// <summary>Contrast ratio of WCAG 2.2, 1 to 21.</summary>
    private static double Contrast(Rgb a, Rgb b)
    {
        double[] light = [.. new[] { Luminance(a), Luminance(b) }.OrderDescending()];
        return (light[0] + 0.05) / (light[1] + 0.05);
        static double Luminance(Rgb c) => 0.2126 * Linear(c.Red) + 0.7152 * Linear(c.Green) + 0.0722 * Linear(c.Blue);
        static double Linear(byte value) =>
            value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow((value / 255.0 + 0.055) / 1.055, 2.4);
    }

    private static (double X, double Y) Centre(SKBitmap png, Rgb colour)
    {
        (int X, int Y)[] pixels =
        [
            .. Enumerable
                .Range(0, png.Width * png.Height)
                .Select(i => (i % png.Width, i / png.Width))
                .Where(place => Near(png.GetPixel(place.Item1, place.Item2), colour, 8)),
        ];
        Assert.True(pixels.Length > 8, $"{colour} is not drawn.");
        return (pixels.Average(pixel => pixel.X), pixels.Average(pixel => pixel.Y));
    }

    private static bool Near(SKColor pixel, Rgb colour, int tolerance) =>
        Math.Abs(pixel.Red - colour.Red) <= tolerance
        && Math.Abs(pixel.Green - colour.Green) <= tolerance
        && Math.Abs(pixel.Blue - colour.Blue) <= tolerance;

    private static SKColor Color(Rgb rgb) => new(rgb.Red, rgb.Green, rgb.Blue);
}
