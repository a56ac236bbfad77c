using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.Benchmarks;

/// <summary>
/// Milliseconds for one 2x3 panel from three files to PNG bytes, on one thread: the counterpart of panels.py, which does the same
/// in OpenCV.
/// </summary>
internal static class PanelTimes
{
    private const int Passes = 7;

    public static void Print(string folder)
    {
        var adapters = new AdapterSet();
        Run run = adapters.Runs.Read(folder, new RunReadOptions { Lesion = "EX" }, CancellationToken.None);
        var images = new RunImages(run.Files, run.Lesion);
        PanelImage[] panels =
        [
            .. run
                .Log.Scores.Take(10)
                .Select(score => new PanelImage(
                    ImageCases.Of(run, images, score.ImageId, MissingGroundTruth.Error),
                    images.Picture(score.ImageId)
                )),
        ];
        foreach (
            (string name, PanelOptions options) in new[]
            {
                ("bare", new PanelOptions { Captions = false }),
                ("captions", new PanelOptions()),
            }
        )
        {
            var passes = new double[Passes];
            long bytes = 0;
            for (int pass = -2; pass < Passes; pass++)
            {
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                bytes = panels.Sum(panel => (long)adapters.Pictures.Render(panel, options, CancellationToken.None).File.Length);
                if (pass >= 0)
                    passes[pass] = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / panels.Length;
            }
            Array.Sort(passes);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{name},{passes[Passes / 2]:0.00},{bytes / panels.Length}")
            );
        }
    }
}
