using HybridNet.Metrics;

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

    private static MaskNote Grey(string path, long pixels, long half) =>
        new(MaskWarning.MoreThanTwoLevels, path) { Pixels = pixels, AtLeastHalf = half };
}
