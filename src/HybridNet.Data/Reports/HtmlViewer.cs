using System.Text.Json;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.Data.Reports;

/// <summary>Writes the dialog that shows one image with its layers, its switches and its marks, and the layers as data.</summary>
internal static class HtmlViewer
{
    private static readonly (string Mark, string Words, string Hint)[] s_marks =
    [
        ("Good", "Good", "1"),
        ("LabelDoubtful", "Label doubtful", "2"),
        ("ReferenceWrong", "Reference wrong", "3"),
        ("ModelWrong", "Model wrong", "4"),
    ];

    private static readonly (string Name, string Words, bool On)[] s_switches =
    [
        ("gt", "Reference", true),
        ("pred", "Prediction", true),
        ("agreement", "Agreement", false),
        ("outline", "Outline", false),
        ("map", "Probability", false),
    ];

    public static void Write(HtmlText html, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        html.Line("<dialog id=\"viewer\" aria-labelledby=\"viewer-title\"><div class=\"bar\"><h2 id=\"viewer-title\">Image</h2>")
            .Line(
                "<button type=\"button\" data-step=\"-1\">Previous</button><button type=\"button\" data-step=\"1\">Next</button>"
            )
            .Line("<form method=\"dialog\"><button>Close</button></form></div>");
        Switches(html);
        html.Line(
            "<canvas tabindex=\"0\" role=\"img\" aria-label=\"The image with its layers; wheel zooms, drag moves\"></canvas>"
        );
        html.Line("<p class=\"none\">This image has no masks on this page.</p><p class=\"facts-line\"></p>");
        Marks(html);
        html.Line("</dialog>");
        Data(html, pictures);
    }

    private static void Switches(HtmlText html)
    {
        html.Raw("<div class=\"bar layers\">");
        foreach ((string name, string words, bool on) in s_switches)
            html.Raw($"<label><input type=\"checkbox\" name=\"{name}\"{(on ? " checked" : "")}>{words}</label>");
        html.Raw("<label>Opacity <input type=\"range\" name=\"opacity\" min=\"10\" max=\"100\" value=\"55\"></label>")
            .Raw(
                "<label>Threshold <input type=\"range\" name=\"threshold\" min=\"1\" max=\"255\" value=\"128\"> "
                    + "<span data-threshold>as saved</span></label>"
            )
            .Raw("<button type=\"button\" name=\"as-saved\">As saved</button>")
            .Raw(
                "<label>Arrange <select name=\"arrange\"><option value=\"one\">overlay</option><option "
                    + "value=\"pair\">side by side</option><option value=\"slide\">slider</option></select></label>"
            )
            .Raw(
                "<input type=\"range\" name=\"swipe\" aria-label=\"Where photograph and overlay meet\" min=\"0\" "
                    + "max=\"100\" value=\"50\" hidden>"
            )
            .Line(
                "<button type=\"button\" name=\"lesions\">Zoom to lesions (z)</button><button type=\"button\" "
                    + "name=\"whole\">Whole (f)</button></div>"
            );
    }

    private static void Marks(HtmlText html)
    {
        html.Raw("<div class=\"bar marks-bar\">");
        foreach ((string mark, string words, string hint) in s_marks)
            html.Raw($"<button type=\"button\" data-mark=\"{mark}\" aria-pressed=\"false\">{words} ({hint})</button>");
        html.Raw("<label>Note <input name=\"note\" maxlength=\"400\"></label>")
            .Line("<button type=\"button\" data-save-marks>Save marks (<output id=\"mark-count\">0</output>)</button></div>");
    }

    private static void Data(HtmlText html, IReadOnlyDictionary<string, ReportPicture> pictures)
    {
        PanelPalette palette = PanelPalette.ColorBlindSafe;
        var colors = new
        {
            gt = Parts(palette.Gt),
            prediction = Parts(palette.Prediction),
            found = Parts(palette.Found),
            alarm = Parts(palette.FalseAlarm),
            missed = Parts(palette.Missed),
        };
        Json(html, "layer-colors", colors);
        // JSON in a script element must not end it: the serializer escapes every <.
        Json(html, "layers", pictures.ToDictionary(entry => entry.Key, entry => Layers(entry.Value.Layers)));
    }

    private static object Layers(ImageLayers layers) =>
        new
        {
            w = layers.Width,
            h = layers.Height,
            p = Text(layers.Photo),
            g = Text(layers.Gt),
            d = Text(layers.Prediction),
            m = Text(layers.Map),
            t = layers.Threshold,
        };

    private static string? Text(byte[]? file) => file is null ? null : Convert.ToBase64String(file);

    private static int[] Parts(Rgb color) => [color.Red, color.Green, color.Blue];

    private static void Json(HtmlText html, string id, object value) =>
        html.Raw($"<script type=\"application/json\" id=\"{id}\">").Raw(JsonSerializer.Serialize(value)).Line("</script>");
}
