namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>Test-HNRun, Measure-HNTraining, Get-HNSplit -Test and Measure-HNScore -By through the staged module.</summary>
public sealed class AuditPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    private bool Quiet(string arguments) => Assert.IsType<bool>(_session.Run($"Test-HNRun {arguments} -Quiet").Single.BaseObject);

    [Fact]
    public void Findings_come_in_the_order_of_the_rules_with_their_figures()
    {
        Streams result = _session.Run("Import-HNRun v7EX | Test-HNRun");
        string[] ids = [.. result.All("Id").Cast<string>()];
        Assert.Equal(ids.Order(), ids);
        foreach (string id in new[] { "HN001", "HN002", "HN003", "HN005", "HN006", "HN007", "HN012", "HN013", "HN018" })
            Assert.Contains(id, ids);
        Assert.Equal(60, result.Output[0].Get<int>("Count"));
        Assert.Equal(60, _session.Run("(Test-HNRun v7EX -Include HN001).ImageId").Output.Length);
        Assert.Equal(276, _session.Run("(Test-HNRun v7EX -Include HN001).Evidence['Images']").Single.BaseObject);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Passed_rules_and_silent_ones_can_be_seen()
    {
        Assert.Contains(
            "Passed",
            _session.Run("Test-HNRun v7EX -IncludePassed").All("Severity").Select(value => value!.ToString())
        );
        Assert.DoesNotContain("Passed", _session.Run("Test-HNRun v7EX").All("Severity").Select(value => value!.ToString()));
        Assert.Contains(
            _session.Run("Test-HNRun v7EX -Verbose").Verbose,
            line => line.Contains("HN016") && line.Contains("probability maps")
        );
    }

    [Fact]
    public void Quiet_answers_with_one_Boolean_for_all_runs()
    {
        Assert.False(Quiet("v7EX"));
        Assert.True(Quiet("v7EX -Severity Error"));
        Assert.True(Quiet("v7EX -Include split"));
        Assert.False(Quiet("v7EX, v7EX -Severity Warning"));
        using var folder = new TempFolder();
        _session.Run("New-HNSampleRun $args[0] -Images 12 -Size 48 | Out-Null", Path.Combine(folder.Path, "cleanEX"));
        Assert.True(
            (bool)_session.Run("Test-HNRun -LiteralPath $args[0] -Quiet", Path.Combine(folder.Path, "cleanEX")).Single.BaseObject
        );
    }

    [Fact]
    public void What_could_not_be_looked_at_is_no_reason_to_be_content()
    {
        Streams missing = _session.Run("Test-HNRun nowhere -Quiet -Severity Error");
        Assert.Equal(false, missing.Single.BaseObject);
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(missing.Errors)));
        Assert.Equal(false, _session.Run("Test-HNRun nothing* -Quiet -Severity Error").Single.BaseObject);
    }

    [Fact]
    public void Rules_complete_and_misspelt_ones_end_the_command()
    {
        Streams completion = _session.Run(
            "$text = $args[0]; [System.Management.Automation.CommandCompletion]::CompleteInput($text, $text.Length, "
                + "$null).CompletionMatches",
            "Test-HNRun v7EX -Include HN00"
        );
        Assert.Equal(9, completion.Output.Length);
        Assert.Contains("trivial", completion.All("ToolTip").First()!.ToString(), StringComparison.OrdinalIgnoreCase);
        foreach (string arguments in new[] { "-Include HN099", "-Exclude scors", "-SubjectPattern '('" })
        {
            Streams refused = _session.Run($"Test-HNRun v7EX {arguments}");
            Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(refused.Errors)));
            Assert.Empty(refused.Output);
        }
    }

    [Fact]
    public void Every_rule_stands_in_the_about_topic()
    {
        string topic = File.ReadAllText(Path.Combine(SourceTree.StagedModule, "en-US", "about_HybridNet_Findings.help.txt"));
        string[] rules =
        [
            .. _session
                .Run(
                    "[HybridNet.Run].Assembly.GetType('HybridNet.Diagnosis.Audit').GetProperty('Rules').GetValue($null) "
                        + "| ForEach-Object { $_.Item1 + '  ' + $_.Item2 }"
                )
                .Output.Select(item => item.ToString()),
        ];
        // HN001 to HN020, and HN030.
        Assert.Equal(21, rules.Length);
        Assert.All(rules, rule => Assert.Contains(rule, topic));
    }

    [Fact]
    public void A_training_is_diagnosed_for_each_run()
    {
        System.Management.Automation.PSObject training = _session
            .Run("Import-HNRun v7EX | Measure-HNTraining -Patience 3")
            .Single;
        Assert.Equal((3, 14), (training.Get<int>("BestEpochByLoss"), training.Get<int>("BestEpochByDice")));
        Assert.Equal(6, _session.Run("(Measure-HNTraining v7EX -Patience 3).StopByLoss.StopEpoch").Single.BaseObject);
        Assert.Contains("overfits from epoch 3", training.Get<string>("Verdict"));
    }

    [Fact]
    public void The_split_is_tested_by_class()
    {
        System.Management.Automation.PSObject test = _session.Run("Import-HNRun v7EX | Get-HNSplit -Test").Single;
        Assert.Equal(0.9979448225072998, test.Get<double>("P"), 1e-9); // expected.json of the sample run
        using var folder = new TempFolder();
        folder.Write(
            "r/metrics_logs/split_summary.csv",
            "name,n,counts,rates\ntrain,40,\"[30, 10]\",\"[0.75, 0.25]\"\ntest,40,\"[12, 12]\",\"[0.3, 0.3]\"\n"
        );
        Streams classes = _session.Run("Get-HNSplit -LiteralPath $args[0] -Test", Path.Combine(folder.Path, "r"));
        Assert.Equal(2, classes.Output.Length);
        // scipy.stats.chi2_contingency([[30, 10], [12, 28]], correction=False)
        Assert.Equal(5.578564131855008e-05, classes.Output[0].Get<double>("P"), 1e-12);
    }

    [Fact]
    public void Scores_are_grouped_by_property_pattern_and_size()
    {
        Assert.Equal(["1", "2", "3"], _session.Run("Measure-HNScore v7EX -By '_(\\d)$' -Resamples 0").All("Group"));
        Assert.Equal([164, 26, 86], _session.Run("Measure-HNScore v7EX -By '_(\\d)$' -Resamples 0").All("Count").Cast<int>());
        Assert.Equal(
            60,
            _session
                .Run("Measure-HNScore v7EX -By State -Resamples 0 | Where-Object Group -eq BothEmpty")
                .Single.Get<int>("Count")
        );
        // expected.json: of the 61 totals 3 lie below 10, 16 below 50, 35 below 200, 55 below 1000.
        Streams sizes = _session.Run("Get-HNImageScore v7EX -State ZeroOverlap, GtEmpty | Measure-HNScore -By Size -Resamples 0");
        Assert.Equal(["1-9", "10-49", "50-199", "200-999", "1000+"], sizes.All("Group"));
        Assert.Equal([3, 13, 19, 20, 6], sizes.All("Count").Cast<int>());
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(_session.Run("Measure-HNScore v7EX -By Bnad").Errors)));
    }

    [Fact]
    public void Epochs_have_their_derived_columns()
    {
        System.Management.Automation.PSObject last = _session.Run("Get-HNEpoch v7EX | Where-Object Number -eq 18").Single;
        Assert.Equal(0.491847 - 0.237707, last.Get<double>("LossGap"), 1e-9);
        Assert.Equal((15, 4), (last.Get<int>("SinceBestLoss"), last.Get<int>("SinceBestDice")));
    }
}
