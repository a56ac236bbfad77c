using HybridNet.Statistics;

namespace HybridNet.Tests.Storage;

/// <summary>Runs that follow from their name and size, so that another process can tell whether one is whole.</summary>
internal static class MadeRun
{
    public static Run Of(string name, int images, ulong seed = 0)
    {
        var random = new Xoshiro256(seed + (ulong)name.Aggregate(7, (hash, letter) => unchecked(hash * 31 + letter)));
        var scores = new ImageScore[images];
        for (int i = 0; i < images; i++)
        {
            double dice = random.NextDouble(),
                iou = dice / (2 - dice);
            scores[i] = new ImageScore
            {
                Run = name,
                ImageId = $"{i:D4}_{1 + i % 3}",
                Dice = dice,
                Iou = iou,
                Precision = dice,
                Recall = i % 7 == 0 ? double.NaN : dice,
                Pearson = random.NextDouble() - 0.5,
                Rank = i + 1,
                GtPixels = i % 5 == 0 ? null : i * 3L,
                PredPixels = i,
                TotalPixels = i * 4L,
                Band = QualityBands.Report.OfImage(dice),
                State = MetricState.Defined,
            };
        }
        return RunFigures.Summarise(
            new Run
            {
                Name = name,
                Lesion = "EX",
                Path = "/runs/" + name,
                Threshold = 0.5,
                Files = new()
                {
                    Output = $"/runs/{name}/output",
                    GroundTruth = [$"/runs/{name}/masks/a", $"/runs/{name}/masks/b"],
                    Predictions = $"/runs/{name}/output/predictions_test",
                },
                Log = new()
                {
                    Scores = scores,
                    Epochs = Epoch.Derive([
                        .. Enumerable
                            .Range(1, 20)
                            .Select(i => new Epoch
                            {
                                Run = name,
                                Number = i,
                                TrainLoss = 1.0 / i,
                                ValLoss = random.NextDouble(),
                                ValDice = random.NextDouble(),
                            }),
                    ]),
                    Sources = new Dictionary<RunFileKind, string>
                    {
                        [RunFileKind.ImageScores] = $"/runs/{name}/output/test_per_image_metrics.csv",
                    },
                },
            }
        );
    }

    /// <summary>Compares everything that a run has.</summary>
    public static void AssertEqual(Run expected, Run actual)
    {
        Assert.Equal(expected.Log.Scores, actual.Log.Scores, SameScore);
        Assert.Equal(expected.Log.Epochs, actual.Log.Epochs, SameEpoch);
        Assert.Equal(expected.Log.Splits, actual.Log.Splits);
        Assert.Equal(expected.Log.Assignments, actual.Log.Assignments);
        Assert.Equal(expected.Log.ZeroDice, actual.Log.ZeroDice);
        Assert.Equal(expected.Log.Summary, actual.Log.Summary);
        Assert.Equal(expected.Log.Sources.OrderBy(pair => pair.Key), actual.Log.Sources.OrderBy(pair => pair.Key));
        Assert.Equal(expected.Files.GroundTruth, actual.Files.GroundTruth);
        Assert.Equal(expected.Files with { GroundTruth = [] }, actual.Files with { GroundTruth = [] });
        // What is left are plain values.
        Assert.Equal(
            expected with
            {
                Log = Nothing,
                Files = NoFiles,
                ImportedAt = null,
                Revision = null,
                Stored = null,
            },
            actual with
            {
                Log = Nothing,
                Files = NoFiles,
                ImportedAt = null,
                Revision = null,
                Stored = null,
            }
        );
    }

    private static RunLog Nothing { get; } = new();

    private static RunFiles NoFiles { get; } = new() { Output = "" };

    private static bool SameScore(ImageScore one, ImageScore other) =>
        one with { Other = null } == other with { Other = null }
        && (one.Other is null) == (other.Other is null)
        && (one.Other ?? new Dictionary<string, string>()).SequenceEqual(other.Other ?? new Dictionary<string, string>());

    private static bool SameEpoch(Epoch one, Epoch other) =>
        one with { Other = null } == other with { Other = null }
        && (one.Other is null) == (other.Other is null)
        && (one.Other ?? new Dictionary<string, double>()).SequenceEqual(other.Other ?? new Dictionary<string, double>());
}
