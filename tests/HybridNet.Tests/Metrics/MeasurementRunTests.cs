using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Metrics;

/// <summary>Whole runs: order, workers, shards, and one bad file among many.</summary>
public class MeasurementRunTests
{
    private static readonly MeasurementOptions s_all = new()
    {
        Metrics = MetricSet.Overlap | MetricSet.Score | MetricSet.Distance | MetricSet.Lesion,
        Smoothing = Smoothing.Lab,
        Compare = true,
    };

    private static Run Make(TempFolder folder, int images = 10)
    {
        string path = Path.Combine(folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(images, 96, 4), _ => { }, CancellationToken.None);
        return SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
    }

    private static List<ImageOutcome<MaskMeasurement>> Measure(IEnumerable<ImageCase> work, int workers = 2) =>
        [.. MaskMeasurements.Measure(work, SampleRun.Adapters.Images, s_all, workers, CancellationToken.None)];

    private static ImageCase[] Work(Run run) => [.. ImageCases.Of(run, MissingGroundTruth.Error).Select(entry => entry.Work!)];

    [Fact]
    public void Any_number_of_workers_gives_the_same_measurements_in_the_same_order()
    {
        using var folder = new TempFolder();
        Run run = Make(folder, 24);
        MaskMeasurement[] one = [.. Measure(Work(run), 1).Select(outcome => outcome.Result!)];
        Assert.Equal(run.Log.Scores.Select(score => score.ImageId), one.Select(measurement => measurement.ImageId));
        foreach (int workers in new[] { 2, 7 })
            Assert.Equal(one, Measure(Work(run), workers).Select(outcome => outcome.Result!));
    }

    [Fact]
    public void Pearson_alone_is_the_same_figure_without_the_curves()
    {
        using var folder = new TempFolder();
        ImageCase[] work = Work(Make(folder, 24));
        var options = new MeasurementOptions { Metrics = MetricSet.Overlap | MetricSet.Pearson, Smoothing = Smoothing.Lab };
        MaskMeasurement[] alone =
        [
            .. MaskMeasurements
                .Measure(work, SampleRun.Adapters.Images, options, 2, CancellationToken.None)
                .Select(outcome => outcome.Result!),
        ];
        MaskMeasurement[] all = [.. Measure(work).Select(outcome => outcome.Result!)];
        Assert.Contains(alone, one => one.Pearson is > 0.5);
        Assert.All(
            alone.Zip(all),
            pair =>
                Assert.Equal(
                    (pair.Second.Pearson, pair.Second.LabPearson, (double?)null),
                    (pair.First.Pearson, pair.First.LabPearson, pair.First.Auroc)
                )
        );
    }

    [Fact]
    public void A_synthetic_runs_log_is_what_the_masks_give()
    {
        using var folder = new TempFolder();
        foreach (ImageOutcome<MaskMeasurement> outcome in Measure(Work(Make(folder))))
        {
            Assert.Null(outcome.Fault);
            Assert.Equal(0, outcome.Result!.DiceDifference!.Value, 1e-12);
            Assert.Equal(0, outcome.Result.PearsonDifference!.Value, 1e-9);
        }
    }

    [Fact]
    public void One_bad_file_costs_one_image()
    {
        using var folder = new TempFolder();
        Run run = Make(folder);
        string[] files = [.. Directory.EnumerateFiles(run.Files.Predictions!).Order()];
        File.WriteAllText(files[1], "no image");
        File.Copy(SourceTree.Data("Imaging", "grey8.png"), files[4], overwrite: true);
        List<ImageOutcome<MaskMeasurement>> outcomes = Measure(Work(run));
        Assert.Equal(
            [InputError.UnreadableImage, InputError.SizeMismatch],
            outcomes.Select(outcome => outcome.Fault?.Error).OfType<InputError>()
        );
        Assert.Contains(files[1], outcomes[1].Fault!.Message);
        Assert.Equal(8, outcomes.Count(outcome => outcome.Result is not null));
    }

    [Fact]
    public void Three_grey_levels_are_noted()
    {
        using var folder = new TempFolder();
        Run run = Make(folder, 1);
        var work = new ImageCase(
            "",
            "x",
            [SourceTree.Data("Imaging", "grey8.png")],
            SourceTree.Data("Imaging", "grey8-three-levels.png"),
            null,
            null
        );
        ImageOutcome<MaskMeasurement> outcome = Assert.Single(Measure([work]));
        // The two files hold one picture: the Dice is 1.
        Assert.Equal([MaskWarning.MoreThanTwoLevels, MaskWarning.IsReference], outcome.Notes.Select(note => note.Oddity));
        Assert.Equal(1, outcome.Result!.Dice);
        Assert.NotNull(run);
    }

    [Fact]
    public void Shards_are_stable_and_cover_every_image_once()
    {
        string[] ids = [.. Enumerable.Range(0, 500).Select(i => $"{i:D4}_1")];
        int[] owners = [.. ids.Select(id => Enumerable.Range(1, 16).Single(shard => ImageCases.InShard(id, shard, 16)))];
        Assert.All(Enumerable.Range(1, 16), shard => Assert.Contains(shard, owners));
        // FNV-1a of "a" is 0xE40C292C (published test vector): remainder 12 of 16, the thirteenth shard.
        Assert.True(ImageCases.InShard("a", 13, 16));
    }

    [Fact]
    public void Cancelling_ends_the_work_with_what_is_in_hand()
    {
        using var folder = new TempFolder();
        ImageCase[] work = [.. Enumerable.Repeat(Work(Make(folder)), 2000).SelectMany(items => items)];
        using var cancel = new CancellationTokenSource();
        int given = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (
                ImageOutcome<MaskMeasurement> outcome in MaskMeasurements.Measure(
                    work,
                    SampleRun.Adapters.Images,
                    s_all,
                    2,
                    cancel.Token
                )
            )
            {
                given++;
                cancel.Cancel();
            }
        });
        // Two workers keep no more than a few results ahead of the reader.
        Assert.InRange(given, 1, 100);
    }
}
