using System.Globalization;
using HybridNet.Charts;
using OxyPlot;
using OxyPlot.Annotations;

namespace HybridNet.Data.Charts;

/// <summary>Words and numbers of a drawing.</summary>
internal static class PlotWords
{
    /// <summary>A space that is not trimmed: words keep a distance from the line they belong to.</summary>
    private const string Gap = "\u00A0";

    private const byte PlateOpacity = 200;

    /// <summary>A number with a true minus.</summary>
    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    /// <summary>Numbers of an axis of decades; parts of one where the axis goes below it on purpose.</summary>
    public static Func<double, string> OfDecades(ChartAxis axis)
    {
        // An axis that begins just below 1 has a strip for "none" there, which has no number.
        bool counts = axis.Minimum > 0.2;
        return value =>
            value < 1
                ? (counts ? "" : value.ToString("0.####", CultureInfo.InvariantCulture))
                : value.ToString("#,0", CultureInfo.InvariantCulture);
    }

    /// <summary>What a chart says above its drawing, and what its bands are.</summary>
    public static string WithBands(Chart chart)
    {
        string[] bands = [.. chart.Bands.Where(band => !band.Vertical && band.Text.Length > 0).Select(band => band.Text)];
        string[] said = bands.Length == 0 ? [chart.Subtitle] : [chart.Subtitle, "shaded: " + string.Join(", ", bands)];
        return chart.Title.Length == 0 && chart.Subtitle.Length == 0 ? "" : string.Join("; ", said.Where(one => one.Length > 0));
    }

    /// <summary>A band's name at its right end, clear of where curves begin, over the grid; null for none.</summary>
    public static TextAnnotation? OfBand(ChartBand band, Chart chart, PlotPalette colours)
    {
        double low = Math.Max(band.From, chart.Y.Minimum),
            high = Math.Min(band.To, chart.Y.Maximum),
            middle = chart.Y.Logarithmic ? Math.Sqrt(low * high) : (low + high) / 2;
        if (band.Text.Length == 0 || band.Vertical || !double.IsFinite(chart.X.Maximum) || !double.IsFinite(middle))
            return null;
        return new()
        {
            Text = band.Text + Gap,
            TextPosition = new DataPoint(chart.X.Maximum, middle),
            TextColor = colours[ChartColor.Faint],
            FontSize = 10.5,
            Background = OxyColor.FromAColor(PlateOpacity, colours[ChartColor.Paper]),
            Stroke = OxyColors.Transparent,
            TextHorizontalAlignment = HorizontalAlignment.Right,
            TextVerticalAlignment = VerticalAlignment.Middle,
        };
    }
}
