using HybridNet.Reports;
using static System.FormattableString;

namespace HybridNet.Charts.Kinds;

/// <summary>
/// Distribution of the images' changes from one run to another, in bins around 0: a bin never mixes gains with losses.
/// </summary>
internal static class ChangeHistogramChart
{
    private const int BinsASide = 12;

    /// <summary>The chart; null when no image has a change.</summary>
    public static Chart? Of(Comparison comparison)
    {
        double[] changes = [.. comparison.Images.Select(image => image.Change).Where(value => !double.IsNaN(value))];
        if (changes.Length == 0)
            return null;
        double most = Math.Max(changes.Max(Math.Abs), 1e-6),
            width = Math.Ceiling(100 * most / BinsASide) / 100;
        if (most < 0.06)
            width = most / BinsASide;
        int[] worse = new int[BinsASide],
            better = new int[BinsASide];
        int same = 0;
        foreach (double change in changes)
            if (change == 0)
                same++;
            else
                (change < 0 ? worse : better)[Math.Min(BinsASide - 1, (int)(Math.Abs(change) / width))]++;
        int highest = Math.Max(same, Math.Max(worse.Max(), better.Max()));
        string said = Invariant(
            $"n = {changes.Length}; bins of {width:0.####}; {same} images without a change are the line at 0"
        );
        return new()
        {
            Kind = ChartKind.Comparison,
            Run = comparison.CandidateRun,
            Part = $"{comparison.Metric}_distribution_since_{comparison.BaselineRun}",
            Title = $"{comparison.BaselineRun} to {comparison.CandidateRun}: distribution of the changes of {comparison.Metric}",
            Subtitle = said,
            Description =
                $"{worse.Sum()} images are worse, {better.Sum()} better, {same} the same; {said}. Changes range from "
                + $"{ReportNumber.Signed(changes.Min())} to {ReportNumber.Signed(changes.Max())}.",
            X = new($"change of {comparison.Metric}", -BinsASide * width, BinsASide * width),
            Y = new("images", 0, highest * 1.1) { Whole = true },
            Series =
            [
                Bars($"worse: {worse.Sum()}", ChartColor.Bad, worse, -width),
                Bars($"better: {better.Sum()}", ChartColor.First, better, width),
                new($"the same: {same}", SeriesShape.Bars, ChartColor.Neutral, same == 0 ? [] : [new(0, same)])
                {
                    Width = 0.25 * width,
                },
            ],
            Rules = double.IsNaN(comparison.Difference)
                ? []
                :
                [
                    new(comparison.Difference, Invariant($"mean {ReportNumber.Signed(comparison.Difference)}"), ChartColor.Ink)
                    {
                        Vertical = true,
                    },
                ],
            Legend = LegendPlace.Below,
        };
    }

    private static ChartSeries Bars(string title, ChartColor color, int[] counts, double step) =>
        new(
            title,
            SeriesShape.Bars,
            color,
            [.. counts.Select((count, i) => new ChartPoint((i + 0.5) * step, count)).Where(bar => bar.Y > 0)]
        )
        {
            Width = 0.92 * Math.Abs(step),
        };
}
