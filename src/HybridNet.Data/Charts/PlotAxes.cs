using HybridNet.Charts;
using HybridNet.Ports;
using OxyPlot;
using OxyPlot.Axes;

namespace HybridNet.Data.Charts;

/// <summary>Makes the axes of a drawing, with titles and names of places that fit into it.</summary>
internal static class PlotAxes
{
    /// <summary>Share of the height that a title along it may take, and of the width one below.</summary>
    private const double Along = 0.56,
        Below = 0.8;

    /// <summary>Lines of text need less room above each other than side by side.</summary>
    private const double Apart = 36;

    public static Axis Of(ChartAxis axis, AxisPosition position, PlotPalette colours, ITextMeasurer measurer, ChartSize size)
    {
        double letters = size.Letters,
            room = position == AxisPosition.Left ? Along * size.Height : Below * size.Width;
        Axis result = Kind(axis, measurer, size);
        result.Position = position;
        (result.Title, result.TitleFontSize) = PlotLines.Fitted(axis.Title, 12 * letters, bold: false, measurer, room, 2);
        result.AxisTitleDistance = 8 * letters;
        result.Minimum = axis.Minimum;
        result.Maximum = axis.Maximum;
        if (axis.Categories is { } all)
            (result.Minimum, result.Maximum) = (-0.5, all.Count - 0.5);
        (result.MinimumPadding, result.MaximumPadding) = (0.02, 0.04);
        if (axis.Whole)
            result.MinimumMajorStep = 1;
        if (position == AxisPosition.Left)
            result.IntervalLength = Apart * letters;
        result.MajorGridlineStyle = axis.Categories is null ? LineStyle.Solid : LineStyle.None;
        result.MajorGridlineColor = colours[ChartColor.Grid];
        result.MajorGridlineThickness = 1;
        result.TickStyle = axis.Categories is null ? TickStyle.Outside : TickStyle.None;
        result.TicklineColor = colours[ChartColor.Faint];
        result.MinorTickSize = axis.Logarithmic ? 3 : 0;
        result.AxislineColor = colours[ChartColor.Faint];
        result.TextColor = colours[ChartColor.Ink];
        result.TitleColor = colours[ChartColor.Ink];
        if (axis.Categories is null && !axis.Logarithmic)
            result.LabelFormatter = PlotWords.Number;
        if (axis.Logarithmic)
            result.LabelFormatter = PlotWords.OfDecades(axis);
        return result;
    }

    /// <summary>Pixels that one of several places has on a horizontal axis, about.</summary>
    public static double Slot(ChartAxis axis, ChartSize size) =>
        (size.Width - 96 * size.Letters) / Math.Max(1, axis.Categories?.Count ?? 1);

    private static Axis Kind(ChartAxis axis, ITextMeasurer measurer, ChartSize size)
    {
        if (axis.Categories is { } names)
        {
            double letters = 12 * size.Letters,
                slot = 0.94 * Slot(axis, size);
            string[] lines = [.. names.Select(name => PlotLines.Wrapped(name, letters, false, measurer, slot))];
            double widest = lines
                .SelectMany(name => name.Split('\n'))
                .Select(line => measurer.Width(line, letters, false))
                .DefaultIfEmpty(0)
                .Max();
            return new CategoryAxis
            {
                GapWidth = 0.2,
                ItemsSource = lines,
                FontSize = widest > slot ? Math.Max(6, letters * slot / widest) : letters,
            };
        }
        return axis.Logarithmic
            ? new LogarithmicAxis { PowerPadding = false, UseSuperExponentialFormat = false }
            : new LinearAxis();
    }
}
