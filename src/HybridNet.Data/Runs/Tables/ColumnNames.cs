using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs;

/// <summary>The synonym table: under which names trainers, evaluators and labs write what this module knows.</summary>
/// <remarks>
/// The table is formats/columns.json of the module, which a lab may extend; the copy inside this assembly stands in where the
/// module is not laid out.
/// </remarks>
internal sealed partial class ColumnNames
{
    private const string FileName = "columns.json";
    private const int LongestAggregate = 30;

    private static readonly Lazy<ColumnNames> s_usual = new(Load);
    private static readonly Lazy<int> s_mostDigits = new(() => Usual._words["no_image"].Max(word => Digits(word)));

    private readonly Dictionary<string, Dictionary<string, string[]>> _groups = [];
    private readonly Dictionary<string, HashSet<string>> _words = [];

    private ColumnNames(params ReadOnlySpan<JsonElement> tables)
    {
        foreach (JsonElement table in tables)
            Take(table);
    }

    private void Take(JsonElement root)
    {
        foreach (JsonProperty group in root.EnumerateObject())
            if (group.Value.ValueKind == JsonValueKind.Object)
                foreach (JsonProperty role in group.Value.EnumerateObject())
                    (CollectionsMarshal.GetValueRefOrAddDefault(_groups, group.Name, out _) ??= [])[role.Name] = Names(
                        role.Value
                    );
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

    /// <summary>True for a name in a list of words: no_image, no_class, turned.</summary>
    public bool Has(string list, string name) => _words[list].Contains(Normalise(name));

    /// <summary>
    /// A quick look that nearly every id of a table fails: no word for such a figure has as many digits. What is in brackets
    /// counts for nothing.
    /// </summary>
    public static bool MayBeAggregate(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestAggregate)
            return false;
        return name.ContainsAny('(', '[') || Digits(name) <= s_mostDigits.Value;
    }

    /// <summary>
    /// True for what stands where an image should and is a figure over several: mean, Std.-Abw., Average (n=8), mean±std,
    /// 25%, Mean over test set, **mean**. Each of its words is one for such a figure, or the name of a metric or a set beside
    /// one.
    /// </summary>
    public static bool IsAggregate(string name)
    {
        if (name.Length > LongestAggregate)
            return false;
        string plain = Normalise(name);
        if (Usual.Has("no_image", plain))
            return true;
        if (plain.AsSpan().ContainsAnyInRange('0', '9'))
            return false;
        string[] words = plain.Split(['_', '±', '+', '&', ',', '*', '=', '#', '~', '|'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => Usual.Has("no_image", word))
            && words.All(word =>
                Usual.Has("no_image", word)
                || Usual.Has("no_image_beside", word)
                || ScoreGroup.Roles.Contains(Usual.RoleOf("score", word))
            );
    }

    private static int Digits(ReadOnlySpan<char> name)
    {
        int digits = 0;
        foreach (char letter in name)
            digits += char.IsAsciiDigit(letter) ? 1 : 0;
        return digits;
    }

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

    /// <summary>
    /// True for a name that says of its figure that it is turned round: 1-dice, Dice Error, jaccard_distance, Dice (loss).
    /// </summary>
    public static bool IsTurned(string name) => OneMinus().IsMatch(name) || Words(name).Any(word => Usual.Has("turned", word));

    /// <summary>True for a name turned round with a Dice in it.</summary>
    public static bool IsTurnedDice(string name) =>
        IsTurned(name) && Words(name).Any(word => Usual.RoleOf("score", word) == "dice");

    /// <summary>
    /// Names with what stands in brackets as a word behind them, where it tells two of them apart (Dice (EX), Dice (MA)), or is
    /// a spread or a phase (Dice (std), Loss (val)); elsewhere it is a unit or an explanation.
    /// </summary>
    /// <param name="names">The names of one table or log.</param>
    /// <param name="phases">A phase tells, even where it stands alone.</param>
    public static string[] Spelled(IReadOnlyList<string> names, bool phases)
    {
        HashSet<string> alike =
        [
            .. names.Distinct().GroupBy(Normalise).Where(group => group.Skip(1).Any()).Select(group => group.Key),
        ];
        return [.. names.Select(name => alike.Contains(Normalise(name)) || Tells(name, phases) ? Unbracketed(name) : name)];
    }

    private static bool Tells(string name, bool phases) =>
        InBrackets(name).Any(text => Usual.Has("spread", text) || (phases && Usual.RoleOf("phase", text) is not null));

    /// <summary>A name without what stands in brackets and the blanks before them.</summary>
    public static string WithoutBrackets(string name) => Brackets().Replace(name, "").Trim();

    private static string Unbracketed(string name) =>
        Brackets().Replace(name, match => IsUnit(match.Groups[1].Value) ? "" : $" {match.Groups[1].Value}");

    /// <summary>True for a name with a unit of length or area that is no pixel: gt_area [mm2], Area (µm^2).</summary>
    public static bool IsMetric(string name) => InBrackets(name).Any(text => Metric().IsMatch(text));

    private static bool IsUnit(string text) =>
        !text.Any(char.IsLetter) || text.Contains('%') || Pixels().IsMatch(text) || Metric().IsMatch(text);

    private static IEnumerable<string> InBrackets(string name) => Brackets().Matches(name).Select(match => match.Groups[1].Value);

    private static string[] Words(string name) => NoLetter().Split(name.ToLowerInvariant());

    [GeneratedRegex(@"(^|[(\[_/])\s*1\s*[-\u2013\u2212]\s*\p{L}")]
    private static partial Regex OneMinus();

    [GeneratedRegex(@"\s*[(\[]([^()\[\]]*)[)\]]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^\s*(px|pix|pixels?|vox|voxels?)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Pixels();

    [GeneratedRegex(@"^\s*(sq\.?\s*)?(nm|[uµμ]m|mm|cm|m|microns?|ml|l)\s*(\^?[23²³])?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Metric();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NoLetter();

    private static string[] Names(JsonElement list) =>
        [.. list.EnumerateArray().Select(name => Normalise(name.GetString()!)).Distinct()];

    /// <summary>The table of a lab over the one inside this assembly, whose lists stand where the lab's has none: it may be
    /// of an older version.</summary>
    internal static ColumnNames Of(string table)
    {
        using Stream inside = typeof(ColumnNames).Assembly.GetManifestResourceStream(FileName)!;
        using JsonDocument own = JsonDocument.Parse(inside),
            lab = JsonDocument.Parse(table);
        return new(own.RootElement, lab.RootElement);
    }

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
            return Of("{}");
        try
        {
            return Of(File.ReadAllText(beside));
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
