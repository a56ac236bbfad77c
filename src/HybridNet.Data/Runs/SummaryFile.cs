using System.Text.Json;

namespace HybridNet.Data.Runs;

/// <summary>Reads the run's JSON files: the test summary and the newest snapshot of configuration and history.</summary>
internal static class SummaryFile
{
    private static readonly JsonDocumentOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads dice, iou, precision, recall, pearson, threshold, post_min_area; what is missing is null.</summary>
    public static RecordedSummary Read(string path)
    {
        using JsonDocument json = Open(path);
        JsonElement root = json.RootElement;
        double? area = Number(path, root, "post_min_area") ?? Number(path, root, "min_area");
        return new RecordedSummary(
            Number(path, root, "dice"),
            Number(path, root, "iou"),
            Number(path, root, "precision"),
            Number(path, root, "recall"),
            Number(path, root, "pearson") ?? Number(path, root, "pearson_r"),
            Number(path, root, "threshold"),
            area is null ? null : (int)area
        );
    }

    /// <summary>The lesion that a JSON file names under lesion, lesion_type or class, on top or under config; or null.</summary>
    public static string? Lesion(string path)
    {
        using JsonDocument json = Open(path);
        JsonElement root = json.RootElement;
        foreach (string outer in new[] { "", "config", "configuration" })
        {
            JsonElement scope = root;
            if (outer != "" && !(root.TryGetProperty(outer, out scope) && scope.ValueKind == JsonValueKind.Object))
                continue;
            foreach (string key in new[] { "lesion", "lesion_type", "class" })
                if (
                    scope.TryGetProperty(key, out JsonElement value)
                    && value.ValueKind == JsonValueKind.String
                    && value.GetString() is { Length: > 0 } text
                )
                    return text.ToUpperInvariant();
        }
        return null;
    }

    private static JsonDocument Open(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            JsonDocument json = JsonDocument.Parse(file, s_lenient);
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
        catch (JsonException exception)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path}, line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}: not well-formed JSON.",
                path,
                "Python writes NaN, which JSON does not know: write null.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputError.UnreadableFile,
                $"{path} cannot be read: {exception.Message}",
                path,
                "Check that you may read it.",
                exception
            );
        }
    }

    private static double? Number(string path, JsonElement root, string key)
    {
        if (!root.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        if (value.ValueKind == JsonValueKind.String && NumberText.TryParse(value.GetString(), out double number))
            return number;
        throw new InputException(
            InputError.NotANumber,
            $"{path}, key '{key}': {value.GetRawText()} is not a number.",
            path,
            "Write a number or null."
        );
    }
}
