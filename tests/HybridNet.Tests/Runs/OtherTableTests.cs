using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Tables that are nearly what is wanted: nothing of them is taken or left out in silence.</summary>
public class OtherTableTests
{
    private static IReadOnlyList<Run> ReadAll(string file, string text)
    {
        using var folder = new TempFolder();
        folder.Write("run/" + file, text);
        return SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), new RunReadOptions(), CancellationToken.None);
    }

    [Fact]
    public void Training_and_test_images_in_one_table_are_said()
    {
        Run run = Assert.Single(ReadAll("x.csv", "image,split,dice\na,train,1\nb,test,0.5\nc,test,0\n"));
        Assert.Equal(0.5, run.MeanDice);
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("'split' tells test (2), train (1) apart"));
    }

    [Fact]
    public void One_split_needs_no_word() =>
        Assert.DoesNotContain(
            Assert.Single(ReadAll("x.csv", "image,split,dice\na,test,1\nb,test,0.5\n")).Notes,
            note => note.IsWarning
        );

    /// <summary>results.all of nnU-Net version 1: 6 pixels of 10 and 8 share, so Dice = 2 * 6 / 18.</summary>
    [Fact]
    public void The_first_nnU_Net_has_its_labels_beside_the_files_and_the_background_among_them()
    {
        Run run = Assert.Single(
            ReadAll(
                "validation_raw/summary.json",
                """
                {"results": {"all": [{"0": {"Dice": 0.99}, "1": {"Dice": 0.6666666666666666, "Jaccard": 0.5, "Precision": 0.75,
                 "Recall": 0.6, "Total Positives Reference": 10, "Total Positives Test": 8},
                 "reference": "/x/case_1.nii.gz", "test": "/y/case_1.nii.gz"}], "mean": {"1": {"Dice": 0.6666666666666666}}}}
                """
            )
        );
        ImageScore score = Assert.Single(run.Log.Scores);
        Assert.Equal(
            ("case_1", 12 / 18.0, 6 / 12.0, 10L, 8L),
            (score.ImageId, score.Dice, score.Iou, score.GtPixels, score.PredPixels)
        );
        Assert.Contains(run.Notes, note => note.Text.Contains("label 0 is the background"));
    }

    [Theory]
    [InlineData("results.xlsx", "PK", "results.xlsx is a spreadsheet: save its sheet as CSV")]
    [InlineData("results.pkl", "x", "results.pkl is a pickle")]
    [InlineData("log.txt", "0001.png Dice: 0.5\n", "log.txt begins with '0001.png Dice: 0.5'")]
    [InlineData("x.csv", "image & dice\n", "x.csv begins with 'image & dice'")]
    [InlineData("x.csv", "a,b\n1,2\n", "x.csv has the columns a, b")]
    public void What_is_there_and_not_read_is_named(string file, string text, string said)
    {
        InputException fault = Assert.Throws<InputException>(() => ReadAll(file, text));
        Assert.Equal(InputError.NotARun, fault.Error);
        Assert.Contains(said, fault.Message);
    }
}
