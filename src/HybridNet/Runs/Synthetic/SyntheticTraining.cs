using HybridNet.Statistics;

namespace HybridNet.Runs.Synthetic;

/// <summary>The epochs of a synthetic training: it learns fast, then slower, with a little noise.</summary>
internal static class SyntheticTraining
{
    /// <summary>Epochs of a training.</summary>
    public const int Epochs = 12;

    private const double Noise = 0.002;

    /// <summary>Draws the epoch table of a run.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="faults">Of which overfitting and few train batches matter here.</param>
    public static IReadOnlyList<Epoch> Draw(ulong seed, SampleFaults faults)
    {
        var random = new Xoshiro256(seed, stream: 1_000_000);
        double Around(double value) => value + Noise * (random.NextDouble() - 0.5);
        var epochs = new List<Epoch>();
        for (int number = 1; number <= Epochs; number++)
        {
            double learned = 1 - Math.Exp(-number / 6.0),
                over = faults.HasFlag(SampleFaults.Overfitting) ? Math.Max(0, number - 4) * 0.03 : 0;
            double valDice = Around(0.1 + 0.5 * learned - over / 3);
            // Images differ, and the mean IoU of different images lies above the IoU that goes with their mean Dice.
            (double trainDice, double trainIou) = faults.HasFlag(SampleFaults.FewTrainBatches)
                ? TwoBatches(
                    random.NextDouble() < 0.4 ? 0 : 0.8 * random.NextDouble(),
                    random.NextDouble() < 0.4 ? 1 : random.NextDouble()
                )
                : Spread(Around(0.15 + 0.55 * learned));
            (_, double valIou) = Spread(valDice);
            epochs.Add(
                new()
                {
                    Run = "",
                    Number = number,
                    TrainLoss = Round(Around(0.8 - 0.6 * learned)),
                    ValLoss = Round(Around(0.7 - 0.35 * learned + over)),
                    TrainDice = Round(trainDice),
                    ValDice = Round(valDice),
                    TrainIou = Round(trainIou),
                    ValIou = Round(valIou),
                    TrainPearson = Round(Around(0.2 + 0.55 * learned)),
                    ValPearson = Round(Around(0.2 + 0.45 * learned - over / 3)),
                }
            );
        }
        return epochs;
    }

    private static (double Dice, double Iou) TwoBatches(double a, double b) => ((a + b) / 2, (a / (2 - a) + b / (2 - b)) / 2);

    private static (double Dice, double Iou) Spread(double dice) => (dice, dice / (2 - dice) + 0.3 * (dice - dice / (2 - dice)));

    private static double Round(double value) => Math.Round(value, 6);
}
