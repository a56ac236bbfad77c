using System.Globalization;
using System.Text;
using System.Text.Json;
using HybridNet.Data.Imaging.Png;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Runs.Synthetic;
using HybridNet.Statistics;

namespace HybridNet.Data.Runs;

/// <summary>
/// Writes a synthetic run as a training would leave it: the tables are worked out from the images with the lab's own
/// smoothing, and every fault that is asked for is planted in them.
/// </summary>
internal sealed class SampleRunWriter
{
    private const byte ThresholdSample = 128;
    private const double Threshold = 0.5,
        NotebookTolerance = 1e-8;

    /// <inheritdoc/>
    public void Write(string folder, SampleRunOptions options, Action<int> written, CancellationToken cancel)
    {
        bool replaces = options.Force && File.Exists(Path.Combine(folder, PlantedFile.Name));
        if (Path.Exists(folder) && !replaces)
            throw new InputException(
                InputError.DestinationExists,
                options.Force ? $"{folder} exists and is no synthetic run." : $"{folder} exists.",
                folder,
                options.Force
                    ? "Only a run that this command wrote is replaced; give the path of a folder that does not exist yet."
                    : "Give the path of a folder that does not exist yet, or replace an earlier synthetic run with -Force."
            );
        string building = folder + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        try
        {
            WriteAll(building, options, written, cancel);
            string aside = building + ".old";
            if (replaces)
                Directory.Move(folder, aside);
            Directory.Move(building, folder);
            if (replaces)
                Directory.Delete(aside, recursive: true);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unwritable(folder, exception);
        }
        finally
        {
            if (Directory.Exists(building))
                Directory.Delete(building, recursive: true);
        }
    }

    private static void WriteAll(string root, SampleRunOptions options, Action<int> written, CancellationToken cancel)
    {
        string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([root, .. parts])).FullName;
        string[] references = [.. LesionFolders.Of(options.Lesion).Select(name => Folder("masks", name))];
        string[] readers = [.. Enumerable.Range(1, options.Readers).Select(i => Folder("readers", $"Reader{i}"))];
        string photos = Folder("images"),
            discs = Folder("structures", "Disc"),
            vessels = Folder("structures", "Vessels");
        string predictions = Folder("output", "predictions_test"),
            maps = Folder("output", "probabilities_test");
        SyntheticSettings settings = Settings(options);
        var rows = new List<LoggedRow>();
        var planted = new List<(string Id, IReadOnlyList<PlantedLesion> Lesions)>();
        foreach (
            (_, Written? done, InputException? fault) in OrderedParallel.Run(
                Enumerable.Range(0, options.Images),
                Environment.ProcessorCount,
                (number, _) => One(number),
                cancel
            )
        )
        {
            if (fault is not null)
                throw fault;
            rows.Add(done!.Row);
            planted.Add((done.Row.Id, done.Planted));
            written(rows.Count);
        }
        string output = Path.Combine(root, "output");
        Folder("output", "metrics_logs");
        Folder("output", "per_image_analysis");
        WriteTables(output, rows, options);
        PlantedFile.Write(root, options, planted);

        Written One(int number)
        {
            SyntheticImage image = SyntheticImage.Draw(settings, number);
            string id = IdOf(number);
            var prediction = new byte[image.Map.Length];
            for (int p = 0; p < prediction.Length; p++)
                prediction[p] = image.Map[p] >= ThresholdSample ? (byte)255 : (byte)0;
            if (references.Length == 1)
                for (int p = 0; p < image.Hard.Length; p++)
                    image.Hard[p] |= image.Soft[p];
            Grey(references[0], $"{id}.png", image.Hard);
            if (references.Length > 1)
                Grey(references[1], $"{id}.png", image.Soft);
            Grey(predictions, $"{id}_{options.Lesion}.png", prediction);
            Grey(maps, $"{id}_{options.Lesion}.png", image.Map);
            Grey(discs, $"{id}.png", image.Disc);
            Grey(vessels, $"{id}.png", image.Vessel);
            for (int r = 0; r < readers.Length; r++)
                Grey(readers[r], $"{id}.png", image.Readers[r]);
            Photo(id, image.Photo);
            if (number == 0 && options.Faults.HasFlag(SampleFaults.CopiedPhoto))
                Photo(IdOf(options.Images), [.. image.Photo.Select(sample => (byte)Math.Min(255, sample * 11 / 10))]);
            return new(LoggedRow.Of(id, image, prediction), image.Planted);
        }

        void Photo(string id, byte[] samples) =>
            File.WriteAllBytes(Path.Combine(photos, $"{id}.png"), PngWriter.Photograph(samples, options.Size, options.Size));
        void Grey(string folder, string name, byte[] samples) =>
            File.WriteAllBytes(
                Path.Combine(folder, name),
                PngWriter.Samples(samples, options.Size, options.Size, 8, PngColor.Grey)
            );
    }

    private static SyntheticSettings Settings(SampleRunOptions options) =>
        new(options.Size, options.Seed, options.Faults.HasFlag(SampleFaults.TrivialImages))
        {
            Causes = options.Causes,
            Strength = options.CauseStrength,
            Readers = options.Readers,
            Dark = options.Lesion is "HE" or "MA",
            // Microaneurysms are small and of one size; the others are as exudates are.
            Radius = options.Lesion == "MA" ? (0.003, 0.009) : (0.004, 0.03),
        };

    private sealed record Written(LoggedRow Row, IReadOnlyList<PlantedLesion> Planted);

    /// <summary>Test images come first, then those of train and val.</summary>
    private static string IdOf(int number) => $"{number:D4}_{1 + number % 3}";

    private static void WriteTables(string output, List<LoggedRow> rows, SampleRunOptions options)
    {
        Csv(
            "test_per_image_metrics.csv",
            "image_id,dice,iou,precision,recall,pearson",
            rows.Select(row => Line(row.Id, row.Dice, row.Iou, row.Precision, row.Recall, row.Pearson))
        );
        bool hides = options.Faults.HasFlag(SampleFaults.HiddenFailures);
        Csv(
            "per_image_analysis/zero_dice_breakdown.csv",
            "image_id,case,gt_pixels,pred_pixels",
            rows.Where(row => row.Misses && (!hides || row.Dice <= NotebookTolerance))
                .Select(row => Line(row.Id, row.Case, row.Gt, row.Pred))
        );
        WriteSplit(rows, options.Faults);
        IReadOnlyList<Epoch> epochs = SyntheticTraining.Draw(options.Seed, options.Faults);
        Csv(
            "metrics_expanded.csv",
            "epoch,train_loss,val_loss,train_dice,val_dice,train_iou,val_iou,train_pearson,val_pearson",
            epochs.Select(epoch => Line([epoch.Number, .. epoch.Figures.Cast<object>()]))
        );
        double Mean(Func<LoggedRow, double> value) => Moments.Mean([.. rows.Select(value)]);
        Json(
            "test_summary.json",
            new Dictionary<string, object>
            {
                ["dice"] = Mean(row => row.Dice),
                ["iou"] = Mean(row => row.Iou),
                ["precision"] = Mean(row => row.Precision),
                ["recall"] = Mean(row => row.Recall),
                ["pearson"] = Mean(row => row.Pearson),
                ["threshold"] = Threshold,
                ["post_min_area"] = 0,
            }
        );
        Json(
            "metrics_20250101_000000.json",
            new Dictionary<string, object>
            {
                ["config"] = new Dictionary<string, object>
                {
                    ["lesion"] = options.Lesion,
                    ["epochs"] = SyntheticTraining.Epochs,
                    ["seed"] = options.Seed,
                },
                ["history"] = new Dictionary<string, object> { ["val_dice"] = epochs.Select(epoch => epoch.ValDice) },
            }
        );

        void WriteSplit(List<LoggedRow> tested, SampleFaults faults)
        {
            int positives = tested.Count(row => row.Gt > 0),
                others = faults.HasFlag(SampleFaults.UnevenSplit) ? positives / 3 : positives,
                next = tested.Count;
            (string Name, int Images, int Positives)[] splits =
            [
                ("train", 5 * tested.Count, 5 * others),
                ("val", tested.Count, others),
                ("test", tested.Count, positives),
            ];
            var assignments = new List<string>(tested.Select(row => Line(row.Id, "test")));
            foreach ((string name, int images, _) in splits[..2])
                for (int i = 0; i < images; i++, next++)
                    assignments.Add(Line(IdOf(next), name));
            if (faults.HasFlag(SampleFaults.SharedImages))
                assignments.Add(Line(tested[0].Id, "train"));
            Csv("metrics_logs/image_split.csv", "image_id,split", assignments);
            Csv(
                "metrics_logs/split_summary.csv",
                "name,n,counts,rates",
                splits
                    .Append(("overall", 7 * tested.Count, 6 * others + positives))
                    .Select(split =>
                        Line(split.Item1, split.Item2, split.Item3, Math.Round((double)split.Item3 / split.Item2, 4))
                    )
            );
        }

        void Csv(string name, string header, IEnumerable<string> lines) =>
            File.WriteAllText(
                Path.Combine(output, name),
                header + "\n" + string.Concat(lines.Select(line => line + "\n")),
                new UTF8Encoding(false)
            );
        void Json(string name, object value) =>
            File.WriteAllText(
                Path.Combine(output, name),
                JsonSerializer.Serialize(value, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n",
                new UTF8Encoding(false)
            );
    }

    private static string Line(params object[] fields) =>
        string.Join(',', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)));
}
