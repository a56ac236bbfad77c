using HybridNet.Statistics;

namespace HybridNet.Diagnosis.Training;

/// <summary>How many batches the train metrics of a run seem to come from.</summary>
/// <param name="Batches">1 or 2 when the equations say so, 0 when they are only too rough, null when nothing is wrong.</param>
/// <param name="Epochs">Epochs with both train metrics.</param>
/// <param name="Solved">Those of which two batches are a solution.</param>
/// <param name="Exact">Numbers of the epochs in which one of the two batches is exactly 0 or 1.</param>
/// <param name="OneHitOneMiss">Numbers of the epochs that are one batch of 1 and one of 0.</param>
/// <param name="RoughnessRatio">Noise of the train Dice over that of the validation Dice.</param>
/// <param name="EffectiveImages">Images whose mean would be as noisy, from the spread of the test scores; NaN when
/// unknown.</param>
internal sealed record TrainBatches(
    int? Batches,
    int Epochs,
    int Solved,
    int[] Exact,
    int[] OneHitOneMiss,
    double RoughnessRatio,
    double EffectiveImages
)
{
    private const int EnoughExact = 3,
        EnoughEpochs = 8,
        FewImages = 20;
    private const double Rough = 3,
        NearlyAll = 0.8;

    /// <summary>Looks at a run; null without train_dice and train_iou of three epochs.</summary>
    /// <remarks>A batch that is exactly 0 or 1 in several epochs is no average of many images.</remarks>
    public static TrainBatches? Of(IReadOnlyList<Epoch> all, IReadOnlyList<ImageScore> scores)
    {
        Epoch[] epochs = [.. all.Where(epoch => !double.IsNaN(epoch.TrainDice) && !double.IsNaN(epoch.TrainIou))];
        if (epochs.Length < 3)
            return null;
        (int Number, TwoBatches Solution)[] solved =
        [
            .. epochs.Select(epoch => (epoch.Number, TwoBatches.Solve(epoch.TrainDice, epoch.TrainIou))),
        ];
        int one = solved.Count(row => row.Solution.OneBatch),
            two = solved.Count(row => row.Solution.Exists);
        int[] exact = [.. solved.Where(row => row.Solution.HasExactBatch).Select(row => row.Number)];
        double noise = Roughness.Of([.. epochs.Select(epoch => epoch.TrainDice)]),
            ratio = noise / Roughness.Of([.. epochs.Select(epoch => epoch.ValDice)]);
        double spread = Moments.StandardDeviation([
            .. scores
                .Where(score => score.State != MetricState.BothEmpty && !double.IsNaN(score.Dice))
                .Select(score => score.Dice),
        ]);
        double effective = spread * spread / (noise * noise);
        int? batches =
            one >= NearlyAll * epochs.Length ? 1
            : two == epochs.Length && exact.Length >= EnoughExact ? 2
            : epochs.Length >= EnoughEpochs && ratio > Rough && effective < FewImages ? 0
            : null;
        return new(
            batches,
            epochs.Length,
            two,
            exact,
            [.. solved.Where(row => row.Solution is { Lower: 0, Upper: 1 }).Select(row => row.Number)],
            ratio,
            effective
        );
    }
}
