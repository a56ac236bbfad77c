using HybridNet.Reports;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Images and lesion-positive images of each split, with the rate and the test of their evenness.</summary>
internal static class SplitBarChart
{
    public static Chart Of(Run run)
    {
        IReadOnlyList<SplitGroup> rows = run.Log.Splits;
        if (rows.Count == 0)
            throw ChartBuilder.Lacks(run, ChartKind.SplitBar, "split (metrics_logs/split_summary.csv)");
        SplitTest[] tests = [.. SplitTest.Of(run)];
        string said =
            tests.Length == 0
                ? "fewer than two splits: nothing to test"
                : string.Join(
                    "; ",
                    tests.Select(test =>
                        Invariant(
                            $"{(test.Class is null ? "" : test.Class + ": ")}chi-square {test.ChiSquare:0.000}, p "
                                + $"{ReportNumber.Probability(test.P)}, Cramer's V {test.CramersV:0.000}"
                        )
                    )
                );
        int highest = rows.Max(row => row.Images);
        return new()
        {
            Kind = ChartKind.SplitBar,
            Run = run.Name,
            Title = $"{run.Name}: images and lesion-positive images by split",
            Subtitle = said,
            Description =
                string.Join(
                    "; ",
                    rows.Select(row =>
                        Invariant($"{row}: {row.Positives} of {row.Images} images are positive ({Rate(row):0.0 %})")
                    )
                ) + $". {said}.",
            X = new("split") { Categories = [.. rows.Select(row => row.ToString())] },
            Y = new("images", 0, highest * 1.12),
            Series =
            [
                new(
                    "images",
                    SeriesShape.Bars,
                    ChartColor.Neutral,
                    [.. rows.Select((row, i) => new ChartPoint(i - 0.2, row.Images))]
                )
                {
                    Width = 0.36,
                },
                new(
                    "with a lesion",
                    SeriesShape.Bars,
                    ChartColor.First,
                    [.. rows.Select((row, i) => new ChartPoint(i + 0.2, row.Positives))]
                )
                {
                    Width = 0.36,
                },
            ],
            Labels =
            [
                .. rows.SelectMany(
                    (row, i) =>
                        new ChartLabel[]
                        {
                            new(i - 0.2, row.Images, Invariant($"{row.Images}")),
                            new(i + 0.2, row.Positives, Invariant($"{row.Positives} = {Rate(row):0.0 %}")),
                        }
                ),
            ],
            Legend = LegendPlace.TopLeft,
        };
    }

    private static double Rate(SplitGroup row) => row.Images == 0 ? double.NaN : (double)row.Positives / row.Images;
}
