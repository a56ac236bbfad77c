using System.Text.Json;

namespace HybridNet.Data.Runs.Formats;

/// <summary>Keras: the history as one object of lists, or as a list of objects, one for each epoch.</summary>
internal sealed class JsonHistory : EpochFormat
{
    public override string Name => "history JSON";

    public override bool Recognises(FileHead head)
    {
        if (!head.IsJson || head.IsJsonLines && head.Text.Split('\n').Count(line => line.Trim().Length > 0) > 1)
            return false;
        return (head.HasKey("loss") || head.HasKey("train_loss") || head.HasKey("val_loss"))
            && !head.HasKey("log_history")
            && !head.HasKey("config")
            && (head.Text.AsSpan().TrimStart() is ['[', ..] || head.Text.Contains('['));
    }

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        using JsonDocument json = LenientJson.Open(head.Path, out _);
        JsonElement root = json.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("history", out JsonElement inner))
            root = inner;
        return root.ValueKind == JsonValueKind.Array ? OfEpochs(root, head.Path) : OfLists(root, head.Path, context.Notes);
    }

    private static EpochLog OfEpochs(JsonElement root, string path)
    {
        var log = new EpochLog(path);
        foreach (JsonElement epoch in root.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            var cells = new Dictionary<string, string>();
            JsonRows.Flatten(epoch, path, cells);
            log.Rows.Add(new EpochRow(cells));
        }
        return log;
    }

    private static EpochLog OfLists(JsonElement root, string path, ReadNotes notes)
    {
        var log = new EpochLog(path);
        JsonProperty[] lists = [.. root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array)];
        int longest = lists.Length == 0 ? 0 : lists.Max(list => list.Value.GetArrayLength());
        JsonProperty[] shorter = [.. lists.Where(list => list.Value.GetArrayLength() < longest)];
        if (shorter.Length > 0)
            notes.Say(
                $"{path}: {shorter.Length} of {lists.Length} lists are shorter than {longest} epochs, the first is "
                    + $"{shorter[0].Name} with {shorter[0].Value.GetArrayLength()}: their values were taken for the "
                    + $"first epochs, "
                    + "which is wrong where the validation ran every few epochs (validation_freq)."
            );
        foreach (JsonProperty name in lists)
        {
            int i = 0;
            foreach (JsonElement value in name.Value.EnumerateArray())
            {
                if (i == log.Rows.Count)
                    log.Rows.Add(new EpochRow([]));
                if (JsonRows.Cell(value, path) is { } text)
                    log.Rows[i].Cells[name.Name] = text;
                i++;
            }
        }
        return log;
    }
}

/// <summary>Hugging Face Trainer: trainer_state.json, whose log_history mixes rows of training and evaluation.</summary>
/// <remarks>
/// Class 0 of eval_per_category_iou is the background; the last row with train_runtime holds means of the whole run. Source:
/// huggingface/transformers trainer.py.
/// </remarks>
internal sealed class HuggingFaceState : EpochFormat
{
    public override string Name => "Hugging Face Trainer";

    public override bool Recognises(FileHead head) => head.IsJson && head.HasKey("log_history");

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        using JsonDocument json = LenientJson.Open(head.Path, out _);
        var log = new EpochLog(head.Path);
        foreach (JsonElement row in json.RootElement.GetProperty("log_history").EnumerateArray())
        {
            var cells = new Dictionary<string, string>();
            JsonRows.Flatten(row, head.Path, cells, lists: NameOfClass);
            if (!cells.ContainsKey("train_runtime"))
                log.Rows.Add(new EpochRow(cells));
        }
        return log;
    }

    private static string? NameOfClass(string list, int index) =>
        index > 0 && list.StartsWith("eval_per_category_", StringComparison.Ordinal)
            ? $"eval_{list["eval_per_category_".Length..]}_{index}"
            : null;
}
