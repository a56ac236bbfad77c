using System.Text;
using System.Text.RegularExpressions;
using HybridNet.Charts;
using HybridNet.Diagnosis;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Reports;
using HybridNet.Tests.Charts;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Reports;

/// <summary>The report as data, as HTML and as Markdown.</summary>
public class ReportTests
{
    private static readonly Dictionary<ReportImage, ReportPicture> s_none = [];

    [Fact]
    public void The_sample_run_s_report_says_its_published_figures()
    {
        ReportDocument report = Of(SampleRun.Run, MissingGroundTruth.Empty);
        string lead = string.Join(' ', report.Lead);
        Assert.Contains("276 images", lead);
        Assert.Contains("The mean Dice as logged is 0.4547; 60 trivial images", lead);
        Assert.Contains("61 images have no overlap at all (22.1 %). The run's own breakdown misses 31 of them.", lead);
        Assert.Equal(
            ["findings", "scores", "images", "zero-dice", "outliers", "masks", "training", "split", "provenance"],
            report.Sections.Select(section => section.Id)
        );
        Assert.Contains("removes 130 of 276 images (47.1 %", Text(report, "outliers"));
        Assert.Contains("two opposites: 60 trivial images that are no result, and 61 total failures", Text(report, "outliers"));
        Assert.Contains("at most 99 px of both masks together, the listed ones at least 141 px", Text(report, "zero-dice"));
        Assert.Contains("0 of 299 reference lesions are touched", Text(report, "masks"));
        Assert.Equal(
            276,
            report.Sections.Single(section => section.Id == "images").Blocks.OfType<ReportTable>().Single().Rows.Count
        );
    }

    [Fact]
    public void Hashes_are_those_of_the_files()
    {
        ReportTable files = Of(SampleRun.Run, MissingGroundTruth.Empty).Sections[^1].Blocks.OfType<ReportTable>().Single();
        IReadOnlyList<ReportCell> row = files.Rows.Single(cells =>
            cells[0].Text.EndsWith("test_per_image_metrics.csv", StringComparison.Ordinal)
        );
        byte[] bytes = File.ReadAllBytes(SampleRun.Run.Log.Sources[RunFileKind.ImageScores]);
        Assert.Equal(
            (
                bytes.Length.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture),
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))
            ),
            (row[1].Text, row[2].Text)
        );
    }

    [Fact]
    public void Html_and_Markdown_hold_the_same_numbers()
    {
        ReportDocument report = Of(SampleRun.Run, MissingGroundTruth.Empty);
        string html = Encoding.UTF8.GetString(Page.Of(report, s_none)),
            markdown = Encoding
                .UTF8.GetString(SampleRun.Adapters.Pictures.Markdown(report))
                .Replace("\\", "", StringComparison.Ordinal);
        HashSet<string> lines = [.. markdown.Split('\n')],
            cells =

            [
                .. Regex
                    .Matches(html, @"<t[dh][^>]*>(?:<button[^>]*>)?([^<]*)(?:</button>)?</t[dh]>")
                    .Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)),
            ];
        foreach (ReportTable table in report.Sections.SelectMany(section => section.Blocks).OfType<ReportTable>())
        foreach (IReadOnlyList<ReportCell> row in table.Rows)
        {
            Assert.Contains($"| {string.Join(" | ", row.Select(cell => cell.Text))} |", lines);
            Assert.All(row, cell => Assert.Contains(cell.Text, cells));
        }
        foreach (ReportText text in report.Sections.SelectMany(section => section.Blocks).OfType<ReportText>())
            Assert.Contains(text.Text, markdown);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes_for_any_number_of_workers()
    {
        byte[][] pages =
        [
            .. new[] { 1, 3 }.Select(workers => Page.Of(Of(SampleRun.Run, MissingGroundTruth.Empty, workers), s_none)),
        ];
        Assert.Equal(pages[0], pages[1]);
        Assert.DoesNotContain(Encoding.UTF8.GetString(pages[0]), character => character == '\r');
        Assert.NotEqual(0xEF, pages[0][0]);
    }

    [Fact]
    public void Text_of_a_run_cannot_become_markup()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'&|*_";
        Run run = SampleRun.Run with
        {
            Name = Evil,
            Log = new()
            {
                Scores =
                [
                    new ImageScore
                    {
                        Run = Evil,
                        ImageId = Evil,
                        Dice = 0.5,
                        State = MetricState.Defined,
                    },
                    new ImageScore
                    {
                        Run = Evil,
                        ImageId = "</script><script>alert(2)</script>",
                        Dice = 0.7,
                        State = MetricState.Defined,
                    },
                ],
            },
            Files = new() { Output = SampleRun.Run.Path },
        };
        var pictures = new Dictionary<ReportImage, ReportPicture>
        {
            [new(Evil, "</script><script>alert(2)</script>")] = new([1], new(1, 1, null, [2], [3], null, null, [])),
        };
        string html = Encoding.UTF8.GetString(Page.Of(Of(run, MissingGroundTruth.Error), pictures));
        Assert.DoesNotContain("<img src=x", html);
        Assert.DoesNotContain("<script>alert", html);
        // Three scripts of the page and two blocks of its data, and no sixth.
        Assert.Equal(5, Regex.Count(html, "<script"));
        string markdown = Encoding.UTF8.GetString(SampleRun.Adapters.Pictures.Markdown(Of(run, MissingGroundTruth.Error)));
        Assert.DoesNotMatch(new Regex(@"(?<!\\)<img"), markdown);
    }

    [Fact]
    public void A_run_with_one_table_gives_a_report_that_says_what_is_missing()
    {
        Run run = SampleRun.Run with
        {
            Log = SampleRun.Run.Log with
            {
                Scores = [],
                ZeroDice = [],
                Splits = [],
                Sources = SampleRun.Run.Log.Sources.Where(source => source.Key == RunFileKind.Epochs).ToDictionary(),
            },
            Files = new() { Output = SampleRun.Run.Path },
        };
        ReportDocument report = Of(run, MissingGroundTruth.Error);
        Assert.Equal(["findings", "training", "provenance"], report.Sections.Select(section => section.Id));
        Assert.Contains(
            "test_per_image_metrics.csv",
            report.Sections[^1].Blocks.OfType<ReportFacts>().Single().Rows.Single(fact => fact.Name == "Not in this run").Text
        );
        Assert.True(Page.Of(report, s_none).Length > 10_000);
    }

    [Fact]
    public void Pictures_stay_within_their_share_of_the_page()
    {
        var image = new PanelImage(new ImageCase("r", "x", [], "x", null, null), null);
        ReportPicture Draw(int images, int size)
        {
            var table = new ReportTable("t", [new("Image")], [])
            {
                Pictures =
                [
                    .. Enumerable
                        .Repeat(image, images)
                        .Select((one, i) => one with { Work = one.Work with { ImageId = $"{i}" } }),
                ],
            };
            var report = new ReportDocument("r", "r", [], [], [new("images", "Images", [table])]);
            return ReportPictures.Of(
                report,
                new FakePanels(size),
                PanelPalette.ColorBlindSafe,
                2,
                (_, _, _) => { },
                CancellationToken.None
            )[new("r", "0")];
        }
        Assert.Equal(1280, Draw(3, 90).Layers.Width);
        // 1,000 images leave 27 kB each: 90 bytes a column at 1280 columns and quality 80 would be 115 kB, so a smaller one is
        // taken.
        ReportPicture crowded = Draw(1000, 90);
        Assert.True(crowded.Layers.Width < 1280);
        Assert.True((crowded.Layers.Size + crowded.Thumbnail!.Length) * 1000L * 4 / 3 < 40_000_000);
    }

    private static ReportDocument Of(Run run, MissingGroundTruth missing, int workers = 2)
    {
        var evidence = ChartDataTests.Evidence(run, missing, workers);
        Finding[] findings =
        [
            .. Audit.Evaluate(
                run,
                [],
                SampleRun.Adapters.Images,
                new AuditOptions { MissingGroundTruth = missing, Workers = workers }
            ),
        ];
        return ReportBuilder.Of(
            new()
            {
                Evidence = evidence,
                Findings = findings,
                MissingGroundTruth = missing,
                Resamples = 200,
                Thumbnails = false,
            }
        );
    }

    private static string Text(ReportDocument report, string section) =>
        string.Join(' ', report.Sections.Single(one => one.Id == section).Blocks.OfType<ReportText>().Select(text => text.Text));

    /// <summary>Pictures whose size grows with width and quality, and that say their width.</summary>
    private sealed class FakePanels(int bytesAColumn) : IPictures
    {
        public PanelPicture Render(PanelImage image, PanelOptions options, CancellationToken cancel)
        {
            var file = new byte[Math.Max(4, options.Width * bytesAColumn * options.Quality / 80)];
            BitConverter.TryWriteBytes(file, options.Width);
            return new(file, default, []);
        }

        public ImageLayers Layers(PanelImage image, int width, int quality, bool withMap, CancellationToken cancel) =>
            new(width, width, new byte[width * bytesAColumn * quality / 80], [1], [1], null, null, []);

        public PanelTile Tile(PanelImage image, PanelOptions options, CancellationToken cancel) =>
            throw new NotSupportedException();

        public byte[] Sheet(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel) =>
            throw new NotSupportedException();

        public IReadOnlyList<string> Plain(PanelImage image, int columns, CancellationToken cancel) =>
            throw new NotSupportedException();

        public string Svg(Chart chart, ChartSize size, ChartTheme? theme) => throw new NotSupportedException();

        public byte[] Pdf(Chart chart, ChartSize size, ChartTheme theme) => throw new NotSupportedException();

        public byte[] Png(Chart chart, ChartSize size, ChartTheme theme) => throw new NotSupportedException();

        public void Html(Stream stream, ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures) =>
            throw new NotSupportedException();

        public byte[] Markdown(ReportDocument report) => throw new NotSupportedException();

        public HybridNet.Terminals.PixelPicture Pixels(byte[] picture) => throw new NotSupportedException();
    }
}
