using System.Globalization;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a whole and its parts as one bar; the words below it say what the colors say.</summary>
internal static class HtmlBar
{
    public static void Write(HtmlText html, ReportBar bar)
    {
        double whole = bar.Parts.Sum(part => part.Value);
        html.Fill($"<figure class=\"bar-whole\"><figcaption>{bar.Caption}</figcaption>");
        html.Raw("<div class=\"bar-parts\" aria-hidden=\"true\">");
        foreach (ReportBarPart part in bar.Parts.Where(part => part.Value > 0))
        {
            string width = (100 * part.Value / whole).ToString("0.###", CultureInfo.InvariantCulture);
            html.Fill($"<span style=\"width:{width}%;background:{Color(part)}\" title=\"{part.Name}: {part.Text}\"></span>");
        }
        html.Raw("</div><ul class=\"bar-words\">");
        foreach (ReportBarPart part in bar.Parts)
            html.Fill($"<li><i style=\"background:{Color(part)}\"></i>{part.Name} {part.Text}</li>");
        html.Line("</ul></figure>");
    }

    private static string Color(ReportBarPart part) => $"var(--chart-{part.Color.ToString().ToLowerInvariant()})";
}
