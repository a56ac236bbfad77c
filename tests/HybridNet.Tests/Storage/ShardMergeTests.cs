using System.Diagnostics;
using HybridNet.Journals;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Storage;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Storage;

/// <summary>Parts that several processes measured are together what one would have measured, or are refused.</summary>
public sealed class ShardMergeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _path;

    public ShardMergeTests()
    {
        _path = Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(_path, new SampleRunOptions(40, 64, 6), _ => { }, CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    private Run Run() => SampleRun.Adapters.Runs.Read(_path, new RunReadOptions(), CancellationToken.None);

    private MeasurementSet[] Parts(int count)
    {
        Run run = Run();
        return [.. Enumerable.Range(1, count).Select(shard => SavingChild.Measure(run, shard, count))];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Parts_in_any_order_are_the_whole(int count)
    {
        MeasurementSet whole = SavingChild.Measure(Run()),
            merged = ShardMerge.Merge([.. Parts(count).Reverse()]);
        Assert.Equal(40, merged.Measurements.Count);
        Assert.Equal(whole.Measurements, merged.Measurements);
        Assert.Equal((1, 1, true), (merged.Shard, merged.ShardCount, merged.Complete));
    }

    [Fact]
    public void A_damaged_image_fails_in_its_shard_as_it_does_in_the_whole()
    {
        string bad = Directory.EnumerateFiles(Path.Combine(_path, "output", "predictions_test")).Order().First();
        File.WriteAllText(bad, "no image");
        MeasurementSet whole = SavingChild.Measure(Run()),
            merged = ShardMerge.Merge(Parts(4));
        Assert.Equal(["0000_1"], merged.Failed);
        Assert.Equal(whole.Failed, merged.Failed);
        Assert.Equal(39, merged.Measurements.Count);
        Assert.Equal(whole.Measurements, merged.Measurements);
    }

    [Fact]
    public void A_prediction_that_was_replaced_between_the_shards_is_caught()
    {
        MeasurementSet[] parts = Parts(4);
        Assert.Null(ShardFiles.Check(parts, 2, CancellationToken.None));
        string[] predictions = [.. Directory.EnumerateFiles(Path.Combine(_path, "output", "predictions_test")).Order()];
        int shard = ImageCases.ShardOf("0001_2", 4);
        File.Copy(predictions[0], predictions[1], overwrite: true);
        InputException exception = Assert.Throws<InputException>(() => ShardFiles.Check(parts, 2, CancellationToken.None));
        Assert.Equal(InputError.ShardMismatch, exception.Error);
        Assert.Contains($"shard {shard} of 4 was measured from other files", exception.Message);
        // Measured again, the part fits.
        parts[shard - 1] = SavingChild.Measure(Run(), shard, 4);
        Assert.Null(ShardFiles.Check(parts, 2, CancellationToken.None));
        Directory.Move(Path.Combine(_path, "masks"), Path.Combine(_path, "gone"));
        Assert.StartsWith(
            "the masks cannot be seen from here",
            ShardFiles.Check([.. parts.Select(part => part with { Run = Run() })], 2, CancellationToken.None)
        );
    }

    [Fact]
    public void A_thousand_parts_are_the_whole_without_reading_the_run_a_thousand_times()
    {
        string store = Path.Combine(_folder.Path, "parts.db");
        int read = 0;
        MeasurementSet whole = SavingChild.Measure(Run());
        using (IRunStore open = SampleRun.Adapters.Stores.OpenToWrite(store))
            open.Save(whole.Run, CancellationToken.None);
        using IRunStore stored = SampleRun.Adapters.Stores.OpenToRead(store);
        Run run = stored.Load(stored.List()).Single();
        // A run whose tables nobody may look into: its hash is all that the merge needs.
        Run closed = run with
        {
            Log = run.Log with { Epochs = new LazyList<Epoch>(1, () => throw new InvalidOperationException($"{++read}")) },
        };
        MeasurementSet[] parts =
        [
            .. Enumerable
                .Range(1, 1000)
                .Select(shard =>
                    whole with
                    {
                        Run = closed,
                        Shard = shard,
                        ShardCount = 1000,
                        Measurements = [.. whole.Measurements.Where(row => ImageCases.ShardOf(row.ImageId, 1000) == shard)],
                    }
                ),
        ];
        Assert.Equal(whole.Measurements, ShardMerge.Merge(parts).Measurements);
        Assert.Equal(0, read);
    }

    [Fact]
    public void Six_processes_give_exactly_the_figures_of_one() => Processes(6);

    [LongFact]
    public void Sixteen_processes_give_exactly_the_figures_of_one() => Processes(16);

    private void Processes(int count)
    {
        // Half of them share a store, the others write one each, as array jobs on several machines would.
        string Part(int shard) => Path.Combine(_folder.Path, shard % 2 == 0 ? "shared.db" : $"part{shard}.db");
        foreach (int[] wave in Enumerable.Range(1, count).Chunk(4))
        {
            Process[] children =
            [
                .. wave.Select(shard => SavingChild.Start("measure-shard", _path, Part(shard), $"{shard}", $"{count}")),
            ];
            foreach (Process child in children)
            {
                string errors = child.StandardError.ReadToEnd();
                child.WaitForExit();
                Assert.True(child.ExitCode == 0, errors);
                child.Dispose();
            }
        }
        var parts = new List<MeasurementSet>();
        foreach (string path in Enumerable.Range(1, count).Select(Part).Distinct())
        {
            using IRunStore store = SampleRun.Adapters.Stores.OpenToRead(path);
            parts.AddRange(store.Load(store.List()).SelectMany(store.Measurements));
        }
        Assert.Equal(count, parts.Count);
        Assert.Equal(SavingChild.Measure(Run()).Measurements, ShardMerge.Merge(parts).Measurements);
    }

    [Fact]
    public void What_is_missing_double_or_different_is_refused()
    {
        MeasurementSet[] parts = Parts(3);
        Refused("shard 2 of 3 is missing", [parts[0], parts[2]]);
        Refused("shards 2, 3 of 3 are missing", [parts[0]]);
        Refused("shard 1 of 3 is there twice", [.. parts, parts[0]]);
        Refused("shard 3 of 3 did not come to the end", [parts[0], parts[1], parts[2] with { Complete = false }]);
        Refused("other options", [parts[0], parts[1], parts[2] with { Options = new() }]);
        Refused("version", [parts[0], parts[1], parts[2] with { Version = "9.9.9" }]);
        Refused("one is of 3 shards, the other of 2", [parts[0], Parts(2)[1]]);
        Refused("other contents", [parts[0], parts[1], parts[2] with { Run = MadeRun.Of("madeEX", 3) }]);
        Refused("saw other images", [parts[0], parts[1], parts[2] with { ImageIds = [.. parts[2].ImageIds.Skip(1)] }]);
        Refused(
            "1 images are in no part, the first is",
            [parts[0], parts[1], parts[2] with { Measurements = [.. parts[2].Measurements.Skip(1)] }]
        );
        Refused("which belongs to another shard", [parts[0], parts[1], parts[2] with { Measurements = parts[1].Measurements }]);
        Refused(
            "is there twice",
            [parts[0], parts[1], parts[2] with { Measurements = [.. parts[2].Measurements, parts[2].Measurements[0]] }]
        );
        Refused("no parts", []);

        static void Refused(string message, MeasurementSet[] some)
        {
            InputException exception = Assert.Throws<InputException>(() => ShardMerge.Merge(some));
            Assert.Equal(InputError.ShardMismatch, exception.Error);
            Assert.Contains(message, exception.Message);
        }
    }
}
