using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Metrics;

/// <summary>Which class a lesion was called, counted by hand on masks of one row.</summary>
public class ClassConfusionTests
{
    private static string Row(TempFolder folder, string name, params int[] columns)
    {
        string path = Path.Combine(folder.Path, name);
        using var mask = new Mask(12, 1);
        foreach (int x in columns)
            mask[x, 0] = true;
        SampleRun.Adapters.Images.WriteMask(path, mask, false);
        return path;
    }

    [Fact]
    public void A_missed_lesion_under_another_name_is_told_from_one_that_is_not_there()
    {
        using var folder = new TempFolder();
        // MA: lesions at 0-1 (found), 4 (called HE) and 8 (called nothing). HE: one lesion at 10, found.
        // Predicted: MA 1; HE 4, 10, and 6 where nothing is marked.
        ImageCase Case(string code, int[] gt, int[] pred) =>
            new("", "1", [Row(folder, code + "g.png", gt)], Row(folder, code + "p.png", pred), null, null) { Class = code };
        var sums = new ClassConfusions(["MA", "HE"]);
        sums.Add(
            ClassConfusions.Count(
                SampleRun.Adapters.Images,
                [Case("MA", [0, 1, 4, 8], [1]), Case("HE", [10], [4, 6, 10])],
                CancellationToken.None
            )
        );
        Dictionary<string, ClassConfusion> cells = sums.Rows("").ToDictionary(row => row.ToString());
        Assert.Equal((1L, 0.25, 1), (cells["MA as MA"].Pixels, cells["MA as MA"].Share, cells["MA as MA"].Lesions));
        Assert.Equal((1L, 1, 0.5), (cells["MA as HE"].Pixels, cells["MA as HE"].Lesions, cells["MA as HE"].MissedShare));
        Assert.Equal(
            (2L, 1, 0.5),
            (cells["MA as ground"].Pixels, cells["MA as ground"].Lesions, cells["MA as ground"].MissedShare)
        );
        Assert.Equal((1L, 1), (cells["HE as HE"].Pixels, cells["HE as HE"].Lesions));
        Assert.Equal((1L, 1), (cells["ground as HE"].Pixels, cells["ground as HE"].Lesions));
        // Of 12 pixels 0, 1, 4, 6, 8 and 10 are marked or predicted.
        Assert.Equal(6L, cells["ground as ground"].Pixels);
    }
}
