namespace HybridNet.Tests.Runs;

/// <summary>Scalars downloaded from TensorBoard: whose they are stands in their file names.</summary>
public class TensorBoardTests
{
    private static IReadOnlyList<Run> ReadAll(params (string File, double First, double Second)[] scalars)
    {
        using var folder = new TempFolder();
        foreach ((string file, double first, double second) in scalars)
            folder.Write($"run/{file}.csv", FormattableString.Invariant($"Wall time,Step,Value\n1,0,{first}\n2,1,{second}\n"));
        return SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), new(), CancellationToken.None);
    }

    [Theory]
    [InlineData("run-train-tag-epoch_loss", "run-validation-tag-epoch_loss", "run-validation-tag-epoch_dice_coef")]
    [InlineData("run-fold0_train-tag-loss", "run-fold0_val-tag-loss", "run-fold0_val-tag-dice")]
    [InlineData("run-.-tag-train_loss", "run-.-tag-val_loss", "run-.-tag-val_dice")]
    [InlineData("run-train_loss", "run-val_loss", "run-val_dice")]
    public void A_phase_may_stand_in_the_run_or_in_the_tag(string trainLoss, string valLoss, string valDice)
    {
        Run run = Assert.Single(ReadAll((trainLoss, 0.9, 0.8), (valLoss, 1.5, 1.25), (valDice, 0.25, 0.5)));
        Assert.Equal(
            [(0.9, 1.5, 0.25), (0.8, 1.25, 0.5)],
            run.Log.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValLoss, epoch.ValDice))
        );
    }

    [Fact]
    public void Two_runs_in_one_folder_are_named_and_not_mixed()
    {
        InputException fault = Assert.Throws<InputException>(() =>
            ReadAll(("run-exp1-tag-val_dice", 0.9, 0.8), ("run-exp2-tag-val_dice", 0.1, 0.2))
        );
        Assert.Equal(InputError.SeveralRuns, fault.Error);
        Assert.Contains("exp1, exp2", fault.Message);
    }
}
