using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Logs of other labs: epochs that are not what they look like are never taken in silence.</summary>
public class StrangeEpochTests
{
    private static IReadOnlyList<Run> ReadAll(string file, string text)
    {
        using var folder = new TempFolder();
        folder.Write("run/" + file, text);
        return SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), new RunReadOptions(), CancellationToken.None);
    }

    private static Run Read(string file, string text) => Assert.Single(ReadAll(file, text));

    private static string Refused(string file, string text) => Assert.Throws<InputException>(() => ReadAll(file, text)).Message;

    [Fact]
    public void A_turned_Dice_in_a_log_is_no_Dice() =>
        Assert.All(
            Read("x.csv", "epoch,val_loss,val_1-dice\n0,0.9,0.7\n1,0.8,0.6\n").Log.Epochs,
            epoch => Assert.True(double.IsNaN(epoch.ValDice))
        );

    /// <summary>Eight rows of images were once eight epochs.</summary>
    [Fact]
    public void Losses_of_images_are_no_epochs() =>
        Assert.Contains("has an image id", Refused("x.csv", "image,loss,iou\na,0.5,0.3\nb,0.4,0.4\n"));

    /// <summary>3, 1, 0, 4, 2 was read as three resumptions, and three epochs were gone.</summary>
    [Fact]
    public void Epochs_out_of_order_are_sorted_and_none_is_lost()
    {
        Run run = Read("x.csv", "epoch,val_dice,val_loss\n3,0.4,1\n1,0.2,1\n0,0.1,1\n4,0.5,1\n2,0.3,1\n");
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5], run.Log.Epochs.Select(epoch => epoch.ValDice));
        Assert.Contains(run.Notes, note => note.Text.Contains("out of order"));
    }

    /// <summary>Keras with validation_freq=2: the second value is of epoch 4, not 2.</summary>
    [Fact]
    public void Lists_of_unequal_length_are_said() =>
        Assert.Contains(
            Read("history.json", """{"loss": [3, 2, 1, 0.5], "val_loss": [2, 1], "val_dice": [0.1, 0.2]}""").Notes,
            note => note.IsWarning && note.Text.Contains("2 of 3 lists are shorter than 4 epochs, the first is val_loss with 2")
        );

    [Fact]
    public void Epochs_by_number_in_JSON_are_no_images() =>
        Assert.Contains(
            "is no run",
            Refused(
                "log.json",
                """{"0": {"train_loss": 1, "val_loss": 1, "val_dice": 0.1}, """
                    + """ "1": {"train_loss": 1, "val_loss": 1, "val_dice": 0.2}}"""
            )
        );

    /// <summary>Both losses and both Dice were those of the training.</summary>
    [Theory]
    [InlineData("epoch,Loss (train),Loss (val),Dice (train),Dice (val)\n1,0.9,0.8,0.1,0.2\n", 0.9, 0.8, 0.1, 0.2)]
    [InlineData("epoch,Loss (val),Dice (val)\n1,0.8,0.2\n", double.NaN, 0.8, double.NaN, 0.2)]
    public void A_phase_may_stand_in_brackets(string text, double trainLoss, double valLoss, double trainDice, double valDice)
    {
        Epoch epoch = Assert.Single(Read("x.csv", text).Log.Epochs);
        Assert.Equal([trainLoss, valLoss, trainDice, valDice], [epoch.TrainLoss, epoch.ValLoss, epoch.TrainDice, epoch.ValDice]);
    }

    [Fact]
    public void A_class_may_stand_in_brackets() =>
        Assert.Equal(
            ["EX 0.1", "MA 0.3"],
            ReadAll("x.csv", "epoch,val_loss,val_dice (EX),val_dice (MA)\n1,0.8,0.1,0.3\n")
                .Select(run => InvariantText.Invariant($"{run.Log.Epochs[0].Class} {run.Log.Epochs[0].ValDice}"))
        );

    /// <summary>Half a per cent passed for a half; said twice, it is divided once.</summary>
    [Theory]
    [InlineData("val_dice (%)", "0.5", 0.005, false)]
    [InlineData("val_dice_pct", "50", 0.5, false)]
    [InlineData("val_dice", "50%", 0.5, false)]
    [InlineData("val_dice", "50%", 0.5, true)]
    [InlineData("val_dice (%)", "50 %", 0.5, true)]
    [InlineData("val_dice", "0.5", 0.005, true)]
    public void Per_cent_is_divided_once(string name, string value, double dice, bool told)
    {
        using var folder = new TempFolder();
        folder.Write("run/x.csv", $"epoch,val_loss,{name}\n1,0.9,{value}\n2,0.8,{value}\n");
        Run run = Assert.Single(
            SampleRun.Adapters.Runs.ReadAll(
                Path.Combine(folder.Path, "run"),
                new RunReadOptions { Percent = told },
                CancellationToken.None
            )
        );
        Assert.All(run.Log.Epochs, epoch => Assert.Equal(dice, epoch.ValDice, 12));
        Assert.Contains(run.Notes, note => note.IsWarning != told && note.Text.Contains("the validation Dice is per cent"));
    }

    [Fact]
    public void Several_losses_of_one_epoch_are_said() =>
        Assert.Contains(
            Read("x.csv", "epoch,iter,train_loss\n1,1,0.9\n1,2,0.7\n2,1,0.6\n2,2,0.4\n").Notes,
            note => note.IsWarning && note.Text.Contains("2 epochs have more than one row with figures of the training")
        );

    [Fact]
    public void A_curve_of_two_columns_is_said() =>
        Assert.Contains(
            Read("x.csv", "epoch,val_loss,val_dice,val_f1\n1,0.8,,0.6\n2,0.6,0.2,0.7\n").Notes,
            note => note.IsWarning && note.Text.Contains("one curve is made of several columns")
        );

    [Fact]
    public void A_point_among_decimal_commas_is_said()
    {
        Run run = Read("x.csv", "epoch;train_loss;val_dice\n1;1.234;0,1\n2;1,134;0,2\n");
        Assert.Equal([1.234, 1.134], run.Log.Epochs.Select(epoch => epoch.TrainLoss));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("1 numbers have a point"));
    }
}
