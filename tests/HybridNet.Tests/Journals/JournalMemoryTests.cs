using HybridNet.Journals;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Journals;

/// <summary>What tests that look at the memory of the whole process need: nothing runs beside them.</summary>
[CollectionDefinition(nameof(NothingBeside), DisableParallelization = true)]
public sealed class NothingBeside;

/// <summary>A journal keeps little of each image in memory.</summary>
[Collection(nameof(NothingBeside))]
public sealed class JournalMemoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Memory_does_not_grow_with_the_images()
    {
        // One image under many names: what a million would leave behind, seen at 4,000 and 24,000 of them.
        string run = Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(run, new SampleRunOptions(1, 64, 6), _ => { }, CancellationToken.None);
        Run read = SampleRun.Adapters.Runs.Read(run, new RunReadOptions(), CancellationToken.None);
        ImageCase one = ImageCases.Of(read, MissingGroundTruth.Error).Single().Work!;
        long few = 0,
            many = 0;
        using MeasurementJournal journal = MeasurementJournal.Open(
            Path.Combine(_folder.Path, "work.journal"),
            new(),
            CancellationToken.None
        );
        int done = 0;
        foreach (
            ImageOutcome<MaskMeasurement> outcome in new ResumedMeasurements(journal).Measure(
                Enumerable.Range(0, 24_000).Select(i => one with { ImageId = $"{i}" }),
                SampleRun.Adapters.Images,
                new(),
                2,
                CancellationToken.None
            )
        )
        {
            Assert.NotNull(outcome.Result);
            if (++done == 4_000)
                few = GC.GetTotalMemory(forceFullCollection: true);
            if (done == 24_000)
                many = GC.GetTotalMemory(forceFullCollection: true);
        }
        // A place in the journal is a key and 16 bytes; with the slack of a growing table below 120 bytes: 120 MB for 10^6.
        Assert.InRange(many - few, long.MinValue, 20_000 * 120);
    }
}
