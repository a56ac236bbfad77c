using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HybridNet.Data.Storage;

/// <summary>Lists and settings as JSON text.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, s_options) ?? throw new JsonException("There is nothing where a value must be.");

    /// <summary>Figures of any kind, each with its kind, so that a whole number comes back as one.</summary>
    public static string WriteEvidence(IReadOnlyDictionary<string, object> evidence)
    {
        var json = new JsonObject();
        foreach ((string name, object value) in evidence)
            json[name] = new JsonArray(Kind(value), Node(value));
        return json.ToJsonString(s_options);
    }

    public static Dictionary<string, object> ReadEvidence(string text)
    {
        var evidence = new Dictionary<string, object>();
        foreach ((string name, JsonNode? pair) in JsonNode.Parse(text)?.AsObject() ?? [])
            evidence[name] = pair is JsonArray and [{ } kind, { } value]
                ? Value(kind.GetValue<string>(), value)
                : throw new JsonException($"The evidence '{name}' is no kind and value.");
        return evidence;
    }

    private static string Kind(object value) =>
        value switch
        {
            string => "text",
            bool => "flag",
            int => "int",
            long => "long",
            double => "double",
            string[] => "texts",
            int[] => "ints",
            long[] => "longs",
            double[] => "doubles",
            _ => throw new ArgumentException($"Evidence of type {value.GetType().Name} cannot be stored.", nameof(value)),
        };

    private static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), s_options)!;

    private static object Value(string kind, JsonNode node) =>
        kind switch
        {
            "text" => node.GetValue<string>(),
            "flag" => node.GetValue<bool>(),
            "int" => node.Deserialize<int>(s_options),
            "long" => node.Deserialize<long>(s_options),
            "double" => node.Deserialize<double>(s_options),
            "texts" => node.Deserialize<string[]>(s_options)!,
            "ints" => node.Deserialize<int[]>(s_options)!,
            "longs" => node.Deserialize<long[]>(s_options)!,
            "doubles" => node.Deserialize<double[]>(s_options)!,
            _ => throw new JsonException($"'{kind}' is no kind of evidence."),
        };
}
