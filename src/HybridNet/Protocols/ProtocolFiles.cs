using System.Text.Json;

namespace HybridNet.Protocols;

/// <summary>
/// Reads protocols. A file holds Name, Tool, Notes, Defaults and Groups of conventions, Figures, CurveDefaults and Curves;
/// a figure takes its conventions from Defaults, then from its Group, then from itself.
/// </summary>
internal static class ProtocolFiles
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The protocol files of a folder by name, without reading them.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyDictionary<string, string> Names(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.json")
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path)!, path => path, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a protocol.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file cannot be read, or asks for something that the engine does not know.</exception>
    public static Protocol Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), Options);
            return Of(document.RootElement, path);
        }
        catch (JsonException exception)
        {
            throw Malformed(path, $"is not JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception);
        }
    }

    internal static InputException Malformed(string path, string what, Exception? inner = null) =>
        new(
            InputError.MalformedFile,
            $"The protocol {path} {what}",
            path,
            "See about_HybridNet_Protocols for what a protocol file holds, and the files of the module for examples.",
            inner
        );

    private static Protocol Of(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Malformed(path, "does not hold a JSON object.");
        var protocol = new Protocol { Name = Path.GetFileNameWithoutExtension(path), Path = path };
        JsonElement defaults = default,
            groups = default,
            curveDefaults = default;
        foreach (JsonProperty property in root.EnumerateObject())
            switch (property.Name)
            {
                case "Defaults":
                    defaults = property.Value;
                    break;
                case "CurveDefaults":
                    curveDefaults = property.Value;
                    break;
                case "Groups":
                    groups = property.Value;
                    break;
            }
        foreach (JsonProperty property in root.EnumerateObject())
            protocol = property.Name switch
            {
                "Name" => protocol with { Name = Text(property, path) },
                "Tool" => protocol with { Tool = Text(property, path) },
                "Aliases" => protocol with { Aliases = [.. Items(property, path).Select(alias => alias.ToString())] },
                "Notes" => protocol with { Notes = [.. Items(property, path).Select(note => note.ToString())] },
                "Figures" => protocol with { Figures = Figures(property, defaults, groups, path) },
                "Curves" => protocol with
                {
                    Curves = [.. Members(property, path).Select(curve => CurveReader.Of(curve, curveDefaults, path))],
                },
                "Defaults" or "Groups" or "CurveDefaults" => protocol,
                _ => throw Malformed(
                    path,
                    $"holds '{property.Name}'. A protocol has Name, Aliases, Tool, Notes, Defaults, Groups, "
                        + $"Figures, CurveDefaults and Curves."
                ),
            };
        if (protocol.Figures.Count == 0 && protocol.Curves.Count == 0)
            throw Malformed(path, "has neither Figures nor Curves.");
        return protocol;
    }

    private static List<FigureRule> Figures(JsonProperty figures, JsonElement defaults, JsonElement groups, string path)
    {
        var rules = new List<FigureRule>();
        foreach (JsonProperty figure in Members(figures, path))
        {
            var rule = new FigureRule { Name = figure.Name, Measure = "" };
            if (defaults.ValueKind == JsonValueKind.Object)
                rule = ConventionReader.Apply(rule, defaults, path);
            if (figure.Value.ValueKind == JsonValueKind.Object && figure.Value.TryGetProperty("Group", out JsonElement group))
            {
                if (
                    groups.ValueKind != JsonValueKind.Object
                    || !groups.TryGetProperty(group.ToString(), out JsonElement conventions)
                )
                    throw Malformed(path, $"has no group '{group}', which {figure.Name} names.");
                rule = ConventionReader.Apply(rule, conventions, path);
            }
            rule = ConventionReader.Apply(rule, figure.Value, path);
            if (!Measures.Exists(rule.Measure))
                throw Malformed(
                    path,
                    $"asks for the measure '{rule.Measure}' for {figure.Name}. There are {string.Join(", ", Measures.Names)}."
                );
            if (rules.Exists(other => other.Name == rule.Name))
                throw Malformed(path, $"has the figure {figure.Name} twice.");
            rules.Add(rule);
        }
        return rules;
    }

    private static string Text(JsonProperty property, string path) =>
        property.Value.ValueKind == JsonValueKind.String
            ? property.Value.GetString()!
            : throw Malformed(path, $"has a {property.Name} that is not text.");

    private static IEnumerable<JsonElement> Items(JsonProperty property, string path) =>
        property.Value.ValueKind == JsonValueKind.Array
            ? property.Value.EnumerateArray()
            : throw Malformed(path, $"has {property.Name} that are not a list.");

    private static IEnumerable<JsonProperty> Members(JsonProperty property, string path) =>
        property.Value.ValueKind == JsonValueKind.Object
            ? property.Value.EnumerateObject()
            : throw Malformed(path, $"has {property.Name} that are not an object of names and conventions.");
}
