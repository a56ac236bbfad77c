using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Ensembling;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PostProcessing;
using HybridNet.Probabilities;

namespace HybridNet.Benchmarks;

/// <summary>
/// CPU milliseconds an image of what the levers do, one thread, the median of some passes: the counterpart of levers.py,
/// which times the same in Python.
/// </summary>
internal static class PostProcessTimes
{
    private const int Passes = 5;

    /// <summary>Prints a line for each stage, as CSV.</summary>
    /// <param name="folder">A run with masks and maps.</param>
    /// <param name="members">Folder with a folder of maps for each member.</param>
    /// <param name="images">Images that are used.</param>
    public static void Print(string folder, string members, int images)
    {
        var adapters = new AdapterSet();
        Run run = adapters.Runs.Read(folder, new RunReadOptions { Lesion = "EX" }, CancellationToken.None);
        ImageCase[] work = [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!).Take(images)];
        var grid = new PostProcessGrid
        {
            Thresholds = [0.3, 0.5, 0.7],
            Opens = [0, 1, 2],
            Closes = [0, 1, 2],
            FillHoles = [false, true],
            MinimumAreas = [0, 12, 24, 48],
        };
        Time(
            $"grid of {grid.Count} combinations",
            work,
            item =>
            {
                using ImageMasks masks = ImageMasks.Read(adapters.Images, item, true, CancellationToken.None);
                GridRunner.Try(item, masks, grid, SizeStrata.Default, CancellationToken.None);
            }
        );
        GeometricTransform[] views =
        [
            GeometricTransform.None,
            GeometricTransform.FlipH,
            GeometricTransform.FlipV,
            GeometricTransform.Rotate90,
            GeometricTransform.Rotate180,
        ];
        string output = Directory.CreateTempSubdirectory().FullName;
        string[] folders = [.. Directory.EnumerateDirectories(members).Order()];
        MergeCase[] merges =
        [
            .. MergeCase
                .Of(MergeCase.Pair(folders, folders, new RunFiles { Output = output }).Images, output, null, withReference: false)
                .Select(entry => entry.Work!)
                .Take(images),
        ];
        Time(
            "decode 5 maps",
            merges,
            item =>
            {
                foreach (string path in item.Maps)
                    adapters.Images.ReadProbabilities(path, CancellationToken.None).Dispose();
            }
        );
        var options = new MergeOptions { Weights = [1, 1, 1, 1, 1], Transforms = views };
        var runner = new MergeRunner(adapters.Images, [.. views.Select(view => $"{view}")], options) { Overwrite = true };
        MemberMaps[] opened =
        [
            .. merges.Select(item => MemberMaps.Open(adapters.Images, item.Maps, views, CancellationToken.None)),
        ];
        Time(
            "open 5 maps and turn them back",
            merges,
            item => MemberMaps.Open(adapters.Images, item.Maps, views, CancellationToken.None).Dispose()
        );
        Time("mean of 5 open maps", opened, item => MapMerger.Merge(item, [0, 1, 2, 3, 4], options).Dispose());
        Time("correlations of 5 open maps", opened, item => MemberAgreement.WithTheOthers(item));
        ProbabilityMap[] means = [.. opened.Select(item => MapMerger.Merge(item, [0, 1, 2, 3, 4], options))];
        Time("write a map", means, map => adapters.Images.WriteScores(Path.Combine(output, "map.png"), map, overwrite: true));
        Time("merge 5 maps", [merges], all => runner.Run(all, 1, CancellationToken.None).Count(), merges.Length);
        Directory.Delete(output, recursive: true);
    }

    private static void Time<T>(string stage, T[] items, Action<T> work, int images = 0)
    {
        var passes = new double[Passes];
        for (int pass = -1; pass < Passes; pass++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (T item in items)
                work(item);
            double spent =
                (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Math.Max(images, items.Length);
            if (pass >= 0)
                passes[pass] = spent;
        }
        Array.Sort(passes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage},{passes[Passes / 2]:0.0000}"));
    }
}
