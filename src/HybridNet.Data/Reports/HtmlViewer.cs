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

    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(HtmlText html, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
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
        html.Line(
            "<p class=\"none\">This page has no pictures of this image: it has no masks with a reference, or was left out "
                + "(-ImageCount, -NoThumbnail).</p><p class=\"facts-line\"></p>"
        );
        Marks(html);
        html.Line("</dialog>");
        Data(html, pictures);
    }

    private static void Switches(HtmlText html)
    {
        html.Raw("<div class=\"bar layers\">");
        foreach ((string name, string words, bool on) in s_switches)
            html.Raw($"<label><input type=\"checkbox\" name=\"{name}\"{(on ? " checked" : "")}>{words}{Swatches(name)}</label>");
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
            .Raw("<label class=\"against\" hidden>Beside <select name=\"against\"></select></label>")
            .Raw(
                "<input type=\"range\" name=\"swipe\" aria-label=\"Where both sides meet\" min=\"0\" max=\"100\" "
                    + "value=\"50\" hidden>"
            )
            .Line(
                "<button type=\"button\" name=\"lesions\">Zoom to lesions (z)</button><button type=\"button\" "
                    + "name=\"whole\">Whole (f)</button></div>"
            );
    }

    /// <summary>The colors behind a switch: nobody must guess which side is which.</summary>
    private static string Swatches(string name)
    {
        PanelPalette palette = PanelPalette.ColorBlindSafe;
        (Rgb Color, string Words)[] shown = name switch
        {
            "gt" => [(palette.Gt, "")],
            "pred" => [(palette.Prediction, "")],
            "agreement" => [(palette.Found, "found"), (palette.Missed, "missed"), (palette.FalseAlarm, "false alarm")],
            _ => [],
        };
        return string.Concat(
            shown.Select(one =>
                $"<i style=\"background:rgb({one.Color.Red},{one.Color.Green},{one.Color.Blue})\"></i>"
                + (one.Words.Length > 0 ? $"<small>{one.Words}</small>" : "")
            )
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

    private static void Data(HtmlText html, IReadOnlyDictionary<ReportImage, ReportPicture> pictures)
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
        var first = new Dictionary<string, (string Run, ImageLayers Layers)>(StringComparer.Ordinal);
        foreach ((ReportImage image, ReportPicture picture) in pictures)
            first.TryAdd(image.ImageId, (image.Run, picture.Layers));
        html.Raw("<script type=\"application/json\" id=\"layers\">{");
        string between = "";
        foreach (IGrouping<string, KeyValuePair<ReportImage, ReportPicture>> run in pictures.GroupBy(entry => entry.Key.Run))
        {
            html.Raw($"{between}{Text(run.Key)}:{{");
            between = "";
            foreach ((ReportImage image, ReportPicture picture) in run)
            {
                html.Raw($"{between}{Text(image.ImageId)}:").Raw(Text(Layers(image, picture.Layers, first[image.ImageId])));
                between = ",\n";
            }
            html.Raw("}");
            between = ",\n";
        }
        html.Line("}</script>");
    }

    /// <summary>
    /// The layers as data; a photograph or reference that another run has written already is named by that run.
    /// </summary>
    private static object Layers(ReportImage image, ImageLayers layers, (string Run, ImageLayers Layers) first)
    {
        bool again = first.Run != image.Run,
            photo = again && layers.HasPhotoOf(first.Layers),
            gt = again && layers.HasGtOf(first.Layers);
        return new
        {
            w = layers.Width,
            h = layers.Height,
            p = photo ? null : layers.Photo,
            pf = photo ? first.Run : null,
            g = gt ? null : layers.Gt,
            gf = gt ? first.Run : null,
            d = layers.Prediction,
            m = layers.Map,
            t = layers.Threshold,
        };
    }

    private static int[] Parts(Rgb color) => [color.Red, color.Green, color.Blue];

    private static void Json(HtmlText html, string id, object value) =>
        html.Raw($"<script type=\"application/json\" id=\"{id}\">").Raw(Text(value)).Line("</script>");

    /// <summary>
    /// JSON in a script element must not end it: every &lt; is escaped. Base64 is left as it is, bytes of a file are it.
    /// </summary>
    private static string Text(object value) =>
        JsonSerializer.Serialize(value, s_json).Replace("<", "\\u003c", StringComparison.Ordinal);
}
