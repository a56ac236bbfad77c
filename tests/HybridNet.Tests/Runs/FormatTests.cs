using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Each shape of log is recognised by its content and read with the meaning that its program gives it.</summary>
public class FormatTests
{
    private static IReadOnlyList<Run> ReadAll(TempFolder folder, RunReadOptions? options = null) =>
        SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), options ?? new(), CancellationToken.None);

    private static Run Read(string file, string text, RunReadOptions? options = null)
    {
        using var folder = new TempFolder();
        folder.Write("run/" + file, text);
        return Assert.Single(ReadAll(folder, options));
    }

    private static (int, double, double)[] Curve(Run run) =>
        [.. run.Log.Epochs.Select(epoch => (epoch.Number, epoch.TrainLoss, epoch.ValDice))];

    [Fact]
    public void Lightning_has_a_row_for_each_call_and_a_test_row_apart()
    {
        Run run = Read(
            "lightning_logs/version_0/metrics.csv",
            "epoch,lr-Adam,step,test_dice,train_loss_epoch,train_loss_step,val_dice,val_loss\r\n"
                + "0,,9,,,0.9,,\r\n0,,19,,,,0.25,0.8\r\n0,,19,,0.85,,,\r\n,0.001,20,,,,,\r\n"
                + "1,,39,,,,0.5,0.7\r\n1,,39,,0.75,,,\r\n2,,40,0.4,,,,\r\n"
        );
        Assert.Equal([(0, 0.85, 0.25), (1, 0.75, 0.5)], Curve(run));
        Assert.Equal(("Lightning", 1), (run.Format, run.BestEpoch));
    }

    [Fact]
    public void Keras_writes_the_training_without_a_prefix_and_NA_for_what_is_missing()
    {
        Run run = Read("training.log", "epoch,dice_coef,loss,val_dice_coef,val_loss\n0,0.1,0.9,NA,0.95\n1,0.2,0.8,0.3,0.85\n");
        Assert.Equal([(0, 0.9, double.NaN), (1, 0.8, 0.3)], Curve(run));
        Assert.Equal(0.1, run.Log.Epochs[0].TrainDice);
    }

    [Fact]
    public void A_Keras_history_is_numbered_by_position() =>
        Assert.Equal(
            [(1, 0.9, 0.2), (2, 0.7, 0.4)],
            Curve(Read("history.json", """{"loss": [0.9, 0.7], "val_loss": [1, NaN], "val_dice_coef": [0.2, 0.4]}"""))
        );

    [Fact]
    public void Fastai_begins_a_further_training_with_a_header_and_a_time_is_no_number_to_stumble_over()
    {
        Run run = Read(
            "history.csv",
            "epoch,train_loss,valid_loss,dice,time\n0,1,0.9,0.1,00:12\n1,0.9,0.8,0.2,00:12\n"
                + "epoch,train_loss,valid_loss,dice,time\n0,0.8,0.7,0.3,00:13\n"
        );
        Assert.Equal([(0, 1, 0.1), (1, 0.9, 0.2), (2, 0.8, 0.3)], Curve(run));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("numbered on"));
    }

    [Fact]
    public void A_resumed_training_replaces_the_epochs_it_repeats()
    {
        Run run = Read(
            "metrics_expanded.csv",
            "epoch,train_loss,val_dice\n1,1,0.1\n2,0.9,0.2\n3,0.8,0.3\n2,0.7,0.4\n3,0.6,0.5\n"
        );
        Assert.Equal([(1, 1, 0.1), (2, 0.7, 0.4), (3, 0.6, 0.5)], Curve(run));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("resumed at epoch 2"));
    }

    [Fact]
    public void Ultralytics_pads_its_names_and_logs_no_Dice()
    {
        Run run = Read(
            "results.csv",
            "   epoch,  train/box_loss,  train/seg_loss,  metrics/mAP50(M),  val/seg_loss\n   0,  0.9,  2.2,  0.1,  "
                + "2.4\n   1,  0.8,  2.0,  0.3,  2.1\n"
        );
        Assert.Equal("Ultralytics", run.Format);
        Assert.Equal([2.4, 2.1], run.Log.Epochs.Select(epoch => epoch.ValLoss));
        Assert.Equal(0.3, run.Log.Epochs[1].Other!["metrics/mAP50(M)"]);
        Assert.Contains(run.Notes, note => note.Text.Contains("no validation Dice"));
    }

    [Fact]
    public void NnUnet_gives_exact_counts_and_a_bare_NaN()
    {
        using var folder = new TempFolder();
        folder.Write("run/dataset.json", """{"labels": {"background": 0, "EX": 1}}""");
        // 4 of 6 predicted and 5 marked pixels are common: Dice 8/11. A: nothing marked. B: nothing predicted.
        folder.Write(
            "run/fold_0/validation/summary.json",
            """
            {"metric_per_case": [
              {"metrics": {"1": {"Dice": 0.7272727272727273, "IoU": 0.5714285714285714,
               "TP": 4, "FP": 2, "FN": 1, "TN": 93, "n_pred": 6, "n_ref": 5}},
               "prediction_file": "/x/validation/a_1.png"},
              {"metrics": {"1": {"Dice": NaN, "IoU": NaN, "TP": 0, "FP": 0, "FN": 0, "TN": 100, "n_pred": 0, "n_ref": 0}},
               "prediction_file": "/x/validation/a_2.png"},
              {"metrics": {"1": {"Dice": 0.0, "IoU": 0.0, "TP": 0, "FP": 3, "FN": 0, "TN": 97, "n_pred": 3, "n_ref": 0}},
               "prediction_file": "/x/validation/a_3.png"},
              {"metrics": {"1": {"Dice": 0.0, "IoU": 0.0, "TP": 0, "FP": 0, "FN": 7, "TN": 93, "n_pred": 0, "n_ref": 7}},
               "prediction_file": "/x/validation/a_4.png"}
            ]}
            """
        );
        folder.Write(
            "run/fold_0/training_log_2025_6_23.txt",
            "2025-06-23 16:20:01.1: Epoch 0\n2025-06-23 16:20:01.2: train_loss -0.1\n2025-06-23 16:20:01.3: val_loss 0.05\n"
                + "2025-06-23 16:20:01.4: Pseudo dice [np.float32(0.25)]\n2025-06-23 16:21:01.1: Epoch 1\n2025-06-23 "
                + "16:21:01.2: train_loss -0.2\n"
                + "2025-06-23 16:21:01.3: val_loss -0.05\n2025-06-23 16:21:01.4: Pseudo dice [np.float32(0.5)]\n"
        );
        Run run = Assert.Single(ReadAll(folder));
        Assert.Equal(
            [MetricState.Defined, MetricState.BothEmpty, MetricState.GtEmpty, MetricState.PredEmpty],
            run.Log.Scores.Select(score => score.State)
        );
        Assert.Equal(
            (4L, 2L, 1L, 5L),
            (run.Log.Scores[0].Tp, run.Log.Scores[0].Fp, run.Log.Scores[0].Fn, run.Log.Scores[0].GtPixels)
        );
        Assert.Equal("a_1", run.Log.Scores[0].ImageId);
        Assert.Equal("EX", run.Lesion);
        Assert.Equal([(0, -0.1, 0.25), (1, -0.2, 0.5)], Curve(run));
    }

    [Fact]
    public void Panoptica_counts_instances_and_its_Dice_is_the_binary_one()
    {
        Run run = Read(
            "results.tsv",
            "subject_name\tex-n_ref_instances\tex-n_pred_instances\tex-tp\tex-sq_dsc\tex-global_bin_dsc\n"
                + "p1\t3\t2\t2\t0.8\t0.5\np2\t0\t0\t0\t\t\np3\t0\t1\t0\t\t0\n"
        );
        Assert.Equal([0.5, double.NaN, 0], run.Log.Scores.Select(score => score.Dice));
        Assert.Equal(MetricState.BothEmpty, run.Log.Scores[1].State);
        Assert.Null(run.Log.Scores[0].Tp);
        Assert.Equal("2", run.Log.Scores[0].Other!["tp"]);
    }

    [Fact]
    public void Grand_challenge_has_a_column_for_each_metric_by_row_number()
    {
        Run run = Read(
            "metrics.json",
            """{"case": {"DiceCoefficient": {"0": 0.5, "1": 0.25}, "JaccardCoefficient": """
                + """{"0": 0.3333333333333333, "1": 0.14285714285714285}, "pred_fname": {"0": "a.png", "1": "b.nii.gz"}}, """
                + """ "aggregates": {"DiceCoefficient_mean": 0.375},}"""
        );
        Assert.Equal([("a", 0.5), ("b", 0.25)], run.Log.Scores.Select(score => (score.ImageId, score.Dice)));
    }

    [Fact]
    public void Detectron_counts_iterations_and_evaluates_in_per_cent()
    {
        Run run = Read(
            "metrics.json",
            """
            {"iteration": 99, "total_loss": 1.5, "lr": 0.01}
            {"iteration": 100, "sem_seg/mIoU": 52.5, "sem_seg/IoU-EX": 5.0, "sem_seg/IoU-background": 99.0}
            {"iteration": 199, "total_loss": 0.5, "lr": 0.01}
            {"iteration": 200, "sem_seg/mIoU": NaN, "sem_seg/IoU-EX": 25.0, "sem_seg/IoU-background": 99.0}
            """
        );
        Assert.Equal(
            [(100, 1.5, 0.05), (200, 0.5, 0.25)],
            run.Log.Epochs.Select(epoch => (epoch.Number, epoch.TrainLoss, epoch.ValIou))
        );
    }

    [Fact]
    public void Hugging_Face_mixes_rows_of_training_and_evaluation()
    {
        Run run = Read(
            "checkpoint-20/trainer_state.json",
            """
            {"log_history": [{"epoch": 0.5, "loss": 0.9, "step": 5}, {"epoch": 1.0, "loss": 0.8, "step": 10},
              {"epoch": 1.0, "eval_loss": 0.7, "eval_mean_iou": 0.6, "eval_per_category_iou": [0.99, 0.25], "step": 10},
              {"epoch": 2.0, "eval_loss": 0.6, "eval_mean_iou": 0.6, "eval_per_category_iou": [0.99, 0.5], "step": 20},
              {"epoch": 2.0, "train_loss": 0.85, "train_runtime": 12.0, "step": 20}]}
            """
        );
        Assert.Equal(
            [(1, 0.8, 0.7, 0.25), (2, double.NaN, 0.6, 0.5)],
            run.Log.Epochs.Select(epoch => (epoch.Number, epoch.TrainLoss, epoch.ValLoss, epoch.ValIou))
        );
    }

    [Fact]
    public void Files_with_one_metric_each_are_joined_by_step()
    {
        using var folder = new TempFolder();
        folder.Write("run/run-a-tag-Loss_train.csv", "Wall time,Step,Value\n1.5,0,0.9\n2.5,1,0.8\n");
        folder.Write("run/run-a-tag-Dice_val.csv", "Wall time,Step,Value\n1.5,0,0.1\n2.5,1,0.2\n");
        Assert.Equal([(0, 0.9, 0.1), (1, 0.8, 0.2)], Curve(Assert.Single(ReadAll(folder))));
    }

    [Fact]
    public void MLflow_keeps_a_file_for_each_metric_and_the_name_of_the_run()
    {
        using var folder = new TempFolder();
        folder.Write("run/0/abc/meta.yaml", "run_name: second try\n");
        folder.Write("run/0/abc/metrics/val_dice", "17 0.1 0\n18 0.3 1\n");
        folder.Write("run/0/abc/metrics/train_loss", "17 0.9 0\n18 0.7 1\n");
        Run run = Assert.Single(ReadAll(folder));
        Assert.Equal([(0, 0.9, 0.1), (1, 0.7, 0.3)], Curve(run));
        Assert.Equal("second try", run.Name);
    }

    [Fact]
    public void Classes_of_a_table_become_runs_and_one_can_be_chosen()
    {
        using var folder = new TempFolder();
        folder.Write(
            "run/output/test_per_image_metrics.csv",
            "image_id,dice_MA,dice_HE,iou_MA,iou_HE\na,0.5,0.25,0.333,0.143\nb,0.4,0.2,0.25,0.111\n"
        );
        folder.Write("run/output/metrics_expanded.csv", "epoch,train_loss,val_dice_mean,dice_MA,dice_HE\n1,0.9,0.3,0.4,0.2\n");
        folder.Write("run/output/test_summary.json", """{"dice_per_class": [0.45, 0.225], "thresholds": [0.3, 0.4]}""");
        IReadOnlyList<Run> runs = ReadAll(folder);
        Assert.Equal(
            [("run_MA", "MA", 0.3, 0.4), ("run_HE", "HE", 0.4, 0.2)],
            runs.Select(run => (run.Name, run.Lesion!, run.Threshold!.Value, run.BestValDice!.Value))
        );
        Assert.All(runs[1].Log.Scores, score => Assert.Equal(("run_HE", "HE"), (score.Run, score.Class)));
        Assert.Equal("run_HE", Assert.Single(ReadAll(folder, new() { Classes = ["he"] })).Name);
        InputException several = Assert.Throws<InputException>(() =>
            SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "run"), new(), CancellationToken.None)
        );
        Assert.Equal(InputError.SeveralRuns, several.Error);
        Assert.Contains("run_MA, run_HE", several.Message);
    }

    [Fact]
    public void A_long_table_and_models_side_by_side_become_runs()
    {
        using var folder = new TempFolder();
        folder.Write("run/m.csv", "filename,label,dice\na.png,1,0.5\na.png,2,0.25\nb.png,1,0.1\nb.png,2,0.2\n");
        Assert.Equal(["run_1", "run_2"], ReadAll(folder).Select(run => run.Name));
        folder.Write("run/m.csv", "Image_ID,UNet_Dice,UNet_IoU,DeepLab_Dice,DeepLab_IoU\n1,0.5,0.3333,0.25,0.1428\n");
        Assert.Equal(
            [("run_UNet", 0.5), ("run_DeepLab", 0.25)],
            ReadAll(folder).Select(run => (run.Name, run.Log.Scores[0].Dice))
        );
    }

    [Fact]
    public void Folds_become_runs()
    {
        using var folder = new TempFolder();
        folder.Write("run/fold_0/test_per_image_metrics.csv", "image_id,dice\na,0.5\n");
        folder.Write("run/fold_1/test_per_image_metrics.csv", "image_id,dice\nb,0.25\n");
        Assert.Equal(["run_fold_0", "run_fold_1"], ReadAll(folder).Select(run => run.Name));
    }

    [Fact]
    public void Names_of_the_lab_may_end_in_the_lesion_and_a_contradiction_is_said()
    {
        using var folder = new TempFolder();
        folder.Write("run/v7MA/output_x/test_per_image_metrics_HE.csv", "image_id,dice\na,0.5\n");
        folder.Write("run/v7MA/output_x/test_summary_HE.json", """{"lesion": "HE", "threshold": 0.25}""");
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "run", "v7MA"), new(), CancellationToken.None);
        Assert.Equal(("v7MA", "MA", 0.25), (run.Name, run.Lesion, run.Threshold));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("-Lesion"));
    }

    [Fact]
    public void A_table_of_objects_is_named_for_what_it_is()
    {
        InputException fault = Assert.Throws<InputException>(() =>
            Read("Results.csv", " ,Label,Area,Mean,Min,Max,X,Y\n1,a.tif:1,5,255,255,255,1,2\n")
        );
        Assert.Equal(InputError.NotARun, fault.Error);
        Assert.Contains("Get-HNLesion", fault.Message);
    }

    [Fact]
    public void A_header_without_a_known_name_is_shown()
    {
        InputException fault = Assert.Throws<InputException>(() => Read("table.csv", "alpha,beta\n1,2\n"));
        Assert.Contains("alpha, beta", fault.Message);
        using var folder = new TempFolder();
        string table = folder.Write("run/table.csv", "scan,overlap\na,0.5\n");
        var named = new RunReadOptions
        {
            Scores = table,
            Columns = new Dictionary<string, string> { ["id"] = "scan", ["dice"] = "overlap" },
        };
        Assert.Equal(0.5, Assert.Single(ReadAll(folder, named)).Log.Scores[0].Dice);
    }

    [Fact]
    public void An_optional_file_that_cannot_be_read_is_left_out_aloud()
    {
        using var folder = new TempFolder();
        folder.Write("run/test_per_image_metrics.csv", "image_id,dice\na,0.5\n");
        folder.Write("run/test_summary.json", "{\"lesion\":\"\\ud800\"}");
        folder.Write("run/metrics_logs/split_summary.csv", "name,n,counts,rates\ntest,4294967297,1,0.5\n");
        folder.Write("run/metrics_expanded.csv", "epoch,val_dice\nx,0.5\n");
        Run run = Assert.Single(ReadAll(folder));
        Assert.Equal((1, 0, 0), (run.Images, run.Epochs, run.Log.Splits.Count));
        Assert.Equal(3, run.Notes.Count(note => note.IsWarning));
    }

    [Fact]
    public void What_a_run_was_read_with_reads_it_again()
    {
        using var folder = new TempFolder();
        folder.Write("run/t.csv", "scan;DSC;kind\na;0,5;EX\na;0,25;HE\n");
        var options = new RunReadOptions
        {
            Name = "n",
            Scores = Path.Combine(folder.Path, "run", "t.csv"),
            Columns = new Dictionary<string, string> { ["id"] = "scan", ["class"] = "kind" },
            Threshold = 0.25,
        };
        Run run = ReadAll(folder, options)[1];
        ReadSettings settings = ReadSettings.Parse(run.ReadWith!.ToString())!;
        Run again = SampleRun
            .Adapters.Runs.ReadAll(settings.Folder, settings.Options, CancellationToken.None)
            .Single(candidate => candidate.ReadWith!.Part == settings.Part);
        Assert.Equal(("n_HE", 0.25, 0.25), (again.Name, again.Log.Scores[0].Dice, again.Threshold));
        Assert.Equal(run.Log.Scores, again.Log.Scores);
    }
}
