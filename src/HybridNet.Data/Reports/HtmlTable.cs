using System.Globalization;
using HybridNet.Ports;
using HybridNet.Reports;

namespace HybridNet.Data.Reports;

/// <summary>Writes a table; a long one with sorting, search and filters.</summary>
internal static class HtmlTable
{
    private const int HashLength = 64;

    /// <summary>
    /// Rows of a long table that a browser lays out at first; the page's script shows more when somebody scrolls. They are three
    /// times as high as the table's place.
    /// </summary>
    private const int First = 30;

    public static void Write(
        HtmlText html,
        ReportTable table,
        string id,
        string run,
        IReadOnlyDictionary<ReportImage, ReportPicture> pictures
    )
    {
        bool withPictures = pictures.Count > 0 && table.Pictures.Any(picture => picture is not null);
        int shift = withPictures ? 1 : 0;
        if (table.Interactive)
        {
            string images = table.IsImages ? " data-images" : "",
                mean = table.MeanOf is { } column ? $" data-mean-of=\"{HtmlText.Escape(column)}\"" : "";
            html.Line($"<div data-table data-first=\"{First}\"{images}{mean}>");
            Tools(html, table, id, shift);
        }
        string tall = table.Interactive ? " tall" : "";
        html.Fill(
                $"<div class=\"wrap{tall}\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-caption\"><table "
                    + $"id=\"{id}\"><caption id=\"{id}-caption\"><span>{table.Caption} <button type=\"button\" class=\"csv\" "
                    + $"data-csv=\"{id}\" data-name=\"{id}\">CSV</button></span></caption>"
            )
            .Raw("<thead><tr>");
        if (withPictures)
            html.Raw("<th scope=\"col\">Panel</th>");
        foreach (ReportColumn column in table.Columns)
            Head(html, column, table.Interactive);
        html.Line("</tr></thead><tbody>");
        for (int row = 0; row < table.Rows.Count; row++)
            Row(html, table, row, withPictures, run, pictures);
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
        if (table.IsImages)
            Choices(html, table);
        html.Fill(
            $"<output aria-live=\"polite\">{(table.Rows.Count == 1 ? "1 row" : $"{table.Rows.Count} rows")}</output></div>"
        );
    }

    /// <summary>An id that opens its image.</summary>
    public static string IdButton(string id) =>
        $"<button type=\"button\" class=\"id\" data-open=\"{HtmlText.Escape(id)}\">{HtmlText.Escape(id)}</button>";

    /// <summary>
    /// Choices of the images table that no column has: rule of the audit, subject, size of the reference, policy of the
    /// mean.
    /// </summary>
    private static void Choices(HtmlText html, ReportTable table)
    {
        html.Raw("<label>Rule <select data-rule><option value=\"\">all</option></select></label>");
        string[] subjects = [.. table.Subjects.Distinct().Order(StringComparer.Ordinal)];
        if (subjects.Length > 1 && subjects.Length < table.Rows.Count)
        {
            html.Raw("<label>Subject <select data-subjects><option value=\"\">all</option>");
            foreach (string subject in subjects)
                html.Fill($"<option>{subject}</option>");
            html.Raw("</select></label>");
        }
        if (table.Columns.Any(column => column.Title == "GT px"))
            html.Line(Sizes);
        if (table.Columns.Any(column => column.Title == "State") && table.MeanOf == "Dice")
            html.Line(Policies);
    }

    private const string Sizes =
        "<label>Reference <select data-size><option value=\"\">any size</option><option value=\"0 "
        + "1\">empty</option><option value=\"1 50\">1 to 49 px</option>"
        + "<option value=\"50 200\">50 to 199 px</option><option value=\"200 1000\">200 to 999 px</option>"
        + "<option value=\"1000 1e12\">1000 px and more</option></select></label>";

    private const string Policies =
        "<label>Mean under <select "
        + "data-policy><option>NonTrivial</option><option>GtPositive</option><option>EmptyAsOne</option></select></label>";

    private static void Head(HtmlText html, ReportColumn column, bool sorts)
    {
        string right = column.Number ? " class=\"n\"" : "",
            title = HtmlText.Escape(column.Title);
        // The words stand outside of the button: a browser that prints repeats them on every page, but no button.
        string button = sorts ? $"<button type=\"button\" aria-label=\"Sort by {title}\"></button>" : "";
        html.Raw($"<th scope=\"col\"{right}>{title}{button}</th>");
    }

    private static void Row(
        HtmlText html,
        ReportTable table,
        int row,
        bool withPictures,
        string run,
        IReadOnlyDictionary<ReportImage, ReportPicture> pictures
    )
    {
        IReadOnlyList<ReportCell> cells = table.Rows[row];
        bool image = table.Columns[0].Title == "Image";
        string subject =
            row < table.Subjects.Count && table.Subjects[row] != cells[0].Text
                ? $" data-subject=\"{HtmlText.Escape(table.Subjects[row])}\""
                : "";
        string over = table.Interactive && row >= First ? " class=\"over\"" : "";
        html.Raw(image ? $"<tr{over} data-id=\"{HtmlText.Escape(cells[0].Text)}\"{subject}>" : $"<tr{over}>");
        if (withPictures)
            Picture(html, cells[0].Text, run, pictures);
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
            html.Raw($"<{tag}{scope}{kind}{sort}>{Said(cell, image && column == 0)}</{tag}>");
        }
        html.Line("</tr>");
    }

    private static string Said(ReportCell cell, bool isId)
    {
        if (cell.Ids is { } ids)
            return string.Join(", ", ids.Select(IdButton));
        return isId ? IdButton(cell.Text) : HtmlText.Escape(cell.Text);
    }

    private static void Picture(HtmlText html, string id, string run, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
    {
        if (!pictures.TryGetValue(new(run, id), out ReportPicture? picture) || picture.Thumbnail is not { } thumbnail)
        {
            html.Raw("<td class=\"picture\">–</td>");
            return;
        }
        string name = HtmlText.Escape(id);
        html.Raw(
            $"<td class=\"picture\"><button type=\"button\" class=\"thumb\" data-id=\"{name}\"><img decoding=\"async\" "
                + $"loading=\"lazy\" width=\"64\" height=\"64\" alt=\"Open the panel of {name}\" "
                + $"src=\"data:image/webp;base64,{Convert.ToBase64String(thumbnail)}\"></button></td>"
        );
    }
}
