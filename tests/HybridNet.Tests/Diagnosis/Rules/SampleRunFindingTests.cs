using System.Text.Json;
using HybridNet.Diagnosis;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>What the audit says of the sample run, against the figures that come with it.</summary>
public class SampleRunFindingTests
{
    private static readonly Finding[] s_findings =
    [
        .. Audit.Evaluate(SampleRun.Run, [], SampleRun.Adapters.Images, new() { PopulationSize = 1820 }),
    ];

    private static Finding Of(string id) => Assert.Single(s_findings, finding => finding.Id == id);

    [Fact]
    public void Every_hidden_fault_of_the_published_run_is_said()
    {
        string[] said = [.. s_findings.Where(finding => finding.Severity >= Severity.Information).Select(finding => finding.Id)];
        foreach (string id in new[] { "HN001", "HN002", "HN003", "HN005", "HN006", "HN007", "HN012", "HN013", "HN018" })
            Assert.Contains(id, said);
        Assert.All(
            s_findings,
            finding =>
                Assert.True(
                    finding.Message.Length > 20 && finding.Severity == Severity.Passed == (finding.Recommendation == ""),
                    finding.Id
                )
        );
    }

    [Fact]
    public void Trivial_images_and_the_means_with_and_without()
    {
        SampleRun.Check("test/dice_exactly_one", Of("HN001").Count);
        SampleRun.Check("test/mean_full/dice", (double)Of("HN001").Evidence["MeanLogged"]);
    }

    [Fact]
    public void Missing_failures_and_recovered_totals()
    {
        Finding missing = Of("HN002");
        SampleRun.Check("test/smoothed_zero/n_not_listed", missing.Count);
        SampleRun.Check("test/smoothed_zero/n_all", (int)missing.Evidence["All"]);
        Dictionary<string, long> totals = SampleRun
            .Entry("test/smoothed_zero/pixel_total/value")
            .EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetInt64());
        Assert.Equal(
            totals.Where(pair => missing.ImageId.Contains(pair.Key)).Max(pair => pair.Value),
            (long)missing.Evidence["LargestMissing"]
        );
        Assert.Equal(
            (totals.Values.Min(), totals.Values.Max()),
            ((long)Of("HN003").Evidence["Smallest"], (long)Of("HN003").Evidence["Largest"])
        );
        Assert.Equal(1e-6, (double)Of("HN003").Evidence["Epsilon"]);
        Assert.All(
            SampleRun.Run.Log.Scores.Where(score => score.State.HasNoOverlap()),
            score => Assert.Equal(totals[score.ImageId], score.TotalPixels)
        );
    }

    [Fact]
    public void The_grid_is_512_and_its_ratio_that_of_1280() // (1280/512)^2 = 6.25
    {
        Assert.Equal((6.25, 512), ((double)Of("HN005").Evidence["Ratio"], (int)Of("HN005").Evidence["Side"]));
        Assert.Equal("HardExudate_Masks", Of("HN018").Evidence["Folder"]);
        JsonElement images = SampleRun.Entry("zero_dice_breakdown/per_image/value");
        int soft = images
            .EnumerateObject()
            .Count(image =>
                image.Value.GetProperty("gt_pixels").GetInt64() > 1.1 * image.Value.GetProperty("hard_pixels").GetInt64()
            );
        Assert.Equal(soft, Of("HN018").Count);
    }

    [Fact]
    public void Two_batches_one_hit_and_one_miss() =>
        Assert.Equal(
            SampleRun.Entry("epochs/dice_equals_iou_at_half/value").EnumerateArray().Select(epoch => epoch.GetInt32()),
            (int[])Of("HN006").Evidence["OneHitOneMiss"]
        );

    [Fact]
    public void The_best_epochs_differ()
    {
        Finding found = Of("HN007");
        Assert.Equal((3, 14), ((int)found.Evidence["EpochOfLowestValLoss"], (int)found.Evidence["EpochOfHighestValDice"]));
        Assert.Equal(0.427482, (double)found.Evidence["LowestValLoss"], 1e-9);
        Assert.Equal(0.499385, (double)found.Evidence["HighestValDice"], 1e-9);
        Assert.Equal(3, found.Evidence["OverfitsFrom"]);
    }

    [Fact]
    public void The_filter_and_its_projection()
    {
        Finding found = Of("HN012");
        SampleRun.Check("test/outliers/removed", found.Count);
        SampleRun.Check("test/outliers/mean_kept_full", (double)found.Evidence["MeanAfter"]);
        SampleRun.Check("test/outliers/share_removed", (double)found.Evidence["ShareRemoved"]);
        double[] projection =
        [
            .. SampleRun.Entry("test/outliers/projection_to_1820/value").EnumerateArray().Select(value => value.GetDouble()),
        ];
        Assert.Equal(projection[0], (double)found.Evidence["Projected"], 1e-6);
        Assert.Equal(projection[1], (double)found.Evidence["ProjectedLow"], 1e-6);
        Assert.Equal(projection[2], (double)found.Evidence["ProjectedHigh"], 1e-6);
    }

    [Fact]
    public void Undefined_precision_and_recall()
    {
        // 60 trivial and 21 case B images predict nothing; 60 trivial and 24 case A images mark nothing.
        Finding found = Of("HN013");
        Assert.Equal((81, 84), ((int)found.Evidence["UndefinedPrecision"], (int)found.Evidence["UndefinedRecall"]));
        Assert.Equal(
            SampleRun.Value("test/mean_full/precision") * 276 / (276 - 81),
            (double)found.Evidence["MeanPrecisionDefined"],
            1e-9
        );
        Assert.Equal(
            SampleRun.Value("test/mean_full/recall") * 276 / (276 - 84),
            (double)found.Evidence["MeanRecallDefined"],
            1e-9
        );
    }

    [Fact]
    public void The_split_is_even()
    {
        SplitTest test = Assert.Single(SplitTest.Of(SampleRun.Run));
        SampleRun.Check("split/chi_square/statistic", test.ChiSquare);
        SampleRun.Check("split/chi_square/p_value", test.P);
        Assert.Equal(Severity.Passed, Of("HN011").Severity);
    }
}
