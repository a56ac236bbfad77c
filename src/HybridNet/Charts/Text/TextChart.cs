using System.Globalization;

namespace HybridNet.Charts.Text;

/// <summary>A series to be drawn in a terminal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">Position and value; a value that is no number is a gap.</param>
/// <param name="Labels">What stands beside each point as a bar; as many as points.</param>
internal sealed record TextSeries(string Name, IReadOnlyList<(double X, double Y)> Points, IReadOnlyList<string> Labels);

/// <summary>Draws series as lines of text that fit a width.</summary>
internal static class TextChart
{
    private const string Blocks = "▁▂▃▄▅▆▇█",
        Eighths = " ▏▎▍▌▋▊▉";
    private static readonly string[] s_colours = ["36", "33", "35", "32", "34", "31"];

    /// <summary>One line for each series: its shape in blocks, then range and number of values.</summary>
    /// <param name="series">The series.</param>
    /// <param name="width">Letters in a line.</param>
    /// <param name="plain">Without colours.</param>
    public static IEnumerable<string> Sparkline(IReadOnlyList<TextSeries> series, int width, bool plain)
    {
        int names = series.Max(one => one.Name.Length);
        for (int i = 0; i < series.Count; i++)
        {
            double[] values = [.. series[i].Points.Select(point => point.Y)];
            string said = Range(values);
            int room = Math.Max(1, width - names - said.Length - 2);
            yield return $"{series[i].Name.PadRight(names)} {Color(i, Shape(values, room), plain)} {said}";
        }
    }

    /// <summary>One line for each point: its label, a bar from zero, its value.</summary>
    /// <param name="series">The series, one under the other.</param>
    /// <param name="width">Letters in a line.</param>
    /// <param name="plain">Without colours.</param>
    public static IEnumerable<string> Bars(IReadOnlyList<TextSeries> series, int width, bool plain)
    {
        double most = series
            .SelectMany(one => one.Points)
            .Select(point => point.Y)
            .Where(value => value > 0 && double.IsFinite(value))
            .DefaultIfEmpty(1)
            .Max();
        string[] numbers = [.. series.SelectMany(one => one.Points).Select(point => Number(point.Y))];
        int labels = Math.Min(series.SelectMany(one => one.Labels).Max(label => label.Length), Math.Max(4, width / 3)),
            digits = numbers.Max(number => number.Length);
        int room = Math.Max(1, width - labels - digits - 2);
        for (int i = 0; i < series.Count; i++)
        {
            if (series.Count > 1)
                yield return series[i].Name;
            for (int k = 0; k < series[i].Points.Count; k++)
            {
                double value = series[i].Points[k].Y;
                string bar = Bar(double.IsFinite(value) ? Math.Clamp(value / most, 0, 1) * room : 0);
                yield return $"{Shortened(series[i].Labels[k], labels).PadLeft(labels)} "
                    + $"{Color(i, bar, plain)}{new string(' ', room - bar.Length)} {Number(value).PadLeft(digits)}";
            }
        }
    }

    /// <summary>
    /// A line chart of Braille dots with its axes; without colours each series gets a chart of its own. A series whose
    /// positions go back and forth is drawn as dots: a line through them would be a scribble.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="width">Letters in a line.</param>
    /// <param name="height">Rows of letters of the drawing.</param>
    /// <param name="plain">Without colours.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<TextSeries> series, int width, int height, bool plain)
    {
        IEnumerable<IReadOnlyList<(TextSeries Series, int Index)>> charts = plain
            ? series.Select((one, i) => (IReadOnlyList<(TextSeries, int)>)[(one, i)])
            :
            [
                [.. series.Select((one, i) => (one, i))],
            ];
        foreach (IReadOnlyList<(TextSeries Series, int Index)> chart in charts)
        foreach (string line in Chart(chart, width, height, plain))
            yield return line;
    }

    private static IEnumerable<string> Chart(
        IReadOnlyList<(TextSeries Series, int Index)> chart,
        int width,
        int height,
        bool plain
    )
    {
        foreach ((TextSeries one, int index) in chart)
            yield return Color(index, one.Name, plain) + "  " + Range([.. one.Points.Select(point => point.Y)]) + HowDrawn(one);
        (double X, double Y)[] points =
        [
            .. chart.SelectMany(item => item.Series.Points).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)),
        ];
        if (points.Length == 0)
            yield break;
        (double left, double right, double low, double high) = (
            points.Min(point => point.X),
            points.Max(point => point.X),
            points.Min(point => point.Y),
            points.Max(point => point.Y)
        );
        string top = Number(high),
            bottom = Number(low),
            from = Number(left),
            to = Number(right);
        int margin = Math.Max(top.Length, bottom.Length),
            columns = Math.Max(2, width - margin - 2);
        var canvas = new BrailleCanvas(columns, height);
        int X(double x) => right == left ? canvas.Width / 2 : (int)Math.Round((x - left) / (right - left) * (canvas.Width - 1));
        int Y(double y) => high == low ? canvas.Height / 2 : (int)Math.Round((high - y) / (high - low) * (canvas.Height - 1));
        foreach ((TextSeries one, int index) in chart)
        {
            bool joined = IsSorted(one);
            for (int i = 0; i < one.Points.Count; i++)
            {
                (double x, double y) = one.Points[i];
                if (!double.IsFinite(x) || !double.IsFinite(y))
                    continue;
                canvas.Dot(X(x), Y(y), index);
                if (joined && i > 0 && double.IsFinite(one.Points[i - 1].X) && double.IsFinite(one.Points[i - 1].Y))
                    canvas.Line(X(one.Points[i - 1].X), Y(one.Points[i - 1].Y), X(x), Y(y), index);
            }
        }
        for (int row = 0; row < height; row++)
        {
            string label = row switch
            {
                0 => top,
                _ when row == height - 1 => bottom,
                _ => "",
            };
            char axis = row == 0 || row == height - 1 ? '┤' : '│';
            yield return $"{label.PadLeft(margin)} {axis}{canvas.Row(row, (index, text) => Color(index, text, plain))}";
        }
        yield return $"{new string(' ', margin)} └{new string('─', columns)}";
        yield return new string(' ', margin + 2)
            + (from.Length + to.Length + 1 > columns ? from : from + new string(' ', columns - from.Length - to.Length) + to);
    }

    private static string HowDrawn(TextSeries series) => IsSorted(series) ? "" : ", dots: not sorted by X";

    /// <summary>Positions never go back: all upwards, or all downwards.</summary>
    internal static bool IsSorted(TextSeries series)
    {
        bool up = true,
            down = true;
        double last = double.NaN;
        foreach ((double x, double y) in series.Points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
                continue;
            // No comparison with NaN is true: the first point decides nothing.
            up &= !(x < last);
            down &= !(x > last);
            last = x;
        }
        return up || down;
    }

    /// <summary>Blocks of the values' height; more values than room are averaged in equal parts, a gap is a space.</summary>
    private static string Shape(double[] values, int room)
    {
        int count = Math.Min(room, values.Length);
        double[] means =
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    values[(i * values.Length / count)..((i + 1) * values.Length / count)]
                        .Where(double.IsFinite)
                        .DefaultIfEmpty(double.NaN)
                        .Average()
                ),
        ];
        double[] finite = [.. means.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new string(' ', count);
        double low = finite.Min(),
            high = finite.Max();
        return string.Concat(
            means.Select(mean =>
                !double.IsFinite(mean) ? ' ' : Blocks[high == low ? 3 : Math.Min(7, (int)((mean - low) / (high - low) * 8))]
            )
        );
    }

    private static string Bar(double length)
    {
        int whole = (int)length,
            rest = (int)((length - whole) * 8);
        return new string('█', whole) + (rest > 0 ? Eighths[rest].ToString() : "");
    }

    private static string Range(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        string gaps = finite.Length < values.Length ? $" ({values.Length - finite.Length} without a value)" : "";
        return finite.Length == 0
            ? $"n = 0{gaps}"
            : $"{Number(finite.Min())} to {Number(finite.Max())}, n = {finite.Length}{gaps}";
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "-"
        : double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf")
        : Math.Abs(value) is > 0 and < 0.00005 ? value.ToString("0.00e+00", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Shortened(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static string Color(int index, string text, bool plain) =>
        plain ? text : $"\u001b[{s_colours[index % s_colours.Length]}m{text}\u001b[0m";
}
