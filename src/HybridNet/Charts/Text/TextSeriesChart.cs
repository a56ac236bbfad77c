namespace HybridNet.Charts.Text;

/// <summary>The chart of series that a terminal with pictures shows instead of letters.</summary>
internal static class TextSeriesChart
{
    private static readonly ChartColor[] s_colors = [ChartColor.First, ChartColor.Second, ChartColor.Third, ChartColor.Fourth];

    /// <summary>Lines of what is sorted by X, dots of what is not; values that are no number are left out.</summary>
    /// <param name="series">The series.</param>
    /// <param name="x">Name of the horizontal axis.</param>
    public static Chart Of(IReadOnlyList<TextSeries> series, string x) =>
        new()
        {
            Kind = ChartKind.MetricCurve,
            Run = "",
            Title = string.Join(", ", series.Select(one => one.Name)),
            X = new(x),
            Y = new(series.Count == 1 ? series[0].Name : ""),
            Series =
            [
                .. series.Select(
                    (one, i) =>
                        new ChartSeries(
                            one.Name,
                            TextChart.IsSorted(one) ? SeriesShape.MarkedLine : SeriesShape.Points,
                            s_colors[i % s_colors.Length],
                            [
                                .. one
                                    .Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
                                    .Select(point => new ChartPoint(point.X, point.Y)),
                            ]
                        )
                        {
                            Mark = (SeriesMark)(i % 4),
                        }
                ),
            ],
            Legend = series.Count == 1 ? LegendPlace.None : LegendPlace.Below,
        };
}
