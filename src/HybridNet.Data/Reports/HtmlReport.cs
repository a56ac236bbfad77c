using System.Reflection;
using System.Text.Json;
using HybridNet.Charts;
using HybridNet.Data.Charts;
using HybridNet.Ports;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a report as one HTML page that needs nothing else: style, script, charts and pictures are inside.</summary>
internal sealed class HtmlReport(ChartRenderer charts)
{
    private static readonly ChartSize s_size = new(640, 380);

    /// <summary>Writes the page piece by piece: a page of a thousand images is never in memory as a whole.</summary>
    public void Write(Stream stream, ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
    {
        using var html = new HtmlText(stream);
        html.Line("<!doctype html>")
            .Line(
                "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    + "content=\"width=device-width, initial-scale=1\">"
            );
        // The page may load nothing: not a promise, but a rule that the browser holds it to.
        html.Line(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
                + "'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        );
        html.Fill($"<title>{report.Title}</title>").Line("<link rel=\"icon\" href=\"data:,\">");
        html.Raw("<style>").Raw(Variables()).Raw(Resource("report.css")).Line("</style>");
        html.Line("<noscript><style>tr.over{display:table-row}</style></noscript></head>");
        html.Fill($"<body data-run=\"{report.Run}\" data-against=\"{report.Against}\">");
        html.Line("<a class=\"skip\" href=\"#main\">Skip to the report</a>");
        Head(html, report);
        html.Line("<main id=\"main\">");
        var page = new PageScope(report.Run, "", 2);
        foreach (ReportSection section in report.Sections)
            Section(html, section, page, pictures);
        for (int i = 0; i < report.Parts.Count; i++)
            Part(html, report.Parts[i], i, pictures);
        html.Line("</main>")
            .Line(
                "<footer>Every sentence and number on this page was worked out from the run's files; the last "
                    + "section says how.</footer>"
            );
        HtmlViewer.Write(html, pictures);
        foreach (string script in new[] { "report.js", "viewer.js", "marks.js" })
            html.Raw("<script>").Raw(Resource(script)).Line("</script>");
        html.Line("</body></html>");
    }

    private static void Head(HtmlText html, ReportDocument report)
    {
        html.Fill($"<header><h1>{report.Title}</h1><p class=\"lead\">{string.Join(' ', report.Lead)}</p>");
        Figures(html, report.Figures);
        html.Line(
            "<p class=\"theme\"><label>Colors <select id=\"theme\"><option value=\"\">as the system</option><option "
                + "value=\"light\">light</option><option value=\"dark\">dark</option></select></label></p></header><nav "
                + "aria-label=\"Sections\"><ul>"
        );
        foreach (ReportSection section in report.Sections)
            html.Fill($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>");
        for (int i = 0; i < report.Parts.Count; i++)
            html.Fill($"<li><a href=\"#{PartId(i)}\">{report.Parts[i].Title}</a></li>");
        html.Line("</ul></nav>");
    }

    private static void Figures(HtmlText html, IReadOnlyList<ReportFigure> figures)
    {
        if (figures.Count == 0)
            return;
        html.Raw("<dl class=\"figures\">");
        foreach (ReportFigure figure in figures)
            html.Fill(
                $"<div><dt>{figure.Name}</dt><dd class=\"value\">{figure.Value}</dd><dd class=\"note\">{figure.Note}</dd></div>"
            );
        html.Raw("</dl>");
    }

    private static string PartId(int index) => $"run-{index + 1}";

    /// <summary>The report of one run on a page of several: its ids begin with its place, so that none stands twice.</summary>
    private void Part(HtmlText html, ReportDocument report, int index, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
    {
        string id = PartId(index);
        html.Fill($"<article id=\"{id}\" data-run=\"{report.Run}\" aria-labelledby=\"{id}-title\">");
        html.Fill(
            $"<h2 class=\"run\" id=\"{id}-title\">{report.Title}</h2><p class=\"lead\">{string.Join(' ', report.Lead)}</p>"
        );
        Figures(html, report.Figures);
        html.Raw("<ul class=\"parts\">");
        foreach (ReportSection section in report.Sections)
            html.Fill($"<li><a href=\"#{id}-{section.Id}\">{section.Title}</a></li>");
        html.Line("</ul>");
        foreach (ReportSection section in report.Sections)
            Section(html, section, new PageScope(report.Run, id + "-", 3), pictures);
        html.Line("</article>");
    }

    private void Section(
        HtmlText html,
        ReportSection section,
        PageScope scope,
        IReadOnlyDictionary<ReportImage, ReportPicture> pictures
    )
    {
        string id = scope.Prefix + section.Id;
        html.Fill($"<section id=\"{id}\" aria-labelledby=\"{id}-title\">");
        html.Fill($"<h{scope.Level} id=\"{id}-title\">{section.Title}</h{scope.Level}>");
        bool inCharts = false;
        for (int i = 0; i < section.Blocks.Count; i++)
        {
            ReportBlock block = section.Blocks[i];
            if (block is ReportChart != inCharts)
                html.Line((inCharts = !inCharts) ? "<div class=\"charts\">" : "</div>");
            switch (block)
            {
                case ReportText text:
                    if (text.Head.Length > 0)
                        html.Fill($"<h{scope.Level + 1} class=\"head\">{text.Head}</h{scope.Level + 1}>");
                    html.Fill($"<p>{text.Text}</p>");
                    break;
                case ReportChart chart:
                    html.Raw("<figure>").Raw(charts.Svg(chart.Chart, s_size, null)).Line("</figure>");
                    break;
                case ReportBar bar:
                    HtmlBar.Write(html, bar);
                    break;
                case ReportFacts facts:
                    html.Raw("<dl class=\"facts\">");
                    foreach ((string name, string said) in facts.Rows)
                        html.Fill($"<dt>{name}</dt><dd>{said}</dd>");
                    html.Line("</dl>");
                    break;
                case ReportFindings findings:
                    Findings(html, findings, scope.Level + 1);
                    break;
                case ReportTable table:
                    HtmlTable.Write(html, table, $"{id}-{i}", scope.Run, pictures);
                    break;
            }
        }
        if (inCharts)
            html.Line("</div>");
        html.Line("</section>");
    }

    private static void Findings(HtmlText html, ReportFindings findings, int level)
    {
        html.Line("<ul class=\"findings\">");
        foreach (Finding finding in findings.Findings)
        {
            string kind = finding.Severity.ToString().ToLowerInvariant();
            string ids = JsonSerializer.Serialize(finding.ImageId);
            string data =
                finding.ImageId.Count == 0
                    ? ""
                    : $" data-rule=\"{HtmlText.Escape(finding.Id)}\" data-title=\"{HtmlText.Escape(finding.Title)}\" "
                        + $"data-ids=\"{HtmlText.Escape(ids)}\"";
            html.Raw($"<li class=\"{kind}\"{data}>");
            html.Fill(
                $"<h{level}><span class=\"tag\">{finding.Severity}</span>{finding.Title} "
                    + $"<small>{finding.Id}</small></h{level}><p>{finding.Message}</p>"
            );
            if (finding.Recommendation.Length > 0)
                html.Fill($"<p class=\"advice\">{finding.Recommendation}</p>");
            if (finding.ImageId.Count > 0)
            {
                string images = finding.ImageId.Count == 1 ? "1 image" : $"{finding.ImageId.Count} images";
                html.Fill($"<details><summary>{images}</summary>")
                    .Line($"<p class=\"ids\">{string.Join(' ', finding.ImageId.Select(HtmlTable.IdButton))}</p></details>");
            }
            html.Line("</li>");
        }
        html.Line("</ul>");
    }

    /// <summary>The roles of chart colours as CSS variables, for light and dark.</summary>
    private static string Variables()
    {
        string Of(ChartTheme theme) =>
            string.Concat(
                Enum.GetValues<ChartColor>().Select(role => $"--chart-{role.ToString().ToLowerInvariant()}:{theme[role]};")
            );
        string light = Of(ChartTheme.Light),
            dark = Of(ChartTheme.Dark);
        return $":root,:root[data-theme=light]{{{light}}}@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}"
            + $":root[data-theme=dark]{{{dark}}}@media print{{:root:root:root{{{light}}}}}\n";
    }

    private static string Resource(string name)
    {
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"HybridNet.Data.Reports.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Where on the page something stands.</summary>
    /// <param name="Run">Name of the run whose images it is about.</param>
    /// <param name="Prefix">Begin of every id.</param>
    /// <param name="Level">Level of a section's head line.</param>
    private sealed record PageScope(string Run, string Prefix, int Level);
}
