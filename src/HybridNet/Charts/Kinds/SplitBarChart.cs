using HybridNet.Reports;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Share of lesion-positive images of each split with its interval, and the test of their evenness.</summary>
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
        Interval[] intervals =
        [
            .. rows.Select(row => row.Images == 0 ? new(double.NaN, double.NaN) : WilsonInterval.Of(row.Positives, row.Images)),
        ];
        double highest = Math.Min(1, intervals.Select(one => one.High).Where(double.IsFinite).DefaultIfEmpty(1).Max());
        return new()
        {
            Kind = ChartKind.SplitBar,
            Run = run.Name,
            Title = $"{run.Name}: share of images with a lesion, by split",
            Subtitle = said,
            Description =
                string.Join(
                    "; ",
                    rows.Select(
                        (row, i) =>
                            Invariant(
                                $"{row}: {row.Positives} of {row.Images} images are positive ({Rate(row):0.0 %}, 95 % interval "
                                    + $"{intervals[i].Low:0.0 %} to {intervals[i].High:0.0 %})"
                            )
                    )
                ) + $". {said}.",
            X = new("split") { Categories = [.. rows.Select(row => Invariant($"{row} (n = {row.Images})"))] },
            Y = new("images with a lesion, share", 0, Math.Min(1.2, highest * 1.2)),
            Series =
            [
                new("share", SeriesShape.Bars, ChartColor.First, [.. rows.Select((row, i) => new ChartPoint(i, Rate(row)))])
                {
                    Width = 0.5,
                },
                new(
                    "95 % interval (Wilson)",
                    SeriesShape.Intervals,
                    ChartColor.Ink,
                    [.. intervals.Select((one, i) => new ChartPoint(i, one.High, one.Low))]
                ),
            ],
            Labels =
            [
                .. rows.Select(
                    (row, i) => new ChartLabel(i, intervals[i].High, Invariant($"{100 * Rate(row):0.0}\u00A0% ({row.Positives})"))
                ),
            ],
            Legend = LegendPlace.Below,
        };
    }

    private static double Rate(SplitGroup row) => row.Images == 0 ? double.NaN : (double)row.Positives / row.Images;
}
