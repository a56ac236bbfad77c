using HybridNet.Charts;

namespace HybridNet.Ports;

/// <summary>Draws charts.</summary>
internal interface IChartRenderer
{
    /// <summary>Draws a chart as an SVG document with real text.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels.</param>
    /// <param name="theme">Colors; null for CSS variables (--chart-ink ...) that the page around it sets.</param>
    string Svg(Chart chart, ChartSize size, ChartTheme? theme);

    /// <summary>Draws a chart as a PDF file of one page, with its font inside.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels of 1/96 inch.</param>
    /// <param name="theme">Colors.</param>
    byte[] Pdf(Chart chart, ChartSize size, ChartTheme theme);

    /// <summary>Draws a chart as a PNG file; it needs no font on the machine.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels, before the scale.</param>
    /// <param name="theme">Colors.</param>
    byte[] Png(Chart chart, ChartSize size, ChartTheme theme);
}

/// <summary>Size of a chart.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Scale">Pixels of a PNG for each of these.</param>
internal readonly record struct ChartSize(int Width, int Height, double Scale = 1)
{
    /// <summary>Size of letters and marks against the usual one.</summary>
    public double Letters { get; init; } = 1;

    /// <summary>Width of the figure in millimetres, which an SVG says; null for one in pixels.</summary>
    public double? Millimetres { get; init; }

    /// <summary>Dots an inch that a PNG says it has; null for none.</summary>
    public double? Dpi { get; init; }
}
