using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>What a run folder may look like, and what is said when it is wrong.</summary>
public class RunReaderTests
{
    private const string Header = "image_id,dice,iou,precision,recall,pearson\n";

    private static Run Read(string folder, RunReadOptions? options = null) =>
        SampleRun.Adapters.Runs.Read(folder, options ?? new RunReadOptions(), CancellationToken.None);

    private static Run ReadProbabilities(string text)
    {
        using var folder = new TempFolder();
        folder.Write("v1EX/output/test_per_image_metrics.csv", text);
        return Read(Path.Combine(folder.Path, "v1EX"));
    }

    private static InputException Refused(string text) => Assert.Throws<InputException>(() => ReadProbabilities(text));

    [Fact]
    public void The_output_level_may_be_given_or_not()
    {
        Run outer = Read(SourceTree.SampleRun),
            inner = Read(Path.Combine(SourceTree.SampleRun, "output"));
        Assert.Equal(outer.Name, inner.Name);
        Assert.Equal(outer.Path, inner.Path);
        Assert.Equal(outer.Log.Scores, inner.Log.Scores);
    }

    [Fact]
    public void A_byte_order_mark_CRLF_quotes_and_another_column_order_change_nothing()
    {
        Run plain = ReadProbabilities(Header + "a,0.5,0.333,0.4,0.6,0.1\nb,1,1,0,0,0\n");
        Run odd = ReadProbabilities(
            "\uFEFFPearson,recall,\"image_id\",precision,iou,dice\r\n0.1,0.6,\"a\",0.4,0.333,5e-1\r\n0,0,b,0,1,1.0\r\n"
        );
        Assert.Equal(plain.Log.Scores, odd.Log.Scores);
    }

    [Fact]
    public void Aliases_are_known_and_other_columns_are_kept()
    {
        ImageScore score = ReadProbabilities(
            "image_id,dice,pearson_r,gt_area,pred_area,camera\na,0.5,0.25,10,20,left\n"
        ).Log.Scores[0];
        Assert.Equal(0.25, score.Pearson);
        Assert.Equal((10L, 20L), (score.GtPixels, score.PredPixels));
        Assert.Equal("left", score.Other!["camera"]);
        Assert.True(double.IsNaN(score.Iou));
    }

    [Fact]
    public void Nan_inf_and_empty_fields_are_numbers()
    {
        Run run = ReadProbabilities(Header + "a,nan,NaN,inf,-inf,\n");
        ImageScore score = run.Log.Scores[0];
        Assert.True(double.IsNaN(score.Dice) && double.IsNaN(score.Iou) && double.IsNaN(score.Pearson));
        Assert.Equal((double.PositiveInfinity, double.NegativeInfinity), (score.Precision, score.Recall));
        Assert.Null(run.MeanDice);
    }

    [Fact]
    public void A_quoted_id_may_hold_commas_quotes_and_any_letter() =>
        Assert.Equal(
            "größe, \"x\" [1] 写",
            ReadProbabilities(Header + "\"größe, \"\"x\"\" [1] 写\",0.5,0.3,0.4,0.6,0.1\n").Log.Scores[0].ImageId
        );

    [Theory]
    [InlineData("image_id,iou\na,0.5\n", InputError.MissingColumn, "line 1", "dice")]
    [InlineData(Header + "a,0.5,0.3,0.4,0.6,0.1\nb,0.5,oops,0.4,0.6,0.1\n", InputError.NotANumber, "line 3", "'iou'")]
    [InlineData(Header + "a,0.5,0.3,0.4,0.6,0.1\nb,\"0,5\",0.3,0.4,0.6,0.1\n", InputError.NotANumber, "line 3", "'dice'")]
    [InlineData(Header + "a,0.5,0.3,0.4,0.6,0.1\na,0.5,0.3,0.4,0.6,0.1\n", InputError.DuplicateImageId, "line 3", "line 2")]
    [InlineData(Header + "a,0.5,0.3\n", InputError.MalformedFile, "line 2", "3 fields")]
    [InlineData(Header + ",0.5,0.3,0.4,0.6,0.1\n", InputError.MalformedFile, "line 2", "empty")]
    [InlineData("", InputError.MalformedFile, "test_per_image_metrics.csv", "empty")]
    public void A_bad_table_is_refused_with_file_line_and_column(string text, InputError error, string place, string what)
    {
        InputException exception = Refused(text);
        Assert.Equal(error, exception.Error);
        Assert.Contains("test_per_image_metrics.csv", exception.Message);
        Assert.Contains(place, exception.Message);
        Assert.Contains(what, exception.Message);
        Assert.NotNull(exception.Advice);
    }

    [Fact]
    public void A_folder_without_any_table_is_no_run()
    {
        using var folder = new TempFolder();
        InputException exception = Assert.Throws<InputException>(() => Read(folder.Path));
        Assert.Equal(InputError.NotARun, exception.Error);
        Assert.Contains(folder.Path, exception.Message);
        Assert.Equal(InputError.PathNotFound, Assert.Throws<InputException>(() => Read(Path.Combine(folder.Path, "none"))).Error);
        Assert.Equal(InputError.NotARun, Assert.Throws<InputException>(() => Read(folder.Write("a.csv", "x\n"))).Error);
    }

    [Fact]
    public void A_table_that_is_absent_disables_only_itself()
    {
        using var folder = new TempFolder();
        folder.Write("v1/metrics_expanded.csv", "epoch,val_dice,dice_EX\n1,0.25,0.5\n2,0.75,nan\n");
        Run run = Read(Path.Combine(folder.Path, "v1"));
        Assert.Equal((0, 2, 2, 0.75), (run.Images, run.Epochs, run.BestEpoch, run.BestValDice));
        Assert.Null(run.MeanDice);
        Assert.Equal(0.5, run.Log.Epochs[0].Other!["dice_EX"]);
        Assert.True(double.IsNaN(run.Log.Epochs[0].TrainLoss));
    }

    [Fact]
    public void Split_lists_become_one_row_for_each_class()
    {
        using var folder = new TempFolder();
        folder.Write("v1/metrics_logs/split_summary.csv", "name,n,counts,rates\ntrain,10,\"[4, 5]\",\"[0.4, 0.5]\"\n");
        Run run = Read(Path.Combine(folder.Path, "v1"));
        Assert.Equal([(4, 0.4), (5, 0.5)], run.Log.Splits.Select(split => (split.Positives, split.Rate)));
        Assert.All(run.Log.Splits, split => Assert.Equal(10, split.Images));
    }

    [Fact]
    public void An_error_analysis_stands_in_for_the_test_table()
    {
        using var folder = new TempFolder();
        folder.Write(
            "v1/error_analysis_20250101/per_image_metrics_test.csv",
            "image_id,dice,pearson_r,gt_area,pred_area\na,0,0,0,7\n"
        );
        Assert.Equal(MetricState.GtEmpty, Assert.Single(Read(Path.Combine(folder.Path, "v1")).Log.Scores).State);
    }

    [LongFact]
    public void A_million_rows_take_a_hundred_megabytes_and_less_than_two_hundred_to_read()
    {
        using var folder = new TempFolder();
        string path = folder.Write("big/test_per_image_metrics.csv", "");
        using (var file = new StreamWriter(path))
        {
            file.Write(Header);
            for (int i = 0; i < 1_000_000; i++)
                file.Write($"{i:D7}_1,0.{i % 9 + 1}23456789,0.3283740701381509,0.824,0.35314285714285715,0.617862\n");
        }
        long before = GC.GetTotalMemory(forceFullCollection: true),
            allocated = GC.GetAllocatedBytesForCurrentThread();
        Run run = Read(Path.Combine(folder.Path, "big"));
        // Whatever is thrown away in between counts too: no more than this can ever have been in use.
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(1_000_000, run.Images);
        Assert.Equal("0999999_1", run.Log.Scores[999_999].ImageId);
        Assert.True(held < 100L << 20, $"{held >> 20} MB are held");
        Assert.True(allocated < 200L << 20, $"{allocated >> 20} MB were allocated");
        GC.KeepAlive(run);
    }
}
