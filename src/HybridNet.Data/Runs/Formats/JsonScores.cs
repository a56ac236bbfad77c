using System.Text;
using System.Text.Json;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Scores that a script wrote as JSON: one object an image, in a list, a line each, or under the image's name.</summary>
/// <remarks>
/// [{"image": "a", "dice": 0.5}], {"results": [...]}, {"a": {"dice": 0.5}}, {"image": ["a"], "dice": [0.5]} and pandas'
/// {"image": {"0": "a"}, "dice": {"0": 0.5}}.
/// Objects inside are laid out by their innermost names where those are told apart: {"metrics": {"dice": 0.5}} is dice.
/// </remarks>
internal sealed class JsonScores : ScoreFormat
{
    private const string Id = "image_id";

    public override string Name => "per-image JSON";

    public override bool Recognises(FileHead head) =>
        head.IsJson && HasDice(head) && Fits(head.Path, new Dictionary<string, string>());

    /// <summary>True when the file holds a per-image table, by the names of columns that the caller gave.</summary>
    public static bool Fits(string path, IReadOnlyDictionary<string, string> named) =>
        Records(path, new ReadNotes()) is { } table
        && named.Values.All(name => table.Columns.Contains(name, StringComparer.OrdinalIgnoreCase))
        && (named.Count > 0 || !IsLog(table.Columns))
        && ScoreColumns.Of(table.Columns, named, new ReadNotes(), path).IsScoreTable;

    /// <summary>Figures of the training and the validation side by side: what they stand under are epochs, no images.</summary>
    private static bool IsLog(string[] names) =>
        new EpochColumns(names, new Dictionary<string, string>()) is var columns
        && columns.All.Any(column => column is { Phase: "val", Metric: "loss" })
        && columns.All.Any(column => column is { Phase: "train", Metric: not null });

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        (string[] columns, List<Dictionary<string, string>> rows) = Records(head.Path, context.Notes, strict: true)!.Value;
        using var table = CsvTable.OfRecords(head.Path, Csv(columns, rows), context.Notes);
        return ScoreTable.Read(table, context);
    }

    /// <summary>A look at the names before the file is read whole: is one of them a Dice?</summary>
    private static bool HasDice(FileHead head) =>
        head.Keys.Any(name => ColumnNames.Usual.RoleOf("score", name) == "dice" || ScoreColumns.Split(name)?.Role == "dice");

    /// <summary>The records with the names of their values, or null when the file holds none; strict where it is read.</summary>
    private static (string[] Columns, List<Dictionary<string, string>> Rows)? Records(
        string path,
        ReadNotes notes,
        bool strict = false
    )
    {
        var rows = new List<Dictionary<string, string>>();
        if (new FileHead(path).IsJsonLines)
        {
            foreach (JsonDocument line in LenientJson.Lines(path, notes))
                rows.Add(Cells(line.RootElement, path));
            if (rows.Count > 1)
                return Named(rows);
            rows.Clear();
        }
        using JsonDocument json = LenientJson.Open(path, out _);
        Add(json.RootElement, path, rows, strict);
        DropStrangers(rows, path, notes);
        return rows.Count == 0 ? null : Named(rows);
    }

    /// <summary>Settings beside images ({"a": {"dice": 0.5}, "args": {"lr": 0.1}}) share no name of a value with them.</summary>
    private static void DropStrangers(List<Dictionary<string, string>> rows, string path, ReadNotes notes)
    {
        Dictionary<string, int> uses = rows.SelectMany(row => row.Keys)
            .Where(name => name != Id)
            .CountBy(name => name)
            .ToDictionary();
        bool IsStranger(Dictionary<string, string> row) =>
            row.Keys.Any(name => name != Id) && row.Keys.All(name => name == Id || uses[name] == 1);
        Dictionary<string, string>[] strangers = rows.Count > 2 ? [.. rows.Where(IsStranger)] : [];
        if (strangers.Length == 0 || strangers.Length == rows.Count)
            return;
        rows.RemoveAll(IsStranger);
        notes.Say(
            $"{path}: {strangers.Length} of {rows.Count + strangers.Length} records have nothing in common with the "
                + $"others and are "
                + $"left out; the first is '{strangers[0].GetValueOrDefault(Id, "")}'."
        );
    }

    private static void Add(JsonElement value, string path, List<Dictionary<string, string>> rows, bool strict)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            rows.AddRange(
                value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Cells(item, path))
            );
            return;
        }
        if (value.ValueKind != JsonValueKind.Object)
            return;
        JsonProperty[] objects = [.. value.EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.Object)],
            columns =
            [.. value.EnumerateObject().Where(item => item.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)];
        string[] roles = [.. columns.Select(item => ColumnNames.Usual.RoleOf("score", item.Name)).OfType<string>()];
        if (roles.Contains("id") && roles.Contains("dice"))
            AddColumns(columns, path, rows, strict);
        else if (objects.Length > 0 && objects.All(item => IsFlat(item.Value)))
            rows.AddRange(objects.Select(item => Row(item.Value, path, item.Name)));
        else if (objects.Length > 0 && objects.All(item => IsOfFlat(item.Value)))
            AddClasses(objects, path, rows);
        else
            AddInner(value, path, rows, strict);
    }

    /// <summary>What lies one level below, where one thing there holds records; of several nobody can say which is
    /// meant.</summary>
    private static void AddInner(JsonElement value, string path, List<Dictionary<string, string>> rows, bool strict)
    {
        foreach (JsonProperty inner in value.EnumerateObject())
        {
            var found = new List<Dictionary<string, string>>();
            Add(inner.Value, path, found, strict);
            if (found.Count > 0 && rows.Count > 0)
            {
                rows.Clear();
                return;
            }
            rows.AddRange(found);
        }
    }

    /// <summary>
    /// Images with an object for each class in them, or classes with one for each image: the codes of lesions tell, else there
    /// are more images than classes. Where neither decides, the file is not read.
    /// </summary>
    private static void AddClasses(JsonProperty[] outer, string path, List<Dictionary<string, string>> rows)
    {
        string[] above = [.. outer.Select(item => item.Name)],
            below = [.. outer.SelectMany(item => item.Value.EnumerateObject()).Select(item => item.Name).Distinct()];
        bool codesAbove = above.All(IsCode),
            codesBelow = below.All(IsCode);
        if (codesAbove == codesBelow && above.Length == below.Length)
            return;
        bool imagesAbove = codesAbove == codesBelow ? above.Length > below.Length : codesBelow;
        foreach (JsonProperty item in outer)
        foreach (JsonProperty inner in item.Value.EnumerateObject())
            rows.Add(imagesAbove ? Row(inner.Value, path, item.Name, inner.Name) : Row(inner.Value, path, inner.Name, item.Name));
    }

    private static bool IsCode(string name) => LesionFolders.Codes.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Row(JsonElement value, string path, string id, string? kind = null)
    {
        Dictionary<string, string> cells = Cells(value, path);
        cells[Id] = id;
        if (kind is not null)
            cells["class"] = kind;
        return cells;
    }

    /// <summary>Under each column its values: by row, as pandas writes them, or as a list. Lists of different lengths are a fault
    /// where the file is read, and not where it is only looked at.</summary>
    private static void AddColumns(JsonProperty[] columns, string path, List<Dictionary<string, string>> rows, bool strict)
    {
        var byKey = new Dictionary<string, Dictionary<string, string>>();
        JsonProperty[] lists = [.. columns.Where(column => column.Value.ValueKind == JsonValueKind.Array)];
        if (strict && lists.Select(list => list.Value.GetArrayLength()).Distinct().Count() > 1)
            throw new InputException(
                InputError.MalformedFile,
                $"{path}: its lists are of different lengths, so nobody can say which values belong together: "
                    + $"{string.Join(", ", lists.Select(list => $"{list.Name} {list.Value.GetArrayLength()}"))}.",
                path,
                "Write one value an image into every list, NaN where there is none."
            );
        foreach (JsonProperty column in columns)
        foreach ((string key, JsonElement value) in Values(column.Value))
        {
            if (!byKey.TryGetValue(key, out Dictionary<string, string>? row))
                rows.Add(byKey[key] = row = []);
            if (JsonRows.Cell(value, path) is { } text)
                row[column.Name] = text;
        }
    }

    private static IEnumerable<(string Key, JsonElement Value)> Values(JsonElement column) =>
        column.ValueKind == JsonValueKind.Object
            ? column.EnumerateObject().Select(item => (item.Name, item.Value))
            : column.EnumerateArray().Select((item, i) => (JsonRows.Text(i), item));

    /// <summary>An object with numbers and texts of one thing, not one with further things.</summary>
    private static bool IsFlat(JsonElement value) =>
        value.EnumerateObject().Any(item => item.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    private static bool IsOfFlat(JsonElement value) =>
        value.EnumerateObject().All(item => item.Value.ValueKind == JsonValueKind.Object && IsFlat(item.Value));

    private static Dictionary<string, string> Cells(JsonElement value, string path)
    {
        var cells = new Dictionary<string, string>();
        if (value.ValueKind == JsonValueKind.Object)
            JsonRows.Flatten(value, path, cells);
        return cells;
    }

    private static (string[], List<Dictionary<string, string>>) Named(List<Dictionary<string, string>> rows)
    {
        string[] names = [.. rows.SelectMany(row => row.Keys).Distinct()],
            inner = [.. names.Select(name => name[(name.LastIndexOf('/') + 1)..])];
        if (inner.Distinct(StringComparer.OrdinalIgnoreCase).Count() < inner.Length)
            return (names, rows);
        return (
            inner,
            [.. rows.Select(row => row.ToDictionary(cell => cell.Key[(cell.Key.LastIndexOf('/') + 1)..], cell => cell.Value))]
        );
    }

    private static string Csv(string[] columns, List<Dictionary<string, string>> rows)
    {
        var text = new StringBuilder();
        AddLine(text, columns);
        foreach (Dictionary<string, string> row in rows)
            AddLine(text, columns.Select(column => row.GetValueOrDefault(column, "")));
        return text.ToString();
    }

    private static void AddLine(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(field => CsvFields.Written(field))).Append('\n');
}
