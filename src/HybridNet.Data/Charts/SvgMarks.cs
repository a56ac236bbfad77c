using System.Globalization;
using System.Security;
using System.Text;
using HybridNet.Charts;
using OxyPlot;
using OxyPlot.Series;

namespace HybridNet.Data.Charts;

/// <summary>
/// Lays an unseen target over every mark and bar of a drawn chart: its value appears while the pointer rests on it, and
/// a page finds the image behind it by <c>data-id</c>.
/// </summary>
/// <remarks>The targets are computed from the drawn axes, so that they lie exactly where the marks are.</remarks>
internal static class SvgMarks
{
    /// <summary>More targets than this would cost a page more than they tell.</summary>
    private const int Most = 4000;

    private const double Radius = 6;

    /// <summary>Puts the targets at the end of an SVG.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="chart">What was drawn.</param>
    /// <param name="model">The model that was drawn; its axes know where a value lies.</param>
    public static string Over(string svg, Chart chart, PlotModel model)
    {
        if (chart.Series.Sum(series => series.Points.Count) is 0 or > Most)
            return svg;
        var targets = new StringBuilder("<g class=\"marks\" fill=\"none\" pointer-events=\"all\">");
        foreach ((ChartSeries series, Series drawn) in chart.Series.Zip(model.Series))
            if (drawn is XYAxisSeries { XAxis: not null, YAxis: not null } axes)
                Series(targets, series, axes, chart);
        targets.Append("</g>\n</svg>");
        int end = svg.LastIndexOf("</svg>", StringComparison.Ordinal);
        return end < 0 ? svg : string.Concat(svg.AsSpan(0, end), targets.ToString());
    }

    private static void Series(StringBuilder targets, ChartSeries series, XYAxisSeries axes, Chart chart)
    {
        for (int i = 0; i < series.Points.Count && series.Shape != SeriesShape.Outline; i++)
        {
            ChartPoint point = series.Points[i];
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
                continue;
            string? id = i < series.Ids.Count ? series.Ids[i] : null;
            string shape = series.Shape == SeriesShape.Bars ? Bar(series, axes, point) : Circle(axes, point);
            string attribute = id is null ? "" : $" data-id=\"{SecurityElement.Escape(id)}\"";
            targets.Append($"<{shape}{attribute}><title>{SecurityElement.Escape(Said(id, series, point, chart))}</title>");
            targets.Append(shape.StartsWith("rect", StringComparison.Ordinal) ? "</rect>" : "</circle>");
        }
    }

    private static string Circle(XYAxisSeries axes, ChartPoint point)
    {
        ScreenPoint at = axes.Transform(point.X, point.Y);
        return $"circle cx=\"{Number(at.X)}\" cy=\"{Number(at.Y)}\" r=\"{Number(Radius)}\"";
    }

    private static string Bar(ChartSeries series, XYAxisSeries axes, ChartPoint point)
    {
        ScreenPoint from = axes.Transform(point.X - series.Width / 2, point.Base),
            to = axes.Transform(point.X + series.Width / 2, point.Y);
        string place = $"x=\"{Number(Math.Min(from.X, to.X))}\" y=\"{Number(Math.Min(from.Y, to.Y))}\"";
        return $"rect {place} width=\"{Number(Math.Abs(to.X - from.X))}\" height=\"{Number(Math.Abs(to.Y - from.Y))}\"";
    }

    private static string Said(string? id, ChartSeries series, ChartPoint point, Chart chart)
    {
        string value = Value(point.Y);
        if (id is not null)
            return $"{id}: {value}";
        string place =
            chart.X.Categories is { } names && point.X >= 0 && point.X < names.Count
                ? names[(int)Math.Round(point.X)]
                : Value(point.X);
        return series.Title.Length == 0 ? $"{place}: {value}" : $"{series.Title}, {place}: {value}";
    }

    private static string Value(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
