using System.Diagnostics;
using HybridNet.Journals;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using HybridNet.Tests.Storage;

namespace HybridNet.Tests.Journals;

/// <summary>
/// Work that was killed goes on where it stopped: no row lost, none doubled, and what changed is measured again.
/// </summary>
public sealed class JournalTests : IDisposable
{
    private const int Images = 24;

    private readonly TempFolder _folder = new();
    private readonly string _run;

    public JournalTests()
    {
        _run = Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(_run, new SampleRunOptions(Images, 64, 6), _ => { }, CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    internal static MeasurementOptions Options { get; } =
        new()
        {
            Metrics = MetricSet.Overlap | MetricSet.Distance | MetricSet.Lesion | MetricSet.Score,
            Smoothing = Smoothing.Lab,
            Compare = true,
        };

    private string Journal => Path.Combine(_folder.Path, "work.journal");

    private ImageCase[] Work() =>
        [
            .. ImageCases
                .Of(SampleRun.Adapters.Runs.Read(_run, new RunReadOptions(), CancellationToken.None), MissingGroundTruth.Error)
                .Select(entry => entry.Work!),
        ];

    private MaskMeasurement[] Plain() =>
        [
            .. MaskMeasurements
                .Measure(Work(), SampleRun.Adapters.Images, Options, 2, CancellationToken.None)
                .Select(outcome => outcome.Result!),
        ];

    private (MaskMeasurement[] Rows, ResumedMeasurements Resumed, int Damaged) Resume(int most = int.MaxValue)
    {
        using MeasurementJournal journal = MeasurementJournal.Open(Journal, Options, CancellationToken.None);
        var resumed = new ResumedMeasurements(journal);
        MaskMeasurement[] rows =
        [
            .. resumed
                .Measure(Work(), SampleRun.Adapters.Images, Options, 2, CancellationToken.None)
                .Take(most)
                .Select(outcome => outcome.Result!),
        ];
        return (rows, resumed, journal.Damaged);
    }

    [Fact]
    public void A_second_run_measures_nothing_and_gives_the_same_rows()
    {
        MaskMeasurement[] plain = Plain();
        Assert.Equal(plain, Resume().Rows);
        long length = new FileInfo(Journal).Length;
        (MaskMeasurement[] again, ResumedMeasurements resumed, _) = Resume();
        Assert.Equal(plain, again);
        Assert.Equal((Images, 0), (resumed.Known, resumed.Changed.Count));
        Assert.Equal(length, new FileInfo(Journal).Length);
    }

    [Fact]
    public void It_goes_on_behind_the_last_image_that_was_handed_out()
    {
        Resume(most: 7);
        (MaskMeasurement[] rows, ResumedMeasurements resumed, _) = Resume();
        Assert.Equal(7, resumed.Known);
        Assert.Equal(Plain(), rows);
    }

    [Fact]
    public void An_image_whose_files_changed_is_measured_again_and_named()
    {
        Resume();
        string[] predictions = [.. Directory.EnumerateFiles(Path.Combine(_run, "output", "predictions_test")).Order()];
        // As long and as old as before: only its content tells.
        byte[] other = File.ReadAllBytes(predictions[3]);
        DateTime written = File.GetLastWriteTimeUtc(predictions[2]);
        File.WriteAllBytes(predictions[2], other);
        File.SetLastWriteTimeUtc(predictions[2], written);
        (MaskMeasurement[] rows, ResumedMeasurements resumed, _) = Resume();
        Assert.Equal("0002", Assert.Single(resumed.Changed)[..4]);
        Assert.Equal(Images - 1, resumed.Known);
        Assert.Equal(Plain(), rows);
        Assert.Empty(Resume().Resumed.Changed);
    }

    [Fact]
    public void Other_options_are_refused_and_the_journal_is_left_alone()
    {
        Resume(most: 5);
        byte[] before = File.ReadAllBytes(Journal);
        InputException exception = Assert.Throws<InputException>(() =>
            MeasurementJournal.Open(Journal, Options with { IouThreshold = 0.4 }, CancellationToken.None)
        );
        Assert.Equal(InputError.InvalidArgument, exception.Error);
        // The one option that is another, and no other.
        Assert.Equal($"The journal {Journal} belongs to other work: IouThreshold was 0.5 and is 0.4.", exception.Message);
        Assert.Equal(before, File.ReadAllBytes(Journal));
    }

    [Theory]
    [InlineData("image_id,dice\n")]
    [InlineData("no line end")]
    public void A_file_that_is_no_journal_is_refused_and_left_alone(string content)
    {
        File.WriteAllText(Journal, content);
        Assert.Equal(
            InputError.MalformedFile,
            Assert.Throws<InputException>(() => MeasurementJournal.Open(Journal, Options, CancellationToken.None)).Error
        );
        Assert.Equal(content, File.ReadAllText(Journal));
    }

    [Fact]
    public void A_journal_that_another_process_writes_is_refused()
    {
        using MeasurementJournal first = MeasurementJournal.Open(Journal, Options, CancellationToken.None);
        Assert.Equal(
            InputError.UnwritableDestination,
            Assert.Throws<InputException>(() => MeasurementJournal.Open(Journal, Options, CancellationToken.None)).Error
        );
    }

    [Fact]
    public void Wherever_the_file_ends_no_row_is_lost_or_doubled()
    {
        MaskMeasurement[] plain = Plain();
        Resume(most: 3);
        byte[] whole = File.ReadAllBytes(Journal);
        int head = whole.AsSpan().IndexOf((byte)'\n') + 1;
        // Every length in the first line and a part of those behind it.
        foreach (
            int length in Enumerable
                .Range(0, head + 2)
                .Concat(Enumerable.Range(0, 20).Select(i => head + (i * (whole.Length - head) / 20)))
        )
        {
            File.WriteAllBytes(Journal, whole[..length]);
            using (MeasurementJournal journal = MeasurementJournal.Open(Journal, Options, CancellationToken.None))
                Assert.Equal(whole.AsSpan(head, Math.Max(0, length - head)).Count((byte)'\n'), journal.Count);
            // Going on from there measures the rest, which takes longer than to look: at some of the lengths.
            if (length % 29 == 0)
                Assert.Equal(plain, Resume().Rows);
        }
    }

    [Fact]
    public void A_damaged_row_is_counted_and_measured_again()
    {
        Resume();
        byte[] bytes = File.ReadAllBytes(Journal);
        bytes[bytes.AsSpan().IndexOf("\"Dice\":0."u8) + 9] ^= 1;
        File.WriteAllBytes(Journal, bytes);
        (MaskMeasurement[] rows, ResumedMeasurements resumed, int damaged) = Resume();
        Assert.Equal((1, Images - 1), (damaged, resumed.Known));
        Assert.Equal(Plain(), rows);
    }

    [Fact]
    public void Killed_work_goes_on() => Kill(3);

    [LongFact]
    public void Two_hundred_kills_lose_and_double_no_row() => Kill(200);

    /// <summary>Each child is killed after a few rows; what was handed out must be in the journal of the next.</summary>
    private void Kill(int times)
    {
        MaskMeasurement[] plain = Plain();
        var random = new Random(11);
        int cut = 0;
        for (int i = 0; i < times; i++)
        {
            using Process child = SavingChild.Start("measure-journal", _run, Journal);
            var seen = new List<string>();
            int most = random.Next(0, Images);
            while (seen.Count <= most && child.StandardOutput.ReadLine() is { } line)
                seen.Add(line);
            Thread.Sleep(TimeSpan.FromMilliseconds(random.NextDouble() * 3));
            child.Kill();
            child.WaitForExit();
            while (child.StandardOutput.ReadLine() is { } line)
                seen.Add(line);
            string[] handedOut = [.. seen.Skip(1)];
            Assert.Equal(plain.Take(handedOut.Length).Select(row => row.ImageId), handedOut);
            cut += handedOut.Length < Images ? 1 : 0;
            using (MeasurementJournal journal = MeasurementJournal.Open(Journal, Options, CancellationToken.None))
                Assert.InRange(journal.Count, handedOut.Length, Images);
            (MaskMeasurement[] rows, ResumedMeasurements resumed, int damaged) = Resume();
            Assert.Equal(plain, rows);
            Assert.InRange(resumed.Known, handedOut.Length, Images);
            Assert.Equal((0, 0), (damaged, resumed.Changed.Count));
            // The next one begins anew, or in the middle.
            byte[] bytes = File.ReadAllBytes(Journal);
            File.WriteAllBytes(Journal, bytes[..(random.Next(0, 3) * bytes.Length / 3)]);
        }
        Assert.True(cut >= times / 3, $"Only {cut} of {times} children were cut short.");
    }
}
