using System.IO.Compression;
using System.Text;
using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Tables as spreadsheets, shells and killed jobs leave them.</summary>
public class TableReadingTests
{
    private const string Header = "image_id,dice,iou,precision,recall,pearson\n";

    private static Run Read(byte[] bytes, string name = "test_per_image_metrics.csv", RunReadOptions? options = null)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.Write("v1/" + name, ""), bytes);
        return SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "v1"), options ?? new(), CancellationToken.None);
    }

    private static Run Read(string text, RunReadOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options: options);

    private static double[] Dice(Run run) => [.. run.Log.Scores.Select(score => score.Dice)];

    [Theory]
    [InlineData("image_id;dice;iou\na;0,5;0,333\nb;2,5E-10;2,5E-10\n")]
    [InlineData("sep=;\nimage_id;dice;iou\na;0,5;0,333\nb;2,5E-10;2,5E-10\n")]
    [InlineData("image_id\tdice\tiou\na\t0.5\t0.333\nb\t2.5e-10\t2.5e-10\n")]
    [InlineData("image_id|dice|iou\na|0.5|0.333\nb|2.5e-10|2.5e-10\n")]
    [InlineData("image_id,dice,iou\na,\"0,5\",\"0,333\"\nb,\"2,5E-10\",\"2,5E-10\"\n")]
    [InlineData("# seed 1, threshold 0.5\n\nimage_id,dice,iou\n\na,0.5,0.333\n# half\nb,2.5e-10,2.5e-10\n\n")]
    [InlineData("image_id,dice,iou\na,0.5,0.333,\nb,2.5e-10,2.5e-10,\n")]
    [InlineData("image_id,dice,iou,,\na,0.5,0.333,,\nb,2.5e-10,2.5e-10,,\n")]
    [InlineData("image_id,dice,iou\na,tensor(0.5),np.float64(0.333)\nb,[2.5e-10],2.5e-10\n")]
    [InlineData("image_id,dice,iou\na,50%,33.3 %\nb,2.5e-8%,2.5e-8%\n")]
    [InlineData("Image ID , Dice (%) ,IoU [%]\na,50,33.3\nb,2.5e-8,2.5e-8\n")]
    public void The_same_scores_in_other_clothes(string text)
    {
        Run run = Read(text);
        Assert.Equal(["a", "b"], run.Log.Scores.Select(score => score.ImageId));
        Assert.Equal([0.5, 2.5e-10], Dice(run).Select(value => Math.Round(value, 14)));
    }

    [Fact]
    public void Every_encoding_and_a_packed_file_are_read()
    {
        string text = Header + "größe_1,0.5,0.333,0.4,0.6,0.1\n";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(text),
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            Encoding.Unicode.GetBytes(text),
            [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)],
            Encoding.Latin1.GetBytes(text),
        ];
        foreach (byte[] form in forms)
            Assert.Equal("größe_1", Read(form).Log.Scores[0].ImageId);
        Assert.Equal("größe_1", Read(packed.ToArray(), "test_per_image_metrics.csv.gz").Log.Scores[0].ImageId);
    }

    [Fact]
    public void Ids_may_begin_with_a_hash_and_lose_what_a_spreadsheet_adds()
    {
        Assert.Equal(["#1", "2"], Read("image_id,dice\n#1,0.5\n2,0.25\n").Log.Scores.Select(score => score.ImageId));
        Assert.Equal(
            ["0007_1", "0012_3"],
            Read("image_id,dice\n\"=\"\"0007_1\"\"\",0.5\n'0012_3,0.25\n").Log.Scores.Select(score => score.ImageId)
        );
        Assert.Equal(
            ["a", "b"],
            Read("image_id,dice\nx/a.png,0.5\nx\\b.nii.gz,0.25\n").Log.Scores.Select(score => score.ImageId)
        );
        Assert.Equal(["7", "12"], Read("image_id,dice\n7.0,0.5\n12.0,0.25\n").Log.Scores.Select(score => score.ImageId));
        // Two folders with one name each would fall together: the ids stay as they are.
        Assert.Equal(
            ["x/a.png", "y/a.png"],
            Read("image_id,dice\nx/a.png,0.5\ny/a.png,0.25\n").Log.Scores.Select(score => score.ImageId)
        );
    }

    [Fact]
    public void Rows_that_are_no_images_are_left_out_and_counted()
    {
        Run run = Read(
            Header
                + "a,0.5,0.333,0.4,0.6,0.1\n"
                + Header
                + "b,0.25,0.143,0.4,0.6,0.1\nmean,0.375,0.2,0.4,0.6,0.1\nstd,0.1,0.1,0,0,0\nc,0.1,0.0"
        );
        Assert.Equal(["a", "b"], run.Log.Scores.Select(score => score.ImageId));
        Assert.Contains(
            run.Notes,
            note => note.IsWarning && note.Text.Contains("2 rows are no images") && note.Text.Contains("'mean'")
        );
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("header stands again"));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("cut off"));
    }

    [Theory]
    [InlineData("image_id,dice\na,0.5\nb,1.3\n", InputError.ValueOutOfRange, "line 3")]
    [InlineData("image_id,dice,iou\na,0.5,-0.2\n", InputError.ValueOutOfRange, "line 2")]
    [InlineData("image_id,dice,gt_area,pred_area\na,0.5,-5,3\n", InputError.ValueOutOfRange, "line 2")]
    [InlineData(
        "image_id,dice,gt_area,pred_area\na,0.5,9223372036854775807,9223372036854775807\n",
        InputError.ValueOutOfRange,
        "line 2"
    )]
    [InlineData("image_id,dice\na,0.5\nb,\"1,234\"\n", InputError.NotANumber, "line 3")]
    [InlineData("image_id,dice\na,1e400\n", InputError.NotANumber, "line 2")]
    [InlineData("image_id;dice\na;0,5\nb;3. Jan\n", InputError.NotANumber, "line 3")]
    [InlineData("0007_1,0.5,0.3\n0012_1,0.4,0.2\n", InputError.MissingColumn, "looks like data")]
    public void What_cannot_be_is_an_error_with_its_line(string text, InputError error, string place)
    {
        InputException fault = Assert.Throws<InputException>(() => Read(text));
        Assert.Equal(error, fault.Error);
        Assert.Contains(place, fault.Message);
    }

    [Fact]
    public void Columns_that_stand_twice_or_have_no_name_are_no_fault()
    {
        Run run = Read("image_id,dice,x,x,,\na,0.5,1,2,,\n");
        Assert.Equal(("1", "2"), (run.Log.Scores[0].Other!["x"], run.Log.Scores[0].Other!["x (2)"]));
        Assert.Contains(run.Notes, note => note.IsWarning && note.Text.Contains("'x'"));
    }

    [Fact]
    public void Counts_may_have_marks_between_thousands_and_words_stand_for_missing_values()
    {
        Run run = Read(
            "image_id,dice,pearson,gt_area,pred_area\na,0.5,NA,\"1,234\",1'234\nb,0.25,-,5 678,7\nc,nan,\u22120.25,0,0\n"
        );
        Assert.Equal([1234L, 5678L, 0L], run.Log.Scores.Select(score => score.GtPixels!.Value));
        Assert.Equal(1234L, run.Log.Scores[0].PredPixels);
        Assert.Equal([double.NaN, double.NaN, -0.25], run.Log.Scores.Select(score => score.Pearson));
    }

    [Fact]
    public void The_caller_may_say_how_a_table_is_written()
    {
        var options = new RunReadOptions
        {
            Delimiter = ';',
            Culture = "de-DE",
            Percent = true,
        };
        Assert.Equal([0.5], Dice(Read("image_id;dice\na;50\n", options)));
        Assert.Equal([0.505], Dice(Read("image_id;dice\na;50,5\n", options)));
    }

    [Fact]
    public void Zeros_that_a_spreadsheet_took_off_come_back_from_the_split_table()
    {
        using var folder = new TempFolder();
        folder.Write("v1/test_per_image_metrics.csv", "image_id,dice\n7,0.5\n12,0.25\n");
        folder.Write("v1/metrics_logs/image_split.csv", "image_id,split\n0007,Testing\n0012,Testing\n0100,Training\n");
        Run run = SampleRun.Adapters.Runs.Read(Path.Combine(folder.Path, "v1"), new(), CancellationToken.None);
        Assert.Equal(["0007", "0012"], run.Log.Scores.Select(score => score.ImageId));
        Assert.Equal(["test", "test", "train"], run.Log.Assignments.Select(row => row.Split));
    }
}
