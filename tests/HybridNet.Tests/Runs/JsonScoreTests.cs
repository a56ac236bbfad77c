using HybridNet.Ports;

namespace HybridNet.Tests.Runs;

/// <summary>Scores that scripts write as JSON: every shape is read with every record, or refused with its keys.</summary>
public class JsonScoreTests
{
    private static IReadOnlyList<Run> ReadAll(string file, string text, RunReadOptions? options = null)
    {
        using var folder = new TempFolder();
        folder.Write("run/" + file, text);
        return SampleRun.Adapters.Runs.ReadAll(Path.Combine(folder.Path, "run"), options ?? new(), CancellationToken.None);
    }

    private static (string?, string, double)[] Rows(IEnumerable<Run> runs) =>
        [.. runs.SelectMany(run => run.Log.Scores).Select(row => (row.Class, row.ImageId, row.Dice)).Order()];

    [Theory]
    [InlineData("a.json", """[{"image": "a.png", "dice": 0.5}, {"image": "b.png", "dice": NaN}]""")]
    [InlineData("a.json", """{"model": "unet", "results": [{"name": "a", "dsc": 0.5}, {"name": "b", "dsc": null}]}""")]
    [InlineData(
        "a.json",
        """{"mean": {"dice": 0.5}, "cases": {"a": {"dice": 0.5, "hd95": 3}, "b": {"dice": null, "hd95": 1}}}"""
    )]
    [InlineData("a.json", """{"image": {"0": "a", "1": "b"}, "dice": {"0": 0.5, "1": null}}""")]
    [InlineData("a.json", """{"image": ["a", "b"], "dice": [0.5, null]}""")]
    [InlineData(
        "a.jsonl",
        "{\"image\": \"a.png\", \"metrics\": {\"dice\": 0.5}}\n{\"image\": \"b.png\", \"metrics\": {\"dice\": NaN}}\n"
    )]
    public void One_record_an_image(string file, string text) =>
        Assert.Equal([(null, "a", 0.5), (null, "b", double.NaN)], Rows(ReadAll(file, text)));

    [Theory]
    [InlineData("""{"a": {"EX": {"dice": 0.5}, "MA": {"dice": 0.3}}, "b": {"EX": {"dice": 0.6}, "MA": {"dice": 0.2}}}""")]
    [InlineData("""{"EX": {"a": {"dice": 0.5}, "b": {"dice": 0.6}}, "MA": {"a": {"dice": 0.3}, "b": {"dice": 0.2}}}""")]
    public void Classes_inside_images_and_images_inside_classes(string text) =>
        Assert.Equal([("EX", "a", 0.5), ("EX", "b", 0.6), ("MA", "a", 0.3), ("MA", "b", 0.2)], Rows(ReadAll("a.json", text)));

    [Fact]
    public void More_images_than_classes_tell_the_levels_apart() =>
        Assert.Equal(
            [("1", "a", 0.5), ("1", "b", 0.6), ("1", "c", 0.7), ("2", "a", 0.1), ("2", "b", 0.2), ("2", "c", 0.3)],
            Rows(
                ReadAll(
                    "a.json",
                    """
                    {"a": {"1": {"dice": 0.5}, "2": {"dice": 0.1}}, "b": {"1": {"dice": 0.6}, "2": {"dice": 0.2}},
                     "c": {"1": {"dice": 0.7}, "2": {"dice": 0.3}}}
                    """
                )
            )
        );

    [Theory]
    [InlineData(
        """{"x": {"p": {"dice": 0.5}, "q": {"dice": 0.3}}, "y": {"p": {"dice": 0.6}, "q": {"dice": 0.2}}}""",
        "x, p, dice"
    )]
    [InlineData("""{"val": [{"id": "a", "dice": 0.5}], "test": [{"id": "b", "dice": 0.5}]}""", "val, id, dice, test")]
    [InlineData("""[{"picture": "a", "dice": 0.5}]""", "picture, dice")]
    public void What_may_be_read_in_two_ways_or_names_no_image_is_refused_with_its_keys(string text, string keys)
    {
        InputException fault = Assert.Throws<InputException>(() => ReadAll("a.json", text));
        Assert.Equal(InputError.NotARun, fault.Error);
        Assert.Contains(keys, fault.Message);
    }

    [Theory]
    [InlineData("a.json", """[{"picture": "a", "dice": 0.5}]""", "id", "picture")]
    [InlineData("a.csv", "picture,dice\na,0.5\n", "id", "picture")]
    [InlineData("a.csv", "image,overlap\na,0.5\n", "dice", "overlap")]
    public void A_column_that_the_caller_names_makes_it_a_table(string file, string text, string role, string name) =>
        Assert.Equal(
            [(null, "a", 0.5)],
            Rows(ReadAll(file, text, new RunReadOptions { Columns = new Dictionary<string, string> { [role] = name } }))
        );

    [Fact]
    public void Settings_beside_the_images_are_no_image_and_are_said()
    {
        Run run = Assert.Single(
            ReadAll("a.json", """{"a": {"dice": 0.5}, "b": {"dice": 0.25}, "c": {"dice": null}, "args": {"lr": 0.1}}""")
        );
        Assert.Equal([(null, "a", 0.5), (null, "b", 0.25), (null, "c", double.NaN)], Rows([run]));
        Assert.Contains(
            run.Notes,
            note => note.IsWarning && note.Text.Contains("1 of 4 records") && note.Text.Contains("'args'")
        );
    }

    [Fact]
    public void A_bad_value_is_named_by_its_record()
    {
        InputException fault = Assert.Throws<InputException>(() =>
            ReadAll("a.json", """[{"image": "a", "dice": 0.5}, {"image": "b", "dice": 1.5}]""")
        );
        Assert.Contains("record 2, column 'dice': '1.5'", fault.Message);
    }

    [Fact]
    public void A_table_that_lacks_one_column_says_which()
    {
        Assert.Contains(
            "a Dice and no column known to name the image",
            Assert.Throws<InputException>(() => ReadAll("a.csv", "picture,dice\na,0.5\n")).Message
        );
        Assert.Contains(
            "an image id and no column known to be a Dice",
            Assert.Throws<InputException>(() => ReadAll("a.csv", "image,overlap\na,0.5\n")).Message
        );
    }

    [Fact]
    public void A_spreadsheet_in_another_language_is_read()
    {
        Run run = Assert.Single(
            ReadAll("Ergebnisse.csv", "sep=;\nBild;Dice;Sensitivität\n0001_1;0,8125;0,75\nMittelwert;0,8125;0,75\n")
        );
        ImageScore row = Assert.Single(run.Log.Scores);
        Assert.Equal(("0001_1", 0.8125, 0.75), (row.ImageId, row.Dice, row.Recall));
    }
}
