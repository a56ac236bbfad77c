using System.Globalization;
using HybridNet.Ports;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a table; a long one with sorting, search and filters.</summary>
internal static class HtmlTable
{
    private const int HashLength = 64;

    public static void Write(HtmlText html, ReportTable table, string id, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        bool withPictures = pictures.Count > 0 && table.Pictures.Any(picture => picture is not null);
        int shift = withPictures ? 1 : 0;
        if (table.Interactive)
        {
            html.Fill($"<div data-table>");
            Tools(html, table, id, shift);
        }
        string tall = table.Interactive ? " tall" : "";
        html.Fill(
                $"<div class=\"wrap{tall}\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-caption\"><table><caption id=\"{id}-caption\">{table.Caption}</caption>"
            )
            .Raw("<thead><tr>");
        if (withPictures)
            html.Raw("<th scope=\"col\">Panel</th>");
        foreach (ReportColumn column in table.Columns)
            Head(html, column, table.Interactive);
        html.Line("</tr></thead><tbody>");
        for (int row = 0; row < table.Rows.Count; row++)
            Row(html, table, row, withPictures, pictures);
        html.Line("</tbody></table></div>");
        if (table.Interactive)
            html.Line("</div>");
    }

    private static void Tools(HtmlText html, ReportTable table, string id, int shift)
    {
        html.Raw("<div class=\"tools\">");
        html.Fill($"<label>{table.Columns[0].Title} contains <input type=\"search\" data-column=\"{shift}\"></label>");
        for (int column = 0; column < table.Columns.Count; column++)
        {
            if (!table.Columns[column].Filter)
                continue;
            html.Fill(
                $"<label>{table.Columns[column].Title} <select data-column=\"{column + shift}\"><option value=\"\">all</option>"
            );
            foreach (string value in table.Rows.Select(row => row[column].Text).Distinct().Order(StringComparer.Ordinal))
                html.Fill($"<option>{value}</option>");
            html.Raw("</select></label>");
        }
        html.Fill(
            $"<output aria-live=\"polite\">{(table.Rows.Count == 1 ? "1 row" : $"{table.Rows.Count} rows")}</output></div>"
        );
    }

    private static void Head(HtmlText html, ReportColumn column, bool sorts)
    {
        string right = column.Number ? " class=\"n\"" : "",
            title = HtmlText.Escape(column.Title);
        html.Raw($"<th scope=\"col\"{right}>{(sorts ? $"<button type=\"button\">{title}</button>" : title)}</th>");
    }

    private static void Row(
        HtmlText html,
        ReportTable table,
        int row,
        bool withPictures,
        IReadOnlyDictionary<string, ReportPicture> pictures
    )
    {
        IReadOnlyList<ReportCell> cells = table.Rows[row];
        html.Raw("<tr>");
        if (withPictures)
            Picture(html, cells[0].Text, pictures);
        for (int column = 0; column < cells.Count; column++)
        {
            ReportCell cell = cells[column];
            var kinds = new List<string>();
            if (table.Columns[column].Number)
                kinds.Add("n");
            if (cell.Band is { } band and not ScoreBand.None)
                kinds.Add(band.ToString().ToLowerInvariant());
            if (cell.Text.Length == HashLength && cell.Text.All(char.IsAsciiHexDigitLower))
                kinds.Add("hash");
            else if (!table.Columns[column].Number && cell.Text.Length > 40)
                kinds.Add("wraps");
            string kind = kinds.Count == 0 ? "" : $" class=\"{string.Join(' ', kinds)}\"";
            string sort =
                table.Interactive && table.Columns[column].Number
                    ? $" data-v=\"{cell.Sort.ToString("R", CultureInfo.InvariantCulture)}\""
                    : "";
            string tag = column == 0 && !table.Columns[0].Number ? "th" : "td",
                scope = tag == "th" ? " scope=\"row\"" : "";
            html.Raw($"<{tag}{scope}{kind}{sort}>{HtmlText.Escape(cell.Text)}</{tag}>");
        }
        html.Line("</tr>");
    }

    private static void Picture(HtmlText html, string id, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        if (!pictures.TryGetValue(id, out ReportPicture? picture))
        {
            html.Raw("<td class=\"picture\">–</td>");
            return;
        }
        string name = HtmlText.Escape(id);
        html.Raw(
            $"<td class=\"picture\"><button type=\"button\" class=\"thumb\" data-id=\"{name}\"><img decoding=\"async\" width=\"64\" height=\"64\" alt=\"Open the panel of {name}\" src=\"data:image/webp;base64,{Convert.ToBase64String(picture.Thumbnail)}\"></button></td>"
        );
    }
}
