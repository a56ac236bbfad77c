using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Small files of the shapes that public repositories hold and that were once read wrongly.</summary>
public sealed class PublicLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>nnU-Net calls its free text training_log_TIME.txt; a table may be called so too.</summary>
    [Theory]
    [InlineData("training_log.csv")]
    [InlineData("training_log_3d_u_net.csv")]
    public void A_table_called_training_log_is_no_log_of_nnUNet(string name)
    {
        Write(name, "epoch,train_loss,val_dice,val_iou\n1,0.9,0.1,0.05\n2,0.5,0.4,0.25\n3,0.4,0.3,0.18\n");
        Run run = Read();
        Assert.Equal((3, 2, 0.4), (run.Epochs, run.BestEpoch, run.BestValDice));
        Assert.Equal([0.9, 0.5, 0.4], run.Log.Epochs.Select(epoch => epoch.TrainLoss));
        Assert.Equal([0.05, 0.25, 0.18], run.Log.Epochs.Select(epoch => epoch.ValIou));
    }

    /// <summary>The mean over the classes is the Dice of the epoch; the classes stay beside it.</summary>
    [Fact]
    public void A_mean_over_classes_is_the_Dice_of_such_a_table()
    {
        Write(
            "training_log_v_net_multiclass.csv",
            "epoch,train_loss,val_dice_RV,val_dice_LV,val_dice_mean\n1,0.9,0.1,0.3,0.2\n2,0.5,0.4,0.8,0.6\n"
        );
        Run run = Read();
        Assert.Equal([0.2, 0.6], run.Log.Epochs.Select(epoch => epoch.ValDice));
        Assert.Equal([0.4, 0.8], run.Log.Epochs[^1].Other!.Values.Order());
    }

    /// <summary>Rows of methods, or a mean and a deviation, are no epochs: nothing in them counts or is a loss.</summary>
    [Theory]
    [InlineData("method_comparison.csv", "Method,Dice,IoU,Accuracy\nUNet,0.81,0.70,0.96\nUNet++,0.83,0.72,0.96\n")]
    [InlineData("summary_metrics.csv", ",dice,iou,accuracy\nmean,0.86,0.79,0.95\nstd,0.17,0.19,0.08\n")]
    [InlineData("evaluation_results.csv", "model_name,dice_score,dice_std,iou_score\nA,0.93,0.02,0.87\nB,0.91,0.03,0.84\n")]
    public void Means_are_not_taken_for_epochs(string name, string text)
    {
        Write(name, text);
        InputException refused = Assert.Throws<InputException>(Read);
        Assert.Equal(InputError.NotARun, refused.Error);
        Assert.Contains(name, refused.Message);
    }

    /// <summary>The id stands last, the metrics first, and no ratio but recall under another name is there.</summary>
    [Fact]
    public void A_table_with_its_ids_last_is_read()
    {
        Write(
            "metrics.csv",
            "dice,iou,accuracy,sensitivity,specificity,image_id\n"
                + "0.8,0.666667,0.95,0.7,0.99,ISIC_01\n0.5,0.333333,0.9,0.4,0.98,ISIC_02\n"
        );
        Run run = Read();
        Assert.Equal(["ISIC_01", "ISIC_02"], run.Log.Scores.Select(score => score.ImageId));
        Assert.Equal([0.7, 0.4], run.Log.Scores.Select(score => score.Recall));
    }

    /// <summary>A table of several models has each patient several times; the advice leads to one run for each model.</summary>
    [Fact]
    public void A_table_of_several_models_says_how_to_part_them()
    {
        Write("results.csv", "patient_id,model_name,dice_score\np1,A,0.9\np1,B,0.8\np2,A,0.7\np2,B,0.6\n");
        Assert.Contains("-Column @{class=", Assert.Throws<InputException>(Read).Advice);
        IReadOnlyList<Run> runs = SampleRun.Adapters.Runs.ReadAll(
            Folder,
            new RunReadOptions { Columns = new Dictionary<string, string> { ["class"] = "model_name" } },
            CancellationToken.None
        );
        Assert.Equal([("A", 0.8), ("B", 0.7)], runs.Select(run => (run.Class, Math.Round(run.MeanDice!.Value, 12))));
    }

    private string Folder => Path.Combine(_folder.Path, "run");

    private void Write(string name, string text) => _folder.Write(Path.Combine("run", name), text);

    private Run Read() => SampleRun.Adapters.Runs.Read(Folder, new RunReadOptions(), CancellationToken.None);
}
