using System.Diagnostics;
using HybridNet.Journals;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Storage;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Storage;

/// <summary>What a child process does with a store, and how a test starts one.</summary>
internal static class SavingChild
{
    /// <summary>Saves runs prefix-0, prefix-1 ... and says so after each.</summary>
    public static int SaveRuns(string path, string prefix, int images, int count)
    {
        Console.WriteLine("ready");
        using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(path);
        for (int i = 0; i < count; i++)
            Console.WriteLine(store.Save(MadeRun.Of($"{prefix}-{i}", images), CancellationToken.None).Name);
        return 0;
    }

    /// <summary>Reads every run of a store and then tries to save one more; says how many there are and how saving
    /// ended.</summary>
    public static int ReadAndSave(string path)
    {
        using (IRunStore store = SampleRun.Adapters.Stores.OpenToRead(path))
        {
            IReadOnlyList<Run> runs = store.Load(store.List());
            foreach (Run run in runs)
                MadeRun.AssertEqual(MadeRun.Of(run.Name, run.Images), run);
            Console.WriteLine(runs.Count);
        }
        try
        {
            using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(path);
            Console.WriteLine(store.Save(MadeRun.Of("another", 3000), CancellationToken.None).Status);
        }
        catch (InputException exception)
        {
            Console.WriteLine(exception.Error);
        }
        return 0;
    }

    /// <summary>Opens an old store, which brings it up to date.</summary>
    public static int Migrate(string path)
    {
        // The first opening of a process compiles what it needs; the second one is what is killed.
        SampleRun.Adapters.Stores.OpenToWrite(path + ".warm").Dispose();
        Console.WriteLine("ready");
        SampleRun.Adapters.Stores.OpenToWrite(path).Dispose();
        Console.WriteLine("done");
        return 0;
    }

    /// <summary>Merges the parts of one store into another.</summary>
    public static int MergeParts(string parts, string path)
    {
        MeasurementSet whole = Merged(parts);
        using (IRunStore warm = SampleRun.Adapters.Stores.OpenToWrite(path + ".warm"))
            warm.Save(whole, CancellationToken.None);
        Console.WriteLine("ready");
        using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(path);
        store.Save(whole, CancellationToken.None);
        Console.WriteLine("done");
        return 0;
    }

    /// <summary>The parts of a store as one set.</summary>
    public static MeasurementSet Merged(string parts)
    {
        using IRunStore store = SampleRun.Adapters.Stores.OpenToRead(parts);
        return ShardMerge.Merge([.. store.Load(store.List()).SelectMany(store.Measurements)]);
    }

    /// <summary>Measures one shard of a run folder and saves the part.</summary>
    public static int MeasureShard(string folder, string path, int shard, int count)
    {
        Run run = SampleRun.Adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
        using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(path);
        store.Save(Measure(run, shard, count), CancellationToken.None);
        return 0;
    }

    /// <summary>Measures a run folder with a journal, and says each image when its row is there.</summary>
    public static int MeasureWithJournal(string folder, string path)
    {
        Run run = SampleRun.Adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
        MeasurementOptions options = Journals.JournalTests.Options;
        using MeasurementJournal journal = MeasurementJournal.Open(path, options, CancellationToken.None);
        IEnumerable<ImageCase> images = ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!);
        Console.WriteLine("ready");
        foreach (
            ImageOutcome<MaskMeasurement> outcome in new ResumedMeasurements(journal).Measure(
                images,
                SampleRun.Adapters.Images,
                options,
                2,
                CancellationToken.None
            )
        )
            Console.WriteLine(outcome.Result!.ImageId);
        return 0;
    }

    /// <summary>The measurements of one shard.</summary>
    public static MeasurementSet Measure(Run run, int shard = 1, int count = 1, MeasurementOptions? options = null)
    {
        IReadOnlyList<ImageCases.Entry> entries = ImageCases.Of(run, MissingGroundTruth.Error);
        var batch = new MeasurementBatch
        {
            Options =
                options
                ?? new()
                {
                    Metrics = MetricSet.Overlap | MetricSet.Distance | MetricSet.Lesion | MetricSet.Score,
                    Smoothing = Smoothing.Lab,
                    Compare = true,
                },
            Shard = shard,
            ShardCount = count,
            ImageIds = [.. entries.Select(entry => entry.Work?.ImageId ?? entry.Fault!.Target!)],
            Files = count > 1 ? new() : null,
        };
        var measured = new List<MaskMeasurement>();
        foreach (
            ImageOutcome<MaskMeasurement> outcome in new ResumedMeasurements(null).Measure(
                entries.Select(entry => entry.Work!).Where(work => ImageCases.InShard(work.ImageId, shard, count)),
                SampleRun.Adapters.Images,
                batch.Options,
                2,
                CancellationToken.None,
                batch.Files
            )
        )
        {
            if (outcome.Result is null)
                batch.Fail(outcome.Work.ImageId);
            else
                measured.Add(outcome.Result);
        }
        batch.Finish();
        return batch.With(run, measured);
    }

    /// <summary>Starts this assembly as a process of its own.</summary>
    public static Process Start(params string[] arguments) => StartWith([], arguments);

    /// <summary>Starts this assembly through another program, which changes the rights or limits of the process.</summary>
    /// <param name="prefix">The other program and its arguments, or nothing.</param>
    /// <param name="arguments">Arguments of <see cref="Program"/>.</param>
    public static Process StartWith(string[] prefix, params string[] arguments)
    {
        string[] command =
        [
            .. prefix,
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        ];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in command.Skip(1))
            start.ArgumentList.Add(word);
        start.ArgumentList.Add(typeof(SavingChild).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
