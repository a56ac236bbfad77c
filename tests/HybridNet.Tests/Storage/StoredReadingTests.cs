using HybridNet.Data;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Storage;

/// <summary>A run out of a store says what it said when it was saved: how it was read, its classes, counts and digits.</summary>
public class StoredReadingTests
{
    private const string Summary = """
        {"metric_per_case": [
          {"prediction_file": "p/a.png", "metrics": {
            "1": {"Dice": 0.5, "IoU": 0.333333, "TP": 1, "FP": 1, "FN": 1, "TN": 9, "n_pred": 2, "n_ref": 2},
            "2": {"Dice": NaN, "IoU": NaN, "TP": 0, "FP": 0, "FN": 0, "TN": 12, "n_pred": 0, "n_ref": 0}}},
          {"prediction_file": "p/b.png", "metrics": {
            "1": {"Dice": 0.0, "IoU": 0.0, "TP": 0, "FP": 3, "FN": 4, "TN": 5, "n_pred": 3, "n_ref": 4},
            "2": {"Dice": 0.8, "IoU": 0.666667, "TP": 2, "FP": 1, "FN": 0, "TN": 9, "n_pred": 3, "n_ref": 2}}}
        ]}
        """;

    [Fact]
    public void Format_notes_settings_classes_counts_and_digits_come_back()
    {
        using var folder = new TempFolder();
        folder.Write(Path.Combine("nn", "summary.json"), Summary);
        IReadOnlyList<Run> runs = SampleRun.Adapters.Runs.ReadAll(
            Path.Combine(folder.Path, "nn"),
            new RunReadOptions(),
            CancellationToken.None
        );
        Assert.Equal(2, runs.Count);
        using IRunStore store = SampleRun.Adapters.Stores.OpenToWrite(Path.Combine(folder.Path, "runs.db"));
        foreach (Run run in runs)
            store.Save(run, CancellationToken.None);
        foreach ((Run saved, Run back) in runs.OrderBy(run => run.Name, StringComparer.Ordinal).Zip(store.Load(store.List())))
        {
            Assert.Equal((saved.Class, saved.Format, saved.Notes), (back.Class, back.Format, back.Notes));
            Assert.Equal(saved.ReadWith?.ToString(), back.ReadWith?.ToString());
            foreach ((ImageScore one, ImageScore other) in saved.Log.Scores.Zip(back.Log.Scores))
            {
                Assert.Equal((one.Class, one.Tp, one.Fp, one.Fn), (other.Class, other.Tp, other.Fp, other.Fn));
                Assert.Equal((one.MarksNothing, one.PredictsNothing), (other.MarksNothing, other.PredictsNothing));
                Assert.Equal(one.Printed.Dice, other.Printed.Dice);
                Assert.Equal(one.Printed.Pearson, other.Printed.Pearson);
            }
        }
        Assert.Contains(runs.SelectMany(run => run.Log.Scores), score => score.Tp == 2);
    }

    /// <summary>A printed 5.3e-9 was rounded at 10^-10; what nobody printed stays unknown; the ends are kept.</summary>
    [Fact]
    public void Digits_fit_into_one_number()
    {
        var printed = new PrintedScores
        {
            Dice = PrintedPlace.Of("5.3e-9"),
            Precision = new(-999),
            Recall = new(999),
            Pearson = new(0),
        };
        PrintedScores back = PrintedScores.Unpack(printed.Packed);
        Assert.Equal(
            (-10, null, -999, 999, 0),
            (back.Dice.Exponent, back.Iou.Exponent, back.Precision.Exponent, back.Recall.Exponent, back.Pearson.Exponent)
        );
        Assert.Equal(0, default(PrintedScores).Packed);
    }
}
