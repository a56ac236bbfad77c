using HybridNet.Data.Imaging.Png;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>Rules about masks and maps: each fires, passes and is silent.</summary>
public sealed class MaskRuleTests : IDisposable
{
    private const int Side = 64;

    private readonly RunFolder _run = new();

    public void Dispose() => _run.Dispose();

    private void Save(string folder, string name, Func<int, int, int> sample, int side = Side)
    {
        var samples = new byte[side * side];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)sample(i % side, i / side);
        File.WriteAllBytes(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_run.Path, folder)).FullName, name),
            PngWriter.Samples(samples, side, side, 8, PngColor.Grey)
        );
    }

    private void Pair(string id, Func<int, int, int> gt, Func<int, int, int> pred)
    {
        Save("masks/HardExudate_Masks", id + ".png", gt);
        Save("predictions_test", id + "_EX.png", pred);
    }

    private static int Square(int x, int y) => x is >= 10 and < 20 && y is >= 10 and < 20 ? 255 : 0;

    [Fact]
    public void HN014_passes_good_masks_and_is_silent_without_any()
    {
        _run.Split("a,test").Look("HN014").AssertSilent();
        Pair("a", Square, Square);
        _run.Look("HN014").AssertPassed();
    }

    [Fact]
    public void HN014_sees_grey_levels() => Look(() => Pair("a", (x, y) => x, Square), "more than two grey levels", "a");

    [Fact]
    public void HN014_sees_sizes_that_differ() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                Save("masks/HardExudate_Masks", "a.png", Square, 48);
            },
            "SizeMismatch",
            null
        );

    [Fact]
    public void HN014_sees_a_missing_counterpart() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                Save("predictions_test", "b_EX.png", Square);
            },
            "MissingGroundTruth",
            "b"
        );

    [Fact]
    public void HN014_sees_predictions_that_are_all_empty() =>
        Look(
            () =>
            {
                Pair("a", Square, (_, _) => 0);
                Pair("b", Square, (_, _) => 0);
            },
            "All 2 predictions are empty",
            "a"
        );

    [Fact]
    public void HN014_sees_references_that_the_split_contradicts() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                _run.Write("metrics_logs/split_summary.csv", "name,n,counts,rates\ntest,1,0,0\n");
            },
            "The split counts 0 lesion-positive test images, the reference masks 1",
            null
        );

    [Fact]
    public void HN014_sees_predictions_older_than_the_epoch_log() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                _run.Write("metrics_expanded.csv", "epoch,val_loss\n1,0.5\n");
                File.SetLastWriteTimeUtc(Path.Combine(_run.Path, "predictions_test", "a_EX.png"), DateTime.UtcNow.AddDays(-3));
            },
            "older than the epoch log",
            "a"
        );

    [Fact]
    public void HN014_sees_scored_images_without_a_prediction_file() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                _run.Scores("a,1,1,1,1,1", "b,0.5,0.333333,0.5,0.5,0.5");
            },
            "1 of 2 scored images have no prediction file",
            "b"
        );

    [Fact]
    public void HN014_sees_predicted_images_that_were_not_scored() =>
        Look(
            () =>
            {
                Pair("a", Square, Square);
                Pair("b", Square, Square);
                _run.Scores("a,1,1,1,1,1");
            },
            "1 of 2 predicted images have no row in the per-image table",
            "b"
        );

    [Fact]
    public void HN016_sees_a_threshold_tuned_for_silence()
    {
        // Five images with nothing marked whose map reaches 0.7, four with a lesion at 0.6. At 0.75 nothing is predicted:
        // 5/9 when empty images score 1, 0 when they are left out. At 0.55 the lesions are found beside five alarms: 4/9.
        for (int i = 0; i < 5; i++)
        {
            Save("masks/HardExudate_Masks", $"e{i}.png", (_, _) => 0);
            Save("probabilities_test", $"e{i}_EX.png", (x, y) => Square(x, y) > 0 ? 178 : 0);
            if (i == 4)
                continue;
            Save("masks/HardExudate_Masks", $"m{i}.png", Square);
            Save("probabilities_test", $"m{i}_EX.png", (x, y) => Square(x, y) > 0 ? 153 : 0);
        }
        _run.Split("e0,test").Look("HN016").AssertSilent();
        Finding found = _run.Write("test_summary.json", """{"threshold": 0.75}""").Look("HN016").Found;
        Assert.Equal(4 / 9.0, (double)found.Evidence["RegretNonTrivial"], 1e-9);
        Assert.Equal(0.0, (double)found.Evidence["RegretEmptyAsOne"], 1e-9);
        _run.Write("test_summary.json", """{"threshold": 0.55}""").Look("HN016").AssertPassed();
    }

    [Fact]
    public void HN018_sees_another_reference()
    {
        // Scored against hard exudates alone (11 x 11 px and more), counted, in three of six, with 300 px of soft ones.
        string[] ids = ["a", "b", "c", "d", "e", "f"];
        for (int i = 0; i < ids.Length; i++)
        {
            int side = 11 + i;
            Pair(ids[i], (x, y) => x < side && y < side ? 255 : 0, (_, _) => 0);
            Save(
                "masks/SoftExudate_Masks",
                ids[i] + ".png",
                (x, y) => i < 3 && x is >= 30 and < 40 && y is >= 30 and < 60 ? 255 : 0
            );
        }
        _run.Scores(
            ids.Select(
                (id, i) =>
                    InvariantText.Invariant(
                        $"{id},{1e-6 / ((11 + i) * (11 + i) + 1e-6):R},{1e-6 / ((11 + i) * (11 + i) + 1e-6):R},0,0,0.2"
                    )
            )
        );
        Finding found = _run.Look("HN018").Found;
        Assert.Equal(
            (3, 6, "HardExudate_Masks"),
            ((int)found.Evidence["Apart"], (int)found.Evidence["Counted"], (string)found.Evidence["Folder"])
        );
        foreach (string id in ids)
            Save("masks/SoftExudate_Masks", id + ".png", (_, _) => 0);
        _run.Look("HN018").AssertPassed();
    }

    [Fact]
    public void HN018_sees_the_one_folder_behind_the_scores_where_nearly_all_images_have_lesions_of_both()
    {
        // Scored against hard exudates alone, 11 x 11 px and more; soft ones of up to 340 px more leave no common ratio:
        // 1.25, 2.46, 1.59, 2.73, 1.04, 1.00, 1.87.
        string[] ids = ["a", "b", "c", "d", "e", "f", "g"];
        int[] soft = [3, 21, 10, 34, 1, 0, 25];
        for (int i = 0; i < ids.Length; i++)
        {
            int side = 11 + i,
                rows = soft[i];
            Pair(ids[i], (x, y) => x < side && y < side ? 255 : 0, (_, _) => 0);
            Save("masks/SoftExudate_Masks", ids[i] + ".png", (x, y) => x is >= 30 and < 40 && y >= 30 && y < 30 + rows ? 255 : 0);
        }
        _run.Scores(
            ids.Select(
                (id, i) =>
                    InvariantText.Invariant(
                        $"{id},{1e-6 / ((11 + i) * (11 + i) + 1e-6):R},{1e-6 / ((11 + i) * (11 + i) + 1e-6):R},0,0,0.2"
                    )
            )
        );
        Finding found = _run.Look("HN018").Found;
        Assert.Equal((7, "HardExudate_Masks"), ((int)found.Evidence["FolderAgrees"], (string)found.Evidence["Folder"]));
    }

    [Fact]
    public void HN018_is_silent_without_counts()
    {
        _run.Scores("a,1e-8,1e-8,0,0,0.2").Look("HN018").AssertSilent();
    }

    private void Look(Action make, string text, string? id)
    {
        Directory.CreateDirectory(_run.Path);
        _run.Split("a,test", "b,test");
        make();
        Finding found = Assert.Single(_run.Look("HN014").Findings, finding => finding.Message.Contains(text));
        Assert.NotEqual(Severity.Passed, found.Severity);
        if (id is not null)
            Assert.Contains(id, found.ImageId);
    }
}
