namespace HybridNet.Data.Runs.Formats;

/// <summary>Long table of ranking tools: a row for each algorithm, case and metric, with task where there are several.</summary>
/// <remarks>Each algorithm and task is a run of its own. The names are those of challengeR: task, algorithm, case,
/// value.</remarks>
internal sealed class LongMetrics : ScoreFormat
{
    private static readonly string[] s_algorithms = ["algorithm", "alg_name", "algo", "method", "model", "team"];

    public override string Name => "long metrics";

    public override bool Recognises(FileHead head) =>
        head.Names.Contains("metric")
        && head.Names.Contains("value")
        && head.Names.Intersect(s_algorithms).Any()
        && head.Names.Any(name => ColumnNames.Usual.RoleOf("score", name) == "id");

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        using var table = new CsvTable(head.Path, context.Table, context.Notes);
        int id = Array.FindIndex([.. table.Columns], name => ColumnNames.Usual.RoleOf("score", name) == "id"),
            algorithm = table.Find(s_algorithms),
            task = table.Find("task"),
            metric = table.Need("metric"),
            value = table.Need("value");
        var parts =
            new Dictionary<(string Algorithm, string Task), Dictionary<string, Dictionary<string, (double, PrintedPlace)>>>();
        while (table.Read())
        {
            context.Cancel.ThrowIfCancellationRequested();
            (string, string) part = (table.Text(algorithm), table.Text(task));
            if (!parts.TryGetValue(part, out Dictionary<string, Dictionary<string, (double, PrintedPlace)>>? images))
                parts[part] = images = [];
            string image = ImageIds.Stem(table.Text(id));
            if (!images.TryGetValue(image, out Dictionary<string, (double, PrintedPlace)>? values))
                images[image] = values = [];
            string role = ColumnNames.Usual.RoleOf("score", table.Text(metric)) ?? table.Text(metric);
            values[role] = (table.Number(value, out PrintedPlace place), place);
        }
        bool tasks = parts.Keys.Select(part => part.Task).Distinct().Count() > 1,
            algorithms = parts.Keys.Select(part => part.Algorithm).Distinct().Count() > 1;
        return [.. parts.Select(part => Set(part.Key, part.Value, tasks, algorithms, head.Path, context).Finish(context.Cancel))];
    }

    private static ScoreSet Set(
        (string Algorithm, string Task) part,
        Dictionary<string, Dictionary<string, (double, PrintedPlace)>> images,
        bool tasks,
        bool algorithms,
        string path,
        ReadContext context
    )
    {
        string[] names = [.. new[] { algorithms ? part.Algorithm : "", tasks ? part.Task : "" }.Where(name => name.Length > 0)];
        string? kind = tasks ? part.Task : null;
        return new(
            names.Length == 0 ? null : string.Join("_", names),
            kind,
            [.. images.Select(image => Row(image.Key, image.Value).Make(path, context) with { Class = kind })]
        );
    }

    private static ScoreRow Row(string image, Dictionary<string, (double Value, PrintedPlace Place)> values)
    {
        (double Value, PrintedPlace Place) Of(string role) =>
            values.TryGetValue(role, out (double, PrintedPlace) found) ? found : (double.NaN, default);
        return new(image)
        {
            Dice = Of("dice").Value,
            Iou = Of("iou").Value,
            Precision = Of("precision").Value,
            Recall = Of("recall").Value,
            Printed = new()
            {
                Dice = Of("dice").Place,
                Iou = Of("iou").Place,
                Precision = Of("precision").Place,
                Recall = Of("recall").Place,
            },
        };
    }
}
