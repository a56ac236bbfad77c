using System.Globalization;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>Rules about the per-image table: each fires, passes and is silent.</summary>
public sealed class ScoreRuleTests : IDisposable
{
    private readonly RunFolder _run = new();

    public void Dispose() => _run.Dispose();

    /// <summary>Dice 0.5, precision 0.5, recall 0.5: IoU = 0.5/(2 - 0.5) = 1/3.</summary>
    private static string Half(string id) => $"{id},0.5,0.333333,0.5,0.5,0.5";

    private static string Trivial(string id) => $"{id},1,1,0,0,0";

    private static string Zero(string id, int total, double pearson = 0.2) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},{1e-6 / (total + 1e-6):R},{1e-6 / (total + 1e-6):R},0,0,{pearson}");

    [Fact]
    public void HN001_counts_trivial_images()
    {
        Finding found = _run.Scores(Half("a"), Half("b"), Trivial("c"), Zero("d", 100)).Look("HN001").Found;
        Assert.Equal((Severity.Warning, 1), (found.Severity, found.Count));
        Assert.Equal(["c"], found.ImageId);
        // As logged (0.5 + 0.5 + 1 + 1e-8)/4; without the trivial one (0.5 + 0.5 + 0)/3.
        Assert.Equal(0.5, (double)found.Evidence["MeanLogged"], 1e-8);
        Assert.Equal(1 / 3.0, (double)found.Evidence["MeanNonTrivial"], 1e-12);
    }

    [Fact]
    public void HN001_bounds_the_trivial_share_from_a_summary_alone()
    {
        // Published for the soft exudates: 0.6332 - (0.1513 + 0.1144)/2 = 0.50035; (0.6332 - 0.50035)/(1 - 0.50035) = 0.26588.
        Finding found = _run.Split("a,test")
            .Write("test_summary.json", """{"dice": 0.6332, "precision": 0.1513, "recall": 0.1144}""")
            .Look("HN001")
            .Found;
        Assert.Equal(0.50035, (double)found.Evidence["ShareTrivialAtLeast"], 1e-9);
        Assert.Equal(0.26588, (double)found.Evidence["MeanNonTrivialAtMost"], 1e-4);
    }

    [Fact]
    public void HN001_passes_and_is_silent()
    {
        _run.Scores(Half("a")).Look("HN001").AssertPassed();
        using var other = new RunFolder();
        other.Split("a,test").Look("HN001").AssertSilent();
    }

    [Fact]
    public void HN002_finds_what_a_tolerance_hides()
    {
        Finding found = _run.Scores(Zero("a", 500), Zero("b", 99), Zero("c", 3), Half("d"))
            .Breakdown("a,B,500,0")
            .Look("HN002")
            .Found;
        Assert.Equal(["b", "c"], found.ImageId);
        Assert.Equal((99L, 500L), ((long)found.Evidence["LargestMissing"], (long)found.Evidence["SmallestListed"]));
    }

    [Fact]
    public void HN002_passes_and_is_silent()
    {
        _run.Scores(Zero("a", 500)).Look("HN002").AssertSilent();
        _run.Breakdown("a,B,500,0").Look("HN002").AssertPassed();
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-4)]
    public void HN003_identifies_the_smoothing(double epsilon)
    {
        string Row(string id, int total) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{id},{epsilon / (total + epsilon):R},{epsilon / (total + epsilon):R},0,0,0.1"
            );
        Finding found = _run.Scores(Row("a", 7), Row("b", 1234), Row("d", 55), Row("e", 301), Half("c")).Look("HN003").Found;
        Assert.Equal(epsilon, (double)found.Evidence["Epsilon"]);
        Assert.Equal((7L, 1234L), ((long)found.Evidence["Smallest"], (long)found.Evidence["Largest"]));
        Assert.EndsWith("for 4 images, 7 to 1234 px.", found.Message);
    }

    [Fact]
    public void HN003_passes_without_smoothing_and_is_silent_without_failures()
    {
        _run.Scores("a,0,0,0,0,0.1", Half("b")).Look("HN003").AssertPassed();
        using var other = new RunFolder();
        other.Scores(Half("a")).Look("HN003").AssertSilent();
    }

    [Theory]
    [InlineData("a,C,500,0", 0.2)] // disjoint with an empty side
    [InlineData("a,A,0,500", 0.2)] // nothing marked, but a correlation
    [InlineData("a,C,100,400", 0)] // both have pixels, but no correlation at all
    public void HN004_sees_a_contradicted_case(string breakdown, double pearson) =>
        Assert.Equal(["a"], _run.Scores(Zero("a", 500, pearson), Half("b")).Breakdown(breakdown).Look("HN004").Found.ImageId);

    /// <summary>
    /// The published microaneurysm run: its breakdown calls every failure disjoint, but it had loaded both masks as empty.
    /// Ten printed rows, four of them with a Pearson correlation of 0, and the breakdown of the same images.
    /// </summary>
    [Fact]
    public void A_breakdown_of_masks_that_were_never_loaded_is_seen_through()
    {
        string[] dice = (
            "7.390983e-10 8.849558e-10 9.615384e-10 1.123596e-09 1.177856e-09 1.449275e-09 1.522070e-09 "
            + "1.934236e-09 2.008032e-09 2.617801e-09"
        ).Split(' ');
        _run.Scores(dice.Select((value, i) => $"{i:D4}_1,{value},{value},0,0,{(i < 4 ? 0 : 0.1)}"))
            .Breakdown(dice.Select((_, i) => $"{i:D4}_1,C,0,0"));
        Assert.Equal((Severity.Error, 10), (_run.Look("HN004").Found.Severity, _run.Look("HN004").Found.Count));
        Assert.Equal(
            (382L, 1353L),
            ((long)_run.Look("HN003").Found.Evidence["Smallest"], (long)_run.Look("HN003").Found.Evidence["Largest"])
        );
        _run.Look("HN005").AssertSilent();
        _run.Look("HN018").AssertSilent();
    }

    [Fact]
    public void HN004_sees_a_listed_image_that_overlaps() =>
        Assert.Equal(
            ["b"],
            _run.Scores(Zero("a", 500), Half("b")).Breakdown("a,B,500,0", "b,B,500,0").Look("HN004").Found.ImageId
        );

    [Fact]
    public void HN004_passes_and_is_silent()
    {
        _run.Scores(Zero("a", 500, 0), Half("b")).Look("HN004").AssertSilent();
        _run.Breakdown("a,A,0,500").Look("HN004").AssertPassed();
    }

    [Fact]
    public void HN005_sees_that_pixels_were_counted_on_a_larger_grid()
    {
        // 6.25 times 401, 809, 1211 and 163.
        Finding found = _run.Scores(Zero("a", 401), Zero("b", 809), Zero("c", 1211), Zero("d", 163))
            .Breakdown("a,B,2506,0", "b,B,5056,0", "c,B,7569,0", "d,B,1019,0")
            .Look("HN005")
            .Found;
        Assert.Equal(6.25, (double)found.Evidence["Ratio"], 0.01);
    }

    [Fact]
    public void HN005_passes_and_is_silent()
    {
        _run.Scores(Zero("a", 401), Zero("b", 809), Zero("c", 1211)).Look("HN005").AssertSilent();
        _run.Breakdown("a,B,401,0", "b,B,809,0", "c,B,1211,0").Look("HN005").AssertPassed();
    }

    [Fact]
    public void HN008_compares_the_summary_with_its_table()
    {
        _run.Scores(Half("a"), Half("b")).Look("HN008").AssertSilent();
        _run.Write("test_summary.json", """{"dice": 0.5, "iou": 0.3333, "threshold": 0.5}""").Look("HN008").AssertPassed();
        Finding found = _run.Write("test_summary.json", """{"dice": 0.52, "iou": 0.3333}""").Look("HN008").Found;
        Assert.Equal((Severity.Error, "Dice"), (found.Severity, Assert.Single(found.Evidence.Keys)));
    }

    [Fact]
    public void HN009_sees_scores_that_no_masks_have()
    {
        _run.Scores(Half("a"), Zero("b", 50), Trivial("c")).Look("HN009").AssertPassed();
        // 2 x 0.4/1.4 = 0.571 is not 0.5; 2PR/(P+R) = 0.6 is not 0.5.
        Assert.Equal(["b"], _run.Scores(Half("a"), "b,0.5,0.4,0.5,0.5,0.5").Look("HN009").Found.ImageId);
        Assert.Equal(["b"], _run.Scores(Half("a"), "b,0.5,0.333333,0.6,0.6,0.5").Look("HN009").Found.ImageId);
        _run.Write("test_per_image_metrics.csv", "image_id,dice\na,0.5\n").Look("HN009").AssertSilent();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(0.1, false)]
    public void HN009_passes_a_large_smoothing_term_and_sees_a_wrong_row_beside_it(double term, bool ratios)
    {
        // I, P, T of small lesions: 2I + a over P + T + a and so on, from the counts.
        (int I, int P, int T)[] counts =
        [
            (3, 9, 5),
            (0, 4, 7),
            (12, 20, 15),
            (1, 2, 8),
            (40, 66, 51),
            (0, 12, 3),
            (7, 8, 30),
            (0, 0, 9),
            (0, 6, 0),
            (22, 31, 40),
        ];
        string Row(string id, double i, double p, double t)
        {
            double above = ratios ? term : 0,
                below = ratios ? term : 1e-7;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{id},{(2 * i + term) / (p + t + term):R},{(i + term) / (p + t - i + term):R},"
                    + $"{(i + above) / (p + below):R},{(i + above) / (t + below):R},0.3"
            );
        }
        string[] rows = [.. counts.Select((c, k) => Row($"{k:D4}_1", c.I, c.P, c.T))];
        _run.Scores(rows).Look("HN009").AssertPassed();
        // The IoU of another pair of masks stands in the last row.
        string[] wrong = rows[^1].Split(',');
        wrong[2] = "0.51";
        Assert.Equal(
            [wrong[0]],
            _run.Scores([.. rows[..^1], string.Join(',', wrong)]).Look("HN009").Found.ImageId.Intersect([wrong[0]])
        );
    }

    [Fact]
    public void HN012_parts_what_the_filter_removes()
    {
        Finding found = _run.Scores(Half("a"), Half("b"), Trivial("c"), Zero("d", 9), "e,0.04,0.020408,0.04,0.04,0.1")
            .Look("HN012", new() { PopulationSize = 100 })
            .Found;
        Assert.Equal((Severity.Warning, 3), (found.Severity, found.Count));
        Assert.Equal(
            (1, 1, 1),
            ((int)found.Evidence["Trivial"], (int)found.Evidence["ZeroOverlap"], (int)found.Evidence["BelowMinimum"])
        );
        // 3 of 5 of a population of 100.
        Assert.Equal(60.0, (double)found.Evidence["Projected"], 1e-9);
    }

    [Fact]
    public void HN012_passes_and_is_silent()
    {
        _run.Scores(Half("a"), Trivial("b")).Look("HN012").AssertPassed();
        using var other = new RunFolder();
        other.Split("a,test").Look("HN012").AssertSilent();
    }

    [Fact]
    public void HN013_recomputes_means_without_undefined_values()
    {
        Finding found = _run.Scores(Half("a"), Half("b"), Trivial("c"), Trivial("d")).Look("HN013").Found;
        // Two of four rows are undefined: 0.25 as logged, 0.5 without them.
        Assert.Equal((0.25, 0.5), ((double)found.Evidence["MeanPrecision"], (double)found.Evidence["MeanPrecisionDefined"]));
        Assert.Equal((2, 2), ((int)found.Evidence["UndefinedPrecision"], (int)found.Evidence["UndefinedRecall"]));
    }

    [Fact]
    public void HN013_passes_and_is_silent()
    {
        _run.Scores(Half("a"), Zero("b", 9)).Look("HN013").AssertPassed();
        _run.Write("test_per_image_metrics.csv", "image_id,dice\na,0.5\n").Look("HN013").AssertSilent();
    }

    [Fact]
    public void HN015_sees_groups_that_differ_and_not_those_that_do_not()
    {
        static string Row(int i, double dice) =>
            string.Create(CultureInfo.InvariantCulture, $"{i:D4}_{1 + i % 2},{dice},{dice / (2 - dice)},{dice},{dice},0.5");
        _run.Scores(Enumerable.Range(0, 60).Select(i => Row(i, 0.3 + 0.005 * (i / 2)))).Look("HN015").AssertPassed();
        Finding found = _run.Scores(Enumerable.Range(0, 60).Select(i => Row(i, (i % 2 == 0 ? 0.3 : 0.6) + 0.005 * (i / 2))))
            .Look("HN015")
            .Found;
        Assert.Equal(["1", "2"], (string[])found.Evidence["Groups"]);
        Assert.InRange((double)found.Evidence["DiceP"], 0, 1e-6);
        _run.Scores(Half("a"), Half("b")).Look("HN015").AssertSilent();
    }
}
