using System.Text;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a report as Markdown: the same sentences and tables; a chart is told by its description.</summary>
internal static class MarkdownReport
{
    public static byte[] Write(ReportDocument report)
    {
        var text = new StringBuilder();
        text.Append("# ")
            .Append(Escape(report.Title))
            .Append("\n\n")
            .Append(Escape(string.Join(' ', report.Lead)))
            .Append("\n\n");
        foreach (ReportFigure figure in report.Figures)
            text.Append("- ")
                .Append(Escape(figure.Name))
                .Append(": **")
                .Append(Escape(figure.Value))
                .Append("** (")
                .Append(Escape(figure.Note))
                .Append(")\n");
        foreach (ReportSection section in report.Sections)
        {
            text.Append("\n## ").Append(Escape(section.Title)).Append("\n\n");
            foreach (ReportBlock block in section.Blocks)
                Block(text, block);
        }
        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + "\n");
    }

    private static void Block(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case ReportText words:
                if (words.Head.Length > 0)
                    text.Append("### ").Append(Escape(words.Head)).Append("\n\n");
                text.Append(Escape(words.Text)).Append("\n\n");
                break;
            case ReportChart chart:
                text.Append("Chart: ").Append(Escape($"{chart.Chart.Title}. {chart.Chart.Description}")).Append("\n\n");
                break;
            case ReportBar bar:
                text.Append(Escape(bar.Caption)).Append(":\n\n");
                foreach (ReportBarPart part in bar.Parts)
                    text.Append("- ").Append(Escape(part.Name)).Append(": ").Append(Escape(part.Text)).Append('\n');
                text.Append('\n');
                break;
            case ReportFacts facts:
                foreach ((string name, string said) in facts.Rows)
                    text.Append("- ").Append(Escape(name)).Append(": ").Append(Escape(said)).Append('\n');
                text.Append('\n');
                break;
            case ReportFindings findings:
                foreach (Finding finding in findings.Findings)
                {
                    text.Append("- **")
                        .Append(finding.Severity)
                        .Append(' ')
                        .Append(finding.Id)
                        .Append("** ")
                        .Append(Escape(finding.Message));
                    if (finding.Recommendation.Length > 0)
                        text.Append(' ').Append(Escape(finding.Recommendation));
                    text.Append('\n');
                }
                text.Append('\n');
                break;
            case ReportTable table:
                text.Append("**").Append(Escape(table.Caption)).Append("**\n\n");
                Row(text, table.Columns.Select(column => column.Title));
                text.Append('|')
                    .Append(string.Concat(table.Columns.Select(column => column.Number ? "---:|" : "---|")))
                    .Append('\n');
                foreach (IReadOnlyList<ReportCell> row in table.Rows)
                    Row(text, row.Select(cell => cell.Text));
                text.Append('\n');
                break;
        }
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append('|').Append(string.Concat(cells.Select(cell => $" {Escape(cell)} |"))).Append('\n');

    /// <summary>Letters that Markdown or HTML would take for marks, and line ends, which would break a table.</summary>
    private static string Escape(string words)
    {
        var text = new StringBuilder(words.Length + 8);
        foreach (char letter in words.ReplaceLineEndings(" "))
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#')
                text.Append('\\');
            text.Append(letter);
        }
        return text.ToString();
    }
}
