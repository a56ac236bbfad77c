namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>The pipelines of the README on the sample run, through the staged module.</summary>
public sealed class RunPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Zero_dice_cases_are_complete_and_the_breakdowns_gap_is_said()
    {
        Streams result = _session.Run("Import-HNRun v7EX | Get-HNZeroDice");
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["B_GT_nonempty_PRED_empty"] = 21,
                ["A_GT_empty_PRED_nonempty"] = 24,
                ["C_disjoint"] = 2,
                ["Undetermined"] = 14,
            },
            result.CountBy("Case")
        );
        Assert.Equal(30, result.CountBy("Listed")["True"]);
        Assert.Contains("31 of 61", Assert.Single(result.Warnings));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Recorded_rows_are_the_published_breakdown() =>
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["B_GT_nonempty_PRED_empty"] = 21,
                ["A_GT_empty_PRED_nonempty"] = 7,
                ["C_disjoint"] = 2,
            },
            _session.Run("Get-HNZeroDice v7EX -Recorded").CountBy("Case")
        );

    [Fact]
    public void Outliers_have_reasons()
    {
        const string pipeline = "Import-HNRun v7EX | Get-HNImageScore | Select-HNOutlier -Minimum 0.05 -Maximum 0.99";
        Assert.Equal(new Dictionary<string, int> { ["Kept"] = 146 }, _session.Run(pipeline + " -Kept").CountBy("Reason"));
        var removed = new Dictionary<string, int>
        {
            ["Trivial"] = 60,
            ["ZeroOverlap"] = 61,
            ["BelowMinimum"] = 9,
        };
        Assert.Equal(removed, _session.Run(pipeline).CountBy("Reason"));
        Assert.Equal(276, _session.Run(pipeline + " -PassThru").Output.Length);
        Assert.Equal("HybridNet.Outlier", _session.Run(pipeline).Output[0].TypeNames[0]);
    }

    [Fact]
    public void The_ledger_projects_with_its_interval()
    {
        System.Management.Automation.PSObject ledger = _session.Run("Select-HNOutlier v7EX -Summary -PopulationSize 1820").Single;
        Assert.Equal(146, ledger.Get<int>("Kept"));
        // expected.json of the sample run: 857.246 [751.529, 964.412].
        Assert.Equal(857.2463768115941, ledger.Get<double>("Projected"), 1e-6);
        Assert.Equal(751.5286630366855, ledger.Get<double>("ProjectedLow"), 1e-6);
        Assert.Equal(964.4124168779299, ledger.Get<double>("ProjectedHigh"), 1e-6);
    }

    [Fact]
    public void Scores_are_summarised_with_the_ladder()
    {
        System.Management.Automation.PSObject summary = _session.Run("Import-HNRun v7EX | Measure-HNScore -Property Dice").Single;
        Assert.Equal(0.4546998120324204, summary.Get<double>("Mean"), 1e-9);
        Streams ladder = _session.Run("(Import-HNRun v7EX | Measure-HNScore -Property Dice).MeansByPolicy");
        Assert.Equal(
            ["NonTrivial", "GtPositive", "EmptyAsOne", "Strict"],
            ladder.All("EmptyPolicy").Select(value => value!.ToString()!)
        );
        Assert.Equal([216, 192, 276, 192], ladder.All("Count").Cast<int>());
    }

    [Fact]
    public void A_score_that_the_table_lacks_is_missing_in_every_row_and_no_error()
    {
        using var folder = new TempFolder();
        folder.Write("test_per_image_metrics.csv", "image_id,dice\na,0.5\nb,0.7\n");
        Streams result = _session.Run($"Measure-HNScore '{folder.Path}' -Property Iou, Dice");
        Assert.Empty(result.Errors);
        Assert.Equal([0, 2], result.All("Count").Cast<int>());
        Assert.Equal([2, 0], result.All("Missing").Cast<int>());
        Assert.Equal(0.6, result.Output[1].Get<double>("Mean"), 1e-12);
        string table = string.Concat(_session.Run($"Measure-HNScore '{folder.Path}' -Property Iou | Out-String").Output);
        Assert.DoesNotContain("NaN", table);
    }

    [Fact]
    public void Any_objects_with_a_number_can_be_summarised()
    {
        System.Management.Automation.PSObject summary = _session
            .Run("Get-HNZeroDice v7EX -Recorded | Measure-HNScore -Property GtPixels")
            .Single;
        Assert.Equal(
            (30, 5797.533333, 10422.5),
            (summary.Get<int>("Count"), Math.Round(summary.Get<double>("Mean"), 6), summary.Get<double>("Quartile3"))
        );
        Streams plain = _session.Run(
            "[pscustomobject]@{ Run = 'x'; A = 1 }, [pscustomobject]@{ Run = 'y'; A = '2.5' } | Measure-HNScore -Property A"
        );
        Assert.Equal([1.0, 2.5], plain.All("Mean").Cast<double>());
        Streams wrong = _session.Run("[pscustomobject]@{ A = 'text' } | Measure-HNScore -Property A, B");
        Assert.Equal("NotANumber", Streams.Id(Assert.Single(wrong.Errors)));
    }

    [Fact]
    public void Epochs_splits_and_scores_come_as_objects()
    {
        Assert.Equal(
            [7, 10, 12, 13, 14, 16],
            _session.Run("Import-HNRun v7EX | Get-HNEpoch | Where-Object ValDice -gt 0.49").All("Number").Cast<int>()
        );
        Assert.Equal([1289, 277, 276, 1842], _session.Run("Import-HNRun v7EX | Get-HNSplit").All("Images").Cast<int>());
        Assert.Equal(["0760_1"], _session.Run("Get-HNImageScore v7EX | Where-Object Rank -eq 1").All("ImageId"));
        Assert.Equal(60, _session.Run("Get-HNImageScore v7EX -State BothEmpty").Output.Length);
        Assert.Equal(13, _session.Run("Get-HNImageScore v7EX -Band yellow").Output.Length);
        Assert.Equal(["0065_1"], _session.Run("Get-HNImageScore v7EX -ImageId 0065*").All("ImageId"));
    }

    [Fact]
    public void Bands_follow_their_parameter()
    {
        // 95 images lie below 0.2 in the published report.
        Assert.Equal(95, _session.Run("Import-HNRun v7EX -ImageBand 0.2, 0.5 | Get-HNImageScore -Band Red").Output.Length);
    }
}
