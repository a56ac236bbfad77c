using System.Globalization;
using HybridNet.Diagnosis.Logged;

namespace HybridNet.Tests.Diagnosis.Logged;

/// <summary>Smoothing terms and totals against the counts that logs were made from, and against published rows.</summary>
public class SmoothingEstimateTests
{
    /// <summary>The ten lowest rows that the published reports of three runs print, and the totals behind them.</summary>
    [Theory]
    [InlineData(
        "7.390983e-10 8.849558e-10 9.615384e-10 1.123596e-09 1.177856e-09 1.449275e-09 1.522070e-09 1.934236e-09 "
            + "2.008032e-09 2.617801e-09",
        "1353 1130 1040 890 849 690 657 517 498 382"
    )]
    [InlineData(
        "2.568713e-10 3.732736e-10 5.437738e-10 6.035003e-10 7.530120e-10 7.880220e-10 1.007049e-09 1.326260e-09 "
            + "1.592357e-09 1.773050e-09",
        "3893 2679 1839 1657 1328 1269 993 754 628 564"
    )]
    [InlineData(
        "2.216312e-10 2.579314e-10 8.130081e-10 1.019368e-09 1.123596e-09 1.156069e-09 1.223990e-09 1.234568e-09 "
            + "1.278772e-09 1.321004e-09",
        "4512 3877 1230 981 890 865 817 810 782 757"
    )]
    public void Published_rows_invert_to_whole_numbers(string dice, string totals)
    {
        ImageScore[] rows = [.. dice.Split(' ').Select(text => Zero(text, text))];
        Assert.Equal(1e-6, RowStates.Resolve(rows).Term);
        Assert.Equal(totals.Split(' ').Select(text => (long?)long.Parse(text)), rows.Select(row => row.TotalPixels));
    }

    /// <summary>Printed with 8 decimals, 1e-8 stands for every total from 1e-6/1.5e-8 = 66.7 to 1e-6/0.5e-8 = 200.</summary>
    [Fact]
    public void A_short_print_leaves_a_range_of_totals()
    {
        // 1e-6/n for n = 1 to 9, which 8 decimals tell apart, and n = 100.
        string[] texts =
        [
            .. new[] { 1, 1, 2, 2, 3, 3, 3, 4, 5, 6, 7, 100 }.Select(n =>
                (1e-6 / (n + 1e-6)).ToString("F8", CultureInfo.InvariantCulture)
            ),
        ];
        ImageScore[] rows = [.. texts.Select(text => Zero(text, text))];
        SmoothingEstimate found = RowStates.Resolve(rows);
        Assert.Equal(1e-6, found.Term);
        Assert.Equal(1, rows[0].TotalPixels);
        Assert.Null(rows[^1].TotalPixels);
        Assert.Equal((67, 200), found.Totals(rows[^1]));
    }

    [Fact]
    public void One_row_does_not_tell_a_term()
    {
        ImageScore[] rows = [Zero("1e-08", null)];
        SmoothingEstimate found = RowStates.Resolve(rows);
        Assert.Equal((SmoothingKnowledge.Unknown, (double?)null), (found.Knowledge, found.Term));
        Assert.Null(rows[0].TotalPixels);
    }

    /// <summary>The benchmark has many more logs of each kind.</summary>
    [Fact]
    public void Hardly_a_total_is_wrong_over_all_kinds_of_smoothed_logs()
    {
        const int Logs = 12;
        string[] wrong =
        [
            .. from kind in SmoothedLogs.All
            from table in kind.Tables()
            from seed in Enumerable.Range(1, Logs)
            where table.Kind.Run((ulong)seed).Wrong > 0
            select $"{kind.Name}, {kind.Zeros}, {table.Columns}, seed {seed}",
        ];
        Assert.Equal(89, SmoothedLogs.All.Count);
        // 0.5 % of 89 x 4 x 12 logs.
        Assert.True(wrong.Length <= 21, string.Join("; ", wrong));
    }

    /// <summary>Kinds that tell are not refused: 300 logs gave 98 % of the totals or more.</summary>
    [Theory]
    [InlineData("e = 1E-08", 10)]
    [InlineData("e = 1E-06", 3)]
    [InlineData("e = 1E-05", 10)]
    [InlineData("2(I + e)/(P + T + 2e), e = 1E-06", 3)]
    [InlineData("e = 5E-06", 10)]
    [InlineData("e = 2.220446049250313E-16", 10)]
    [InlineData("masks enlarged twice", 3)]
    public void Totals_come_back_where_the_log_tells_them(string name, int zeros)
    {
        SmoothedLogs kind = SmoothedLogs.All.Single(one => one.Name == name && one.Zeros == zeros);
        SmoothedLogs.Outcome[] outcomes = [.. Enumerable.Range(1, 20).Select(seed => kind.Run((ulong)seed))];
        Assert.True(outcomes.Sum(one => one.Refused) <= 0.1 * outcomes.Sum(one => one.Right));
    }

    [Fact]
    public void Plain_zeros_are_not_smoothed()
    {
        ImageScore[] rows =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(_ => new ImageScore
                {
                    Run = "v1",
                    ImageId = "a",
                    Dice = 0,
                    Pearson = 0.2,
                }),
        ];
        Assert.Equal(SmoothingKnowledge.NotSmoothed, RowStates.Resolve(rows).Knowledge);
    }

    private static ImageScore Zero(string dice, string? iou) =>
        new()
        {
            Run = "v1",
            ImageId = dice,
            Dice = double.Parse(dice, CultureInfo.InvariantCulture),
            Iou = iou is null ? double.NaN : double.Parse(iou, CultureInfo.InvariantCulture),
            Precision = 0,
            Recall = 0,
            Pearson = 0.2,
            Printed = new() { Dice = PrintedPlace.Of(dice), Iou = iou is null ? PrintedPlace.Unknown : PrintedPlace.Of(iou) },
        };
}
