using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Run folders with more in them than one run: what is read, and what is not, is said.</summary>
public sealed class StrangeFolderTests : IDisposable
{
    private const string Table = "image_id,dice\na,0.5\nb,0.25\n";

    private readonly TempFolder _folder = new();

    private Run Read(RunReadOptions? options = null) =>
        Assert.Single(
            SampleRun.Adapters.Runs.ReadAll(Path.Combine(_folder.Path, "run"), options ?? new(), CancellationToken.None)
        );

    private void Write(params string[] files)
    {
        foreach (string file in files)
            _folder.Write("run/" + file, file.EndsWith(".csv", StringComparison.Ordinal) ? Table : "");
    }

    private static string Warning(Run run) => Assert.Single(run.Notes, note => note.IsWarning).Text;

    /// <summary>Of predictions of two lesions the one that the disk listed first was the run's.</summary>
    [Theory]
    [InlineData("predictions_test")]
    [InlineData("probabilities_test")]
    public void Predictions_of_several_lesions_do_not_say_which_one_the_run_is_of(string folder)
    {
        Write("test_per_image_metrics.csv", $"{folder}/a_EX.png", $"{folder}/a_MA.png");
        Run run = Read();
        Assert.Null(run.Lesion);
        Assert.Contains("of several lesions (EX, MA)", Warning(run));
        Run told = Read(new RunReadOptions { Lesion = "MA" });
        Assert.Equal("MA", told.Lesion);
        Assert.DoesNotContain(told.Notes, note => note.IsWarning);
    }

    [Fact]
    public void Maps_alone_say_the_lesion_too()
    {
        Write("test_per_image_metrics.csv", "probabilities_test/a_EX.npy", "probabilities_test/b_EX.npy");
        Assert.Equal("EX", Read().Lesion);
    }

    /// <summary>They were said to be runs of their own, and were none.</summary>
    [Theory]
    [InlineData("val_per_image_metrics.csv", false)]
    [InlineData("val_per_image_metrics.csv", true)]
    [InlineData("test_per_image_metrics (1).csv", false)]
    [InlineData("scores_tta.csv", false)]
    public void Another_table_beside_the_labs_own_is_left_out_aloud(string other, bool whole)
    {
        Write("test_per_image_metrics.csv", other);
        if (whole)
            _folder.Write("run/metrics_expanded.csv", "epoch,val_loss\n1,0.5\n");
        Run run = Read();
        Assert.EndsWith("test_per_image_metrics.csv", run.Log.Sources[RunFileKind.ImageScores]);
        Assert.Contains($"test_per_image_metrics.csv is read and left out are {other}", Warning(run));
    }

    [Fact]
    public void Another_output_is_left_out_aloud()
    {
        Write("output/test_per_image_metrics.csv", "output_se/test_per_image_metrics.csv");
        Assert.Contains(
            Path.Combine("output", "test_per_image_metrics.csv")
                + " is read and left out are "
                + Path.Combine("output_se", "test_per_image_metrics.csv"),
            Warning(Read())
        );
    }

    /// <summary>A spreadsheet that has the table open keeps a file of its own beside it.</summary>
    [Fact]
    public void The_lock_of_a_spreadsheet_is_no_table()
    {
        Write("test_per_image_metrics.csv", "~$test_per_image_metrics.csv");
        Assert.Empty(Read().Notes);
    }

    /// <summary>0.9 of b would have been taken for the Dice of c, or of none.</summary>
    [Fact]
    public void Lists_of_different_lengths_are_no_table()
    {
        _folder.Write("run/x.json", """{"image": ["a", "b", "c"], "dice": [0.5, 0.9], "iou": [0.3, 0.8, 0.1]}""");
        InputException fault = Assert.Throws<InputException>(() => Read());
        Assert.Equal(InputError.MalformedFile, fault.Error);
        Assert.Contains("image 3, dice 2, iou 3", fault.Message);
    }

    public void Dispose() => _folder.Dispose();
}
