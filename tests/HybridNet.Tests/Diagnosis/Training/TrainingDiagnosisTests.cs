using HybridNet.Diagnosis.Training;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Training;

/// <summary>Early stopping against the published epochs; the bend and the batches against other programs and
/// arithmetic.</summary>
public class TrainingDiagnosisTests
{
    [Theory]
    [InlineData("loss", 3)]
    [InlineData("loss", 5)]
    [InlineData("loss", 8)]
    [InlineData("dice", 3)]
    [InlineData("dice", 5)]
    [InlineData("dice", 8)]
    public void Early_stopping_is_replayed(string monitor, int patience)
    {
        TrainingDiagnosis training = TrainingDiagnosis.Of(SampleRun.Run, patience);
        EarlyStop stop = monitor == "loss" ? training.StopByLoss : training.StopByDice;
        var expected = SampleRun.Entry(
            $"epochs/early_stopping/val_{monitor}_{(monitor == "loss" ? "min" : "max")}_patience_{patience}/value"
        );
        Assert.Equal(
            expected.GetProperty("stop_epoch").ValueKind == System.Text.Json.JsonValueKind.Null
                ? null
                : expected.GetProperty("stop_epoch").GetInt32(),
            stop.StopEpoch
        );
        Assert.Equal(expected.GetProperty("restored_epoch").GetInt32(), stop.RestoredEpoch);
        Assert.Equal(expected.GetProperty("restored_value").GetDouble(), stop.RestoredValue, 1e-9);
        // 18 epochs were trained; the best Dice is 0.499385.
        Assert.Equal(stop.StopEpoch is { } last ? 18 - last : 0, stop.EpochsSaved);
        Assert.Equal(0.499385 - stop.ValDice, stop.DiceLost, 1e-9);
    }

    [Fact]
    public void As_good_as_the_best_so_far_is_no_new_best()
    {
        // The best Dice of epoch 2 is met again in epoch 4, the best loss of epoch 1 in epoch 3.
        double[] dice = [0.1, 0.5, 0.4, 0.5, 0.6],
            loss = [0.3, 0.4, 0.3, 0.2, 0.2];
        IReadOnlyList<Epoch> epochs = Epoch.Derive([
            .. dice.Zip(
                loss,
                (d, l) =>
                    new Epoch
                    {
                        Run = "v1",
                        ValDice = d,
                        ValLoss = l,
                    }
            ),
        ]);
        Assert.Equal([0, 0, 1, 2, 0], epochs.Select(epoch => epoch.SinceBestDice));
        Assert.Equal([0, 1, 2, 0, 1], epochs.Select(epoch => epoch.SinceBestLoss));
    }

    [Fact]
    public void The_bend_is_where_numpy_puts_it()
    {
        // numpy.linalg.lstsq of [1, min(x, b), max(x - b, 0)] over b = 2..15: least squares 0.03494171 at b = 5,
        // slopes 0.04893289 and -0.00088135; the sixth epoch.
        Plateau bend = Plateau.Find([.. SampleRun.Run.Log.Epochs.Select(epoch => epoch.ValDice)])!.Value;
        Assert.Equal(5, bend.Start);
        Assert.Equal(0.04893289, bend.Before, 1e-8);
        Assert.Equal(6, TrainingDiagnosis.Of(SampleRun.Run, 5).PlateauStart);
    }

    [Fact]
    public void A_straight_line_has_no_bend() => Assert.Null(Plateau.Find([.. Enumerable.Range(0, 20).Select(i => 0.01 * i)]));

    [Theory] // D and J of an epoch, and the two batches that they are
    [InlineData(0.5, 0.5, 0, 1)]
    [InlineData(0.597506, 0.554020, 0.195, 1)]
    [InlineData(0.020015, 0.010212, 0, 0.04)]
    [InlineData(0.167715, 0.100756, 0, 0.3354)]
    public void Two_batches_are_solved(double dice, double iou, double lower, double upper)
    {
        TwoBatches batches = TwoBatches.Solve(dice, iou);
        Assert.Equal(lower, batches.Lower, 6e-4);
        Assert.Equal(upper, batches.Upper, 6e-4);
    }

    [Fact]
    public void A_gap_of_too_few_batches_is_not_given()
    {
        TrainingDiagnosis training = TrainingDiagnosis.Of(SampleRun.Run, 5);
        Assert.True(double.IsNaN(training.DiceGap));
        Assert.Equal(0.491847 - 0.237707, training.LossGap, 1e-9);
        Assert.Equal(3, training.OverfitsFrom);
    }

    [Fact]
    public void Noise_of_a_smooth_curve_comes_from_its_second_differences()
    {
        // Second differences of 0, 1, 0, 1, 0 are -2, 2, -2: sqrt(4 / 6).
        Assert.Equal(Math.Sqrt(4.0 / 6), Roughness.Of([0, 1, 0, 1, 0]), 1e-12);
        Assert.Equal(0, Roughness.Of([1, 2, 3, 4]), 1e-12);
    }

    [Fact]
    public void A_run_without_epochs_is_refused() =>
        Assert.Equal(
            InputError.MissingFile,
            Assert.Throws<InputException>(() => TrainingDiagnosis.Of(SampleRun.Run with { Log = new() }, 5)).Error
        );
}
