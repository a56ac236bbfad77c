using System.Diagnostics;

namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>The nightly job: exit codes, twice in a row, and killed at any point.</summary>
public sealed class NightlyTests : IDisposable
{
    private static readonly string s_script = Path.Combine(SourceTree.Root, "examples", "05-nightly.ps1");

    private readonly TempFolder _folder = new();

    public NightlyTests()
    {
        foreach (string run in new[] { "v6EX", "v7EX" })
        foreach (
            string file in Directory
                .EnumerateFiles(Path.Combine(SourceTree.Root, "examples", run, "output"), "*", SearchOption.AllDirectories)
                .Where(file => !file.Contains("predictions_test"))
        )
        {
            string target = Path.Combine(
                Runs,
                run,
                "output",
                Path.GetRelativePath(Path.Combine(SourceTree.Root, "examples", run, "output"), file)
            );
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        using var session = new ModuleRunspace();
        session.Run("New-HNSampleRun $args[0] -Images 8 -Size 64", Path.Combine(Runs, "made [1] EX"));
        Directory.CreateDirectory(Path.Combine(Runs, "no run"));
    }

    private string Runs => Path.Combine(_folder.Path, "runs");

    public void Dispose() => _folder.Dispose();

    private string[] Arguments(string state, string baseline = "v6EX") =>
        [
            "-File",
            s_script,
            "-RunFolder",
            Runs,
            "-Baseline",
            baseline,
            "-OutputFolder",
            Path.Combine(_folder.Path, state),
            "-Store",
            Path.Combine(_folder.Path, state + ".db"),
        ];

    private ShellProcess.Result Night(string state, string baseline = "v6EX") => ShellProcess.Run(Arguments(state, baseline));

    /// <summary>What a state holds, as text: runs, findings, measurements, verdicts.</summary>
    private string State(string state)
    {
        using var session = new ModuleRunspace();
        string store = Path.Combine(_folder.Path, state + ".db");
        string[] runs =
        [
            .. session
                .Run("Get-HNRun -AllRevision -Store $args[0]", store)
                .Output.Select(run =>
                    $"{run.Get<string>("Name")} {run.Get<int>("Revision")} {run.Get<int>("Images")} "
                    + $"{run.Get<double>("MeanDice"):R}"
                ),
        ];
        string[] findings = [.. session.Run("Get-HNRun -Finding -Store $args[0]", store).All("Message").Cast<string>()];
        string[] measured =
        [
            .. session
                .Run("Get-HNRun -Measurement -Store $args[0]", store)
                .Output.Select(row => $"{row.Get<string>("ImageId")} {row.Get<double>("Dice"):R} {row.Get<double>("Hd95"):R}"),
        ];
        IEnumerable<string> verdicts = Directory
            .EnumerateFiles(Path.Combine(_folder.Path, state), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetFileName(file) + File.ReadAllText(file));
        return string.Join('\n', [.. runs, .. findings, .. measured, .. verdicts]);
    }

    [Fact]
    public void A_night_judges_new_runs_and_the_next_one_changes_nothing()
    {
        ShellProcess.Result first = Night("state");
        // The invented run has other images than the accepted one: it cannot be judged, and that is the worst of all.
        Assert.True(first is { ExitCode: 2, Errors: "" }, first.Output + first.Errors);
        Assert.Contains("no run: no run, left out", first.Output);
        Assert.Contains("v7EX: Passed.", first.Output);
        Assert.Contains("made [1] EX: 8 images measured, 0 could not be", first.Output);
        Assert.All(
            first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line)
        );
        string before = State("state");
        ShellProcess.Result second = Night("state");
        Assert.Contains("v7EX: Unchanged, revision 1", second.Output);
        Assert.DoesNotContain("rules looked", second.Output);
        Assert.Equal(before, State("state"));
    }

    [Fact]
    public void A_verdict_that_was_in_no_exit_code_counts_the_next_night()
    {
        Assert.Equal(2, Night("state").ExitCode);
        ShellProcess.Result calm = Night("state");
        Assert.True(calm.ExitCode == 0, calm.Output + calm.Errors);
        // As if the first night had been killed after its verdicts.
        File.Delete(Path.Combine(_folder.Path, "state", "last-night.txt"));
        ShellProcess.Result made = Night("state");
        Assert.True(made is { ExitCode: 2, Errors: "" }, made.Output + made.Errors);
        Assert.Contains(
            "made [1] EX: NotComparable, as judged in a night that was cut short. No image",
            made.Output.Replace("made [1] EX against v6EX, Dice: ", "", StringComparison.Ordinal)
        );
        Assert.Equal(0, Night("state").ExitCode);
    }

    [Fact]
    public void The_exit_code_is_the_gates()
    {
        Directory.Delete(Path.Combine(Runs, "made [1] EX"), recursive: true);
        Assert.Equal(0, Night("passed").ExitCode);
        Assert.Equal(1, Night("regressed", baseline: "v7EX").ExitCode);
        ShellProcess.Result none = Night("none", baseline: "v5EX");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("'v5EX' is neither in the store nor in", none.Output);
        File.WriteAllText(Path.Combine(Runs, "v7EX", "output", "test_per_image_metrics.csv"), "image_id,dice\n1,x\n");
        ShellProcess.Result broken = Night("broken");
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("test_per_image_metrics.csv", broken.Output);
    }

    [Fact]
    public void Names_that_look_alike_have_a_verdict_each_and_an_empty_verdict_is_judged_again()
    {
        foreach (string run in Directory.GetDirectories(Runs))
            Directory.Delete(run, recursive: true);
        // By how much Dice differs from the accepted run's in every one of 24 images.
        foreach ((string name, double change) in new[] { ("base%EX", 0), ("v8 EX", 0.01), ("v8_EX", -0.3), ("v9EX", 0.02) })
        {
            Directory.CreateDirectory(Path.Combine(Runs, name));
            IEnumerable<string> rows = Enumerable
                .Range(0, 24)
                .Select(i =>
                {
                    double dice = 0.4 + (0.01 * i) + change;
                    return FormattableString.Invariant($"i{i:00},{dice},{dice / (2 - dice)},{dice},{dice},0.5");
                });
            File.WriteAllLines(
                Path.Combine(Runs, name, "test_per_image_metrics.csv"),
                rows.Prepend("image_id,dice,iou,precision,recall,pearson")
            );
        }
        ShellProcess.Result first = Night("alike", baseline: "base%EX");
        Assert.True(first is { ExitCode: 1, Errors: "" }, first.Output + first.Errors);
        Assert.Contains("v8 EX: Passed", first.Output);
        Assert.Contains("v8_EX: Regressed", first.Output);
        string folder = Path.Combine(_folder.Path, "alike");
        Assert.Equal(
            [
                "v8%20EX-r1+against+base%25EX-r1.json",
                "v8%20EX-r1.html",
                "v8_EX-r1+against+base%25EX-r1.json",
                "v8_EX-r1.html",
                "v9EX-r1+against+base%25EX-r1.json",
                "v9EX-r1.html",
            ],
            Directory.GetFiles(folder, "v*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        );
        string verdict = Path.Combine(folder, "v8_EX-r1+against+base%25EX-r1.json");
        Assert.Equal(0, Night("alike", baseline: "base%EX").ExitCode);
        File.WriteAllText(verdict, "");
        ShellProcess.Result again = Night("alike", baseline: "base%EX");
        Assert.True(again is { ExitCode: 1, Errors: "" }, again.Output + again.Errors);
        Assert.Contains($"v8_EX: there is no verdict in {verdict}, so the run is judged again", again.Output);
        // A verdict that came under another run's file name is never its verdict.
        File.Copy(Path.Combine(folder, "v8%20EX-r1+against+base%25EX-r1.json"), verdict, overwrite: true);
        ShellProcess.Result foreign = Night("alike", baseline: "base%EX");
        Assert.True(foreign is { ExitCode: 1, Errors: "" }, foreign.Output + foreign.Errors);
        Assert.Contains("is a verdict on v8 EX, so the run is judged again", foreign.Output);
    }

    [Fact]
    public void Two_nights_at_once_judge_every_run_and_fail_on_nothing()
    {
        Directory.Delete(Path.Combine(Runs, "made [1] EX"), recursive: true);
        ShellProcess.Result[] nights = [.. new[] { 1, 2 }.AsParallel().WithDegreeOfParallelism(2).Select(_ => Night("twice"))];
        Assert.All(nights, night => Assert.True(night is { ExitCode: 0, Errors: "" }, night.Output + night.Errors));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "twice"), "*.json"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "twice"), "*.partial"));
    }

    [Fact]
    public void A_night_that_is_killed_is_made_up_for() => Kill(2);

    [LongFact]
    public void Forty_killed_nights_are_made_up_for() => Kill(40);

    private void Kill(int nights)
    {
        var clock = Stopwatch.StartNew();
        Night("calm");
        TimeSpan whole = clock.Elapsed;
        var random = new Random(7);
        int killed = 0;
        for (int i = 0; i < nights; i++)
        {
            using Process night = Process.Start(ShellProcess.Start(Arguments("stormy")))!;
            Task<string> output = night.StandardOutput.ReadToEndAsync(),
                errors = night.StandardError.ReadToEndAsync();
            if (!night.WaitForExit(whole * (0.2 + 0.7 * random.NextDouble())))
                killed++;
            night.Kill(entireProcessTree: true);
            night.WaitForExit();
            Task.WaitAll(output, errors);
            Assert.True(errors.Result == "", errors.Result);
            // Every few nights a new beginning: else all but the first have little left to do.
            if (i % 4 != 3)
                continue;
            Night("stormy");
            Assert.Equal(State("calm"), State("stormy"));
            foreach (string file in Directory.EnumerateFiles(_folder.Path, "stormy.db*"))
                File.Delete(file);
            Directory.Delete(Path.Combine(_folder.Path, "stormy"), recursive: true);
        }
        Assert.True(killed >= nights / 3, $"Only {killed} of {nights} nights were cut short.");
        Night("stormy");
        Assert.Equal(State("calm"), State("stormy"));
    }
}
