using HybridNet.Charts;
using HybridNet.Charts.Kinds;
using HybridNet.Statistics;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Comparing;

/// <summary>How the differences of the images are distributed: a mean may hide a few large losses.</summary>
internal static class ChangeSection
{
    private static readonly (string Name, double Share)[] s_quantiles =
    [
        ("Least", 0),
        ("5 %", 0.05),
        ("25 %", 0.25),
        ("Median", 0.5),
        ("75 %", 0.75),
        ("95 %", 0.95),
        ("Most", 1),
    ];

    public static ReportSection? Of(ComparisonInput input)
    {
        Comparison[] told = [.. input.Comparisons.Where(one => Changes(one).Length > 0)];
        if (told.Length == 0)
            return null;
        var blocks = new List<ReportBlock> { new ReportText(Sentence(input.First)), Quantiles(told) };
        foreach (Comparison one in told)
        {
            blocks.Add(new ReportChart(ChartBuilder.Of(one)));
            blocks.Add(new ReportChart(ChangeHistogramChart.Of(one)!));
        }
        return new("changes", "Distribution of the differences", blocks);
    }

    private static string Sentence(Comparison first)
    {
        double[] changes = Changes(first);
        if (changes.Length == 0)
            return $"No image has {first.Metric} in both runs.";
        int large = changes.Count(change => change <= -0.1),
            gains = changes.Count(change => change >= 0.1);
        return $"Of {Many(changes.Length, "image", "images")} {Count(gains)} gained at least 0.1 of {first.Metric}, and "
            + $"{Count(large)} lost as much.";
    }

    private static double[] Changes(Comparison one) =>
        [.. one.Images.Select(image => image.Change).Where(value => !double.IsNaN(value)).Order()];

    private static ReportTable Quantiles(Comparison[] comparisons) =>
        new(
            "Change of an image",
            [
                new("Metric"),
                new("n", true),
                .. s_quantiles.Select(one => new ReportColumn(one.Name, true)),
                new("Mean", true),
                new("SD", true),
            ],
            [
                .. comparisons.Select(one =>
                {
                    double[] changes = Changes(one);
                    return (IReadOnlyList<ReportCell>)
                        [
                            new(one.Metric),
                            CountCell(changes.Length),
                            .. s_quantiles.Select(quantile => SignedCell(Quantile.OfSorted(changes, quantile.Share))),
                            SignedCell(Moments.Mean(changes)),
                            ScoreCell(changes.Length < 2 ? double.NaN : Moments.StandardDeviation(changes)),
                        ];
                }),
            ]
        );
}
