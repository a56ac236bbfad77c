using System.Globalization;
using System.Text.Json;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Lays nested JSON out as names and texts: {"val": {"dice": 0.5}} is val/dice 0.5.</summary>
internal static class JsonRows
{
    /// <summary>Adds the values of an object; lists are left out unless <paramref name="lists"/> names their items.</summary>
    /// <param name="value">An object.</param>
    /// <param name="path">The file, for what is said.</param>
    /// <param name="cells">Gets the names and texts.</param>
    /// <param name="prefix">Put before the names.</param>
    /// <param name="lists">Gives the name of an item of a list, or null for none.</param>
    public static void Flatten(
        JsonElement value,
        string path,
        Dictionary<string, string> cells,
        string prefix = "",
        Func<string, int, string?>? lists = null
    )
    {
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
                Flatten(property.Value, path, cells, name + "/", lists);
            else if (property.Value.ValueKind == JsonValueKind.Array)
            {
                int i = 0;
                foreach (JsonElement item in property.Value.EnumerateArray())
                    if (lists?.Invoke(name, i++) is { } itemName && Cell(item, path) is { } text)
                        cells[itemName] = text;
            }
            else if (Cell(property.Value, path) is { } text)
                cells[name] = text;
        }
    }

    /// <summary>A number or text as it stands there; null for nothing.</summary>
    public static string? Cell(JsonElement value, string path) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => LenientJson.Text(value, path),
            JsonValueKind.True => bool.TrueString,
            JsonValueKind.False => bool.FalseString,
            _ => null,
        };

    /// <summary>A whole number as text.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
