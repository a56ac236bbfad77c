using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Sampling;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Sampling;

/// <summary>Weights by arithmetic, patches, and which ids may have one.</summary>
public class SampleWeightTests
{
    private static SampleEvidence Image(
        string id,
        int lesions,
        int small = 0,
        int missed = 0,
        int predicted = 0,
        int wrong = 0
    ) => new(id, null, lesions, small, missed, predicted, wrong);

    [Fact]
    public void A_weight_is_one_and_what_each_reason_adds_brought_to_mean_one()
    {
        IReadOnlyList<SampleWeight> weights = new SampleWeighting
        {
            Positive = 2,
            SmallLesion = 1,
            Miss = 4,
            HardNegative = 3,
        }.Weigh(
            "r",
            [
                Image("plain", 0),
                Image("marked", 2),
                Image("small", 4, small: 1),
                Image("missed", 2, missed: 1),
                Image("alarm", 0, predicted: 4, wrong: 4),
            ],
            default
        );
        // 1; 1 + 2; 1 + 2 + 1/4; 1 + 2 + 4/2; 1 + 3. Mean 16.25 / 5 = 3.25.
        double[] raw = [1, 3, 3.25, 5, 4];
        for (int i = 0; i < raw.Length; i++)
            Assert.Equal(raw[i] / 3.25, weights[i].Weight, 1e-12);
        Assert.Equal("base 100 %", weights[0].Reason);
        Assert.Equal("positive 40 %, past misses 40 %, base 20 %", weights[3].Reason);
        Assert.Equal("false alarms 75 %, base 25 %", weights[4].Reason);
        Assert.All(
            weights,
            weight =>
                Assert.Equal(
                    1,
                    weight.BaseShare
                        + weight.PositiveShare
                        + weight.SmallLesionShare
                        + weight.MissShare
                        + weight.HardNegativeShare,
                    1e-12
                )
        );
        Assert.DoesNotContain(weights, weight => weight.Capped);
    }

    [Fact]
    public void No_weight_exceeds_the_cap_and_the_mean_is_still_one()
    {
        SampleEvidence[] samples = [Image("rare", 1), .. Enumerable.Range(0, 99).Select(i => Image($"{i}", 0))];
        IReadOnlyList<SampleWeight> weights = new SampleWeighting { Positive = 1000, Cap = 5 }.Weigh("r", samples, default);
        Assert.Equal(5, weights.Max(weight => weight.Weight), 1e-6);
        Assert.Equal(1, weights.Average(weight => weight.Weight), 1e-6);
        Assert.True(weights[0].Capped && !weights[1].Capped);
    }

    [Fact]
    public void The_tightest_cap_leaves_every_weight_at_one()
    {
        SampleEvidence[] samples =
        [
            Image("a", 4, small: 1),
            Image("b", 2, missed: 1),
            .. Enumerable.Range(0, 22).Select(i => Image($"{i}", i % 3)),
        ];
        IReadOnlyList<SampleWeight> weights = new SampleWeighting
        {
            Positive = 7,
            Miss = 1e5,
            Cap = 1,
        }.Weigh("r", samples, default);
        Assert.All(weights, weight => Assert.Equal(1, weight.Weight, 1e-12));
        // Raw 1, 1, 1, 9 with a cap of 2: the last is cut to 2, the others share 4 - 2 = 2.
        weights = new SampleWeighting { Positive = 8, Cap = 2 }.Weigh(
            "r",
            [Image("x", 0), Image("y", 1), Image("z", 0), Image("w", 0)],
            default
        );
        double[] expected = [2 / 3.0, 2, 2 / 3.0, 2 / 3.0];
        Assert.All(weights.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Weight, 1e-12));
        Assert.Equal([false, true, false, false], weights.Select(weight => weight.Capped));
    }

    [Fact]
    public void An_image_that_stands_in_test_with_an_extension_is_not_weighted()
    {
        using var folder = new TempFolder();
        folder.Write(
            "v1EX/metrics_logs/image_split.csv",
            "image_id,split\n0001_1,train\n0002_1,train\n0001_1.png,test\n0003_1,test\n"
        );
        folder.Write("v1EX/test_per_image_metrics.csv", "image_id,dice\n0003_1,0.5\n");
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "v1EX"), new RunReadOptions(), CancellationToken.None);
        Assert.Equal(["0002_1"], TrainingIds.Of(run, null, out IReadOnlyList<string> shared));
        Assert.Equal(["0001_1"], shared);
    }

    [Fact]
    public void A_lesion_counts_for_every_patch_that_it_reaches_into()
    {
        // A lesion of 4 pixels across the middle, and a false one at the right edge.
        using Mask gt = Grid.Rows("........", "...##...", "...##...", "........"),
            pred = Grid.Rows("........", "........", "........", ".......#");
        Patch[] patches = [new("left", "x", 0, 0, 4, 4), new("right", "x", 4, 0, 4, 4), new("corner", "x", 0, 0, 2, 2)];
        IReadOnlyList<SampleEvidence> found = SampleEvidence.Of("x", gt, pred, patches, 5);
        Assert.Equal(
            [new("x", "left", 1, 1, 1, 0, 0), new("x", "right", 1, 1, 1, 1, 1), new("x", "corner", 0, 0, 0, 0, 0)],
            found
        );
        Assert.Equal([new SampleEvidence("x", null, 1, 0, 0, 0, 0)], SampleEvidence.Of("x", gt, null, null, 4));
        Assert.Equal(
            InputError.SizeMismatch,
            Assert.Throws<InputException>(() => SampleEvidence.Of("x", gt, null, [new("off", "x", 5, 0, 4, 4)], 5)).Error
        );
    }

    private static Run Assigned(params (string Id, string Split)[] rows) =>
        SampleRun.Run with
        {
            Log = SampleRun.Run.Log with { Assignments = [.. rows.Select(row => new SplitAssignment(row.Id, row.Split))] },
        };

    [Fact]
    public void Only_training_ids_have_weights()
    {
        Run run = Assigned(("a", "train"), ("b", "val"), ("c", "test"), ("d", "train"), ("d", "test"), ("e", "Train"));
        Assert.Equal(["a", "e"], TrainingIds.Of(run, null, out IReadOnlyList<string> shared));
        Assert.Equal(["d"], shared);
        Assert.Equal(["e"], TrainingIds.Of(run, ["e", "e"], out _));
        InputException exception = Assert.Throws<InputException>(() => TrainingIds.Of(run, ["a", "c", "b", "d"], out _));
        Assert.Equal(InputError.InvalidArgument, exception.Error);
        Assert.Contains("c (test), b (val), d (train and test)", exception.Message);
        Assert.Contains("zz", Assert.Throws<InputException>(() => TrainingIds.Of(run, ["zz"], out _)).Message);
        Assert.Equal(InputError.MissingFile, Assert.Throws<InputException>(() => TrainingIds.Of(Assigned(), null, out _)).Error);
    }

    [Fact]
    public void Tables_of_patches_and_weights_are_read_and_written()
    {
        using var folder = new TempFolder();
        ITableFiles files = SampleRun.Adapters.Tables;
        string table = folder.Write("p.csv", "patch_id,image_id,x,y,size\na,0001_1,0,64,32\nb,0001_1,32,0,32\n");
        Assert.Equal(
            [new("a", "0001_1", 0, 64, 32, 32), new("b", "0001_1", 32, 0, 32, 32)],
            files.ReadPatches(table, null, CancellationToken.None)
        );
        Assert.Equal(
            InputError.MissingColumn,
            Assert
                .Throws<InputException>(() =>
                    files.ReadPatches(folder.Write("q.csv", "patch_id,image_id,x,y\na,b,0,0\n"), null, CancellationToken.None)
                )
                .Error
        );
        Assert.Equal(
            new Patch("a", "b", 0, 0, 16, 16),
            Assert.Single(
                files.ReadPatches(folder.Write("r.csv", "patch_id,image_id,x,y\na,b,0,0\n"), 16, CancellationToken.None)
            )
        );
        Assert.Equal(
            InputError.DuplicateImageId,
            Assert
                .Throws<InputException>(() =>
                    files.ReadPatches(
                        folder.Write("s.csv", "patch_id,image_id,x,y,size\na,b,0,0,1\na,b,1,0,1\n"),
                        null,
                        CancellationToken.None
                    )
                )
                .Error
        );
        Assert.Equal(
            InputError.NotANumber,
            Assert
                .Throws<InputException>(() =>
                    files.ReadPatches(
                        folder.Write("t.csv", "patch_id,image_id,x,y,size\na,b,-1,0,1\n"),
                        null,
                        CancellationToken.None
                    )
                )
                .Error
        );

        string path = Path.Combine(folder.Path, "deep", "w.csv");
        SampleWeight[] weights =
        [
            new()
            {
                Run = "r",
                ImageId = "0001_1",
                Weight = 1.5,
                Reason = "base 50 %, positive 50 %",
            },
        ];
        files.WriteWeights(path, weights, overwrite: false);
        Assert.Equal("image_id,weight,reason\n0001_1,1.5,\"base 50 %, positive 50 %\"\n", File.ReadAllText(path));
        Assert.Equal(
            InputError.DestinationExists,
            Assert.Throws<InputException>(() => files.WriteWeights(path, weights, overwrite: false)).Error
        );
        files.WriteWeights(path, [weights[0] with { PatchId = "p,1" }], overwrite: true);
        Assert.Equal(
            "patch_id,image_id,weight,reason\n\"p,1\",0001_1,1.5,\"base 50 %, positive 50 %\"\n",
            File.ReadAllText(path)
        );
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }
}
