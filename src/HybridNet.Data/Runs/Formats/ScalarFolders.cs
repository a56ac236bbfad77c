using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Joins metrics that stand in a file each by their step.</summary>
internal sealed class StepJoin
{
    private readonly SortedDictionary<long, Dictionary<string, string>> _rows = [];

    /// <summary>Takes a value; a later one of the same step counts.</summary>
    public void Add(string metric, string step, string value)
    {
        if (!NumberText.TryParse(step, out double number) || double.IsNaN(number))
            return;
        if (!_rows.TryGetValue((long)number, out Dictionary<string, string>? cells))
            _rows[(long)number] = cells = new()
            {
                ["step"] = ((long)number).ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
        cells[metric] = value;
    }

    /// <summary>The log of all metrics.</summary>
    public EpochLog Log(string path, string? run = null)
    {
        var log = new EpochLog(path) { RunName = run };
        log.Rows.AddRange(_rows.Values.Select(cells => new EpochRow(cells)));
        return log;
    }
}

/// <summary>DVCLive: plots/metrics/PATH.tsv, one file a metric with step and the last part of its name.</summary>
internal sealed class DvcLive : EpochFormat
{
    private static readonly string s_metrics = Path.Combine("plots", "metrics") + Path.DirectorySeparatorChar;

    public override string Name => "DVCLive";

    public override bool IsFolder => true;

    public override bool Recognises(FileHead head) =>
        head.Name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase)
        && head.Path.Contains(s_metrics, StringComparison.Ordinal)
        && head.Names.Contains("step");

    /// <summary>The folder with plots in it: all metrics below are one log.</summary>
    public static string Root(string path) =>
        path[..path.IndexOf(s_metrics, StringComparison.Ordinal)].TrimEnd(Path.DirectorySeparatorChar);

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        string root = Root(head.Path),
            metrics = Path.Combine(root, s_metrics);
        var join = new StepJoin();
        foreach (
            string file in Directory.EnumerateFiles(metrics, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        )
        {
            string name = Path.ChangeExtension(Path.GetRelativePath(metrics, file), null)
                .Replace(Path.DirectorySeparatorChar, '/');
            using var table = new CsvTable(file, context.Table, context.Notes);
            int step = table.Find("step"),
                value = table.Columns.Count - 1;
            while (step >= 0 && table.Read())
                join.Add(name, table.Text(step), table.Text(value));
        }
        return join.Log(root);
    }
}

/// <summary>MLflow's file store: metrics/NAME, one line "timestamp value step" a value, without a header.</summary>
internal sealed partial class MlflowRun : EpochFormat
{
    public override string Name => "MLflow";

    public override bool IsFolder => true;

    public override bool Recognises(FileHead head) =>
        head.Name == "meta.yaml" && Directory.Exists(Path.Combine(head.Folder, "metrics"));

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        string metrics = Path.Combine(head.Folder, "metrics");
        var join = new StepJoin();
        foreach (string file in Directory.EnumerateFiles(metrics, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(metrics, file).Replace(Path.DirectorySeparatorChar, '/');
            foreach (string line in TextFile.ReadAll(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                if (
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    is [_, var value, .. var step]
                )
                    join.Add(name, step is [var number, ..] ? number : "0", value);
        }
        string tag = Path.Combine(head.Folder, "tags", "mlflow.runName");
        string? run =
            File.Exists(tag) ? TextFile.ReadAll(tag).Trim()
            : RunName().Match(head.Text) is { Success: true } found ? found.Groups[1].Value.Trim(' ', '\'', '"')
            : null;
        return join.Log(metrics, string.IsNullOrEmpty(run) ? null : run);
    }

    [GeneratedRegex(@"^run_name:\s*(.+)$", RegexOptions.Multiline)]
    private static partial Regex RunName();
}

/// <summary>Weights &amp; Biases: the export of a chart, "RUN - METRIC" with its minimum and maximum, several runs in one
/// file.</summary>
internal sealed class WandbChart : EpochFormat
{
    private const string Between = " - ";

    public override string Name => "Weights & Biases chart";

    public override bool Recognises(FileHead head) =>
        head.Header.Count > 1
        && head.Names.First() is "step" or "epoch"
        && head.Header.Any(name => name.EndsWith("__MIN", StringComparison.Ordinal));

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        using var table = new CsvTable(head.Path, context.Table, context.Notes);
        string[] series =
        [
            .. table
                .Columns.Skip(1)
                .Where(name =>
                    name.Contains(Between)
                    && !name.EndsWith("__MIN", StringComparison.Ordinal)
                    && !name.EndsWith("__MAX", StringComparison.Ordinal)
                ),
        ];
        string[] runs = [.. series.Select(RunOf).Distinct()];
        if (runs.Length == 0)
            throw new InputException(
                InputError.MissingColumn,
                $"{head.Path}: no column is called RUN - METRIC.",
                head.Path,
                "Export the chart again."
            );
        string run =
            context.Options.Classes.Count > 0
                ? runs.FirstOrDefault(name => context.Options.Classes.Contains(name, StringComparer.OrdinalIgnoreCase)) ?? runs[0]
                : runs[0];
        if (runs.Length > 1 && context.Options.Classes.Count == 0)
            throw new InputException(
                InputError.SeveralRuns,
                $"{head.Path} holds the curves of {runs.Length} runs: {string.Join(", ", runs)}.",
                head.Path,
                "Choose one with -Class."
            );
        var log = new EpochLog(head.Path) { RunName = run };
        while (table.Read())
        {
            var cells = new Dictionary<string, string> { [table.Columns[0]] = table.Text(0) };
            foreach (string name in series.Where(name => RunOf(name) == run))
                if (table.Text(table.Find(name)) is { Length: > 0 } text)
                    cells[name[(name.IndexOf(Between, StringComparison.Ordinal) + Between.Length)..]] = text;
            log.Rows.Add(new EpochRow(cells));
        }
        return log;
    }

    private static string RunOf(string name) => name[..name.IndexOf(Between, StringComparison.Ordinal)];
}

/// <summary>MONAI Auto3DSeg and DiNTS: accuracy_history.csv between tabs, rows of validations only.</summary>
/// <remarks>metric is the Dice of the validation, loss that of the training. Source: Project-MONAI/tutorials
/// automl/DiNTS/train_dints.py.</remarks>
internal sealed class Auto3dSeg : EpochFormat
{
    public override string Name => "MONAI Auto3DSeg";

    public override bool Recognises(FileHead head) =>
        head.Names.Contains("epoch") && head.Names.Contains("metric") && head.Names.Contains("loss");

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        EpochLog log = EpochTable.Read(head.Path, context);
        var renamed = new EpochLog(head.Path) { DecimalMark = log.DecimalMark };
        foreach (EpochRow row in log.Rows)
            renamed.Rows.Add(row with { Cells = row.Cells.ToDictionary(cell => NameOf(cell.Key), cell => cell.Value) });
        return renamed;
    }

    private static string NameOf(string name) =>
        name switch
        {
            "metric" => "val_dice",
            "loss" => "train_loss",
            _ => name,
        };
}

/// <summary>segmentation_models.pytorch, old way: train_logs.csv and valid_logs.csv, one row an epoch without its
/// number.</summary>
internal sealed class SmpLogs : EpochFormat
{
    public override string Name => "segmentation_models.pytorch";

    public override bool IsFolder => true;

    public override bool Recognises(FileHead head) =>
        head.Name is "train_logs.csv" or "valid_logs.csv"
        && head.Header.Count > 1
        && EpochBuilder.Knows(head.Header.Select(name => "val_" + name));

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var log = new EpochLog(head.Folder) { Axis = EpochAxis.Row };
        foreach ((string file, string prefix) in new[] { ("train_logs.csv", "train_"), ("valid_logs.csv", "val_") })
        {
            string path = Path.Combine(head.Folder, file);
            if (!File.Exists(path))
                continue;
            int i = 0;
            foreach (EpochRow row in EpochTable.Read(path, context).Rows)
            {
                if (i == log.Rows.Count)
                    log.Rows.Add(new EpochRow([]));
                foreach ((string name, string value) in row.Cells)
                    log.Rows[i].Cells[prefix + name] = value;
                i++;
            }
        }
        return log;
    }
}

/// <summary>Tables of single objects: ImageJ, QuPath, CellProfiler. They are known, and hold no score of an image.</summary>
internal sealed class ObjectTable : OtherFormat
{
    public override string Name => "object table";

    public override string Explanation =>
        "a table of single objects (ImageJ, QuPath or CellProfiler), not of scores of images; lesions of masks come "
        + "from Get-HNLesion";

    public override bool Recognises(FileHead head)
    {
        string[] names = [.. head.Names];
        return (names.Contains("label") && names.Contains("area") && names.Contains("mean") && names.Contains("x"))
            || (names.Contains("image") && names.Contains("object_id"))
            || (names.Contains("imagenumber") && names.Contains("objectnumber"));
    }
}
