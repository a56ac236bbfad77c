using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Benchmarks;

/// <summary>
/// CPU milliseconds a pair of each stage over the images of a run, the median of seven passes: the counterpart of
/// compare.py, which times the same stages in Python.
/// </summary>
internal static class StageTimes
{
    private const int Passes = 7;

    /// <summary>Prints a line for each stage.</summary>
    /// <param name="folder">A run with masks, predictions and maps.</param>
    /// <param name="floats">Folder of the run's maps as arrays of 32-bit floats.</param>
    public static void Print(string folder, string floats)
    {
        var adapters = new AdapterSet();
        IImageFiles reader = adapters.Images;
        Run run = adapters.Runs.Read(folder, new RunReadOptions { Lesion = "EX" }, CancellationToken.None);
        var images = new RunImages(run.Files, run.Lesion);
        string[] ids = [.. run.Log.Scores.Select(score => score.ImageId)];
        (string Gt, string Pred)[] files = [.. ids.Select(id => (images.GroundTruth(id)[0], images.Prediction(id)!))];
        Time(
            "decode GT and prediction",
            files,
            pair =>
            {
                using MaskFile gt = reader.ReadMask(pair.Gt, CancellationToken.None),
                    pred = reader.ReadMask(pair.Pred, CancellationToken.None);
            }
        );
        (Mask Gt, Mask Pred)[] masks =
        [
            .. files.Select(pair =>
                (reader.ReadMask(pair.Gt, CancellationToken.None).Mask, reader.ReadMask(pair.Pred, CancellationToken.None).Mask)
            ),
        ];
        Time("confusion counts", masks, pair => Confusion.Count(pair.Gt, pair.Pred));
        Time("components and matching", masks, pair => LesionMatching.Of(pair.Gt, pair.Pred));
        (Mask Gt, Mask Pred)[] both = [.. masks.Where(pair => !pair.Gt.IsEmpty && !pair.Pred.IsEmpty)];
        Time(
            "HD HD95 ASSD MASD NSD",
            both,
            pair => BoundaryDistances.Of(pair.Gt, pair.Pred, new DistanceOptions(), CancellationToken.None)
        );
        (ProbabilityMap Map, Mask Gt)[] maps =
        [
            .. ids.Take(48)
                .Select((id, i) => (reader.ReadProbabilities(images.Probability(id)!, CancellationToken.None), masks[i].Gt)),
        ];
        if (maps[0].Map.Format == ProbabilityFormat.UInt8)
            Time("all figures of an 8-bit map", maps, pair => ProbabilityHistogram.Of(pair.Map, pair.Gt).Metrics());
        string[] arrays = [.. ids.Take(12).Select(id => Path.Combine(floats, $"{id}_{run.Lesion}.npy"))];
        Time("read a float32 map", arrays, path => reader.ReadProbabilities(path, CancellationToken.None).Dispose());
        (ProbabilityMap Map, Mask Gt)[] wide =
        [
            .. arrays.Select((path, i) => (reader.ReadProbabilities(path, CancellationToken.None), masks[i].Gt)),
        ];
        Time("Pearson of a float32 map", wide, pair => ProbabilityMoments.Of(pair.Map, pair.Gt));
        // Without a marked pixel there is no curve: nobody does any work there.
        Time(
            "AP and AUROC of a float32 map",
            [.. wide.Where(pair => !pair.Gt.IsEmpty).Take(4)],
            pair => FloatProbabilities.Of(pair.Map, pair.Gt, null, CancellationToken.None)
        );
    }

    private static void Time<T>(string stage, T[] items, Action<T> work)
    {
        var passes = new double[Passes];
        for (int pass = -1; pass < Passes; pass++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (T item in items)
                work(item);
            double spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / items.Length;
            if (pass >= 0)
                passes[pass] = spent;
        }
        Array.Sort(passes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage},{passes[Passes / 2]:0.0000}"));
    }
}
