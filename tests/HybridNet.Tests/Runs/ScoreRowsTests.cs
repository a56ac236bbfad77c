using HybridNet.Data;
using HybridNet.Runs.Columns;

namespace HybridNet.Tests.Runs;

/// <summary>Rows in columns give back what was put into them, whatever it is, over more than one block of rows.</summary>
public class ScoreRowsTests
{
    private const int Many = (1 << 16) + 5000;

    [Fact]
    public void A_row_comes_back_as_it_was()
    {
        var origin = new Origin(new RunCell());
        ImageScore full = new()
        {
            Run = "v7EX",
            ImageId = "0007_1",
            Class = "EX",
            Rank = 3,
            Dice = 0.25,
            Iou = 1.0 / 7,
            Precision = double.PositiveInfinity,
            Recall = -0.0,
            Pearson = -1,
            GtPixels = 0,
            PredPixels = 1L << 40,
            TotalPixels = 12,
            Counts = new(1, 2, 3),
            Band = ScoreBand.None,
            State = MetricState.Undetermined,
            MarksNothing = false,
            PredictsNothing = true,
            Printed = new() { Dice = new(-6), Pearson = new(3) },
            Other = new Dictionary<string, string> { ["site"] = "Łódź", ["note"] = "" },
            Origin = origin,
        };
        ImageScore bare = new() { Run = "v7EX", ImageId = "" };
        ScoreRows rows = ScoreRows.Of([bare, full, bare]);
        Assert.Equal([bare, full, bare], rows);
        Assert.Equal(full.Rank, rows[1].Rank);
        Assert.Equal(full.Printed.Packed, rows[1].Printed.Packed);
        Assert.Equal((false, true), (rows[1].MarksNothing!.Value, rows[1].PredictsNothing!.Value));
        Assert.Equal(["note", "site"], rows[1].Other!.Keys.Order());
        Assert.Null(rows[0].Other);
        Assert.Null(rows[2].MarksNothing);
        Assert.Same(rows, ScoreRows.Of(rows));
    }

    [Fact]
    public void Places_beyond_the_end_are_no_rows()
    {
        ScoreRows rows = ScoreRows.Of([new() { Run = "v7EX", ImageId = "a" }]);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows[-1]);
    }

    [Fact]
    public void Rows_of_two_runs_are_not_put_together()
    {
        ScoreRows rows = ScoreRows.Of([new() { Run = "v7EX", ImageId = "a" }]);
        Assert.Throws<ArgumentException>(() => rows.Add(new ImageScore { Run = "v8EX", ImageId = "b" }));
    }

    [Fact]
    public void Texts_of_any_letters_come_back_and_are_found()
    {
        // One byte, two bytes, a half of a pair that is no text at all, an empty one, and one that is one letter's bytes.
        string[] odd = ["0007_1", "é", "Ж1", "\uD800x", "", "\u0016\u0004", "眼底", new string('x', 100_000)];
        var rows = new ScoreRows("v7EX", default);
        var index = new RowIndex(rows);
        for (int i = 0; i < Many; i++)
            Assert.Equal(-1, index.Add(rows.Add(i < odd.Length ? odd[i] : $"{i}_1")));
        Assert.Equal(Many, rows.Count);
        for (int i = 0; i < Many; i++)
            Assert.Equal(i < odd.Length ? odd[i] : $"{i}_1", rows.Id(i));

        var asked = new ScoreRows("v8EX", default);
        string[] ids = [.. odd, "70000_1", "Ж", "\u0416\u0031x", "0_1"];
        foreach (string id in ids)
            asked.Add(id);
        int[] found = [.. ids.Select((_, i) => index.Find(asked, i))];
        Assert.Equal([.. Enumerable.Range(0, odd.Length), 70_000, -1, -1, -1], found);
    }

    [Fact]
    public void A_second_row_of_an_image_tells_the_first()
    {
        var rows = new ScoreRows("v7EX", default);
        var index = new RowIndex(rows);
        for (int i = 0; i < 100; i++)
            index.Add(rows.Add($"{i}"));
        Assert.Equal(42, index.Add(rows.Add("42")));
        Assert.Equal(42, index.Add(rows.Add("42")));
    }

    [Fact]
    public void An_image_of_another_class_is_another_row()
    {
        ImageScore ex = new()
        {
            Run = "v7",
            ImageId = "0007_1",
            Class = "EX",
        };
        ScoreRows rows = ScoreRows.Of([ex, ex with { Class = "HE" }, ex with { Class = null }]);
        var index = new RowIndex(rows);
        Assert.Equal([-1, -1, -1], new[] { index.Add(0), index.Add(1), index.Add(2) });
        Assert.Equal(1, index.Find(ScoreRows.Of([ex with { Class = "HE" }]), 0));
        Assert.Equal(-1, index.Find(ScoreRows.Of([ex with { Class = "MA" }]), 0));
    }

    [Fact]
    public void Columns_of_other_names_have_gaps_where_a_row_has_none()
    {
        ImageScore row = new() { Run = "v7EX", ImageId = "a" };
        ImageScore[] given =
        [
            .. Enumerable
                .Range(0, Many)
                .Select(i =>
                    row with
                    {
                        ImageId = $"{i}",
                        Other = i % 1000 == 7 ? new Dictionary<string, string> { [$"name {i % 3}"] = $"{i}" } : null,
                    }
                ),
        ];
        Assert.Equal(given, ScoreRows.Of(given));
    }

    [Fact]
    public void Other_ids_and_another_run_leave_everything_else()
    {
        ImageScore row = new()
        {
            Run = "v7EX",
            ImageId = "7",
            Dice = 0.5,
            Class = "EX",
        };
        ScoreRows rows = ScoreRows.Of([row, row with { ImageId = "8", Dice = 0.25 }]);
        var cell = new RunCell();
        ScoreRows named = rows.WithIds(["0007", "0008"]).WithRun("v7", new Origin(cell));
        Assert.Equal(["7", "8"], rows.Select(score => score.ImageId));
        Assert.Equal([row with { ImageId = "0007", Run = "v7" }, row with { ImageId = "0008", Run = "v7", Dice = 0.25 }], named);
        cell.Run = new Run
        {
            Name = "v7",
            Path = "/v7",
            Log = new RunLog { Scores = named },
            Files = new RunFiles { Output = "/v7" },
        };
        Assert.Same(cell.Run, named[1].Origin.Run);
    }

    [Fact]
    public void What_is_decided_of_a_row_stays()
    {
        ImageScore row = new() { Run = "v7EX", ImageId = "7" };
        ScoreRows rows = ScoreRows.Of([.. Enumerable.Range(0, Many).Select(i => row with { ImageId = $"{i}" })]);
        IReadOnlyList<RowView> views = RowView.All(rows);
        views[Many - 1].Decide(MetricState.Disjoint, 31);
        views[3].Decide(MetricState.BothEmpty, 0);
        Assert.Equal((MetricState.Disjoint, 31L), (rows[Many - 1].State, rows[Many - 1].TotalPixels));
        Assert.Equal((MetricState.BothEmpty, 0L), (rows[3].State, rows[3].TotalPixels));
        Assert.Equal((MetricState.Defined, null), (rows[4].State, rows[4].TotalPixels));
    }

    [Fact]
    public void Duplicate_rows_in_folds_are_found_in_a_large_table()
    {
        using var folder = new TempFolder();
        string header = "image_id,fold,dice\n";
        folder.Write("good/test_per_image_metrics.csv", header + "a,0,0.5\nb,0,0.25\na,1,0.5\nb,1,0.125\n");
        IReadOnlyList<Run> runs = new AdapterSet().Runs.ReadAll(
            Path.Combine(folder.Path, "good"),
            new HybridNet.Ports.RunReadOptions { Lesion = "EX" },
            CancellationToken.None
        );
        Assert.Equal([0.5, 0.25, 0.5, 0.125], runs.SelectMany(run => run.Log.Scores).Select(score => score.Dice));
        Assert.Equal([2, 1, 2, 1], runs.SelectMany(run => run.Log.Scores).Select(score => score.Rank));

        folder.Write("bad/test_per_image_metrics.csv", header + "a,0,0.5\nb,0,0.25\n\n\na,1,0.5\nb,0,0.125\n");
        InputException fault = Assert.Throws<InputException>(() =>
            new AdapterSet().Runs.ReadAll(
                Path.Combine(folder.Path, "bad"),
                new HybridNet.Ports.RunReadOptions { Lesion = "EX" },
                CancellationToken.None
            )
        );
        Assert.Equal(InputError.DuplicateImageId, fault.Error);
        Assert.Contains("line 7", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'b' stands in line 3 already", fault.Message, StringComparison.Ordinal);
    }
}
