using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HybridNet.Charts;
using HybridNet.Froc;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using SkiaSharp;

namespace HybridNet.Tests.Charts;

/// <summary>The charts of a paper: what they show against counting by hand, and the files in their physical size.</summary>
public sealed partial class PaperChartTests : IDisposable
{
    private static readonly ChartSize s_column = new(321, 231, 300 / 96.0)
    {
        Letters = 10 / 12.0,
        Millimetres = 85,
        Dpi = 300,
    };

    private readonly TempFolder _folder = new();
    private readonly Run _run;
    private readonly RunEvidence _evidence;

    public PaperChartTests()
    {
        string path = Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(8, 96, 5), _ => { }, CancellationToken.None);
        _run = SampleRun.Adapters.Runs.Read(path, new(), CancellationToken.None);
        _evidence = ChartDataTests.Evidence(_run, MissingGroundTruth.Error);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dice_by_area_shows_every_image_with_a_lesion_once()
    {
        Chart chart = Assert.Single(ChartBuilder.Of(ChartKind.DiceByArea, _evidence));
        (string Id, double Area, double Dice)[] expected =
        [
            .. _evidence
                .Measurements.Where(image => image.GtPixels > 0)
                .Select(image =>
                    (image.ImageId, (double)image.GtPixels, 2.0 * image.TruePositive / (image.GtPixels + image.PredPixels))
                ),
        ];
        Assert.Equal(
            expected.Order(),
            chart.Series.SelectMany(one => one.Ids.Zip(one.Points, (id, point) => (id, point.X, point.Y))).Order()
        );
        Assert.True(chart.X.Logarithmic);
        Assert.All(chart.Series[1].Points, point => Assert.Equal(0, point.Y));
    }

    [Fact]
    public void A_box_is_the_quartiles_of_its_group_and_its_whiskers_reach_one_and_a_half_boxes()
    {
        // Ids end in _1, _2, _3: of group 1 the sorted Dice 0, 0.1, 0.2, 0.3, 1 with quartiles 0.1, 0.2 and 0.3; whiskers reach
        // from 0.1 - 0.3 to 0.3 + 0.3, so to the images at 0 and 0.3.
        double[] values = [0.3, 0, 1, 0.1, 0.2];
        Run run = _run with
        {
            Log = _run.Log with
            {
                Scores =
                [
                    .. values.Select((value, i) => Score($"{i:0000}_1", value, MetricState.Defined)),
                    Score("0009_2", 0.5, MetricState.Defined),
                    Score("0010_2", 1, MetricState.BothEmpty),
                ],
            },
        };
        Chart chart = Assert.Single(ChartBuilder.Of(ChartKind.Box, ChartDataTests.Evidence(run, MissingGroundTruth.Error)));
        Assert.Equal(["1 (n = 5)", "2 (n = 1)"], chart.X.Categories);
        Assert.Equal((0.1, 0.3), (chart.Series[1].Points[0].Base, chart.Series[1].Points[0].Y));
        Assert.Equal(0.2, (chart.Series[2].Points[0].Base + chart.Series[2].Points[0].Y) / 2, 12);
        Assert.Equal(
            [(0.1, 0.0), (0.3, 0.3)],
            chart.Series[0].Points.Take(2).Select(point => (Math.Max(point.Base, point.Y), Math.Min(point.Base, point.Y)))
        );
        Assert.Equal(6, chart.Series[3].Points.Count);
        Assert.Contains("1 trivial", chart.Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ROC_is_what_counting_pixels_gives()
    {
        Chart chart = Assert.Single(ChartBuilder.Of(ChartKind.Roc, _evidence));
        long tp = 0,
            fp = 0,
            marked = 0,
            ground = 0;
        foreach (ImageScore score in _run.Log.Scores)
        {
            using SKBitmap map = Read("output/probabilities_test", score.ImageId + "_EX"),
                hard = Read("masks/HardExudate_Masks", score.ImageId),
                soft = Read("masks/SoftExudate_Masks", score.ImageId);
            for (int i = 0; i < map.Width * map.Height; i++)
            {
                bool gt = hard.GetPixel(i % map.Width, i / map.Width).Red + soft.GetPixel(i % map.Width, i / map.Width).Red > 0,
                    found = map.GetPixel(i % map.Width, i / map.Width).Red >= 51;
                tp += gt && found ? 1 : 0;
                fp += !gt && found ? 1 : 0;
                marked += gt ? 1 : 0;
                ground += gt ? 0 : 1;
            }
        }
        // The first point is (0, 0), then the levels 255 to 0: level 51 is the 206th.
        ChartPoint at = chart.Series[1].Points[1 + 255 - 51];
        Assert.Equal((double)fp / ground, at.X, 12);
        Assert.Equal((double)tp / marked, at.Y, 12);
        Assert.True(chart.Square);
    }

    [Fact]
    public void Runs_together_have_a_series_each()
    {
        RunEvidence[] runs = [_evidence, ChartDataTests.Evidence(_run with { Name = "other" }, MissingGroundTruth.Error)];
        IReadOnlyList<Chart> curves = ChartBuilder.Together(ChartKind.MetricCurve, runs);
        Assert.Equal(["loss", "dice", "iou", "pearson"], curves.Select(chart => chart.Part));
        Assert.All(curves, chart => Assert.Equal(2, chart.Series.Count));
        Chart spread = Assert.Single(ChartBuilder.Together(ChartKind.Histogram, runs));
        double[] dice = [.. _run.Log.Scores.Where(score => score.State != MetricState.BothEmpty).Select(score => score.Dice)];
        foreach (double value in dice)
            Assert.Equal(
                dice.Count(one => one <= value) / (double)dice.Length,
                spread.Series[0].Points.Where(point => point.X == value).Max(point => point.Y),
                12
            );
        foreach (ChartKind kind in new[] { ChartKind.PrecisionRecall, ChartKind.Roc, ChartKind.Box })
            Assert.Contains("made", Assert.Single(ChartBuilder.Together(kind, runs)).Name, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => ChartBuilder.Together(ChartKind.SplitBar, runs));
    }

    [Fact]
    public void The_training_is_four_charts_in_one()
    {
        Chart grid = Assert.Single(ChartBuilder.Of(ChartKind.TrainingGrid, _evidence));
        Assert.Equal(["Loss", "Dice", "IoU", "Pearson correlation"], grid.Cells.Select(cell => cell.Title));
        XElement svg = XDocument.Parse(SampleRun.Adapters.Pictures.Svg(grid, new(800, 600), ChartTheme.Light)).Root!;
        XElement[] cells = [.. svg.Elements().Where(one => one.Name.LocalName == "svg")];
        Assert.Equal(
            [("0", "0"), ("400", "0"), ("0", "300"), ("400", "300")],
            cells.Select(cell => (cell.Attribute("x")!.Value, cell.Attribute("y")!.Value))
        );
        string[] ids = [.. svg.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void FROC_and_ranking_are_drawn_from_results()
    {
        var result = new FrocResult
        {
            Run = "a",
            Lesions = 10,
            Images = 4,
            Score = 0.5,
            Rates = [1, 2],
            Sensitivities = [0.4, 0.6],
            Points = [new(0.9, 0.5, 0.3, 1), new(0.5, 2, 0.6, 1), new(0.1, 40, 0.9, 1)],
        };
        Chart froc = ChartBuilder.Of([result, result with { Run = "b" }]);
        // False alarms beyond the axis of the challenges are not drawn.
        Assert.Equal([(0.5, 0.3), (2, 0.6)], froc.Series[0].Points.Select(point => (point.X, point.Y)));
        Assert.Equal([(1, 0.4), (2, 0.6)], froc.Series[1].Points.Select(point => (point.X, point.Y)));
        Chart ranks = ChartBuilder.Of([Ranked("second", 2, 1, 2, "ab"), Ranked("first", 1, 1, 1, "a")]);
        Assert.Equal(["first (0.500)", "second (0.500)"], ranks.X.Categories);
        Assert.Equal(["a", "ab"], ranks.Labels.Select(label => label.Text));
        Assert.Equal((2.12, 0.88), (ranks.Series[0].Points[1].Y, ranks.Series[0].Points[1].Base));
    }

    [Fact]
    public void A_figure_of_85_millimetres_has_that_size_in_every_format()
    {
        Chart chart = ChartBuilder.Of(ChartKind.Histogram, _evidence)[0] with { Title = "", Subtitle = "" };
        XElement svg = XDocument.Parse(SampleRun.Adapters.Pictures.Svg(chart, s_column, ChartTheme.Light)).Root!;
        Assert.Equal("85mm", svg.Attribute("width")!.Value);
        Assert.Equal("0 0 321 231", svg.Attribute("viewBox")!.Value);
        byte[] png = SampleRun.Adapters.Pictures.Png(chart, s_column, ChartTheme.Light);
        using SKBitmap bitmap = SKBitmap.Decode(png);
        // 85 mm at 300 dots an inch are 1003.9 dots; the width is whole pixels of 1/96 inch: 321 x 3.125.
        Assert.Equal(1003, bitmap.Width);
        int density = png.AsSpan().IndexOf("pHYs"u8);
        // 300 / 0.0254 = 11811.02 dots a metre.
        Assert.Equal(11811, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(density + 4)));
        byte[] pdf = SampleRun.Adapters.Pictures.Pdf(chart, s_column, ChartTheme.Light);
        string text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Match box = MediaBox().Match(text);
        // 321 pixels are 240.75 points; Skia gives a page whole points.
        double points = double.Parse(box.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(points, 240.75, 241.75);
        Assert.Equal(pdf, SampleRun.Adapters.Pictures.Pdf(chart, s_column, ChartTheme.Light));
    }

    private static RankedRun Ranked(string name, int rank, int low, int high, string group) =>
        new()
        {
            Run = name,
            Metric = "Dice",
            Place = rank,
            RankLow = low,
            RankHigh = high,
            Mean = 0.5,
            Group = group,
        };

    private static ImageScore Score(string id, double dice, MetricState state) =>
        SampleRun.Run.Log.Scores[0] with
        {
            ImageId = id,
            Dice = dice,
            State = state,
        };

    private SKBitmap Read(string folder, string name) => SKBitmap.Decode(Path.Combine(_run.Path, folder, name + ".png"));

    [GeneratedRegex(@"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")]
    private static partial Regex MediaBox();
}
