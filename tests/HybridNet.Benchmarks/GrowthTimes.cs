using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Data.Storage;
using HybridNet.Diagnosis;
using HybridNet.Ports;
using HybridNet.Statistics;

namespace HybridNet.Benchmarks;

/// <summary>
/// What grows with the number of images or runs, at N and at 10 N: a ratio far above 10 is a loop in a loop. No test
/// asserts a time; this prints them.
/// </summary>
internal static class GrowthTimes
{
    public static void Print()
    {
        Console.WriteLine("work,small,large,seconds_small,seconds_large,ratio");
        Row("10,000 resamples of N values", 1_000, 10_000, Resample);
        Row("read and audit a table of N rows", 10_000, 100_000, ReadAndAudit);
        Row("save and list N runs of 100 images", 25, 250, SaveAndList);
    }

    private static void Row(string work, int small, int large, Action<int> run)
    {
        run(small);
        double few = Best(() => run(small)),
            many = Best(() => run(large));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\"{work}\",{small},{large},{few:0.000},{many:0.000},{many / few:0.0}")
        );
    }

    /// <summary>The best of three: what else runs on the machine is not what is measured.</summary>
    private static double Best(Action work) =>
        Enumerable
            .Range(0, 3)
            .Min(_ =>
            {
                var clock = Stopwatch.StartNew();
                work();
                return clock.Elapsed.TotalSeconds;
            });

    private static void Resample(int count)
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.47)];
        Bootstrap.MeanBca(values, 10_000, 1);
        SignFlipTest.P(values, 10_000, 1);
        WilcoxonSignedRank.P(values);
    }

    private static void ReadAndAudit(int rows)
    {
        InFolder(folder =>
        {
            var adapters = new AdapterSet();
            Run run = adapters.Runs.Read(Made(folder, "growthEX", rows), new RunReadOptions(), CancellationToken.None);
            if (!Audit.Evaluate(run, [], adapters.Images, new()).Any())
                throw new InvalidOperationException("The audit found nothing.");
        });
    }

    private static void SaveAndList(int runs)
    {
        InFolder(folder =>
        {
            var adapters = new AdapterSet();
            string path = Path.Combine(folder, "runs.db");
            using (IRunStore store = adapters.Stores.OpenToWrite(path))
                for (int i = 0; i < runs; i++)
                    store.Save(
                        adapters.Runs.Read(Made(folder, $"v{i}EX", 100), new RunReadOptions(), CancellationToken.None),
                        CancellationToken.None
                    );
            using IRunStore read = adapters.Stores.OpenToRead(path);
            if (read.Load(read.List()).Count != runs)
                throw new InvalidOperationException("Not every run was listed.");
        });
    }

    private static string Made(string folder, string name, int rows)
    {
        string run = Path.Combine(folder, name);
        Directory.CreateDirectory(run);
        File.WriteAllLines(
            Path.Combine(run, "test_per_image_metrics.csv"),
            Enumerable
                .Range(0, rows)
                .Select(i => $"{i:D7}_1,0.{i % 9 + 1}23456789,0.3283740701381509,0.824,0.35314285714285715,0.617862")
                .Prepend("image_id,dice,iou,precision,recall,pearson")
        );
        return run;
    }

    private static void InFolder(Action<string> work)
    {
        string folder = Directory.CreateTempSubdirectory("growth").FullName;
        try
        {
            work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
