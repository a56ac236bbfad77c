using System.Text.Json;

namespace HybridNet.Data.Runs;

/// <summary>Reads the run's JSON files: the test summary and the newest snapshot of configuration and history.</summary>
internal static class SummaryFile
{
    private static readonly string[] s_scopes = ["", "config", "configuration"],
        s_lesionKeys = ["lesion", "lesion_type", "lesion_name", "class"];

    /// <summary>
    /// Reads dice, iou, precision, recall, pearson, threshold, post_min_area; what is missing or no number is null. Of lists it
    /// takes the value of the class.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="ofClass">Class of the run; null when there is one kind only.</param>
    /// <param name="index">Its position among the classes, from 0.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="notes">Told what is left out.</param>
    public static RecordedSummary Read(string path, string? ofClass, int index, int count, ReadNotes notes)
    {
        using JsonDocument json = Open(path, notes);
        JsonElement root = json.RootElement;
        double? threshold = Number("threshold", "thresholds"),
            area = Number("post_min_area", "min_area", "post_min_area_per_class");
        if (threshold is < 0 or > 1)
            threshold = Refused("threshold", threshold.Value, "it lies between 0 and 1");
        if (area is not (null or (>= 0 and <= int.MaxValue)))
            area = Refused("post_min_area", area.Value, "it is a count of pixels");
        return new RecordedSummary(
            Figure("dice", "dice_per_class", "dice_mean"),
            Figure("iou", "iou_per_class", "iou_mean"),
            Figure("precision", "precision_per_class"),
            Figure("recall", "recall_per_class"),
            Figure("pearson", "pearson_r", "pearson_per_class"),
            threshold,
            area is null ? null : (int)area
        );

        // A plain number beside several classes is of all of them: it says nothing of this one.
        double? Figure(params string[] keys) => Number([.. keys.Where(key => ofClass is null || count == 1 || !IsPlain(key))]);

        bool IsPlain(string key) => root.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number;

        double? Number(params ReadOnlySpan<string> keys)
        {
            foreach (string key in keys)
                if (root.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
                    return One(key, value);
            return null;
        }

        double? One(string key, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array && ofClass is not null && value.GetArrayLength() == count)
                return LenientJson.Number(value[index], path);
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
                return LenientJson.Number(value[0], path);
            if (value.ValueKind == JsonValueKind.Object)
                foreach (string inner in new[] { ofClass, "mean" }.OfType<string>())
                    if (value.TryGetProperty(inner, out JsonElement part) && LenientJson.Number(part, path) is { } number)
                        return number;
            if (LenientJson.Number(value, path) is { } plain)
                return double.IsNaN(plain) ? null : plain;
            notes.Say($"{path}, key '{key}': {Shown(value)} is not a number and is left out.");
            return null;
        }

        double? Refused(string key, double value, string why)
        {
            notes.Say(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{path}, key '{key}': {value} is left out: {why}."
                )
            );
            return null;
        }
    }

    /// <summary>The lesion that a JSON file names under lesion, lesion_type or class, on top or under config; or null.</summary>
    /// <param name="path">The file.</param>
    /// <param name="notes">Told what is left out.</param>
    public static string? Lesion(string path, ReadNotes notes)
    {
        using JsonDocument json = Open(path, notes);
        foreach (string outer in s_scopes)
        {
            JsonElement scope = json.RootElement;
            if (outer != "" && !(scope.TryGetProperty(outer, out scope) && scope.ValueKind == JsonValueKind.Object))
                continue;
            foreach (JsonProperty property in scope.EnumerateObject())
                if (
                    s_lesionKeys.Contains(property.Name, StringComparer.OrdinalIgnoreCase)
                    && property.Value.ValueKind == JsonValueKind.String
                    && LenientJson.Text(property.Value, path) is { Length: > 0 } text
                )
                    return text.ToUpperInvariant();
        }
        return null;
    }

    /// <summary>The threshold of a class in a table of recommended ones, or null.</summary>
    public static Tuple<double>? ThresholdOf(string path, string ofClass)
    {
        using JsonDocument json = Open(path, null);
        return
            json.RootElement.TryGetProperty("thresholds", out JsonElement all)
            && all.ValueKind == JsonValueKind.Object
            && all.TryGetProperty(ofClass, out JsonElement value)
            && LenientJson.Number(value, path) is { } threshold
            ? Tuple.Create(threshold)
            : null;
    }

    private static JsonDocument Open(string path, ReadNotes? notes)
    {
        JsonDocument json = LenientJson.Open(path, out int bare);
        if (bare > 0)
            notes?.Say($"{path}: {bare} values are a bare NaN or Infinity, which is no JSON; they count as missing.");
        if (json.RootElement.ValueKind == JsonValueKind.Object)
            return json;
        json.Dispose();
        throw new InputException(
            InputError.MalformedFile,
            $"{path}: the top of the file must be an object {{...}}.",
            path,
            "Write the file again."
        );
    }

    private static string Shown(JsonElement value)
    {
        string text = string.Join(' ', value.GetRawText().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 60 ? text[..60] + " ..." : text;
    }
}
