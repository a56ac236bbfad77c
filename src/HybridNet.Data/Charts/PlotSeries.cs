using HybridNet.Charts;
using OxyPlot;
using OxyPlot.Series;

namespace HybridNet.Data.Charts;

/// <summary>Turns the series of a chart into OxyPlot's.</summary>
internal static class PlotSeries
{
    private const byte HollowOpacity = 40;

    public static Series Of(ChartSeries series, PlotPalette colours, double letters)
    {
        OxyColor colour = colours[series.Color];
        string? title = series.Title.Length > 0 ? series.Title : null;
        switch (series.Shape)
        {
            case SeriesShape.Bars:
                var bars = new RectangleBarSeries
                {
                    Title = title,
                    FillColor = series.Hollow ? OxyColor.FromAColor(HollowOpacity, colour) : colour,
                    StrokeColor = colour,
                    StrokeThickness = series.Hollow ? 1.2 : 0,
                    LabelFormatString = null,
                };
                foreach (ChartPoint point in series.Points)
                    bars.Items.Add(new(point.X - series.Width / 2, point.Base, point.X + series.Width / 2, point.Y));
                return bars;
            case SeriesShape.Points:
                var points = new ScatterSeries
                {
                    Title = title,
                    MarkerType = MarkOf(series.Mark),
                    MarkerSize = series.Size / 2 * letters,
                    MarkerFill = series.Hollow ? OxyColors.Transparent : colour,
                    MarkerStroke = colour,
                    MarkerStrokeThickness = series.Mark == SeriesMark.Cross || series.Hollow ? 1.5 * letters : 0,
                };
                foreach (ChartPoint point in series.Points)
                    points.Points.Add(new(point.X, point.Y));
                return points;
            case SeriesShape.Intervals:
                var intervals = new LineSeries
                {
                    Title = title,
                    Color = colour,
                    StrokeThickness = 1.6 * letters,
                };
                foreach (ChartPoint point in series.Points.Where(point => double.IsFinite(point.Y)))
                {
                    intervals.Points.Add(new(point.X, point.Base));
                    intervals.Points.Add(new(point.X, point.Y));
                    intervals.Points.Add(DataPoint.Undefined);
                }
                return intervals;
            case SeriesShape.Outline:
                var shape = new AreaSeries
                {
                    Title = title,
                    Color = colour,
                    Color2 = colour,
                    Fill = OxyColor.FromAColor(HollowOpacity, colour),
                    StrokeThickness = 1.2 * letters,
                };
                foreach (ChartPoint point in series.Points)
                {
                    shape.Points.Add(new(point.X, point.Y));
                    shape.Points2.Add(new(point.Base, point.Y));
                }
                return shape;
            default:
                var line = new LineSeries
                {
                    Title = title,
                    Color = colour,
                    StrokeThickness = 1.8 * letters,
                    LineStyle = series.Shape == SeriesShape.DashedLine ? LineStyle.Dash : LineStyle.Solid,
                };
                if (series.Shape == SeriesShape.MarkedLine)
                    (line.MarkerType, line.MarkerSize, line.MarkerFill) = (
                        MarkOf(series.Mark),
                        series.Size / 2 * letters,
                        colour
                    );
                foreach (ChartPoint point in series.Points)
                    line.Points.Add(new(point.X, point.Y));
                return line;
        }
    }

    private static MarkerType MarkOf(SeriesMark mark) =>
        mark switch
        {
            SeriesMark.Square => MarkerType.Square,
            SeriesMark.Diamond => MarkerType.Diamond,
            SeriesMark.Triangle => MarkerType.Triangle,
            SeriesMark.Cross => MarkerType.Cross,
            _ => MarkerType.Circle,
        };
}
