using HybridNet.Charts;
using HybridNet.Ports;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace HybridNet.Data.Charts;

/// <summary>Turns a chart into OxyPlot's model of it.</summary>
internal static class PlotBuilder
{
    /// <summary>A space that is not trimmed: words keep a distance from the line they belong to.</summary>
    private const string Gap = "\u00A0";

    /// <summary>Families that a viewer of an SVG may have; a PNG is drawn with the embedded font whatever stands here.</summary>
    public const string Fonts = "'DejaVu Sans', Verdana, 'Segoe UI', sans-serif";

    private const byte BandOpacity = 34;

    public static PlotModel Of(Chart chart, PlotPalette colours, ITextMeasurer measurer, ChartSize size)
    {
        double letters = size.Letters;
        OxyColor ink = colours[ChartColor.Ink],
            faint = colours[ChartColor.Faint];
        double room = size.Width - 28 * letters;
        // In a column of a paper the words of bands would lie over the curves: they stand above the drawing.
        bool narrow = letters < 1;
        string said = narrow ? PlotWords.WithBands(chart) : chart.Subtitle;
        (string title, double titleSize) = PlotLines.Fitted(chart.Title, 15 * letters, bold: true, measurer, room, 2);
        (string subtitle, double subtitleSize) = PlotLines.Fitted(said, 11.5 * letters, bold: false, measurer, room, 3);
        var model = new PlotModel
        {
            Title = title,
            TitleFontSize = titleSize,
            TitleFontWeight = FontWeights.Bold,
            TitleColor = ink,
            TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinView,
            Subtitle = subtitle,
            SubtitleFontSize = subtitleSize,
            SubtitleColor = faint,
            TitlePadding = 8 * letters,
            DefaultFont = Fonts,
            DefaultFontSize = 12 * letters,
            TextColor = ink,
            PlotAreaBorderColor = colours[ChartColor.Grid],
            PlotAreaBorderThickness = new OxyThickness(1),
            Background = colours[ChartColor.Paper],
            Padding = new OxyThickness(12 * letters, 10 * letters, 16 * letters, 10 * letters),
            IsLegendVisible = chart.Legend != LegendPlace.None,
        };
        model.Axes.Add(PlotAxes.Of(chart.X, AxisPosition.Bottom, colours, measurer, size));
        model.Axes.Add(PlotAxes.Of(chart.Y, AxisPosition.Left, colours, measurer, size));
        foreach (ChartBand band in chart.Bands)
            model.Annotations.Add(BandOf(band, colours));
        foreach (ChartSeries series in chart.Series)
            model.Series.Add(PlotSeries.Of(series, colours, letters));
        foreach (ChartRule rule in chart.Rules)
            model.Annotations.Add(RuleOf(rule, chart.X, colours));
        foreach (TextAnnotation label in PlotLabels.Of(chart, colours, measurer, size))
            model.Annotations.Add(label);
        foreach (ChartBand band in narrow ? [] : chart.Bands)
            if (PlotWords.OfBand(band, chart, colours) is { } words)
                model.Annotations.Add(words);
        foreach (Annotation annotation in model.Annotations)
            if (letters != 1)
                annotation.FontSize *= letters;
        if (chart.Legend != LegendPlace.None)
            // In a column of a paper a legend inside would cover what it explains.
            model.Legends.Add(LegendOf(narrow ? LegendPlace.Below : chart.Legend, colours, letters));
        return model;
    }

    private static RectangleAnnotation BandOf(ChartBand band, PlotPalette colours)
    {
        var area = new RectangleAnnotation
        {
            Fill = OxyColor.FromAColor(BandOpacity, colours[band.Color]),
            Layer = AnnotationLayer.BelowAxes,
        };
        if (band.Vertical)
            (area.MinimumX, area.MaximumX) = (band.From, band.To);
        else
            (area.MinimumY, area.MaximumY) = (band.From, band.To);
        return area;
    }

    /// <summary>Words of an upright line stand on the side that has room for them.</summary>
    private static LineAnnotation RuleOf(ChartRule rule, ChartAxis x, PlotPalette colours)
    {
        bool endsThere = rule.Vertical ? rule.Value > (x.Minimum + x.Maximum) / 2 : rule.TextAt >= 0.5;
        return new()
        {
            Type = rule.Vertical ? LineAnnotationType.Vertical : LineAnnotationType.Horizontal,
            X = rule.Value,
            Y = rule.Value,
            Color = colours[rule.Color],
            StrokeThickness = 1.2,
            LineStyle = LineStyle.Dash,
            Text =
                !rule.Vertical ? rule.Text
                : endsThere ? rule.Text + Gap
                : Gap + rule.Text,
            TextColor = colours[ChartColor.Ink],
            FontSize = 11,
            TextLinePosition = rule.TextAt,
            TextOrientation = AnnotationTextOrientation.Horizontal,
            TextHorizontalAlignment = endsThere ? HorizontalAlignment.Right : HorizontalAlignment.Left,
            TextVerticalAlignment =
                rule.Below || (rule.Vertical && rule.TextAt > 0.5) ? VerticalAlignment.Top : VerticalAlignment.Bottom,
        };
    }

    private static Legend LegendOf(LegendPlace place, PlotPalette colours, double letters)
    {
        var legend = new Legend
        {
            LegendPosition = place switch
            {
                LegendPlace.TopLeft => LegendPosition.LeftTop,
                LegendPlace.BottomRight => LegendPosition.RightBottom,
                LegendPlace.BottomLeft => LegendPosition.LeftBottom,
                LegendPlace.Below => LegendPosition.BottomCenter,
                _ => LegendPosition.RightTop,
            },
            LegendPlacement = place == LegendPlace.Below ? LegendPlacement.Outside : LegendPlacement.Inside,
            LegendOrientation = place == LegendPlace.Below ? LegendOrientation.Horizontal : LegendOrientation.Vertical,
            LegendTextColor = colours[ChartColor.Ink],
            LegendFontSize = 11 * letters,
            LegendSymbolLength = 18 * letters,
            LegendItemSpacing = 18 * letters,
            LegendBorderThickness = 0,
            LegendMargin = place == LegendPlace.Below ? 2 * letters : 8,
        };
        if (place != LegendPlace.Below)
            legend.LegendBackground = OxyColor.FromAColor(225, colours[ChartColor.Paper]);
        return legend;
    }
}

/// <summary>Tells how wide a text will be.</summary>
internal interface ITextMeasurer
{
    /// <summary>Width in pixels.</summary>
    double Width(string text, double size, bool bold);
}
