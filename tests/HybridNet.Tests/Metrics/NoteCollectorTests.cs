using HybridNet.Metrics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Metrics;

/// <summary>What is odd about many files is said once, with sums worked out beside the notes.</summary>
public class NoteCollectorTests
{
    [Fact]
    public void Grey_masks_are_counted_and_what_the_other_rule_counts_is_summed()
    {
        var notes = new NoteCollector();
        // 10 + 30 pixels by every sample, 4 + 20 from half the range on; the last two tell no difference.
        notes.Add([Grey("a.png", 10, 4)]);
        notes.Add([Grey("b.png", 30, 20), new(MaskWarning.Lossy, "b.jpg")]);
        notes.Add([Grey("c.png", 7, 7)]);
        notes.Add([Grey("d.npy", 5, -1)]);

        Assert.Equal(
            [
                "4 masks have more than two grey levels: every non-zero sample counts as foreground. That is 40 "
                    + "pixels; from half "
                    + "the range on (-Foreground Half) it is 24. The first is a.png.",
                "1 masks are in a lossy format: their edges are not what was drawn. The first is b.jpg.",
            ],
            notes.Sentences()
        );
    }

    /// <summary>Predictions copied from the references had a Dice of 1 without a word; one good image is none.</summary>
    [Theory]
    [InlineData(3, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(2, 2, false)]
    [InlineData(0, 3, false)]
    public void Predictions_that_are_their_references_are_said(int copies, int others, bool said)
    {
        using var folder = new TempFolder();
        var notes = new NoteCollector();
        for (int i = 0; i < copies + others; i++)
        {
            string reference = Mask(folder, $"gt{i}.pgm", 255),
                prediction = i < copies ? Mask(folder, $"pred{i}.pgm", 255) : Mask(folder, $"pred{i}.pgm", 0);
            var work = new ImageCase("run", $"{i}", [reference], prediction, null, null);
            using ImageMasks masks = ImageMasks.Read(SampleRun.Adapters.Images, work, false, CancellationToken.None);
            notes.Add(masks.Notes);
        }
        Assert.Equal(said, notes.Sentences().Any(text => text.StartsWith($"{copies} predictions equal their references")));
    }

    /// <summary>Four columns, the first of them drawn or not.</summary>
    private static string Mask(TempFolder folder, string name, int first)
    {
        folder.Write(name, $"P2 4 1 255\n{first} 0 0 0\n");
        return Path.Combine(folder.Path, name);
    }

    private static MaskNote Grey(string path, long pixels, long half) =>
        new(MaskWarning.MoreThanTwoLevels, path) { Pixels = pixels, AtLeastHalf = half };
}
