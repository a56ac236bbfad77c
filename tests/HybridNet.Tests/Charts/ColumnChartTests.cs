using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HybridNet.Charts;
using HybridNet.Charts.Kinds;
using HybridNet.Data.Charts;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Charts;

/// <summary>Charts in a column of a paper: every word is whole, and none lies over another.</summary>
public sealed partial class ColumnChartTests : IDisposable
{
    /// <summary>85 mm wide, as Export-HNChart draws it.</summary>
    private static readonly ChartSize s_column = new(321, 289, 300 / 96.0)
    {
        Letters = 10 / 12.0,
        Millimetres = 85,
        Dpi = 300,
    };

    private readonly TempFolder _folder = new();
    private readonly Lazy<RunEvidence> _evidence;

    public ColumnChartTests() =>
        _evidence = new(() =>
        {
            string path = Path.Combine(_folder.Path, "made_with_a_long_name_EX");
            SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(24, 96, 5), _ => { }, CancellationToken.None);
            Run run = SampleRun.Adapters.Runs.Read(path, new(), CancellationToken.None);
            return ChartDataTests.Evidence(run, MissingGroundTruth.Error);
        });

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DiceScatter")]
    [InlineData("MetricCurve")]
    [InlineData("SplitBar")]
    [InlineData("ZeroDice")]
    [InlineData("Histogram")]
    [InlineData("LesionSize")]
    [InlineData("PrecisionRecall")]
    [InlineData("ThresholdSweep")]
    [InlineData("Reliability")]
    [InlineData("DiceByArea")]
    [InlineData("Box")]
    [InlineData("Violin")]
    [InlineData("Roc")]
    public void No_word_is_clipped_or_lies_over_another(string kind)
    {
        foreach (Chart chart in ChartBuilder.Of(Enum.Parse<ChartKind>(kind), _evidence.Value))
        {
            (string Text, double Left, double Top, double Right, double Bottom)[] words = [.. Words(chart)];
            Assert.True(words.Length > 5);
            Assert.All(
                words,
                word =>
                    Assert.True(
                        word.Left >= -1
                            && word.Right <= s_column.Width + 1
                            && word.Top >= -1
                            && word.Bottom <= s_column.Height + 1,
                        $"{chart.Name}: '{word.Text}' leaves the figure."
                    )
            );
            for (int i = 0; i < words.Length; i++)
            for (int k = i + 1; k < words.Length; k++)
                Assert.False(
                    words[i].Left < words[k].Right
                        && words[k].Left < words[i].Right
                        && words[i].Top < words[k].Bottom
                        && words[k].Top < words[i].Bottom,
                    $"{chart.Name}: '{words[i].Text}' and '{words[k].Text}' lie over each other."
                );
        }
    }

    [Fact]
    public void A_violin_is_widest_where_values_are_densest_and_ends_with_them()
    {
        double[] values = [0.2, 0.4, 0.4, 0.4, 0.6];
        ImageScore[] scores =
        [
            .. values.Select(
                (dice, i) => SampleRun.Run.Log.Scores[0] with { ImageId = $"{i}_1", Dice = dice, State = MetricState.Defined }
            ),
        ];
        Run run = SampleRun.Run with { Log = SampleRun.Run.Log with { Scores = scores } };
        IReadOnlyList<ChartPoint> shape = ViolinChart.Of([run]).Series[0].Points;
        Assert.Equal((0.2, 0.6), (shape[0].Y, shape[^1].Y));
        ChartPoint middle = shape[shape.Count / 2];
        Assert.Equal(0.4, middle.Y, 12);
        Assert.Equal((-0.38, 0.38), (middle.X, middle.Base));
        // Silverman's width: sd 0.14142 (quartiles do not differ), 0.9 * 0.14142 * 5^-0.2 = 0.09225. The kernel one 0.2 away is
        // exp(-0.5 (0.2 / 0.09225)^2) = 0.09540, two away 0.00008: at the end 1 + 3 * 0.09540 + 0.00008 = 1.28628, in the middle
        // 3 + 2 * 0.09540 = 3.19080; 0.38 * 1.28628 / 3.19080 = 0.15319.
        Assert.Equal(0.15319, shape[0].Base, 4);
        Assert.Equal(shape[0].Base, shape[^1].Base, 10);
    }

    [Fact]
    public void A_PDF_carries_few_letters_and_whole_faces_only_where_a_name_needs_them()
    {
        Chart chart = ChartBuilder.Of(ChartKind.Histogram, _evidence.Value)[0];
        byte[] latin = SampleRun.Adapters.Pictures.Pdf(chart, s_column, ChartTheme.Light),
            cyrillic = SampleRun.Adapters.Pictures.Pdf(
                chart with
                {
                    Title = "\u0444\u0443\u043D\u0434\u0443\u0441",
                },
                s_column,
                ChartTheme.Light
            );
        Assert.InRange(latin.Length, 20_000, 150_000);
        Assert.InRange(cyrillic.Length, 300_000, 900_000);
    }

    /// <summary>The words of the SVG with their boxes, a little smaller than their letters may be.</summary>
    private static IEnumerable<(string Text, double Left, double Top, double Right, double Bottom)> Words(Chart chart)
    {
        var measurer = new SkiaPlotContext(null);
        XNamespace svg = "http://www.w3.org/2000/svg";
        XDocument drawing = XDocument.Parse(SampleRun.Adapters.Pictures.Svg(chart, s_column, ChartTheme.Light));
        foreach (XElement text in drawing.Descendants(svg + "text"))
        {
            double size = Number(text, "font-size");
            bool bold = Number(text, "font-weight") > 600;
            double wide = measurer.Width(text.Value, size, bold) - 1,
                baseline = Number(text, "dy") * size;
            double left = text.Attribute("text-anchor")?.Value switch
            {
                "middle" => -wide / 2,
                "end" => -wide,
                _ => 0,
            };
            Match at = Place().Match(text.Attribute("transform")!.Value);
            double x = double.Parse(at.Groups[1].Value, CultureInfo.InvariantCulture),
                y = double.Parse(at.Groups[2].Value, CultureInfo.InvariantCulture),
                top = baseline - 0.72 * size,
                bottom = baseline + 0.1 * size;
            // Turned by a quarter to the left: along becomes upwards.
            if (at.Groups[3].Success)
                yield return (text.Value, x + top, y - left - wide, x + bottom, y - left);
            else
                yield return (text.Value, x + left, y + top, x + left + wide, y + bottom);
        }
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(
            element.Attribute(attribute)!.Value.Replace("em", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(@"translate\(([-0-9.]+),([-0-9.]+)\)( rotate\(-90\))?")]
    private static partial Regex Place();
}
