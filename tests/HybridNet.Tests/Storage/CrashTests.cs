using System.Diagnostics;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Storage;

/// <summary>Processes that are killed while they save, and processes that save at once.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "runs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_killed_save_is_wholly_there_or_not_at_all() => Kill(8);

    [LongFact]
    public void Two_hundred_kills_lose_and_halve_nothing() => Kill(200);

    [Fact]
    public void Eight_writers_at_once_lose_and_double_nothing()
    {
        const int Writers = 8,
            Runs = 12;
        Process[] children =
        [
            .. Enumerable.Range(0, Writers).Select(i => SavingChild.Start("save-runs", Path, $"writer{i}", "200", $"{Runs}")),
        ];
        // All of them also save one and the same run.
        Process[] same = [.. Enumerable.Range(0, 2).Select(_ => SavingChild.Start("save-runs", Path, "same", "200", "1"))];
        foreach (Process child in children.Concat(same))
        {
            string errors = child.StandardError.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, errors);
            child.Dispose();
        }
        using IRunStore store = SampleRun.Adapters.Stores.OpenToRead(Path);
        IReadOnlyList<StoredRun> stored = store.List();
        Assert.Equal(
            Enumerable
                .Range(0, Writers)
                .SelectMany(i => Enumerable.Range(0, Runs).Select(k => $"writer{i}-{k}"))
                .Append("same-0")
                .Order(StringComparer.Ordinal),
            stored.Select(run => run.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(stored, run => Assert.Equal(1, run.Revision));
        foreach (Run run in store.Load(stored))
            MadeRun.AssertEqual(MadeRun.Of(run.Name, 200), run);
    }

    /// <summary>Kills children at random moments, from the making of the store on; what they said to be saved must be there,
    /// whole.</summary>
    private void Kill(int times)
    {
        var random = new Random(20260101);
        var acknowledged = new HashSet<string>();
        var checkedRuns = new HashSet<string>();
        int halfway = 0;
        for (int i = 0; i < times; i++)
        {
            using Process child = SavingChild.Start("save-runs", Path, $"kill{i}", "300", "100000");
            Assert.Equal("ready", child.StandardOutput.ReadLine());
            // The first saves of a process take a few tenths of a second; every fourth kill hits the opening.
            if (i % 4 != 0)
                Note(child.StandardOutput.ReadLine());
            Thread.Sleep(TimeSpan.FromMilliseconds(random.NextDouble() * 40));
            child.Kill();
            child.WaitForExit();
            while (child.StandardOutput.ReadLine() is { } line)
                Note(line);
            if (File.Exists(Path + "-wal") && new FileInfo(Path + "-wal").Length > 0)
                halfway++;
            Check();
        }
        Assert.True(acknowledged.Count >= times / 2, $"Only {acknowledged.Count} saves in {times} kills: nothing was tested.");
        Assert.True(halfway >= times / 2, $"Only {halfway} of {times} kills left an open log: they came too late.");

        void Note(string? name)
        {
            if (!string.IsNullOrEmpty(name))
                acknowledged.Add(name);
        }

        void Check()
        {
            if (!File.Exists(Path))
                return;
            // A writer opens it, as the next save would; the file may still be empty.
            using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(Path);
            IReadOnlyList<StoredRun> stored = store.List();
            foreach (Run run in store.Load([.. stored.Where(run => checkedRuns.Add(run.Name))]))
                MadeRun.AssertEqual(MadeRun.Of(run.Name, 300), run);
            Assert.All(stored, run => Assert.Equal(1, run.Revision));
            Assert.Superset(acknowledged.ToHashSet(), stored.Select(run => run.Name).ToHashSet());
        }
    }
}
