using System.Diagnostics;
using HybridNet.Data.Storage;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using Microsoft.Data.Sqlite;

namespace HybridNet.Tests.Storage;

/// <summary>Processes that are killed while they bring an old store up to date, or merge parts.</summary>
public sealed class KilledWorkTests : IDisposable
{
    private const int Images = 2000;

    private static readonly string[] s_runs = ["old0", "old1", "old2"];

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(20261126);
    private double _longest;

    /// <summary>On a busy machine many kills come too late: so many times as many are tried.</summary>
    private const int MostRounds = 10;

    private string Path => System.IO.Path.Combine(_folder.Path, "runs.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_killed_migration_leaves_the_old_store_or_the_new_one() => KillMigrations(4);

    [LongFact]
    public void Sixty_killed_migrations_lose_nothing_and_leave_nothing() => KillMigrations(60);

    [Fact]
    public void A_killed_merge_is_wholly_there_or_not_at_all() => KillMerges(4);

    [LongFact]
    public void Sixty_killed_merges_lose_and_halve_nothing() => KillMerges(60);

    private void KillMigrations(int times)
    {
        string old = System.IO.Path.Combine(_folder.Path, "template");
        OldStore.Make(old, Images, s_runs);
        int cut = 0;
        for (int i = 0; i <= times || (cut < times / 4 && i <= MostRounds * times); i++)
        {
            foreach (string file in Directory.GetFiles(_folder.Path, "runs.db*"))
                File.Delete(file);
            File.Copy(old, Path);
            cut += Killed(i, "migrate", Path) ? 1 : 0;
            using (IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(Path))
            {
                IReadOnlyList<StoredRun> stored = store.List();
                Assert.Equal(s_runs, stored.Select(run => run.Name).Order(StringComparer.Ordinal));
                foreach (Run run in store.Load(stored))
                    Assert.Equal(
                        MadeRun.Of(run.Name, Images).Log.Scores.Select(score => (score.ImageId, score.Dice)),
                        run.Log.Scores.Select(score => (score.ImageId, score.Dice))
                    );
            }
            Assert.Empty(Directory.GetFiles(_folder.Path, "*.partial"));
            string[] copies = Directory.GetFiles(_folder.Path, "runs.db.v1*.backup");
            Assert.NotEmpty(copies);
            Assert.All(copies, copy => Assert.Equal((1, s_runs.Length * Images), Held(copy)));
        }
        Assert.True(cut >= times / 4, $"Only {cut} of {times} kills came before the end.");
    }

    private static (long Version, long Scores) Held(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return (StoreFile.Pragma(connection, "user_version"), StoreFile.Scalar(connection, "SELECT count(*) FROM score"));
    }

    private void KillMerges(int times)
    {
        string folder = System.IO.Path.Combine(_folder.Path, "madeEX"),
            parts = System.IO.Path.Combine(_folder.Path, "parts.db");
        SampleRun.Adapters.Runs.WriteSample(folder, new SampleRunOptions(30, 64, 6), _ => { }, CancellationToken.None);
        for (int shard = 1; shard <= 3; shard++)
            SavingChild.MeasureShard(folder, parts, shard, 3);
        MeasurementSet whole = SavingChild.Merged(parts);
        int cut = 0;
        for (int i = 0; i <= times || (cut < times / 4 && i <= MostRounds * times); i++)
        {
            foreach (string file in Directory.GetFiles(_folder.Path, "runs.db*"))
                File.Delete(file);
            bool killed = Killed(i, "merge-parts", parts, Path);
            cut += killed ? 1 : 0;
            using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(Path);
            foreach (Run run in store.Load(store.List()))
                Assert.Equal(whole.Measurements, Assert.Single(store.Measurements(run)).Measurements);
            // Merged again, as the user would: it is there once.
            SaveStatus status = store.Save(whole, CancellationToken.None).Status;
            Assert.True(killed || status == SaveStatus.Unchanged, $"What was said to be merged is {status}.");
            Run only = Assert.Single(store.Load(store.List()));
            Assert.Equal(whole.Measurements, Assert.Single(store.Measurements(only)).Measurements);
        }
        Assert.True(cut >= times / 4, $"Only {cut} of {times} kills came before the end.");
    }

    /// <summary>
    /// Starts a child and kills it at any moment between "ready" and "done"; the first one runs to its end and says how long
    /// that is. True when it had not said that it is done.
    /// </summary>
    private bool Killed(int round, params string[] arguments)
    {
        using Process child = SavingChild.Start(arguments);
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        var clock = Stopwatch.StartNew();
        if (round == 0)
        {
            Assert.Equal("done", child.StandardOutput.ReadLine());
            _longest = clock.Elapsed.TotalMilliseconds;
            child.WaitForExit();
            return false;
        }
        Thread.Sleep(TimeSpan.FromMilliseconds(_random.NextDouble() * _longest));
        child.Kill();
        child.WaitForExit();
        bool cut = child.StandardOutput.ReadLine() != "done";
        // The first one may have been slow because the machine was busy: the next comes earlier.
        if (!cut)
            _longest *= 0.7;
        return cut;
    }
}
