using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using HybridNet.Charts;

namespace HybridNet.Data.Charts;

/// <summary>
/// Makes OxyPlot's SVG fit to stand in a page: a title and a description for readers who do not see it, ids that no
/// other chart has, a size that follows the page, and CSS variables where no theme is given.
/// </summary>
internal static partial class SvgText
{
    public static string Of(string svg, Chart chart, int width, int height, bool variables)
    {
        string id = NotAnId().Replace(chart.Name, "-");
        svg = svg.Replace("clipPath id=\"clipPath", $"clipPath id=\"{id}-clip", StringComparison.Ordinal)
            .Replace("url(#clipPath", $"url(#{id}-clip", StringComparison.Ordinal);
        string head =
            $"""<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" """
            + $"""aria-labelledby="{id}-title {id}-text" """
            + """version="1.1" xmlns="http://www.w3.org/2000/svg">"""
            + $"\n  <title id=\"{id}-title\">{SecurityElement.Escape(chart.Title)}</title>\n  <desc "
            + $"id=\"{id}-text\">{SecurityElement.Escape(chart.Description)}</desc>";
        svg = Baseline().Replace(Head().Replace(svg, _ => head, 1), match => $"dy=\"{Shift(match.Groups[1].Value)}\"");
        return variables ? Variables(svg) : svg;
    }

    /// <summary>
    /// Where a text stands relative to its point, as a shift: several viewers know no other baseline than the letters' own.
    /// The shifts are ascent, half of ascent less descent, and descent of the embedded font.
    /// </summary>
    private static string Shift(string baseline) =>
        baseline switch
        {
            "hanging" => "0.93em",
            "middle" => "0.35em",
            _ => "-0.24em",
        };

    /// <summary>Signs inside a style become variables; an attribute cannot hold a variable, so that it becomes a style.</summary>
    private static string Variables(string svg)
    {
        // In place: a chart of thousands of marks is megabytes of text, and each copy would be kept until a full collection.
        var text = new StringBuilder(svg);
        foreach (ChartColor role in Enum.GetValues<ChartColor>())
        {
            string sign = PlotPalette.Sign(role),
                variable = PlotPalette.Variable(role);
            text.Replace($"fill=\"{sign}\"", $"style=\"fill:{variable}\"").Replace(sign, variable);
        }
        return text.ToString();
    }

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex Head();

    [GeneratedRegex("dominant-baseline=\"([a-z]+)\"")]
    private static partial Regex Baseline();

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotAnId();
}
