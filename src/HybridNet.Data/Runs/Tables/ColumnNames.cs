using System.Reflection;
using System.Text;
using System.Text.Json;

namespace HybridNet.Data.Runs;

/// <summary>The synonym table: under which names trainers, evaluators and labs write what this module knows.</summary>
/// <remarks>
/// The table is formats/columns.json of the module, which a lab may extend; the copy inside this assembly stands in where the
/// module is not laid out.
/// </remarks>
internal sealed class ColumnNames
{
    private const string FileName = "columns.json";

    private static readonly Lazy<ColumnNames> s_usual = new(Load);

    private readonly Dictionary<string, Dictionary<string, string[]>> _groups = [];
    private readonly Dictionary<string, HashSet<string>> _words = [];

    private ColumnNames(JsonElement root)
    {
        foreach (JsonProperty group in root.EnumerateObject())
            if (group.Value.ValueKind == JsonValueKind.Object)
                _groups[group.Name] = group.Value.EnumerateObject().ToDictionary(role => role.Name, role => Names(role.Value));
            else if (group.Value.ValueKind == JsonValueKind.Array)
                _words[group.Name] = [.. Names(group.Value)];
    }

    /// <summary>The table of this module.</summary>
    public static ColumnNames Usual => s_usual.Value;

    /// <summary>The names of a role, the most telling first, normalised.</summary>
    /// <param name="group">score, epoch, phase or split.</param>
    /// <param name="role">Such as dice.</param>
    public IReadOnlyList<string> Of(string group, string role) => _groups[group][role];

    /// <summary>The role whose names have this one, or null.</summary>
    public string? RoleOf(string group, string name)
    {
        string plain = Normalise(name);
        foreach ((string role, string[] names) in _groups[group])
            if (names.Contains(plain))
                return role;
        return null;
    }

    /// <summary>True for a name in a list of words: no_image, no_class.</summary>
    public bool Has(string list, string name) => _words[list].Contains(Normalise(name));

    /// <summary>A name without letter case, unit and marks: "Dice (%)" is dice, "val/dice" is val_dice.</summary>
    public static string Normalise(string name)
    {
        var plain = new StringBuilder();
        int depth = 0;
        foreach (char letter in name.Trim())
        {
            if (letter is '(' or '[')
                depth++;
            else if (letter is ')' or ']')
                depth--;
            else if (depth > 0)
                continue;
            else if (letter is ' ' or '-' or '.' or '/' or '_' or ':' or '\u00A0')
            {
                if (plain.Length == 0 || plain[^1] != '_')
                    plain.Append('_');
            }
            else
                plain.Append(char.ToLowerInvariant(letter));
        }
        return plain.ToString().TrimEnd('_') is { Length: > 0 } text ? text : name.Trim().ToLowerInvariant();
    }

    /// <summary>True for a name with a sign of per cent: Dice (%), dice_pct.</summary>
    public static bool IsPercent(string name) =>
        name.Contains('%')
        || name.EndsWith("_pct", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_percent", StringComparison.OrdinalIgnoreCase);

    private static string[] Names(JsonElement list) =>
        [.. list.EnumerateArray().Select(name => Normalise(name.GetString()!)).Distinct()];

    private static ColumnNames Load()
    {
        Assembly here = typeof(ColumnNames).Assembly;
        string beside = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(here.Location) ?? "",
            "..",
            "..",
            "formats",
            FileName
        );
        if (!File.Exists(beside))
        {
            using Stream inside = here.GetManifestResourceStream(FileName)!;
            using JsonDocument own = JsonDocument.Parse(inside);
            return new(own.RootElement);
        }
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(beside));
            return new(json.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{System.IO.Path.GetFullPath(beside)} is no synonym table: {exception.Message}",
                beside,
                "Correct the file, or take the one of the package again.",
                exception
            );
        }
    }
}
