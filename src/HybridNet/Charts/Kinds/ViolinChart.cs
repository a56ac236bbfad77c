using System.Text.RegularExpressions;
using HybridNet.Runs.Columns;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>
/// Dice by group: the density of its values as a shape of its width (J. L. Hintze and R. D. Nelson, Am. Stat. 52, 1998),
/// quartiles and median within. Trivial images are left out.
/// </summary>
/// <remarks>
/// The kernel is normal with Silverman's width (Density Estimation, 1986, 3.31); shapes end at the lowest and highest value,
/// since a Dice beyond 0 and 1 does not exist, and are equally wide.
/// </remarks>
internal static class ViolinChart
{
    private const int Steps = 96;

    private const double Widest = 0.38,
        Narrowest = 0.01;

    /// <summary>Groups of one run by a part of the image id.</summary>
    public static Chart Of(Run run, Regex group) => Draw(ScoreGroups.Of(run, group, ChartKind.Violin));

    /// <summary>One shape for each run.</summary>
    public static Chart Of(IReadOnlyList<Run> runs) => Draw(ScoreGroups.Of(runs, ChartKind.Violin));

    private static Chart Draw(ScoreGroups groups)
    {
        var shapes = new List<ChartSeries>();
        var boxes = new List<ChartPoint>();
        var medians = new List<ChartPoint>();
        var said = new List<string>();
        for (int i = 0; i < groups.All.Count; i++)
        {
            double[] values = RowView.Numbers(groups.All[i].Scores, score => score.Dice);
            Array.Sort(values);
            double middle = Quantile.OfSorted(values, 0.5);
            shapes.Add(new("", SeriesShape.Outline, ChartColor.First, Shape(i, values)));
            boxes.Add(new(i, Quantile.OfSorted(values, 0.75), Quantile.OfSorted(values, 0.25)));
            medians.Add(new(i, middle + 0.005, middle - 0.005));
            said.Add(Invariant($"{groups.All[i].Name}: median {middle:0.000} (n = {values.Length})"));
        }
        return new()
        {
            Kind = ChartKind.Violin,
            Run = groups.Run,
            Title = groups.Title,
            Subtitle = "width: density of the values; bar: quartiles; line: median" + groups.LeftOut,
            Description = string.Join("; ", said) + ".",
            X = groups.Axis,
            Y = new("Dice as logged", -0.03, 1.03),
            Series =
            [
                .. shapes,
                new("", SeriesShape.Bars, ChartColor.Neutral, boxes) { Width = 0.08 },
                new("", SeriesShape.Bars, ChartColor.Ink, medians) { Width = 0.2 },
            ],
            Legend = LegendPlace.None,
        };
    }

    private static ChartPoint[] Shape(int place, double[] values)
    {
        double width = Width(values),
            low = values[0],
            high = values[^1];
        double[] at = [.. Enumerable.Range(0, Steps + 1).Select(i => low + (high - low) * i / Steps)],
            density = [.. at.Select(y => values.Sum(value => Math.Exp(-0.5 * Square((y - value) / width))))];
        double most = density.Max();
        return
        [
            .. at.Select((y, i) => new ChartPoint(place - Widest * density[i] / most, y, place + Widest * density[i] / most)),
        ];
    }

    private static double Width(double[] values)
    {
        double mean = values.Average(),
            deviation = Math.Sqrt(values.Sum(value => Square(value - mean)) / Math.Max(1, values.Length - 1)),
            quartiles = (Quantile.OfSorted(values, 0.75) - Quantile.OfSorted(values, 0.25)) / 1.34,
            spread = quartiles > 0 ? Math.Min(deviation, quartiles) : deviation;
        return Math.Max(Narrowest, 0.9 * spread * Math.Pow(values.Length, -0.2));
    }

    private static double Square(double value) => value * value;
}
