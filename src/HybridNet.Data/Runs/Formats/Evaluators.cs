using System.Text.Json;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Any table with an image id and a Dice, under whatever names: the lab's, seg-metrics', MetricsReloaded's,
/// scripts'.</summary>
internal sealed class ScoreCsv : ScoreFormat
{
    public override string Name => "per-image table";

    public override bool Recognises(FileHead head) =>
        head.Header.Count > 1
        && ScoreColumns.Of(head.Header, new Dictionary<string, string>(), new ReadNotes(), head.Path).IsScoreTable;

    public override List<ScoreSet> Read(FileHead head, ReadContext context) => ScoreTable.Read(head.Path, context);

    /// <summary>Whose names the table has.</summary>
    public static string Flavour(FileHead head)
    {
        string[] names = [.. head.Names];
        if (names.Contains("mdsd") || (names.Contains("vs") && names.Contains("jaccard")))
            return "seg-metrics";
        if (names.Contains("dsc") && names.Contains("label") && names.Contains("case"))
            return "MetricsReloaded";
        return names.Any(name => name.StartsWith("overlap_ffactor", StringComparison.Ordinal))
            ? "CellProfiler"
            : "per-image table";
    }
}

/// <summary>MONAI MetricsSaver: METRIC_raw.csv, the file of each image, one column a class and their mean.</summary>
/// <remarks>A nan means that the reference is empty; nothing says what was predicted. Source: monai/handlers/utils.py.</remarks>
internal sealed class MonaiRaw : ScoreFormat
{
    private const string Ending = "_raw.csv";

    public override string Name => "MONAI MetricsSaver";

    public override bool Recognises(FileHead head) =>
        head.Name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
        && MetricOf(head.Name) == "dice"
        && head.Names.FirstOrDefault() == "filename"
        && head.Header.Count > 1;

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        string[] classes = [.. head.Header.Skip(1).Where(name => !ColumnNames.Usual.Has("no_class", name))];
        var sets = new List<ScoreSet>();
        int empty = 0;
        foreach (string name in classes)
        {
            using var table = new CsvTable(head.Path, context.Table, context.Notes);
            int id = table.Find("filename"),
                column = table.Find(name);
            var scores = new List<ImageScore>();
            while (table.Read())
            {
                double dice = table.Number(column, out PrintedPlace place);
                empty += double.IsNaN(dice) ? 1 : 0;
                scores.Add(
                    new ScoreRow(ImageIds.Stem(table.Text(id)))
                    {
                        Dice = dice,
                        GtEmpty = double.IsNaN(dice),
                        Printed = new() { Dice = place },
                    }.Make(head.Path, context)
                );
            }
            string? kind = classes.Length > 1 ? name : null;
            sets.Add(
                new ScoreSet(kind, kind, kind is null ? scores : [.. scores.Select(score => score with { Class = kind })]).Finish(
                    context.Cancel
                )
            );
        }
        if (empty > 0)
            context.Notes.Say(
                $"{head.Path}: {empty} values are nan: MONAI leaves out what has an empty reference, whatever was "
                    + $"predicted there."
            );
        return sets;
    }

    private static string? MetricOf(string name)
    {
        string stem = name[..^Ending.Length];
        return ColumnNames.Usual.RoleOf("score", stem)
            ?? (stem.Contains("dice", StringComparison.OrdinalIgnoreCase) ? "dice" : null);
    }
}

/// <summary>panoptica: one row a subject, GROUP-METRIC for each group; counts are of instances, not of pixels.</summary>
/// <remarks>The Dice of the image is GROUP-global_bin_dsc. Source: panoptica/utils/file_backend_tsv.py,
/// file_backend_jsonl.py.</remarks>
internal sealed class Panoptica : ScoreFormat
{
    private const string Subject = "subject_name",
        DiceName = "global_bin_dsc";

    public override string Name => "panoptica";

    public override bool Recognises(FileHead head) =>
        head.Header.Contains(Subject) && head.Header.Any(name => name.EndsWith("-" + DiceName, StringComparison.Ordinal))
        || (head.IsJsonLines && head.HasKey(Subject) && head.HasKey("groups"));

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        var groups = new Dictionary<string, List<ImageScore>>();
        foreach ((string subject, Dictionary<string, Dictionary<string, string>> values) in Rows(head, context))
        foreach ((string group, Dictionary<string, string> cells) in values)
        {
            if (!groups.TryGetValue(group, out List<ImageScore>? scores))
                groups[group] = scores = [];
            double Value(string name) =>
                cells.TryGetValue(name, out string? text) && NumberText.TryParse(text, out double value) ? value : double.NaN;
            string dice = cells.GetValueOrDefault(DiceName, "");
            scores.Add(
                new ScoreRow(ImageIds.Stem(subject))
                {
                    Dice = Value(DiceName),
                    Iou = Value("global_bin_iou"),
                    GtEmpty = Value("n_ref_instances") is >= 0 and var reference ? reference == 0 : null,
                    PredEmpty = Value("n_pred_instances") is >= 0 and var predicted ? predicted == 0 : null,
                    Printed = new() { Dice = PrintedPlace.Of(dice) },
                    Other = cells.Where(cell => cell.Key != DiceName).ToDictionary(),
                }.Make(head.Path, context)
            );
        }
        bool several = groups.Count > 1;
        return
        [
            .. groups.Select(group =>
                new ScoreSet(
                    several ? group.Key : null,
                    several ? group.Key : null,
                    several ? [.. group.Value.Select(score => score with { Class = group.Key })] : group.Value
                ).Finish(context.Cancel)
            ),
        ];
    }

    private static IEnumerable<(string, Dictionary<string, Dictionary<string, string>>)> Rows(FileHead head, ReadContext context)
    {
        if (head.IsJsonLines)
        {
            foreach (JsonDocument line in LenientJson.Lines(head.Path, context.Notes))
            {
                var groups = new Dictionary<string, Dictionary<string, string>>();
                foreach (JsonProperty group in line.RootElement.GetProperty("groups").EnumerateObject())
                    JsonRows.Flatten(group.Value, head.Path, groups[group.Name] = []);
                yield return (LenientJson.Text(line.RootElement.GetProperty(Subject), head.Path), groups);
            }
            yield break;
        }
        using var table = new CsvTable(head.Path, context.Table, context.Notes);
        int id = table.Need(Subject);
        while (table.Read())
        {
            var groups = new Dictionary<string, Dictionary<string, string>>();
            for (int i = 0; i < table.Columns.Count; i++)
                if (i != id && table.Columns[i].IndexOf('-') is > 0 and var cut)
                {
                    string group = table.Columns[i][..cut];
                    if (!groups.TryGetValue(group, out Dictionary<string, string>? cells))
                        groups[group] = cells = [];
                    cells[table.Columns[i][(cut + 1)..]] = table.Text(i);
                }
            yield return (table.Text(id), groups);
        }
    }
}

/// <summary>grand-challenge.org: metrics.json, one object of values by row number for each column under case.</summary>
/// <remarks>Ids stand in pred_fname, alg_fname or gt_fname; names come in any letter case. Source: comic/evalutils.</remarks>
internal sealed class GrandChallenge : ScoreFormat
{
    private static readonly string[] s_files = ["pred_fname", "alg_fname", "prediction_fname", "gt_fname", "fname"];

    public override string Name => "grand-challenge";

    public override bool Recognises(FileHead head) =>
        head.IsJson && head.HasKey("case") && (head.HasKey("aggregates") || head.HasKey("DiceCoefficient"));

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        using JsonDocument json = LenientJson.Open(head.Path, out _);
        if (!json.RootElement.TryGetProperty("case", out JsonElement cases) || cases.ValueKind != JsonValueKind.Object)
            throw new InputException(
                InputError.MalformedFile,
                $"{head.Path}: 'case' is no object of columns.",
                head.Path,
                "Write the file again."
            );
        Dictionary<string, Dictionary<string, string>> columns = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty column in cases.EnumerateObject().Where(column => column.Value.ValueKind == JsonValueKind.Object))
            JsonRows.Flatten(column.Value, head.Path, columns[column.Name] = []);
        string file =
            Array.Find(s_files, columns.ContainsKey)
            ?? throw new InputException(
                InputError.MissingColumn,
                $"{head.Path}: none of {string.Join(", ", s_files)} is among the columns "
                    + $"{string.Join(", ", columns.Keys)}, so nothing says which image a row is.",
                head.Path,
                "Write the names of the predictions too."
            );
        Dictionary<string, string>? Column(string role) =>
            columns.FirstOrDefault(column => ColumnNames.Usual.RoleOf("score", column.Key) == role).Value;
        (Dictionary<string, string>? dice, Dictionary<string, string>? iou) = (Column("dice"), Column("iou"));
        (Dictionary<string, string>? precision, Dictionary<string, string>? recall) = (Column("precision"), Column("recall"));
        var scores = new List<ImageScore>();
        foreach ((string row, string name) in columns[file])
            scores.Add(
                new ScoreRow(ImageIds.Stem(name))
                {
                    Dice = Number(dice, row),
                    Iou = Number(iou, row),
                    Precision = Number(precision, row),
                    Recall = Number(recall, row),
                    Printed = new()
                    {
                        Dice = Place(dice, row),
                        Iou = Place(iou, row),
                        Precision = Place(precision, row),
                        Recall = Place(recall, row),
                    },
                }.Make(head.Path, context)
            );
        return [new ScoreSet(null, null, scores).Finish(context.Cancel)];
    }

    private static double Number(Dictionary<string, string>? column, string row) =>
        column is not null && column.TryGetValue(row, out string? text) && NumberText.TryParse(text, out double value)
            ? value
            : double.NaN;

    private static PrintedPlace Place(Dictionary<string, string>? column, string row) =>
        column is not null && column.TryGetValue(row, out string? text) ? PrintedPlace.Of(text) : default;
}
