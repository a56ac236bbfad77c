using System.Text.Json;
using HybridNet.Probabilities;

namespace HybridNet.Pairing;

/// <summary>
/// Reads a layout file, value by value: every first measurement of a session reads all layouts, and a serializer that works by
/// reflection would compile two hundred methods for them.
/// </summary>
internal static class LayoutReader
{
    private static readonly JsonDocumentOptions s_options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>What a file says.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JsonException">It is no JSON, or holds what no layout has.</exception>
    public static LayoutFile Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), s_options);
        var layout = new LayoutFile { Name = "" };
        foreach (JsonProperty property in Members(document.RootElement, "The file"))
            layout = With(layout, property);
        return layout.Name.Length > 0 ? layout : throw new JsonException("It has no name.");
    }

    private static LayoutFile With(LayoutFile layout, JsonProperty property) =>
        property.Name.ToUpperInvariant() switch
        {
            "NAME" => layout with { Name = Text(property) ?? "" },
            "ABOUT" => layout with { About = Text(property) ?? "" },
            "SOURCE" => layout with { Source = Text(property) ?? "" },
            "RECOGNIZE" => layout with { Recognize = Texts(property) },
            "GROUNDTRUTH" => layout with { GroundTruth = Texts(property) },
            "CLASSES" => layout with { Classes = Classes(property) },
            "LABELS" => layout with { Labels = Labels(property) },
            "LABELFILE" => layout with { LabelFile = Text(property) },
            "PREDICTION" => layout with { Prediction = Text(property) },
            "PROBABILITY" => layout with { Probability = Text(property) },
            "REGION" => layout with { Region = Text(property) },
            "IMAGE" => layout with { Image = Text(property) },
            "GROUNDTRUTHIDPATTERN" => layout with { GroundTruthIdPattern = Text(property) },
            "PREDICTIONIDPATTERN" => layout with { PredictionIdPattern = Text(property) },
            "REGIONIDPATTERN" => layout with { RegionIdPattern = Text(property) },
            "IMAGEIDPATTERN" => layout with { ImageIdPattern = Text(property) },
            "RECURSE" => layout with { Recurse = Flag(property) },
            "MISSINGISEMPTY" => layout with { MissingIsEmpty = Flag(property) },
            "RULES" => layout with { Rules = Rules(property) },
            _ => throw new JsonException($"It has '{property.Name}', which no layout has."),
        };

    private static SampleRules Rules(JsonProperty rules)
    {
        var read = new SampleRules();
        foreach (JsonProperty property in Members(rules.Value, "'rules'"))
            read = property.Name.ToUpperInvariant() switch
            {
                "GROUNDTRUTHFOREGROUND" => read with { GroundTruthForeground = Text(property) ?? read.GroundTruthForeground },
                "PREDICTIONFOREGROUND" => read with { PredictionForeground = Text(property) ?? read.PredictionForeground },
                "INVERT" => read with { Invert = Named<InvertedSide>(property) },
                "IGNORE" => read with { Ignore = WholeNumbers(property) },
                "SCALE" => read with { Scale = Named<ProbabilityScale>(property) },
                "MAXIMUMPIXELS" => read with { MaximumPixels = Whole(property.Value, property.Name) },
                _ => throw new JsonException($"Its rules have '{property.Name}', which no rules have."),
            };
        return read;
    }

    private static Dictionary<string, IReadOnlyList<string>> Classes(JsonProperty classes)
    {
        var read = new Dictionary<string, IReadOnlyList<string>>();
        foreach (JsonProperty property in Members(classes.Value, "'classes'"))
            read[property.Name] = Texts(property);
        return read;
    }

    private static Dictionary<string, long> Labels(JsonProperty labels)
    {
        var read = new Dictionary<string, long>();
        foreach (JsonProperty property in Members(labels.Value, "'labels'"))
            read[property.Name] = Whole(property.Value, property.Name);
        return read;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new JsonException($"{what} holds no names with values.");

    private static List<long> WholeNumbers(JsonProperty property)
    {
        var numbers = new List<long>();
        foreach (JsonElement item in Items(property))
            numbers.Add(Whole(item, property.Name));
        return numbers;
    }

    private static JsonElement.ArrayEnumerator Items(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array
            ? property.Value.EnumerateArray()
            : throw new JsonException($"'{property.Name}' is not a list.");

    private static List<string> Texts(JsonProperty property)
    {
        var texts = new List<string>();
        foreach (JsonElement item in Items(property))
            texts.Add(
                item.ValueKind == JsonValueKind.String
                    ? item.GetString()!
                    : throw new JsonException($"'{property.Name}' holds something that is no text.")
            );
        return texts;
    }

    private static string? Text(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? property.Value.GetString()
            : throw new JsonException($"'{property.Name}' is no text.");

    private static bool Flag(JsonProperty property) =>
        property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? property.Value.GetBoolean()
            : throw new JsonException($"'{property.Name}' is neither true nor false.");

    private static long Whole(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : throw new JsonException($"'{name}' is no whole number.");

    private static T Named<T>(JsonProperty property)
        where T : struct, Enum =>
        property.Value.ValueKind == JsonValueKind.String
        && Enum.TryParse(property.Value.GetString(), ignoreCase: true, out T value)
        && Enum.IsDefined(value)
            ? value
            : throw new JsonException($"'{property.Name}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
}
