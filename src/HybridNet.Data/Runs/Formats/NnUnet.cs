using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs.Formats;

/// <summary>nnU-Net: summary.json of a validation or an evaluation, with pixel counts for each case and label.</summary>
/// <remarks>
/// Dice and IoU are a bare NaN when nothing is marked and nothing predicted. Labels get their names from the dataset.json
/// above. Version 1 has its cases under results.all, its labels beside the names of the files, and the background among them.
/// Source: MIC-DKFZ/nnUNet nnunetv2/evaluation/evaluate_predictions.py, and nnunet/evaluation/evaluator.py of version 1.
/// </remarks>
internal sealed class NnUnetSummary : ScoreFormat
{
    private const string FirstReference = "Total Positives Reference",
        FirstPrediction = "Total Positives Test";

    public override string Name => "nnU-Net";

    public override bool Recognises(FileHead head) =>
        head.IsJson
        && (
            head.HasKey("metric_per_case")
            || (head.HasKey("results") && head.HasKey("all") && head.HasKey(FirstReference))
            || (
                head.HasKey("foreground_mean")
                && head.HasKey("mean")
                && TextFile.ReadAll(head.Path).Contains("\"metric_per_case\"", StringComparison.Ordinal)
            )
        );

    public override List<ScoreSet> Read(FileHead head, ReadContext context)
    {
        using JsonDocument json = LenientJson.Open(head.Path, out _);
        Dictionary<string, string> names = NnUnetFolder.LabelNames(head.Folder);
        var sets = new Dictionary<string, List<ImageScore>>();
        foreach (JsonElement item in Cases(json.RootElement, head.Path))
        {
            context.Cancel.ThrowIfCancellationRequested();
            bool named = item.TryGetProperty("prediction_file", out JsonElement path) || item.TryGetProperty("test", out path);
            string file = named ? LenientJson.Text(path, head.Path) : "";
            string id = ImageIds.Stem(file);
            if (id.Length == 0)
                throw new InputException(
                    InputError.MalformedFile,
                    $"{head.Path}: a case has no prediction_file, so nothing says which image it is.",
                    head.Path,
                    "Write the summary again with nnU-Net's evaluation."
                );
            foreach (JsonProperty label in Labels(item, context.Notes, head.Path))
            {
                if (!sets.TryGetValue(label.Name, out List<ImageScore>? scores))
                    sets[label.Name] = scores = [];
                scores.Add(RowOf(id, label.Value, head.Path).Make(head.Path, context));
            }
        }
        bool several = sets.Count > 1;
        return
        [
            .. sets.Select(set =>
            {
                string name = names.GetValueOrDefault(set.Key, set.Key);
                string? kind = several ? name : null;
                return new ScoreSet(
                    kind,
                    kind,
                    several ? [.. set.Value.Select(score => score with { Class = kind })] : set.Value
                ).Finish(context.Cancel);
            }),
        ];
    }

    private static IEnumerable<JsonElement> Cases(JsonElement root, string path)
    {
        bool found =
            root.TryGetProperty("metric_per_case", out JsonElement cases)
            || (root.TryGetProperty("results", out JsonElement results) && results.TryGetProperty("all", out cases));
        return found && cases.ValueKind == JsonValueKind.Array
            ? cases.EnumerateArray()
            : throw new InputException(
                InputError.MalformedFile,
                $"{path} has no list of cases.",
                path,
                "Write the summary again with nnU-Net's evaluation."
            );
    }

    private static JsonProperty[] Labels(JsonElement item, ReadNotes notes, string path)
    {
        if (item.TryGetProperty("metrics", out JsonElement metrics))
            return [.. metrics.EnumerateObject()];
        JsonProperty[] all = [.. item.EnumerateObject().Where(label => label.Value.ValueKind == JsonValueKind.Object)],
            foreground = [.. all.Where(label => label.Name != "0")];
        if (foreground.Length == 0 || foreground.Length == all.Length)
            return all;
        notes.Say($"{path}: label 0 is the background and is left out.", warn: false);
        return foreground;
    }

    private static ScoreRow RowOf(string id, JsonElement metrics, string path)
    {
        double Value(string name) =>
            metrics.TryGetProperty(name, out JsonElement value) ? LenientJson.Number(value, path) ?? double.NaN : double.NaN;
        long? Count(string name) => Value(name) is >= 0 and < 1L << 50 and var count ? (long)count : null;
        long? tp = Count("TP"),
            fp = Count("FP"),
            fn = Count("FN");
        RecordedCounts? counts = tp is not null && fp is not null && fn is not null ? new(tp.Value, fp.Value, fn.Value) : null;
        return new(id)
        {
            Dice = Value("Dice"),
            Iou = double.IsNaN(Value("IoU")) ? Value("Jaccard") : Value("IoU"),
            Precision = Value("Precision"),
            Recall = Value("Recall"),
            Counts = counts,
            GtPixels = Count("n_ref") ?? Count(FirstReference) ?? tp + fn,
            PredPixels = Count("n_pred") ?? Count(FirstPrediction) ?? tp + fp,
        };
    }
}

/// <summary>What else an nnU-Net folder tells: the names of its labels and the split of its fold.</summary>
internal static partial class NnUnetFolder
{
    /// <summary>Names of labels by number or region, from the nearest dataset.json above; empty when there is none.</summary>
    public static Dictionary<string, string> LabelNames(string folder)
    {
        string? file = Above(folder, "dataset.json");
        if (file is null)
            return [];
        using JsonDocument json = LenientJson.Open(file, out _);
        var names = new Dictionary<string, string>();
        if (!json.RootElement.TryGetProperty("labels", out JsonElement labels) || labels.ValueKind != JsonValueKind.Object)
            return names;
        foreach (JsonProperty label in labels.EnumerateObject())
            if (label.Value.ValueKind == JsonValueKind.Array)
            {
                string[] parts = [.. label.Value.EnumerateArray().Select(part => part.GetRawText())];
                names[parts.Length == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})"] = label.Name;
            }
            else
                names[label.Value.GetRawText()] = label.Name;
        return names;
    }

    /// <summary>The only label of the data set besides the background, or null.</summary>
    public static string? OnlyLabel(string folder)
    {
        string[] labels =
        [
            .. LabelNames(folder)
                .Where(label => label.Key != "0" && !label.Value.Equals("background", StringComparison.OrdinalIgnoreCase))
                .Select(label => label.Value),
        ];
        return labels.Length == 1 ? labels[0] : null;
    }

    /// <summary>The images of a fold by split, from splits_final.json above or beside in nnUNet_preprocessed.</summary>
    public static List<SplitAssignment> Assignments(string folder, out string? source)
    {
        source = null;
        if (FoldName().Match(Path.GetFileName(folder)) is not { Success: true } fold)
            return [];
        source = Above(folder, "splits_final.json") ?? Preprocessed(folder);
        if (source is null)
            return [];
        using JsonDocument json = LenientJson.Open(source, out _);
        int index = int.Parse(fold.Groups[1].Value, CultureInfo.InvariantCulture);
        if (json.RootElement.ValueKind != JsonValueKind.Array || index >= json.RootElement.GetArrayLength())
            return [];
        var rows = new List<SplitAssignment>();
        foreach (string split in new[] { "train", "val" })
            if (json.RootElement[index].TryGetProperty(split, out JsonElement ids))
                foreach (JsonElement id in ids.EnumerateArray())
                    rows.Add(new(LenientJson.Text(id, source), split));
        return rows;
    }

    private static string? Preprocessed(string folder)
    {
        string? dataSet = null;
        for (DirectoryInfo? level = new(folder); level is not null; level = level.Parent)
        {
            if (level.Name.StartsWith("Dataset", StringComparison.Ordinal))
                dataSet ??= level.Name;
            string splits = Path.Combine(level.FullName, "nnUNet_preprocessed", dataSet ?? "", "splits_final.json");
            if (dataSet is not null && File.Exists(splits))
                return splits;
        }
        return null;
    }

    private static string? Above(string folder, string name)
    {
        DirectoryInfo? level = new(folder);
        for (int i = 0; i < 4 && level is not null; i++, level = level.Parent)
            if (File.Exists(Path.Combine(level.FullName, name)))
                return Path.Combine(level.FullName, name);
        return null;
    }

    [GeneratedRegex(@"^fold_(\d+)$")]
    private static partial Regex FoldName();
}

/// <summary>nnU-Net v2: training_log_TIME.txt, free text; every line begins with a time stamp.</summary>
/// <remarks>
/// The pseudo Dice is over patches, not over images: it is kept as val_dice of each label, for the curve. A training that was
/// resumed has a further file; the later one counts where epochs stand in both. Source: nnUNetTrainer.py.
/// </remarks>
internal sealed partial class NnUnetLog : EpochFormat
{
    public override string Name => "nnU-Net v2";

    public override bool IsFolder => true;

    public override bool Recognises(FileHead head) =>
        head.Name.StartsWith("training_log", StringComparison.OrdinalIgnoreCase)
        // Others call their tables so; they are no free text.
        && head.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        && (
            head.Text.Contains("nnU-Net", StringComparison.Ordinal) || head.Text.Contains("train_loss", StringComparison.Ordinal)
        );

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var log = new EpochLog(head.Folder);
        Dictionary<string, string> names = NnUnetFolder.LabelNames(head.Folder);
        foreach (string file in Directory.EnumerateFiles(head.Folder, "training_log*.txt").Order(StringComparer.Ordinal))
            ReadFile(file, names, log);
        context.Notes.Say(
            $"{head.Folder}: the Dice of the epochs is nnU-Net's pseudo Dice over patches, no mean over images.",
            warn: false
        );
        return log;
    }

    private static void ReadFile(string file, Dictionary<string, string> names, EpochLog log)
    {
        Dictionary<string, string>? cells = null;
        foreach (string line in TextFile.ReadAll(file).Split('\n'))
        {
            if (EpochLine().Match(line) is { Success: true } epoch)
            {
                cells = new() { ["epoch"] = epoch.Groups[1].Value };
                log.Rows.Add(new EpochRow(cells));
            }
            else if (cells is not null && LossLine().Match(line) is { Success: true } loss)
                cells[loss.Groups[1].Value] = loss.Groups[2].Value;
            else if (cells is not null && RateLine().Match(line) is { Success: true } rate)
                cells["lr"] = rate.Groups[1].Value;
            else if (cells is not null && DiceLine().Match(line) is { Success: true } dice)
            {
                string[] values =
                [
                    .. NumberIn()
                        .Matches(
                            dice.Groups[1]
                                .Value.Replace("np.float32", "", StringComparison.Ordinal)
                                .Replace("np.float64", "", StringComparison.Ordinal)
                        )
                        .Select(number => number.Value),
                ];
                for (int i = 0; i < values.Length; i++)
                    cells[
                        values.Length == 1
                            ? "val_dice"
                            : $"val_dice_{names.GetValueOrDefault(JsonRows.Text(i + 1), JsonRows.Text(i + 1))}"
                    ] = values[i];
            }
        }
    }

    [GeneratedRegex(@"\bEpoch (\d+)\s*$")]
    private static partial Regex EpochLine();

    [GeneratedRegex(@"\b(train_loss|val_loss) (\S+)")]
    private static partial Regex LossLine();

    [GeneratedRegex(@"Current learning rate: (\S+)")]
    private static partial Regex RateLine();

    [GeneratedRegex(@"Pseudo dice \[(.*)\]")]
    private static partial Regex DiceLine();

    [GeneratedRegex(@"nan|[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex NumberIn();
}
