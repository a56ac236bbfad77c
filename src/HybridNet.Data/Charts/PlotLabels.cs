using HybridNet.Charts;
using HybridNet.Ports;
using OxyPlot;
using OxyPlot.Annotations;

namespace HybridNet.Data.Charts;

/// <summary>Words at points: values over bars, in lines that their bar has room for; names beside marks, where there is
/// room.</summary>
internal static class PlotLabels
{
    private const double Size = 11,
        Filled = 0.85;

    public static IEnumerable<TextAnnotation> Of(Chart chart, PlotPalette colours, ITextMeasurer measurer, ChartSize size)
    {
        var names = new List<OxyRect>();
        (DataPoint, DataPoint)[] obstacles = chart.Labels.Any(label => label.Beside) ? [.. Obstacles(chart)] : [];
        int bars = Math.Clamp(chart.Series.Count(series => series.Shape == SeriesShape.Bars), 1, 2);
        double room = Filled * PlotAxes.Slot(chart.X, size) / bars;
        bool first = true;
        foreach (ChartLabel label in chart.Labels)
        {
            if (label.Beside)
                yield return With(new PlacedLabel(obstacles, names) { IsFirst = first }, label, label.Text, colours);
            else
                yield return With(
                    new TextAnnotation { TextVerticalAlignment = VerticalAlignment.Bottom },
                    label,
                    chart.X.Categories is null
                        ? label.Text
                        : PlotLines.Wrapped(label.Text, Size * size.Letters, bold: false, measurer, room),
                    colours
                );
            first &= !label.Beside;
        }
    }

    private static TextAnnotation With(TextAnnotation words, ChartLabel label, string text, PlotPalette colours)
    {
        words.Text = text;
        words.TextPosition = new DataPoint(label.X, label.Y);
        words.TextColor = colours[ChartColor.Ink];
        words.FontSize = Size;
        words.Stroke = OxyColors.Transparent;
        words.TextHorizontalAlignment = HorizontalAlignment.Center;
        return words;
    }

    private static IEnumerable<(DataPoint, DataPoint)> Obstacles(Chart chart) =>
        chart.Series.SelectMany(series =>
            series
                .Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
                .Select(point =>
                    series.Shape is SeriesShape.Bars or SeriesShape.Intervals
                        ? (new DataPoint(point.X - Half(series), point.Base), new DataPoint(point.X + Half(series), point.Y))
                        : (new DataPoint(point.X, point.Y), new DataPoint(point.X, point.Y))
                )
        );

    private static double Half(ChartSeries series) => series.Shape == SeriesShape.Bars ? series.Width / 2 : 0;
}
