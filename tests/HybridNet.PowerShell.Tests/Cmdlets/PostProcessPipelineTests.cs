using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What would help, through the staged module.</summary>
public sealed class PostProcessPipelineTests : IDisposable
{
    private readonly ModuleRunspace _session = new();
    private readonly TempFolder _folder = new();

    public PostProcessPipelineTests()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 12 -Size 96 -Seed 2", Path.Combine(_folder.Path, "madeEX"));
        _session.Enter(_folder.Path);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_grid_is_emitted_in_its_order_and_does_not_depend_on_workers()
    {
        const string Script =
            "Optimize-HNPostProcess madeEX -Threshold 0.4, 0.5 -Open 0, 1 -Close 0, 1 -FillHole -MinimumArea 0, 6 "
            + "-Resamples 100 -ThrottleLimit ";
        Streams one = _session.Run(Script + "1"),
            three = _session.Run(Script + "3");
        Assert.Equal(34, one.Output.Length);
        Assert.Equal([0.4, 0.5], one.All("Threshold").Cast<double>().Take(32).Distinct());
        Assert.Equal([0L, 6, 0, 6], one.All("MinimumArea").Cast<long>().Take(4));
        foreach (string figure in new[] { "Difference", "Low", "LesionRecall", "Best", "ParetoFront" })
            Assert.Equal(one.All(figure), three.All(figure));
    }

    [Fact]
    public void The_run_as_it_is_is_its_own_baseline()
    {
        PSObject row = _session.Run("Optimize-HNPostProcess madeEX -Fold 0 -WarningAction Ignore").Single;
        Streams measured = _session.Run("Measure-HNMask madeEX -Metric Lesion");
        Assert.Equal(0, row.Get<double>("Difference"));
        Assert.Equal(
            measured.Output.Sum(item => item.Get<int>("PredFalse")) / 12.0,
            row.Get<double>("FalseLesionsPerImage"),
            1e-12
        );
        Assert.Equal(
            (double)measured.Output.Sum(item => item.Get<int>("GtHit")) / measured.Output.Sum(item => item.Get<int>("GtLesions")),
            row.Get<double>("LesionRecall"),
            1e-12
        );
    }

    [Fact]
    public void With_val_and_test_the_figures_are_those_of_test_and_not_optimistic()
    {
        string split = Path.Combine(_folder.Path, "madeEX", "output", "metrics_logs", "image_split.csv");
        File.WriteAllText(
            split,
            "image_id,split\n"
                + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i:D4}_{1 + i % 3},{(i < 5 ? "val" : "test")}\n"))
        );
        Streams rows = _session.Run("Optimize-HNPostProcess madeEX -MinimumArea 0, 6, 12 -EmptyPolicy EmptyAsOne");
        Assert.Equal(3, rows.Output.Length);
        Assert.All(
            rows.Output,
            row =>
                Assert.Equal(
                    (7, false, "val", "test"),
                    (
                        row.Get<int>("Images"),
                        row.Get<bool>("Optimistic"),
                        row.Get<string>("TunedOn"),
                        row.Get<string>("ReportedOn")
                    )
                )
        );
        // The best is the best of val, whatever test says.
        PSObject best = rows.Output.Single(row => row.Get<bool>("Best"));
        Assert.Equal(rows.Output.Max(row => row.Get<double>("TunedDice")), best.Get<double>("TunedDice"));
    }

    [Theory]
    [InlineData("Optimize-HNPostProcess madeEX -TuneSplit test -ReportSplit test", "InvalidArgument")]
    [InlineData("Optimize-HNPostProcess madeEX -TuneSplit val", "MissingFile")]
    [InlineData("Optimize-HNPostProcess madeEX -SizeLimit 9, 3", "InvalidArgument")]
    [InlineData("Optimize-HNPostProcess madeEX -SubjectPattern '('", "InvalidArgument")]
    [InlineData(
        "Optimize-HNPostProcess -GroundTruth madeEX/masks/* -Prediction madeEX/output/predictions_test -Threshold 0.5",
        "MissingFile"
    )]
    [InlineData("Export-HNMask -Prediction nowhere -Destination x", "PathNotFound")]
    [InlineData("Export-HNMask -Prediction madeEX/output/predictions_test -Threshold 0.5 -Destination x", "MissingPrediction")]
    [InlineData("Merge-HNProbability madeEX/output/probabilities_test -Destination x", "InvalidArgument")]
    [InlineData("Merge-HNProbability madeEX/output/p* -Weight 1 -Destination x", "InvalidArgument")]
    [InlineData("Merge-HNProbability madeEX/output/p* -Disagreement x -Destination x", "InvalidArgument")]
    [InlineData("Export-HNSampleWeight madeEX -ImageId 0001_2 -Destination w.csv", "InvalidArgument")]
    [InlineData("Export-HNSampleWeight madeEX -Patch nowhere.csv -Destination w.csv", "UnreadableFile")]
    public void Wrong_input_has_a_stable_error_id_and_writes_nothing(string script, string id)
    {
        Streams result = _session.Run($"try {{ {script} }} catch {{ $_ }}");
        Assert.Contains(
            id,
            result.Errors.Concat(result.Output.Select(item => item.BaseObject).OfType<ErrorRecord>()).Select(Streams.Id)
        );
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "x")) || File.Exists(Path.Combine(_folder.Path, "w.csv")));
    }

    [Fact]
    public void An_image_that_a_member_lacks_is_an_error_and_the_rest_is_merged()
    {
        string maps = Path.Combine(_folder.Path, "madeEX", "output", "probabilities_test");
        string other = Directory.CreateDirectory(Path.Combine(_folder.Path, "other")).FullName;
        foreach (string file in Directory.EnumerateFiles(maps).Skip(1))
            File.Copy(file, Path.Combine(other, Path.GetFileName(file)));
        Streams result = _session.Run("Merge-HNProbability $args[0], other -Destination merged -Disagreement spread", maps);
        Assert.Equal(("MissingPrediction", 11), (Streams.Id(Assert.Single(result.Errors)), result.Output.Length));
        Assert.All(result.Output, row => Assert.Equal(0, row.Get<double>("Disagreement")));
        Assert.Equal(11, Directory.EnumerateFiles(Path.Combine(_folder.Path, "spread")).Count());
        Assert.Equal(11, Directory.EnumerateFiles(Path.Combine(_folder.Path, "merged")).Count());
    }
}
