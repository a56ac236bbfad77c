using System.Text;
using HybridNet.Charts;
using HybridNet.Masks;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Probabilities;
using HybridNet.Reports;
using HybridNet.Reports.Why;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Reports;

/// <summary>The section Why, of runs of squares.</summary>
public sealed class WhyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bar_adds_up_and_names_where_the_points_go()
    {
        // Each image: one square of 100 px that is found exactly, one of 100 px that is missed: Dice 200 / 300.
        ReportSection why = Section(Facts(Run(4)));
        ReportBar bar = why.Blocks.OfType<ReportBar>().Single();
        Assert.Equal(["reached", "missed lesions"], bar.Parts.Select(part => part.Name));
        Assert.Equal(2.0 / 3, bar.Parts[0].Value, 12);
        Assert.Equal(1, bar.Parts.Sum(part => part.Value), 12);
        Assert.Contains(
            "Of the Dice that the masks lose, 100 % (0.333 in the mean) goes to missed lesions, "
                + "the largest part to those of 50-199 px (0.333).",
            string.Join(' ', Report(Run(4), Facts(Run(4))).Lead)
        );
    }

    [Fact]
    public void What_is_not_there_is_said_and_not_drawn()
    {
        string text = Words(Section(Facts(Run(4))));
        Assert.Contains("4 of 4 images have no photograph", text);
        Assert.Contains("It needs probability maps, which this run does not have.", text);
        Assert.Contains("How far readers agree is not known", text);
        Run bare = Run(1) with { Files = new() { Output = _folder.Path } };
        Assert.Equal(
            "This run has no predicted masks with references: where its Dice is lost, and why, needs both.",
            Words(Section(Facts(bare), bare))
        );
    }

    [Fact]
    public void With_maps_the_share_of_found_lesions_is_drawn_over_the_false_candidates()
    {
        Run run = Run(4);
        string maps = Path.Combine(_folder.Path, "maps");
        run = run with { Files = run.Files with { Probabilities = maps } };
        // One of two lesions is found at every threshold up to 200 of 255, and no candidate is false.
        for (int i = 0; i < 4; i++)
        {
            using var map = new ProbabilityMap(64, 64, ProbabilityFormat.UInt8);
            map.Bytes.Clear();
            for (int y = 5; y < 15; y++)
                map.Bytes.Slice(y * 64 + 5, 10).Fill(200);
            SampleRun.Adapters.Images.WriteScores(Path.Combine(maps, $"i{i}.png"), map, overwrite: true);
        }
        Chart froc = Section(Facts(run), run).Blocks.OfType<ReportChart>().Single().Chart;
        Assert.Equal(ChartKind.Froc, froc.Kind);
        // Sizes are not resampled: they have no interval, and none is printed.
        Assert.Equal(
            ["all lesions: 0.500 [0.500, 0.500]", "50-199 px: 0.500"],
            froc.Series.Select(series => series.Title).Where(title => title.Length > 0)
        );
    }

    [Fact]
    public void The_ceiling_is_what_one_pixel_of_outline_costs()
    {
        ReportTable ceiling = Section(Facts(Run(4)))
            .Blocks.OfType<ReportTable>()
            .Single(table => table.Caption.StartsWith("Dice of a lesion against itself", StringComparison.Ordinal));
        IReadOnlyList<ReportCell> row = Assert.Single(ceiling.Rows);
        // 10 x 10 px grown by its 4-neighbours has 40 more, shrunk by them 8 x 8: 200 / 240 and 128 / 164.
        Assert.Equal(["50-199", "8", "0.8333", "0.7805", "4", "1.0000"], row.Select(cell => cell.Text));
    }

    [Fact]
    public void Another_reader_s_agreement_bounds_what_a_model_can_reach()
    {
        Run run = Run(4);
        // The reader marks the found square only: against the reference 200 / 300; the model is the majority's equal.
        WhyFacts facts = Facts(run, new() { Readers = [new Companion(ImageSide.Reader, "second", [run.Files.Predictions!])] });
        ReportTable readers = Section(facts)
            .Blocks.OfType<ReportTable>()
            .Single(table => table.Caption.StartsWith("Readers", StringComparison.Ordinal));
        Assert.Equal(["reference", "second", "model squares"], readers.Rows.Select(cells => cells[0].Text));
        Assert.Equal("0.6667", readers.Rows[0][1].Text);
    }

    [Fact]
    public void More_images_than_are_wanted_are_looked_at_in_equal_steps_and_that_is_said()
    {
        WhyFacts facts = Facts(Run(9), new() { Images = 3 });
        Assert.Equal((3, 9), (facts.Images, facts.Of));
        Assert.Equal(["i0", "i3", "i6"], facts.ImageLosses.Select(image => image.ImageId));
        Assert.Contains("3 images of 9 with masks and references were looked at, at equal steps", Words(Section(facts)));
    }

    [Fact]
    public void The_bar_is_drawn_in_the_page_and_listed_in_Markdown()
    {
        Run run = Run(4);
        ReportDocument report = Report(run, Facts(run));
        string html = Encoding.UTF8.GetString(Page.Of(report, new Dictionary<ReportImage, ReportPicture>()));
        Assert.Contains(
            "<span style=\"width:33.333%;background:var(--chart-bad)\" title=\"missed lesions: 0.333\"></span>",
            html
        );
        Assert.Contains("- missed lesions: 0.333", Encoding.UTF8.GetString(SampleRun.Adapters.Pictures.Markdown(report)));
    }

    private Run Run(int images)
    {
        string gt = Path.Combine(_folder.Path, "gt"),
            pred = Path.Combine(_folder.Path, "pred");
        Directory.CreateDirectory(gt);
        Directory.CreateDirectory(pred);
        for (int i = 0; i < images; i++)
        {
            Write(Path.Combine(gt, $"i{i}.png"), (5, 5), (30, 30));
            Write(Path.Combine(pred, $"i{i}.png"), (5, 5));
        }
        return new()
        {
            Name = "squares",
            Path = _folder.Path,
            Log = new(),
            Files = new()
            {
                Output = _folder.Path,
                Predictions = pred,
                GroundTruth = [gt],
            },
        };
    }

    private static void Write(string path, params (int X, int Y)[] squares)
    {
        using var mask = new Mask(64, 64);
        foreach ((int left, int top) in squares)
            for (int y = top; y < top + 10; y++)
            for (int x = left; x < left + 10; x++)
                mask.Row(y)[x >> 6] |= 1UL << (x & 63);
        SampleRun.Adapters.Images.WriteMask(path, mask, true);
    }

    private static WhyFacts Facts(Run run, WhyOptions? options = null) =>
        WhyFacts.Read(run, SampleRun.Adapters.Images, options ?? new(), (_, _) => { }, CancellationToken.None);

    private ReportSection Section(WhyFacts facts, Run? run = null) =>
        Report(run ?? Run(facts.Of), facts).Sections.Single(section => section.Id == "why");

    private static ReportDocument Report(Run run, WhyFacts facts) =>
        ReportBuilder.Of(
            new()
            {
                Evidence = new RunEvidence(
                    run,
                    SampleRun.Adapters.Images,
                    new(default, 2),
                    (_, _) => { },
                    CancellationToken.None
                ),
                Why = facts,
                Resamples = 100,
                Thumbnails = false,
            }
        );

    private static string Words(ReportSection section) =>
        string.Join(' ', section.Blocks.OfType<ReportText>().Select(text => text.Text));
}
