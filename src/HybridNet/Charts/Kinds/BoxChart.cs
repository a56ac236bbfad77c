using System.Text.RegularExpressions;
using HybridNet.Runs.Columns;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>
/// Dice by group: a box from the first to the third quartile with the median, whiskers to the outermost image within one and a
/// half boxes (J. W. Tukey, Exploratory Data Analysis, 1977), and every image beside it. Trivial images are left out.
/// </summary>
internal static class BoxChart
{
    private const double Reach = 1.5,
        BoxAt = -0.16,
        DotsAt = 0.2,
        Spread = 0.12;

    /// <summary>Groups of one run by a part of the image id.</summary>
    public static Chart Of(Run run, Regex group) => Draw(ScoreGroups.Of(run, group, ChartKind.Box));

    /// <summary>One box for each run.</summary>
    public static Chart Of(IReadOnlyList<Run> runs) => Draw(ScoreGroups.Of(runs, ChartKind.Box));

    private static Chart Draw(ScoreGroups groups)
    {
        IReadOnlyList<(string Name, IReadOnlyList<RowView> Scores)> all = groups.All;
        int step = Math.Max(1, (all.Sum(one => one.Scores.Count) + DiceScatterChart.MostMarks - 1) / DiceScatterChart.MostMarks);
        var boxes = new List<ChartPoint>();
        var medians = new List<ChartPoint>();
        var whiskers = new List<ChartPoint>();
        var dots = new List<(ChartPoint Point, string Id)>();
        var said = new List<string>();
        for (int i = 0; i < all.Count; i++)
        {
            double[] values = RowView.Numbers(all[i].Scores, score => score.Dice);
            Array.Sort(values);
            double low = Quantile.OfSorted(values, 0.25),
                middle = Quantile.OfSorted(values, 0.5),
                high = Quantile.OfSorted(values, 0.75),
                reach = Reach * (high - low);
            boxes.Add(new(i + BoxAt, high, low));
            medians.Add(new(i + BoxAt, middle + 0.004, middle - 0.004));
            whiskers.Add(new(i + BoxAt, low, values.First(value => value >= low - reach)));
            whiskers.Add(new(i + BoxAt, values.Last(value => value <= high + reach), high));
            for (int k = 0; k < all[i].Scores.Count; k += step)
                // Dots are strewn in a fixed order (multiples of the golden section), so that a chart never changes.
                dots.Add(
                    (
                        new(i + DotsAt + Spread * (2 * (k * 0.6180339887498949 % 1) - 1), all[i].Scores[k].Dice),
                        all[i].Scores[k].ImageId
                    )
                );
            said.Add(Invariant($"{all[i].Name}: median {middle:0.000} (n = {values.Length})"));
        }
        return new()
        {
            Kind = ChartKind.Box,
            Run = groups.Run,
            Title = groups.Title,
            Subtitle =
                "box: quartiles and median; whiskers: 1.5 boxes; dots: images"
                + groups.LeftOut
                + (step > 1 ? Invariant($"; 1 dot of {step} is drawn") : ""),
            Description = string.Join("; ", said) + ".",
            X = groups.Axis,
            Y = new("Dice as logged", -0.03, 1.03),
            Series =
            [
                new("", SeriesShape.Intervals, ChartColor.Faint, whiskers),
                new("", SeriesShape.Bars, ChartColor.First, boxes) { Width = 0.26, Hollow = true },
                new("", SeriesShape.Bars, ChartColor.Ink, medians) { Width = 0.26 },
                new("", SeriesShape.Points, ChartColor.Third, [.. dots.Select(dot => dot.Point)])
                {
                    Size = 4,
                    Hollow = true,
                    Ids = [.. dots.Select(dot => dot.Id)],
                },
            ],
            Legend = LegendPlace.None,
        };
    }
}
