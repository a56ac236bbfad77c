using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Storage;

/// <summary>What is saved comes back; what is the same is not saved twice; what is removed is gone.</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "runs.db");

    public void Dispose() => _folder.Dispose();

    private IRunStore Writer() => SampleRun.Adapters.Stores.OpenToWrite(Path);

    private SavedRun Save(Run run)
    {
        using IRunStore store = Writer();
        return store.Save(run, CancellationToken.None);
    }

    private List<Run> All()
    {
        using IRunStore store = SampleRun.Adapters.Stores.OpenToRead(Path);
        return [.. store.Load(store.List())];
    }

    [Fact]
    public void Everything_of_the_sample_run_comes_back()
    {
        SavedRun saved = Save(SampleRun.Run);
        Assert.Equal(("v7EX", 1, SaveStatus.Added, 276), (saved.Name, saved.Revision, saved.Status, saved.Count));
        Run back = Assert.Single(All());
        MadeRun.AssertEqual(SampleRun.Run, back);
        Assert.Equal(1, back.Revision);
        Assert.InRange(back.ImportedAt!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Same(back, back.Log.Scores[0].Origin.Run is { } owner && ReferenceEquals(owner.Log, back.Log) ? back : null);
    }

    [Fact]
    public void Odd_values_come_back()
    {
        Run run = MadeRun.Of("odd", 3);
        ImageScore first = run.Log.Scores[0] with
        {
            ImageId = "0'; DROP TABLE run; --\0 \"x\" [ü] 眼 🩸",
            Dice = double.NaN,
            Iou = double.PositiveInfinity,
            Precision = double.Epsilon,
            Recall = 0.1 + 0.2,
            Pearson = -1e-300,
            Other = new Dictionary<string, string> { ["note"] = "a \"quoted\", <b>ünïcode</b> \\ text", [""] = "" },
        };
        run = run with
        {
            Lesion = null,
            Threshold = double.NaN,
            MeanDice = double.NaN,
            Bands = QualityBands.Report with { Loss = new(0.1, double.PositiveInfinity) },
            Log = run.Log with
            {
                Scores = [first, .. run.Log.Scores.Skip(1)],
                Epochs =
                [
                    run.Log.Epochs[0] with
                    {
                        Other = new Dictionary<string, double>
                        {
                            ["dice_EX"] = double.NaN,
                            ["dice_HE"] = 0.25,
                            ["x"] = double.NegativeInfinity,
                        },
                    },
                ],
                Splits = [new("odd", "train", null, 5, 3, 0.6), new("odd", "train", "1", 5, 0, double.NaN)],
                Assignments = [new("0000_1", "train"), new("0000_1", "test")],
                ZeroDice = [new("nowhere", ZeroDiceCase.C_disjoint, long.MaxValue, 0)],
                Summary = new(0.5, null, double.NaN, 0, 1, 0.35, 12),
            },
        };
        Save(run);
        MadeRun.AssertEqual(run, Assert.Single(All()));
        Assert.Equal(SaveStatus.Unchanged, Save(run).Status);
        Assert.Equal(SaveStatus.Unchanged, Save(All()[0]).Status);
    }

    [Fact]
    public void The_same_run_again_changes_nothing_and_another_content_is_a_revision()
    {
        Run run = MadeRun.Of("v7EX", 30);
        Assert.Equal(SaveStatus.Added, Save(run).Status);
        byte[] before = File.ReadAllBytes(Path);
        Assert.Equal((SaveStatus.Unchanged, 1), (Save(run) is var again ? again.Status : default, again.Revision));
        Assert.Equal(before, File.ReadAllBytes(Path));

        // The last bit of one number is another content.
        ImageScore changed = run.Log.Scores[7] with
        {
            Dice = Math.BitIncrement(run.Log.Scores[7].Dice),
        };
        Run other = run with
        {
            Log = run.Log with { Scores = [.. run.Log.Scores.Select((score, i) => i == 7 ? changed : score)] },
        };
        SavedRun revised = Save(other);
        Assert.Equal((SaveStatus.Revised, 2), (revised.Status, revised.Revision));
        List<Run> all = All();
        Assert.Equal([1, 2], all.Select(item => item.Revision!.Value));
        MadeRun.AssertEqual(run, all[0]);
        MadeRun.AssertEqual(other, all[1]);
        Assert.Equal([false, true], all.Select(item => item.Stored!.Newest));
    }

    [Fact]
    public void A_moved_folder_is_no_new_revision_but_its_paths_are_kept_up_to_date()
    {
        Save(MadeRun.Of("v7EX", 5));
        Run moved = MadeRun.Of("v7EX", 5) with { Path = "/elsewhere/v7EX" };
        Assert.Equal(SaveStatus.Moved, Save(moved).Status);
        MadeRun.AssertEqual(moved, Assert.Single(All()));
    }

    [Fact]
    public void One_image_is_found_across_all_runs()
    {
        using IRunStore store = Writer();
        for (int i = 0; i < 20; i++)
            store.Save(MadeRun.Of($"run{i:D2}", 10 + i), CancellationToken.None);
        IReadOnlyList<StoredRun> runs = [.. store.List().Where(run => run.Newest)];
        IReadOnlyList<ImageScore> history = store.History("0015_1", runs);
        Assert.Equal(Enumerable.Range(6, 14).Select(i => $"run{i:D2}"), history.Select(score => score.Run));
        Assert.Equal(MadeRun.Of("run19", 29).Log.Scores[15], history[^1]);
        Assert.Equal("run19", history[^1].Origin.Run!.Name);
        Assert.Equal(
            ["0010_2", "0011_3", "0012_1", "0013_2", "0014_3", "0015_1", "0016_2", "0017_3", "0018_1", "0019_2"],
            store.ImageIds("001")
        );
        Assert.Empty(store.History("no such", runs));
    }

    [Fact]
    public void Measurements_come_back_equal()
    {
        string path = System.IO.Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(9, 64, 3), _ => { }, CancellationToken.None);
        MeasurementSet set = SavingChild.Measure(
            SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None)
        );
        // NaN where a metric is undefined and null where it was not asked for are two things.
        set = set with
        {
            Measurements =
            [
                .. set.Measurements,
                set.Measurements[0] with
                {
                    ImageId = "made",
                    Hd95 = double.NaN,
                    Assd = null,
                    Dice = double.NaN,
                    Case = ZeroDiceCase.C_disjoint,
                    Nsd = double.PositiveInfinity,
                },
            ],
            Failed = ["bad"],
        };
        using IRunStore store = Writer();
        Assert.Equal(SaveStatus.Added, store.Save(set, CancellationToken.None).Status);
        Assert.Equal(SaveStatus.Unchanged, store.Save(set, CancellationToken.None).Status);
        MeasurementSet back = Assert.Single(store.Measurements(Assert.Single(store.Load(store.List()))));
        Assert.Equal(set.Measurements, back.Measurements);
        Assert.Equal(
            (set.Options, set.Version, 1, 1, true),
            (back.Options, back.Version, back.Shard, back.ShardCount, back.Complete)
        );
        Assert.Equal(set.ImageIds, back.ImageIds);
        Assert.Equal(["bad"], back.Failed);
    }

    [Fact]
    public void Findings_come_back_equal()
    {
        Finding[] findings = [.. HybridNet.Diagnosis.Audit.Evaluate(SampleRun.Run, [], SampleRun.Adapters.Images, new())];
        Assert.True(findings.Length > 5);
        using IRunStore store = Writer();
        Assert.Equal(
            InputError.RunNotFound,
            Assert.Throws<InputException>(() => store.Save("v7EX", findings, CancellationToken.None)).Error
        );
        store.Save(SampleRun.Run, CancellationToken.None);
        Assert.Equal(
            (SaveStatus.Added, SaveStatus.Unchanged),
            (
                store.Save("v7EX", findings, CancellationToken.None).Status,
                store.Save("v7EX", findings, CancellationToken.None).Status
            )
        );
        IReadOnlyList<Finding> back = store.Findings(Assert.Single(store.Load(store.List())));
        Assert.Equal(findings.Length, back.Count);
        foreach ((Finding expected, Finding actual) in findings.Zip(back))
        {
            Assert.Equal(expected with { ImageId = [], Evidence = null! }, actual with { ImageId = [], Evidence = null! });
            Assert.Equal(expected.ImageId, actual.ImageId);
            Assert.Equal(expected.Evidence.Keys, actual.Evidence.Keys);
            Assert.All(expected.Evidence, pair => Assert.Equal(pair.Value, actual.Evidence[pair.Key]));
        }
    }

    [Fact]
    public void What_is_removed_is_gone_with_everything_that_belongs_to_it()
    {
        using IRunStore store = Writer();
        store.Save(MadeRun.Of("keep", 5), CancellationToken.None);
        store.Save(MadeRun.Of("drop", 5), CancellationToken.None);
        IReadOnlyList<Run> loaded = store.Load(store.List());
        Run dropped = loaded.Single(run => run.Name == "drop");
        store.Remove(dropped.Stored!);
        Assert.Equal(["keep"], store.List().Select(run => run.Name));
        // A run that was found before and is looked into afterwards says so.
        Assert.Equal(InputError.RunNotFound, Assert.Throws<InputException>(() => dropped.Log.Scores[0]).Error);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path}");
        connection.Open();
        foreach (string table in new[] { "score", "epoch" })
            Assert.Equal(
                0,
                HybridNet.Data.Storage.StoreFile.Scalar(
                    connection,
                    $"SELECT count(*) FROM {table} WHERE run_id = {dropped.Stored!.Id}"
                )
            );
        Assert.Equal(
            0,
            Convert.ToInt64(HybridNet.Data.Storage.StoreFile.Scalar(connection, "SELECT count(*) FROM pragma_foreign_key_check"))
        );
    }

    [Fact]
    public void Many_runs_are_listed_and_searched() => Many(40, 50);

    [LongFact]
    public void A_thousand_runs_of_a_thousand_images_too() => Many(1000, 1000);

    private void Many(int runs, int images)
    {
        using (IRunStore store = Writer())
            for (int i = 0; i < runs; i++)
                store.Save(MadeRun.Of($"v{i % 10}EX-{i:D4}", images), CancellationToken.None);
        using IRunStore read = SampleRun.Adapters.Stores.OpenToRead(Path);
        Assert.Equal(
            runs / 10,
            read.Load([.. read.List().Where(run => run.Name.StartsWith("v3", StringComparison.Ordinal))]).Count
        );
        Assert.Equal(runs, read.History("0042_1", read.List()).Count);
    }
}
