using HybridNet.Statistics;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>Rules about the epoch table: each fires, passes and is silent.</summary>
public sealed class TrainingRuleTests : IDisposable
{
    private readonly RunFolder _run = new();
    private Xoshiro256 _random = new(5, 0);

    public void Dispose() => _run.Dispose();

    private double Noise(double reach) => reach * (2 * _random.NextDouble() - 1);

    private static double Iou(double dice) => dice / (2 - dice);

    [Fact]
    public void HN006_recognises_two_batches()
    {
        // Batches of one hit and one miss (1, 0), and of pairs: D = (a + b)/2, J = (a/(2-a) + b/(2-b))/2.
        double[][] batches =
        [
            [1, 0],
            [0.6, 0],
            [0.3, 1],
            [0.2, 0.9],
            [0, 0.7],
            [1, 0],
        ];
        Finding found = _run.Epochs(
                6,
                epoch =>
                    (0.9 - 0.1 * epoch, 0.5, batches[epoch - 1].Average(), batches[epoch - 1].Average(Iou), 0.3 + 0.01 * epoch)
            )
            .Look("HN006")
            .Found;
        Assert.Equal(2, (int)found.Evidence["Batches"]);
        Assert.Equal([1, 6], (int[])found.Evidence["OneHitOneMiss"]);
    }

    [Fact]
    public void HN006_recognises_one_batch()
    {
        double[] dice = [0.1, 0.7, 0.3, 0.55, 0.2, 0.8];
        Assert.Equal(
            1,
            (int)
                _run.Epochs(6, epoch => (0.5, 0.5, dice[epoch - 1], Iou(dice[epoch - 1]), 0.4)).Look("HN006").Found.Evidence[
                    "Batches"
                ]
        );
    }

    [Fact]
    public void HN006_passes_a_mean_of_many_images_and_is_silent_without_train_metrics()
    {
        // The mean IoU of differing images lies above that of their mean Dice, further than any two batches can put it.
        _run.Epochs(
                12,
                epoch =>
                    (
                        0.5,
                        0.5,
                        0.3 + 0.02 * epoch + Noise(0.002),
                        0.8 * (0.3 + 0.02 * epoch) + Noise(0.002),
                        0.3 + 0.01 * epoch + Noise(0.002)
                    )
            )
            .Look("HN006")
            .AssertPassed();
        using var other = new RunFolder();
        other
            .Write("metrics_expanded.csv", "epoch,val_loss,val_dice\n1,0.5,0.3\n2,0.4,0.4\n3,0.4,0.4\n")
            .Look("HN006")
            .AssertSilent();
    }

    [Fact]
    public void HN007_sees_overfitting_and_where_it_starts()
    {
        Finding found = _run.Epochs(
                20,
                epoch =>
                    (
                        0.9 - 0.04 * epoch,
                        0.5 + 0.02 * Math.Abs(epoch - 6) + Noise(0.005),
                        0.4,
                        0.3,
                        0.4 + 0.01 * Math.Min(epoch, 6) + Noise(0.005)
                    )
            )
            .Look("HN007")
            .Found;
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.InRange((int)found.Evidence["OverfitsFrom"], 5, 7);
    }

    [Fact]
    public void HN007_passes_a_training_that_still_learns_and_is_silent_without_validation()
    {
        _run.Epochs(
                20,
                epoch => (0.9 - 0.04 * epoch, 0.8 - 0.02 * epoch + Noise(0.005), 0.4, 0.3, 0.2 + 0.01 * epoch + Noise(0.005))
            )
            .Look("HN007")
            .AssertPassed();
        using var other = new RunFolder();
        other.Write("metrics_expanded.csv", "epoch,train_loss\n1,0.5\n").Look("HN007").AssertSilent();
    }

    [Fact]
    public void HN007_needs_no_validation_Dice()
    {
        static string Rows(double rise) =>
            "epoch,train_loss,val_loss\n"
            + string.Concat(
                Enumerable
                    .Range(1, 20)
                    .Select(n =>
                        FormattableString.Invariant(
                            $"{n},{1.0 / n:F4},{0.4 + 0.3 / n + rise * Math.Max(0, n - 8) + 0.001 * (n % 3):F4}\n"
                        )
                    )
            );
        Finding found = _run.Write("metrics_expanded.csv", Rows(0.02)).Look("HN007").Found;
        Assert.Equal((Severity.Warning, true), (found.Severity, (bool)found.Evidence["Overfitting"]));
        _run.Write("metrics_expanded.csv", Rows(0)).Look("HN007").AssertPassed();
    }

    [Theory]
    [InlineData(12)]
    [InlineData(40)]
    [InlineData(150)]
    public void HN007_takes_a_flat_noisy_loss_for_overfitting_hardly_ever(int count)
    {
        int alarms = 0;
        const int runs = 400;
        for (int i = 0; i < runs; i++)
        {
            Epoch[] epochs =
            [
                .. Enumerable
                    .Range(1, count)
                    .Select(n => new Epoch
                    {
                        Run = "",
                        Number = n,
                        TrainLoss = 1.0 / n,
                        ValLoss = Normal.Quantile(Math.Clamp(_random.NextDouble(), 1e-9, 1 - 1e-9)),
                    }),
            ];
            if (HybridNet.Diagnosis.Training.Overfitting.Find(epochs) is not null)
                alarms++;
        }
        // The stated level of the slope is 0.05 two-sided, so a rise comes at 0.025; more than 0.05 of 400 runs would be beyond
        // it.
        Assert.InRange(alarms, 0, (int)(0.05 * runs));
    }
}
