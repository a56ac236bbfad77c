using System.Text;
using HybridNet.Charts;
using HybridNet.Comparisons;
using HybridNet.Ports;
using HybridNet.Reports;
using HybridNet.Reports.Comparing;
using HybridNet.Tests.Comparisons;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Reports;

/// <summary>The page of a comparison, of two runs written by hand.</summary>
public class ComparisonReportTests
{
    // Twenty images of Dice 0.50 that gain 0.10; i0 loses all its overlap, i1 wins some, i2 stays without any, b is in the
    // baseline alone and c in the candidate alone.
    private static readonly Run s_baseline = Pairs.Run(
        "old",
        [("i0", 0.4), ("i1", 1e-8), ("i2", 1e-8), ("b", 0.3), .. Enumerable.Range(10, 20).Select(i => ($"i{i}", 0.5))]
    );

    private static readonly Run s_candidate = Pairs.Run(
        "new",
        [("i0", 1e-8), ("i1", 0.2), ("i2", 1e-8), ("c", 0.3), .. Enumerable.Range(10, 20).Select(i => ($"i{i}", 0.6))]
    );

    private static ReportDocument Of(params string[] metrics) =>
        ComparisonReport.Of(
            new()
            {
                Comparisons = RunComparer.Compare(
                    s_baseline,
                    s_candidate,
                    new()
                    {
                        Metrics = metrics,
                        Resamples = 500,
                        Force = true,
                    }
                ),
            }
        );

    [Fact]
    public void It_says_what_was_lost_what_was_won_and_what_is_on_one_side_only()
    {
        ReportDocument report = Of("Dice");
        Assert.Equal("old to new", report.Title);
        Assert.Equal(("new", "old"), (report.Run, report.Against));
        Assert.Equal(
            ["verdict", "changes", "images", "failures", "transitions", "unpaired", "provenance"],
            report.Sections.Select(section => section.Id)
        );
        string lead = string.Join(' ', report.Lead);
        // 23 images: 20 of +0.1, one of -0.4, one of +0.2, one of 0: (2 - 0.4 + 0.2) / 23 = 0.0783.
        Assert.Contains("+0.0783", report.Figures[0].Value);
        Assert.Contains("1 image is a new failure, without overlap in new only; 1 is cured.", lead);
        Assert.Contains("2 images are in one of the two runs only.", lead);
        Assert.Equal(["i0"], Table(report, "failures", 0).Rows.Select(row => row[0].Text));
        Assert.Equal(["i1"], Table(report, "failures", 1).Rows.Select(row => row[0].Text));
        Assert.Equal(
            [("b", "only in old"), ("c", "only in new")],
            Table(report, "unpaired", 0).Rows.Select(row => (row[0].Text, row[1].Text))
        );
    }

    [Fact]
    public void Images_stand_by_the_size_of_their_change()
    {
        ReportTable images = Table(Of("Dice", "Recall"), "images", 0);
        Assert.Equal(23, images.Rows.Count);
        Assert.Equal(
            [("i0", "-0.4000", "new failure"), ("i1", "+0.2000", "cured"), ("i10", "+0.1000", "better")],
            images.Rows.Take(3).Select(row => (row[0].Text, row[3].Text, row[5].Text))
        );
        Assert.Equal(("i2", "the same"), (images.Rows[^1][0].Text, images.Rows[^1][5].Text));
        Assert.Equal("Change of Recall", images.Columns[4].Title);
    }

    [Fact]
    public void Transitions_count_every_image_once()
    {
        ReportTable moves = Table(Of("Dice"), "transitions", 0);
        // 20 keep their overlap, i0 loses it, i1 wins it, i2 stays without: 23 in all, in the corner.
        Assert.Equal("23", moves.Rows[^1][^1].Text);
        Assert.Equal(["20", "1", "21"], moves.Rows[0].Skip(1).Select(cell => cell.Text));
    }

    [Fact]
    public void Several_metrics_are_rows_of_one_page()
    {
        ReportDocument report = Of("Dice", "Recall");
        Assert.Equal(["Dice", "Recall"], Table(report, "verdict", 0).Rows.Select(row => row[0].Text));
        // For each metric the sorted changes and their distribution.
        Assert.Equal(4, report.Sections[1].Blocks.OfType<ReportChart>().Count());
    }

    [Fact]
    public void Every_bar_of_the_sorted_changes_knows_its_image()
    {
        Chart chart = Of("Dice").Sections[1].Blocks.OfType<ReportChart>().First().Chart;
        Assert.Equal(["i0"], chart.Series.Single(series => series.Title == "worse: 1").Ids);
        Assert.All(chart.Series, series => Assert.Equal(series.Points.Count, series.Ids.Count));
    }

    [Fact]
    public void The_distribution_never_mixes_gains_with_losses()
    {
        Chart chart = Of("Dice").Sections[1].Blocks.OfType<ReportChart>().Last().Chart;
        // Bars by sign: 1 loss, 21 gains in two bins, 1 image without a change.
        Assert.Equal([1, 21, 1], chart.Series.Select(series => series.Points.Sum(point => point.Y)));
        Assert.All(chart.Series[0].Points, point => Assert.True(point.X + chart.Series[0].Width / 2 <= 0));
        Assert.All(chart.Series[1].Points, point => Assert.True(point.X - chart.Series[1].Width / 2 >= 0));
    }

    [Fact]
    public void A_comparison_without_its_runs_says_that_it_has_no_pictures()
    {
        string said = string.Join(' ', Of("Dice").Sections[2].Blocks.OfType<ReportText>().Select(text => text.Text));
        Assert.Contains("The comparison came without its runs", said);
        string html = Encoding.UTF8.GetString(Page.Of(Of("Dice"), new Dictionary<ReportImage, ReportPicture>()));
        Assert.Contains("data-against=\"old\"", html);
        Assert.Contains("<button type=\"button\" class=\"id\" data-open=\"i0\">", html);
    }

    private static ReportTable Table(ReportDocument report, string section, int index) =>
        report.Sections.Single(one => one.Id == section).Blocks.OfType<ReportTable>().ElementAt(index);
}
