using System.Globalization;
using System.Text;
using System.Text.Json;
using HybridNet.Data.Imaging.Png;
using HybridNet.Ports;
using HybridNet.Runs.Synthetic;
using HybridNet.Statistics;

namespace HybridNet.Data.Runs;

/// <summary>
/// Writes a synthetic run as a training would leave it: the tables are worked out from the images with the lab's own
/// smoothing and its own tolerance around zero, so everything that the module looks for is there to be found.
/// </summary>
internal sealed class SampleRunWriter : ISampleRunWriter
{
    private const byte ThresholdSample = 128;
    private const double Threshold = 0.5, NotebookTolerance = 1e-8;
    private const int Epochs = 12;

    /// <inheritdoc/>
    public void Write(string folder, SampleRunOptions options, Action<int> written, CancellationToken cancel)
    {
        if (Path.Exists(folder))
            throw new InputException(InputError.DestinationExists, $"{folder} exists.", folder, "Give the path of a folder that does not exist yet.");
        string building = folder + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        try
        {
            WriteAll(building, options, written, cancel);
            Directory.Move(building, folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputError.UnwritableDestination, $"{folder} cannot be written: {fault.Message}", folder, "Choose a folder that you may write to, with room on its disk.", fault);
        }
        finally
        {
            if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        }
    }

    private static void WriteAll(string root, SampleRunOptions options, Action<int> written, CancellationToken cancel)
    {
        string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([root, .. parts])).FullName;
        string hard = Folder("masks", "HardExudate_Masks"), soft = Folder("masks", "SoftExudate_Masks"), photos = Folder("images");
        string predictions = Folder("output", "predictions_test"), maps = Folder("output", "probabilities_test");
        var rows = new List<LoggedRow>();
        for (int i = 0; i < options.Images; i++)
        {
            cancel.ThrowIfCancellationRequested();
            SyntheticImage image = SyntheticImage.Draw(options.Size, options.Seed, i);
            string id = $"{i:D4}_{1 + i % 3}";
            var prediction = new byte[image.Map.Length];
            for (int p = 0; p < prediction.Length; p++) prediction[p] = image.Map[p] >= ThresholdSample ? (byte)255 : (byte)0;
            Grey(hard, $"{id}.png", image.Hard);
            Grey(soft, $"{id}.png", image.Soft);
            Grey(predictions, $"{id}_EX.png", prediction);
            Grey(maps, $"{id}_EX.png", image.Map);
            File.WriteAllBytes(Path.Combine(photos, $"{id}.png"), PngWriter.Samples(image.Photo, options.Size, options.Size, 8, PngColour.Rgb));
            rows.Add(LoggedRow.Of(id, image, prediction));
            written(i + 1);
        }
        string output = Path.Combine(root, "output");
        Folder("output", "metrics_logs");
        Folder("output", "per_image_analysis");
        WriteTables(output, rows, options.Seed);

        void Grey(string folder, string name, byte[] samples) =>
            File.WriteAllBytes(Path.Combine(folder, name), PngWriter.Samples(samples, options.Size, options.Size, 8, PngColour.Grey));
    }

    private static void WriteTables(string output, List<LoggedRow> rows, ulong seed)
    {
        Csv("test_per_image_metrics.csv", "image_id,dice,iou,precision,recall,pearson", rows.Select(row => Line(row.Id, row.Dice, row.Iou, row.Precision, row.Recall, row.Pearson)));
        Csv("per_image_analysis/zero_dice_breakdown.csv", "image_id,case,gt_pixels,pred_pixels",
            rows.Where(row => Math.Abs(row.Dice) <= NotebookTolerance).Select(row => Line(row.Id, row.Case, row.Gt, row.Pred)));
        (string Name, int Images)[] splits = [("train", 5 * rows.Count), ("val", rows.Count), ("test", rows.Count)];
        int positives = rows.Count(row => row.Gt > 0), first = rows.Count;
        var assignments = new List<string>(rows.Select(row => Line(row.Id, "test")));
        foreach ((string name, int images) in splits[..2])
            for (int i = 0; i < images; i++, first++) assignments.Add(Line($"{first:D4}_{1 + first % 3}", name));
        Csv("metrics_logs/image_split.csv", "image_id,split", assignments);
        Csv("metrics_logs/split_summary.csv", "name,n,counts,rates", splits.Append(("overall", 7 * rows.Count)).Select(split =>
            Line(split.Item1, split.Item2, positives * split.Item2 / rows.Count, Math.Round((double)(positives * split.Item2 / rows.Count) / split.Item2, 4))));
        List<double[]> epochs = History(seed);
        Csv("metrics_expanded.csv", "epoch,train_loss,val_loss,train_dice,val_dice,train_iou,val_iou,train_pearson,val_pearson",
            epochs.Select(values => Line([.. values.Select((value, i) => (object)(i == 0 ? (int)value : Math.Round(value, 6)))])));
        double Mean(Func<LoggedRow, double> value) => Moments.Mean([.. rows.Select(value)]);
        Json("test_summary.json", new Dictionary<string, object>
        {
            ["dice"] = Mean(row => row.Dice),
            ["iou"] = Mean(row => row.Iou),
            ["precision"] = Mean(row => row.Precision),
            ["recall"] = Mean(row => row.Recall),
            ["pearson"] = Mean(row => row.Pearson),
            ["threshold"] = Threshold,
            ["post_min_area"] = 0,
        });
        Json("metrics_20250101_000000.json", new Dictionary<string, object>
        {
            ["config"] = new Dictionary<string, object> { ["lesion"] = "EX", ["epochs"] = Epochs, ["seed"] = seed },
            ["history"] = new Dictionary<string, object> { ["val_dice"] = epochs.Select(values => Math.Round(values[4], 6)) },
        });

        void Csv(string name, string header, IEnumerable<string> lines) =>
            File.WriteAllText(Path.Combine(output, name), header + "\n" + string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
        void Json(string name, object value) =>
            File.WriteAllText(Path.Combine(output, name), JsonSerializer.Serialize(value, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n", new UTF8Encoding(false));
    }

    /// <summary>A training that learns, then overfits from epoch 7 on, with train metrics of a few noisy batches.</summary>
    private static List<double[]> History(ulong seed)
    {
        var random = new Xoshiro256(seed, stream: 1_000_000);
        var epochs = new List<double[]>();
        for (int epoch = 1; epoch <= Epochs; epoch++)
        {
            double learned = 1 - Math.Exp(-epoch / 4.0), over = Math.Max(0, epoch - 6) * 0.012;
            double train = Math.Clamp(0.55 * learned + 0.4 * (random.NextDouble() - 0.5), 0.02, 0.98), val = 0.5 * learned - over / 3 + 0.02 * (random.NextDouble() - 0.5);
            epochs.Add([epoch, 0.8 - 0.6 * learned, 0.55 - 0.15 * learned + over + 0.01 * random.NextDouble(), train, val, train / (2 - train), 0.85 * val / (2 - val), 0.9 * train, 0.8 * val]);
        }
        return epochs;
    }

    private static string Line(params object[] fields) => string.Join(',', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));
}
