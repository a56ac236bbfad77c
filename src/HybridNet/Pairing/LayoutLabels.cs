using System.Globalization;
using System.Text.Json;

namespace HybridNet.Pairing;

/// <summary>The classes of a set's label maps: what the layout says, else what the set says itself.</summary>
internal static class LayoutLabels
{
    /// <summary>Names, each with its number, or its numbers parted by commas (a region of several labels).</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="root">The set's folder, or null.</param>
    /// <exception cref="InputException">The set's own file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Of(LayoutFile layout, string? root)
    {
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, long number) in layout.Labels)
            labels[name] = number.ToString(CultureInfo.InvariantCulture);
        if (labels.Count > 0 || root is null || LayoutFile.First(root, layout.LabelFile) is not { } path)
            return labels;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("labels", out JsonElement own) && own.ValueKind == JsonValueKind.Object)
                foreach (JsonProperty label in own.EnumerateObject())
                    Add(labels, label);
        }
        catch (JsonException exception)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is no JSON: {exception.Message}",
                path,
                "It names the classes of the label maps; mend it, or give their numbers with -Foreground.",
                exception
            );
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception, "The file of the labels");
        }
        return labels;
    }

    /// <summary>"EX": 1, "all": [1, 2], or the older "1": "EX"; the background is no class.</summary>
    private static void Add(Dictionary<string, string> labels, JsonProperty label)
    {
        (string? name, string? numbers) = label.Value.ValueKind switch
        {
            JsonValueKind.Number => (label.Name, label.Value.GetRawText()),
            JsonValueKind.Array => (label.Name, string.Join(',', label.Value.EnumerateArray().Select(one => one.GetRawText()))),
            JsonValueKind.String => (label.Value.GetString(), label.Name),
            _ => (null, null),
        };
        bool whole =
            numbers is { Length: > 0 }
            && numbers.Split(',').All(text => long.TryParse(text, CultureInfo.InvariantCulture, out _));
        if (name is { Length: > 0 } && whole && numbers != "0")
            labels[name] = numbers!;
    }
}
