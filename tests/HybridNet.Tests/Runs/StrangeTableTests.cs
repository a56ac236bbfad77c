using HybridNet.Data.Runs;
using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Tables of other labs: rows and columns that are not what they look like are never taken in silence.</summary>
public class StrangeTableTests
{
    private const string TwoImages = "a_1,0.25\na_2,0.75\n";

    private static IReadOnlyList<Run> ReadAll(string file, string text)
    {
        using var folder = new TempFolder();
        folder.Write("run/" + file, text);
        return SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), new RunReadOptions(), CancellationToken.None);
    }

    private static Run Read(string file, string text) => Assert.Single(ReadAll(file, text));

    private static string Refused(string file, string text) => Assert.Throws<InputException>(() => ReadAll(file, text)).Message;

    /// <summary>A turned Dice of 0.75 and 0.25 would pass for a Dice: the wrong one of two runs would win.</summary>
    [Theory]
    [InlineData("1-dice")]
    [InlineData("Dice Error")]
    [InlineData("Dice (loss)")]
    [InlineData("dice distance")]
    [InlineData("Dice-Fehler")]
    [InlineData("dice_loss")]
    public void A_Dice_turned_round_is_no_Dice(string name) =>
        Assert.Contains($"'{name}', which by its name is turned round", Refused("x.csv", $"image,{name}\na,0.75\nb,0.25\n"));

    [Fact]
    public void A_turned_Dice_that_is_insisted_on_is_warned_about()
    {
        using var folder = new TempFolder();
        folder.Write("run/x.csv", "image,1-dice\na,0.75\nb,0.25\n");
        var options = new RunReadOptions { Columns = new Dictionary<string, string> { ["dice"] = "1-dice" } };
        Run run = Assert.Single(
            SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), options, CancellationToken.None)
        );
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("write a column of 1 - 1-dice"));
    }

    /// <summary>Class 1 of a label map is written with the mark of a class, not of a difference.</summary>
    [Fact]
    public void Class_1_is_not_turned_round() => Assert.Equal(0.5, Read("x.csv", "image,1_dice\na,0.75\nb,0.25\n").MeanDice);

    [Theory]
    [InlineData("Std.-Abw.")]
    [InlineData("skupaj")]
    [InlineData("MEAN±STD")]
    [InlineData("Average (n=2)")]
    [InlineData("Overall mean")]
    [InlineData("macro avg")]
    [InlineData("mean Dice")]
    [InlineData("mDice")]
    [InlineData("Mean over test set")]
    [InlineData("Threshold")]
    [InlineData("Best epoch")]
    [InlineData("AVERAGE_TEST")]
    [InlineData("**mean**")]
    [InlineData("==mean==")]
    [InlineData("95% CI")]
    [InlineData("μ")]
    [InlineData("x\u0304")]
    public void A_figure_over_images_is_no_image(string name)
    {
        Run run = Read("x.csv", $"image,dice\n{TwoImages}{name},0.9\n");
        Assert.Equal(["a_1", "a_2"], run.Log.Scores.Select(score => score.ImageId).Order(StringComparer.Ordinal));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains($"left out; the first is '{name}'"));
    }

    [Theory]
    [InlineData("mean_7")]
    [InlineData("image_max")]
    [InlineData("macro_eye")]
    public void An_image_may_have_such_a_word_in_its_name(string name) =>
        Assert.Equal(3, Read("x.csv", $"image,dice\n{TwoImages}{name},0.9\n").Log.Scores.Count);

    [Theory]
    [InlineData("phase")]
    [InlineData("stage")]
    public void Training_and_test_images_are_told_by_what_the_column_holds(string name) =>
        Assert.Contains(
            Read("x.csv", $"image,{name},dice\na,train,1\nb,test,0.5\nc,test,0\n").Notes,
            note => note.IsWarning && note.Text.Contains($"'{name}' tells test (2), train (1) apart")
        );

    [Fact]
    public void A_mean_over_the_models_of_several_folds_is_said() =>
        Assert.Contains(
            Read("x.csv", "fold,case,dice\n0,a,1\n0,b,0.5\n1,c,0\n").Notes,
            note => note.Text.Contains("'fold' tells 0 (2), 1 (1) apart")
        );

    [Fact]
    public void A_line_drawn_below_the_header_is_no_image()
    {
        Run run = Read("x.csv", "| image | dice |\n|---|:---:|\n| a | 0.25 |\n| b | 0.75 |\n");
        Assert.Equal((2, 0.5), (run.Log.Scores.Count, run.MeanDice));
        Assert.Contains(run.Notes, note => note.Text.Contains("1 lines drawn between rows"));
    }

    /// <summary>A point between thousands beside a decimal comma: 1.234 pixels are 1234.</summary>
    [Fact]
    public void Thousands_are_marked_by_a_point_where_the_decimal_mark_is_a_comma()
    {
        ImageScore score = Read("x.csv", "Bild;Dice;gt_pixels\na;0,9123;1.234\nb;0,5;12.345\n")
            .Log.Scores.First(s => s.ImageId == "a");
        Assert.Equal((0.9123, 1234L), (score.Dice, score.GtPixels));
    }

    [Fact]
    public void Names_in_several_rows_are_named_as_such() =>
        Assert.Contains("MultiIndex of pandas", Refused("x.csv", ",dice,dice\n,EX,MA\nimage_id,,\na,0.5,0.4\n"));

    /// <summary>What stands in brackets was left away, and the first of the columns alike was the Dice.</summary>
    [Theory]
    [InlineData("Dice (EX),Dice (MA)", "EX MA")]
    [InlineData("Dice [EX] (%),Dice [MA] (%)", "EX MA")]
    [InlineData("Dice EX (%),Dice MA (%)", "EX MA")]
    [InlineData("Dice (std),Dice (mean)", "")]
    public void What_tells_columns_apart_may_stand_in_brackets(string names, string classes)
    {
        IReadOnlyList<Run> runs = ReadAll("x.csv", $"image,{names}\na,0.25,0.5\nb,0.75,0.5\n");
        Assert.Equal(classes, string.Join(' ', runs.Select(run => run.Log.Scores[0].Class)));
        double last = names.Contains('%') ? 0.005 : 0.5;
        Assert.Equal(last, runs[^1].MeanDice!.Value, 12);
    }

    [Fact]
    public void A_spread_alone_is_no_Dice() =>
        Assert.Contains("no column known to be a Dice", Refused("x.csv", "image,Dice (std)\na,0.1\nb,0.2\n"));

    [Fact]
    public void An_explanation_in_brackets_stays_one()
    {
        ImageScore score = Read("x.csv", "image,Dice (DSC),IoU (Jaccard)\na,0.5,0.3333\n").Log.Scores[0];
        Assert.Equal((0.5, 0.3333), (score.Dice, score.Iou));
    }

    [Fact]
    public void Square_millimeters_are_no_pixels()
    {
        Run run = Read("x.csv", "image,dice,gt_area [mm2],pred_area (µm²)\na,0.5,100.5,7\nb,0.5,12,10\n");
        Assert.All(run.Log.Scores, score => Assert.Null(score.GtPixels ?? score.PredPixels));
        Assert.Equal("100.5", run.Log.Scores[0].Other!["gt_area [mm2]"]);
        Assert.Equal(2, run.Notes.Count(note => note.IsWarning && note.Text.Contains("no count of pixels")));
    }

    [Fact]
    public void A_Dice_over_all_beside_those_of_classes_is_named() =>
        Assert.Contains(
            Read("x.csv", "image,dice,dice_EX,dice_MA\na,0.5,0.4,0.6\n").Notes,
            note => note.Text.Contains("the scores are those of 'dice'; beside it stand those of EX, MA")
        );

    /// <summary>
    /// Lesions that were matched, beside the Dice of pixels: no lesion of a and b was matched (tp 0), though 40 and 50 % of
    /// their pixels were. They were images without any overlap, of one and two pixels.
    /// </summary>
    [Fact]
    public void Counts_of_lesions_are_no_counts_of_pixels()
    {
        Run run = Read("x.csv", "image,dice,tp,fp,fn\na,0.5,0,1,1\nb,0.4,0,2,1\nc,0.8,2,0,0\n");
        Assert.All(run.Log.Scores, score => Assert.Equal(MetricState.Defined, score.State));
        Assert.All(run.Log.Scores, score => Assert.Null(score.GtPixels ?? score.PredPixels));
        Assert.Contains(
            run.Notes,
            note => note.IsWarning && note.Text.Contains("3 of 3 rows") && note.Text.Contains("not taken for pixels")
        );
    }

    /// <summary>2 x 30/(60 + 20 + 20) = 0.6, and (2 x 30 + 1)/101 = 0.604; 0.9 is another mask's.</summary>
    [Theory]
    [InlineData("a,0.6,30,20,20\nb,0.604,30,20,20\n", false)]
    [InlineData("a,0.6,30,20,20\nb,0.9,30,20,20\n", true)]
    public void Counts_of_pixels_stay(string rows, bool said)
    {
        Run run = Read("x.csv", "image,dice,tp,fp,fn\n" + rows);
        Assert.All(run.Log.Scores, score => Assert.Equal((50L, 50L), (score.GtPixels, score.PredPixels)));
        Assert.Equal(
            said,
            run.Notes.Any(note => note.IsWarning && note.Text.Contains("1 of 2 rows") && note.Text.Contains("The counts decide"))
        );
    }

    /// <summary>A line of units below the header was an image called -, without a score.</summary>
    [Theory]
    [InlineData("-,-,mm")]
    [InlineData(",,[mm]")]
    [InlineData("nan,nan,nan")]
    public void A_row_without_id_and_score_is_no_image(string row)
    {
        Run run = Read("x.csv", $"image,dice,hd95\n{row}\na,0.25,3\nb,0.75,4\n");
        Assert.Equal(["a", "b"], run.Log.Scores.Select(score => score.ImageId));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("1 rows have neither an image id nor a Dice"));
    }

    [Theory]
    [InlineData("nan", "the image id is missing: 'nan'")]
    [InlineData("", "the image id is empty")]
    public void A_score_without_an_id_is_an_error(string id, string what) =>
        Assert.Contains(what, Refused("x.csv", $"image,dice\na,0.25\n{id},0.5\n"));

    /// <summary>The first of two images was better by 0.1, or the best: it is no Dice of 0.1, and none of 1.</summary>
    [Theory]
    [InlineData("dice_gain")]
    [InlineData("delta_dice")]
    [InlineData("Dice difference")]
    [InlineData("dice_rank")]
    public void What_is_made_of_a_Dice_is_none(string name) =>
        Assert.Contains("no column known to be a Dice", Refused("x.csv", $"image,{name}\na,0.1\nb,1\n"));

    /// <summary>A lab's copy of an older version's names has its own Dice, and lacks a list that came later.</summary>
    [Fact]
    public void A_labs_names_stand_over_those_of_the_module()
    {
        ColumnNames names = ColumnNames.Of("""{"score": {"dice": ["overlap"]}, "no_image": ["sredina"]}""");
        Assert.Equal("dice", names.RoleOf("score", "Overlap"));
        Assert.Null(names.RoleOf("score", "dsc"));
        Assert.Equal("iou", names.RoleOf("score", "jaccard"));
        Assert.True(names.Has("no_image", "sredina"));
        Assert.False(names.Has("no_image", "mean"));
        Assert.True(names.Has("turned", "error"));
    }

    [Fact]
    public void Two_tables_of_one_folder_are_not_said_to_be_left_out()
    {
        IReadOnlyList<Run> runs;
        using (var folder = new TempFolder())
        {
            folder.Write("run/a.csv", "image,dice\nx,1\n");
            folder.Write("run/b.csv", "image,dice\nx,0\n");
            runs = SampleRun.Adapters.Runs.ReadAll(
                Path.Combine(folder.Path, "run"),
                new RunReadOptions(),
                CancellationToken.None
            );
        }
        Assert.Equal(2, runs.Count);
        Assert.DoesNotContain(runs[0].Notes, note => note.Text.Contains("left out"));
    }
}
