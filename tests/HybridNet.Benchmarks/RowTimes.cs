using System.Diagnostics;
using System.Globalization;
using HybridNet.Charts;
using HybridNet.Comparisons;
using HybridNet.Data;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Benchmarks;

/// <summary>
/// What a per-image table of N rows costs: seconds of a step, megabytes allocated by the process so far, what is held when it is
/// done, and the largest working set of the process so far. One step a process, so that the peak is its own; the first run
/// writes the tables.
/// </summary>
internal static class RowTimes
{
    /// <summary>Prints a line.</summary>
    /// <param name="rows">Rows of each table.</param>
    /// <param name="folder">Where the tables are, or will be.</param>
    /// <param name="step">base, import, score, chart, compare, save, or cancel.</param>
    public static void Print(int rows, string folder, string step)
    {
        string[] runs = [.. new[] { "firstEX", "secondEX" }.Select((name, i) => Made(folder, name, rows, i))];
        if (step == "base")
        {
            Line(step, "nothing", Stopwatch.StartNew(), 0);
            return;
        }
        var adapters = new AdapterSet();
        if (step == "cancel")
        {
            Cancel("import", stop => adapters.Runs.Read(runs[0], new RunReadOptions { Lesion = "EX" }, stop));
            (Run one, Run other) = (Read(adapters, runs[0]), Read(adapters, runs[1]));
            Cancel("compare", stop => RunComparer.Compare(one, other, new(), adapters.Images, stop));
            return;
        }
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        Run first = Read(adapters, runs[0]);
        Line(step, "import", clock, before);
        clock.Restart();
        object kept = step switch
        {
            "import" => first,
            "score" => Summary(first),
            "chart" => Charts(first, adapters),
            "compare" => RunComparer.Compare(first, Read(adapters, runs[1]), new(), adapters.Images),
            "save" => Saved(first, adapters, Path.Combine(folder, "runs.db")),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
        if (step != "import")
            Line(step, "work", clock, before);
        GC.KeepAlive(first);
        GC.KeepAlive(kept);
    }

    /// <summary>Stops the work at thirty times of it, and prints how much CPU it took to end at the worst.</summary>
    private static void Cancel(string work, Action<CancellationToken> run)
    {
        var clock = Stopwatch.StartNew();
        run(CancellationToken.None);
        TimeSpan whole = clock.Elapsed;
        var spent = new List<double>();
        for (int i = 1; i <= 30; i++)
        {
            using var source = new CancellationTokenSource();
            Task task = Task.Run(() => run(source.Token));
            Thread.Sleep(whole * (i / 31.0));
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            source.Cancel();
            try
            {
                task.Wait();
            }
            catch (AggregateException exception) when (exception.InnerException is OperationCanceledException)
            {
                spent.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
            }
        }
        spent.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"cancel,{work},stopped {spent.Count} of 30,median {spent[spent.Count / 2]:0} ms CPU,worst {spent[^1]:0} ms CPU"
            )
        );
    }

    private static Run Read(AdapterSet adapters, string folder) =>
        adapters.Runs.Read(folder, new RunReadOptions { Lesion = "EX" }, CancellationToken.None);

    private static ScoreSummary Summary(Run run) =>
        ScoreSummary.Of(
            run.Name,
            nameof(ImageScore.Dice),
            [.. run.Log.Scores.Select(score => (score.Dice, (MetricState?)score.State))],
            10_000,
            1
        );

    private static List<Chart> Charts(Run run, AdapterSet adapters)
    {
        var evidence = new RunEvidence(run, adapters.Images, new(default, 1), (_, _) => { }, CancellationToken.None);
        ChartKind[] kinds = [ChartKind.Histogram, ChartKind.DiceScatter, ChartKind.Box, ChartKind.Violin];
        return [.. kinds.SelectMany(kind => ChartBuilder.Of(kind, evidence))];
    }

    private static object Saved(Run run, AdapterSet adapters, string path)
    {
        File.Delete(path);
        using IRunStore store = adapters.Stores.OpenToWrite(path);
        return store.Save(run, CancellationToken.None);
    }

    private static void Line(string step, string part, Stopwatch clock, long before)
    {
        double seconds = clock.Elapsed.TotalSeconds,
            allocated = GC.GetTotalAllocatedBytes();
        long peak = Process.GetCurrentProcess().PeakWorkingSet64,
            held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{step},{part},seconds {seconds:0.00},allocated {allocated / 1e6:0} MB,held {held / 1e6:0} MB,peak "
                    + $"{peak / 1e6:0} MB"
            )
        );
    }

    /// <summary>A run as the lab logs it: 15 images of 100 without a lesion, one prediction of twelve beside it.</summary>
    private static string Made(string folder, string name, int rows, int seed)
    {
        string run = Path.Combine(folder, name),
            table = Path.Combine(run, "test_per_image_metrics.csv");
        if (File.Exists(table))
            return run;
        Directory.CreateDirectory(run);
        var random = new Random(1);
        var luck = new Random(seed + 2);
        using var file = new StreamWriter(table);
        file.WriteLine("image_id,dice,iou,precision,recall,pearson");
        for (int i = 0; i < rows; i++)
        {
            long gt = random.Next(100) < 15 ? 0 : random.Next(1, 5000),
                found = luck.Next(12) == 0 ? 0 : (long)(gt * luck.NextDouble()),
                pred = gt == 0 && luck.Next(4) > 0 ? 0 : found + luck.Next(1, 1000);
            var counts = new Confusion(found, pred - found, gt - found, (1 << 18) - pred - gt + found);
            double pearson = gt == 0 ? 0 : Math.Sqrt(LabSmoothing.Dice(counts));
            file.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{i / 2:D7}_{i % 2},{LabSmoothing.Dice(counts)},{LabSmoothing.Iou(counts)},{LabSmoothing.Precision(counts)},"
                        + $"{LabSmoothing.Recall(counts)},{pearson}"
                )
            );
        }
        return run;
    }
}
