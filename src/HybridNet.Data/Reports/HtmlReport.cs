using System.Reflection;
using System.Text;
using System.Text.Json;
using HybridNet.Charts;
using HybridNet.Ports;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a report as one HTML page that needs nothing else: style, script, charts and pictures are inside.</summary>
internal sealed class HtmlReport(IChartRenderer charts)
{
    private static readonly ChartSize s_size = new(640, 380);

    public byte[] Write(ReportDocument report, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        var html = new HtmlText();
        html.Line("<!doctype html>")
            .Line(
                "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            );
        // The page may load nothing: not a promise, but a rule that the browser holds it to.
        html.Line(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        );
        html.Fill($"<title>{report.Title}</title>").Line("<link rel=\"icon\" href=\"data:,\">");
        html.Raw("<style>").Raw(Variables()).Raw(Resource("report.css")).Line("</style></head><body>");
        html.Line("<a class=\"skip\" href=\"#main\">Skip to the report</a>");
        Head(html, report);
        html.Line("<main id=\"main\">");
        foreach (ReportSection section in report.Sections)
            Section(html, section, pictures);
        html.Line("</main>")
            .Line(
                "<footer>Every sentence and number on this page was worked out from the run's files; the last section says how.</footer>"
            );
        if (pictures.Count > 0)
            Pictures(html, pictures);
        html.Raw("<script>").Raw(Resource("report.js")).Line("</script></body></html>");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Head(HtmlText html, ReportDocument report)
    {
        html.Fill($"<header><h1>{report.Title}</h1><p class=\"lead\">{string.Join(' ', report.Lead)}</p>");
        if (report.Figures.Count > 0)
        {
            html.Raw("<dl class=\"figures\">");
            foreach (ReportFigure figure in report.Figures)
                html.Fill(
                    $"<div><dt>{figure.Name}</dt><dd class=\"value\">{figure.Value}</dd><dd class=\"note\">{figure.Note}</dd></div>"
                );
            html.Raw("</dl>");
        }
        html.Line("</header><nav aria-label=\"Sections\"><ul>");
        foreach (ReportSection section in report.Sections)
            html.Fill($"<li><a href=\"#{section.Id}\">{section.Title}</a></li>");
        html.Line("</ul></nav>");
    }

    private void Section(HtmlText html, ReportSection section, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        html.Fill(
            $"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\"><h2 id=\"{section.Id}-title\">{section.Title}</h2>"
        );
        bool inCharts = false;
        for (int i = 0; i < section.Blocks.Count; i++)
        {
            ReportBlock block = section.Blocks[i];
            if (block is ReportChart != inCharts)
                html.Line((inCharts = !inCharts) ? "<div class=\"charts\">" : "</div>");
            switch (block)
            {
                case ReportText text:
                    html.Fill($"<p>{text.Text}</p>");
                    break;
                case ReportChart chart:
                    html.Raw("<figure>").Raw(charts.Svg(chart.Chart, s_size, null)).Line("</figure>");
                    break;
                case ReportFacts facts:
                    html.Raw("<dl class=\"facts\">");
                    foreach ((string name, string said) in facts.Rows)
                        html.Fill($"<dt>{name}</dt><dd>{said}</dd>");
                    html.Line("</dl>");
                    break;
                case ReportFindings findings:
                    Findings(html, findings);
                    break;
                case ReportTable table:
                    HtmlTable.Write(html, table, $"{section.Id}-{i}", pictures);
                    break;
            }
        }
        if (inCharts)
            html.Line("</div>");
        html.Line("</section>");
    }

    private static void Findings(HtmlText html, ReportFindings findings)
    {
        html.Line("<ul class=\"findings\">");
        foreach (Finding finding in findings.Findings)
        {
            string kind = finding.Severity.ToString().ToLowerInvariant();
            html.Fill(
                $"<li class=\"{kind}\"><h3><span class=\"tag\">{finding.Severity}</span>{finding.Title} <small>{finding.Id}</small></h3><p>{finding.Message}</p>"
            );
            if (finding.Recommendation.Length > 0)
                html.Fill($"<p class=\"advice\">{finding.Recommendation}</p>");
            if (finding.ImageId.Count > 0)
                html.Fill(
                    $"<details><summary>{(finding.ImageId.Count == 1 ? "1 image" : $"{finding.ImageId.Count} images")}</summary><p>{string.Join(", ", finding.ImageId)}</p></details>"
                );
            html.Line("</li>");
        }
        html.Line("</ul>");
    }

    private static void Pictures(HtmlText html, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        html.Line(
            "<dialog id=\"panel\" aria-labelledby=\"panel-title\"><div class=\"bar\"><h2 id=\"panel-title\">Image</h2><button type=\"button\" data-step=\"-1\">Previous</button>"
                + "<button type=\"button\" data-step=\"1\">Next</button><form method=\"dialog\"><button>Close</button></form></div><img alt=\"\" src=\"data:,\"><p></p></dialog>"
        );
        // JSON in a script element must not end it: the serializer escapes every <.
        html.Raw("<script type=\"application/json\" id=\"pictures\">")
            .Raw(
                JsonSerializer.Serialize(
                    pictures.ToDictionary(entry => entry.Key, entry => Convert.ToBase64String(entry.Value.Panel))
                )
            )
            .Line("</script>");
    }

    /// <summary>The roles of chart colours as CSS variables, for light and dark.</summary>
    private static string Variables()
    {
        string Of(ChartTheme theme) =>
            string.Concat(
                Enum.GetValues<ChartColor>().Select(role => $"--chart-{role.ToString().ToLowerInvariant()}:{theme[role]};")
            );
        return $":root{{{Of(ChartTheme.Light)}}}@media (prefers-color-scheme:dark){{:root{{{Of(ChartTheme.Dark)}}}}}@media print{{:root{{{Of(ChartTheme.Light)}}}}}\n";
    }

    private static string Resource(string name)
    {
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"HybridNet.Data.Reports.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
