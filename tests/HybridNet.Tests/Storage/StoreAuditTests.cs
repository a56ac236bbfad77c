using HybridNet.Data.Storage;
using HybridNet.Ports;
using HybridNet.Storage;
using HybridNet.Tests.Runs;
using Microsoft.Data.Sqlite;

namespace HybridNet.Tests.Storage;

/// <summary>A store is looked through part by part, and can be left alone at any moment.</summary>
public sealed class StoreAuditTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "runs.db");

    public void Dispose() => _folder.Dispose();

    private static IRunStores Stores => SampleRun.Adapters.Stores;

    private void Fill()
    {
        string folder = System.IO.Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(folder, new SampleRunOptions(6, 48, 6), _ => { }, CancellationToken.None);
        Run made = SampleRun.Adapters.Runs.Read(folder, new RunReadOptions(), CancellationToken.None);
        using IRunStore store = Stores.OpenToWrite(Path);
        store.Save(MadeRun.Of("v7EX", 50), CancellationToken.None);
        store.Save(SavingChild.Measure(made), CancellationToken.None);
        var finding = new Finding
        {
            Run = "v7EX",
            Id = "HN001",
            Title = "t",
            Message = "m",
            Recommendation = "r",
        };
        store.Save("v7EX", [finding], CancellationToken.None);
    }

    private void Change(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        StoreFile.Execute(connection, text);
    }

    private string[] Check() =>
        [
            .. StoreAudit
                .Check(Stores, Path, null, CancellationToken.None)
                .Select(check => $"{check.Run} {check.Part} {(check.Sound ? "sound" : "damaged")}".Trim()),
        ];

    [Fact]
    public void Everything_is_sound_after_saving()
    {
        Fill();
        Assert.Equal(
            ["File sound", "madeEX Run sound", "madeEX Measurements sound", "v7EX Run sound", "v7EX Findings sound"],
            Check()
        );
    }

    [Theory]
    [InlineData(
        "UPDATE score SET dice = 0.5 WHERE ordinal = 3 AND run_id = (SELECT id FROM run WHERE name = 'v7EX')",
        "v7EX Run"
    )]
    [InlineData("DELETE FROM epoch WHERE ordinal = 1 AND run_id = (SELECT id FROM run WHERE name = 'v7EX')", "v7EX Run")]
    [InlineData("UPDATE run SET files = '{' WHERE name = 'v7EX'", "v7EX Run")]
    [InlineData("UPDATE measurement SET dice = 0.5 WHERE ordinal = 2", "madeEX Measurements")]
    [InlineData("DELETE FROM measurement WHERE ordinal = 2", "madeEX Measurements")]
    [InlineData("UPDATE measurement_set SET options = '['", "madeEX Measurements")]
    [InlineData("UPDATE finding SET severity = 'Purple'", "v7EX Findings")]
    [InlineData("PRAGMA foreign_keys = OFF; UPDATE finding SET run_id = 999", "File")]
    public void What_was_changed_is_named_and_the_rest_is_sound(string change, string part)
    {
        Fill();
        Change(change);
        string[] checks = Check();
        Assert.Equal([$"{part} damaged"], checks.Where(check => check.EndsWith("damaged", StringComparison.Ordinal)));
        Assert.Contains(
            checks,
            check => check == (part.StartsWith("v7EX", StringComparison.Ordinal) ? "madeEX Run sound" : "v7EX Run sound")
        );
    }

    [Fact]
    public void A_damaged_page_is_a_fault_of_the_file_with_advice()
    {
        Fill();
        byte[] bytes = File.ReadAllBytes(Path);
        // The second half of every page but the first: rows, wherever they lie.
        int page = (bytes[16] << 8) | bytes[17];
        for (int at = page + (page / 2); at < bytes.Length; at += page)
            Array.Fill(bytes, (byte)0xAB, at, Math.Min(page / 4, bytes.Length - at));
        File.WriteAllBytes(Path, bytes);
        StoreCheck file = StoreAudit.Check(Stores, Path, null, CancellationToken.None).First();
        Assert.False(file.Sound);
        Assert.Contains("Save-HNRun -Store NEW", file.Advice);
        File.WriteAllText(Path, "no store");
        Assert.Equal(["File damaged"], Check());
    }

    [Fact]
    public void Stored_measurements_can_be_saved_elsewhere_as_they_are()
    {
        Fill();
        string other = System.IO.Path.Combine(_folder.Path, "other.db");
        using IRunStore store = Stores.OpenToRead(Path);
        Run run = store.Load([.. store.List().Where(run => run.Name == "madeEX")]).Single();
        MeasurementSet set = store.Measurements(run).Single();
        MeasurementBatch batch = set.Measurements[0].Origin.Batch!;
        using IRunStore copy = Stores.OpenToWrite(other);
        copy.Save(batch.With(run, set.Measurements), CancellationToken.None);
        MeasurementSet again = copy.Measurements(copy.Load(copy.List()).Single()).Single();
        Assert.Equal(set.Measurements, again.Measurements);
        Assert.Equal((set.Options, set.Version, set.Complete), (again.Options, again.Version, again.Complete));
        Assert.Equal(set.ImageIds, again.ImageIds);
    }

    [Fact]
    public void Waiting_for_a_store_that_is_held_can_be_stopped()
    {
        Fill();
        using var holder = new SqliteConnection($"Data Source={Path};Pooling=False");
        holder.Open();
        using SqliteTransaction transaction = holder.BeginTransaction(deferred: false);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        using IRunStore store = Stores.OpenToWrite(Path, stop.Token);
        // A writer that is not stopped waits for a minute, and then says that the store is busy: that is another exception.
        Assert.ThrowsAny<OperationCanceledException>(() => store.Save(MadeRun.Of("other", 3), stop.Token));
    }

    [Fact]
    public void Work_inside_the_database_can_be_stopped_and_leaves_it_whole()
    {
        Fill();
        using (var stop = new CancellationTokenSource())
        {
            using SqliteConnection connection = StoreFile.OpenToWrite(Path, stop.Token);
            var patience = new StorePatience(1, stop.Token);
            Assert.ThrowsAny<OperationCanceledException>(() =>
                StoreFaults.Translate(
                    Path,
                    () =>
                        patience.Write(
                            connection,
                            () =>
                            {
                                stop.Cancel();
                                // A million rows, were it not stopped.
                                StoreFile.Execute(
                                    connection,
                                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
                                        + "INSERT INTO image (name) SELECT 'x' || i FROM n"
                                );
                                return true;
                            }
                        )
                )
            );
        }
        Assert.All(Check(), check => Assert.EndsWith("sound", check));
        using IRunStore store = Stores.OpenToRead(Path);
        Assert.DoesNotContain("x1", store.ImageIds(""));
    }
}
