using HybridNet.Charts;
using HybridNet.Panels;
using OxyPlot;

namespace HybridNet.Data.Charts;

/// <summary>The colours of one drawing: those of a theme, or a sign for each role that becomes a CSS variable.</summary>
internal sealed class PlotPalette(ChartTheme? theme)
{
    /// <summary>Signs are greys with red = 1 and blue = 2: no theme has such colours.</summary>
    private const byte SignRed = 1,
        SignBlue = 2;

    public OxyColor this[ChartColor role]
    {
        get
        {
            if (theme is null)
                return OxyColor.FromRgb(SignRed, (byte)role, SignBlue);
            Rgb colour = theme[role];
            return OxyColor.FromRgb(colour.Red, colour.Green, colour.Blue);
        }
    }

    /// <summary>The text that stands in an SVG for a role's sign.</summary>
    public static string Sign(ChartColor role) => $"rgb({SignRed},{(int)role},{SignBlue})";

    /// <summary>The CSS variable of a role.</summary>
    public static string Variable(ChartColor role) => $"var(--chart-{role.ToString().ToLowerInvariant()})";
}
