using HybridNet.Data.Storage;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using Microsoft.Data.Sqlite;

namespace HybridNet.Tests.Storage;

/// <summary>Stores that are damaged, foreign, newer, older, full, locked or oddly named.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "runs.db");

    public void Dispose() => _folder.Dispose();

    private static IRunStores Stores => SampleRun.Adapters.Stores;

    private void Save(string path, string name = "v7EX", int images = 50)
    {
        using IRunStore store = Stores.OpenToWrite(path);
        store.Save(MadeRun.Of(name, images), CancellationToken.None);
    }

    private static void Read(string path)
    {
        using IRunStore store = Stores.OpenToRead(path);
        foreach (Run run in store.Load(store.List()))
            MadeRun.AssertEqual(MadeRun.Of(run.Name, run.Images), run);
    }

    private void Change(string text)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        StoreFile.Execute(connection, text);
    }

    private static InputException Fault(Action work) => Assert.Throws<InputException>(work);

    private void AssertRefused(InputError error)
    {
        byte[] before = File.ReadAllBytes(Path);
        string[] files = Directory.GetFiles(_folder.Path);
        foreach (Action work in new Action[] { () => Read(Path), () => Save(Path, "other") })
        {
            InputException exception = Fault(work);
            Assert.Equal(error, exception.Error);
            Assert.Contains(Path, exception.Message);
            Assert.NotNull(exception.Advice);
        }
        Assert.Equal(before, File.ReadAllBytes(Path));
        Assert.Equal(files, Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("no database at all, but a text that is long enough to look at")]
    [InlineData("short")]
    public void A_file_of_another_kind_is_refused_and_left_alone(string text)
    {
        _folder.Write("runs.db", text);
        AssertRefused(InputError.CorruptStore);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        Change("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
        AssertRefused(InputError.CorruptStore);
    }

    [Fact]
    public void Damage_inside_is_reported_and_the_file_left_alone()
    {
        Save(Path, images: 400);
        byte[] bytes = File.ReadAllBytes(Path);
        // Every page but the first is overwritten with noise.
        new Random(1).NextBytes(bytes.AsSpan(4096));
        File.WriteAllBytes(Path, bytes);
        AssertRefused(InputError.CorruptStore);
    }

    [Fact]
    public void A_truncated_store_is_reported_and_left_alone()
    {
        Save(Path, images: 400);
        byte[] bytes = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path, bytes[..(4096 * 3 + 100)]);
        AssertRefused(InputError.CorruptStore);
    }

    [Fact]
    public void A_newer_store_is_refused_and_left_alone()
    {
        Save(Path);
        Change($"PRAGMA user_version = {Migrations.Newest + 1}");
        AssertRefused(InputError.NewerStore);
    }

    [Fact]
    public void An_older_store_is_migrated_after_a_backup()
    {
        OldStore.Make(Path, 30, "old");
        Read(Path);
        string backup = Path + ".v1.backup";
        Assert.True(File.Exists(backup));
        using (var copy = new SqliteConnection($"Data Source={backup};Mode=ReadOnly;Pooling=False"))
        {
            copy.Open();
            Assert.Equal((1, 30), (StoreFile.Pragma(copy, "user_version"), StoreFile.Scalar(copy, "SELECT count(*) FROM score")));
        }
        using var connectionAfter = new SqliteConnection($"Data Source={Path};Mode=ReadOnly;Pooling=False");
        connectionAfter.Open();
        Assert.Equal(Migrations.Newest, StoreFile.Pragma(connectionAfter, "user_version"));
        Save(Path, "new");
        Assert.Single(Directory.GetFiles(_folder.Path, "*.backup"));
    }

    [Fact]
    public void Without_a_store_reading_says_so_and_makes_none()
    {
        Assert.Equal(InputError.PathNotFound, Fault(() => Read(Path)).Error);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        File.WriteAllText(Path, "");
        Assert.Equal(InputError.PathNotFound, Fault(() => Read(Path)).Error);
        Save(Path);
        Read(Path);
        Assert.Equal(InputError.UnwritableDestination, Fault(() => Save(_folder.Path)).Error);
    }

    [Fact]
    public void A_full_disk_saves_nothing_and_loses_nothing()
    {
        Save(Path, "before");
        InputException exception;
        using (SqliteConnection connection = StoreFile.OpenToWrite(Path))
        {
            // The page limit makes SQLite report what it reports when the disk is full.
            StoreFile.Execute(connection, $"PRAGMA max_page_count = {StoreFile.Pragma(connection, "page_count") + 3}");
            using var store = new RunStore(Path, connection, new(1, CancellationToken.None));
            exception = Fault(() => store.Save(MadeRun.Of("too large", 2000), CancellationToken.None));
            Assert.Equal(["before"], store.List().Select(run => run.Name));
        }
        Assert.Equal(InputError.UnwritableDestination, exception.Error);
        Assert.Contains("full", exception.Message);
        Read(Path);
        Save(Path, "after");
        Read(Path);
    }

    [Fact]
    public void A_store_that_is_held_for_too_long_is_an_error()
    {
        Save(Path);
        using var holder = new SqliteConnection($"Data Source={Path};Pooling=False");
        holder.Open();
        using SqliteTransaction transaction = holder.BeginTransaction(deferred: false);
        using (IRunStore store = new RunStore(Path, StoreFile.OpenToWrite(Path), new(1, CancellationToken.None)))
            Assert.Equal(InputError.BusyStore, Fault(() => store.Save(MadeRun.Of("other", 3), CancellationToken.None)).Error);
        Read(Path);
    }

    [Theory]
    [InlineData("it's [a] \"store\" ünïcode 眼 %20 ?x=1 #1.db")]
    [InlineData("new folder/deeper/runs;mode=memory.db")]
    public void Odd_paths_are_taken_word_for_word(string name)
    {
        if (OperatingSystem.IsWindows())
            name = name.Replace('"', '_').Replace('?', '_');
        string path = System.IO.Path.Combine(_folder.Path, name);
        Save(path);
        Assert.True(File.Exists(path));
        Read(path);
    }

    [Theory]
    [InlineData("'; DROP TABLE run; --")]
    [InlineData("[v7]*?")]
    [InlineData("眼底 🩸 \"q\" \n line")]
    public void Odd_names_are_only_names(string name)
    {
        Save(Path, name);
        Save(Path, "plain");
        using IRunStore store = Stores.OpenToRead(Path);
        Assert.Equal(new[] { name, "plain" }.Order(StringComparer.Ordinal), store.List().Select(run => run.Name));
        Read(Path);
    }

    [Fact]
    public void A_cancelled_save_leaves_nothing()
    {
        Save(Path);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        using (IRunStore store = Stores.OpenToWrite(Path))
            Assert.Throws<OperationCanceledException>(() => store.Save(MadeRun.Of("other", 50), cancel.Token));
        using IRunStore after = Stores.OpenToRead(Path);
        Assert.Equal(["v7EX"], after.List().Select(run => run.Name));
    }

    [UnprivilegedFact]
    public void A_read_only_store_is_read_and_not_written()
    {
        // The attribute skips the test there; the compiler wants to see it.
        if (OperatingSystem.IsWindows())
            return;
        string folder = System.IO.Path.Combine(_folder.Path, "shared"),
            store = System.IO.Path.Combine(folder, "runs.db");
        Save(store);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(store, (UnixFileMode)0b100_100_100);
        File.SetUnixFileMode(folder, (UnixFileMode)0b101_101_101);
        try
        {
            Assert.Equal(("1", nameof(InputError.ReadOnlyStore)), ReadAndSave(UnprivilegedFactAttribute.Prefix, store));
            Assert.Equal([store], Directory.GetFiles(folder));
        }
        finally
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }
    }

    [Fact]
    public void A_file_that_may_not_grow_is_an_error_that_loses_nothing()
    {
        if (OperatingSystem.IsWindows())
            return;
        Save(Path);
        // The limit of the shell, in blocks of 1 KiB, stops every write beyond it, as a full disk does; 3,000 images need more.
        // The runtime must not use files for its own code then.
        (string runs, string outcome) = ReadAndSave(
            ["bash", "-c", "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 200; exec \"$@\"", "bash"],
            Path
        );
        Assert.Equal(("1", nameof(InputError.UnwritableDestination)), (runs, outcome));
        Read(Path);
        Save(Path, "after");
        using IRunStore store = Stores.OpenToRead(Path);
        Assert.Equal(["after", "v7EX"], store.List().Select(run => run.Name));
    }

    private static (string Runs, string Outcome) ReadAndSave(string[] prefix, string store)
    {
        using System.Diagnostics.Process child = SavingChild.StartWith(prefix, "read-and-save", store);
        string[] lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string errors = child.StandardError.ReadToEnd();
        child.WaitForExit();
        Assert.True(lines.Length == 2, errors);
        return (lines[0].Trim(), lines[1].Trim());
    }

    [Theory]
    [InlineData("DELETE FROM score WHERE ordinal = 3", "50 scores were saved, 49 are there")]
    [InlineData("UPDATE score SET dice = 0.123 WHERE ordinal = 3", "something in them was changed")]
    [InlineData("UPDATE run SET threshold = 0.123", "something in them was changed")]
    public void Figures_that_were_changed_behind_the_stores_back_are_an_error_naming_the_run(string change, string said)
    {
        Save(Path);
        Change(change);
        using IRunStore store = Stores.OpenToRead(Path);
        Run run = store.Load(store.List()).Single();
        InputException exception = Fault(() => _ = run.Log.Scores[0]);
        Assert.Equal(InputError.CorruptStore, exception.Error);
        Assert.Contains("v7EX, revision 1", exception.Message);
        Assert.Contains(said, exception.Message);
    }

    [Theory]
    [InlineData("UPDATE run SET files = '{'")]
    [InlineData("UPDATE run SET saved_at = 'yesterday'")]
    [InlineData("UPDATE run SET sources = 'null'")]
    [InlineData("UPDATE score SET band = 'Purple' WHERE ordinal = 0")]
    [InlineData("UPDATE score SET other = '[' WHERE ordinal = 0")]
    public void A_damaged_row_is_a_corrupt_store(string change)
    {
        Save(Path);
        Change(change);
        InputException exception = Fault(() => Read(Path));
        Assert.Equal(InputError.CorruptStore, exception.Error);
        Assert.Contains(Path, exception.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_version_that_no_store_has_is_refused(int version)
    {
        Save(Path);
        Change($"PRAGMA user_version = {version}");
        AssertRefused(InputError.CorruptStore);
    }

    [Fact]
    public void A_migration_removes_what_a_killed_one_left()
    {
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            Migrations.Apply(connection, Path, target: 1);
        }
        string old = Path + ".v1.backup.0a0b0c0d.partial",
            young = Path + ".v1.backup.1a1b1c1d.partial";
        File.WriteAllText(old, "half a copy");
        File.WriteAllText(young, "a copy that is being made");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        Stores.OpenToWrite(Path).Dispose();
        Assert.Equal([young], Directory.GetFiles(_folder.Path, "*.partial"));
        Assert.True(File.Exists(Path + ".v1.backup"));
    }
}
