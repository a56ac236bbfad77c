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
        Assert.True(second is { ExitCode: 2, Errors: "" }, second.Output + second.Errors);
        Assert.Contains("v7EX: Unchanged, revision 1", second.Output);
        Assert.DoesNotContain("rules looked", second.Output);
        Assert.Equal(before, State("state"));
    }

    [Fact]
    public void What_cannot_even_begin_gives_two_and_never_one()
    {
        ShellProcess.Result unknown = ShellProcess.Run([.. Arguments("wrong"), "-NoSuchParameter", "1"]);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("stopped: ", unknown.Errors);
        ShellProcess.Result absent = ShellProcess.Run([
            "-File",
            s_script,
            "-RunFolder",
            Path.Combine(_folder.Path, "nowhere"),
            "-Baseline",
            "v6EX",
            "-OutputFolder",
            Path.Combine(_folder.Path, "out"),
            "-Store",
            Path.Combine(_folder.Path, "out.db"),
        ]);
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("cannot be read", absent.Errors);
    }

    [Fact]
    public void Two_nights_at_once_judge_every_run_and_fail_on_nothing()
    {
        Directory.Delete(Path.Combine(Runs, "made [1] EX"), recursive: true);
        ShellProcess.Result[] nights = [.. new[] { 1, 2 }.AsParallel().WithDegreeOfParallelism(2).Select(_ => Night("twice"))];
        Assert.All(nights, night => Assert.True(night is { ExitCode: 0, Errors: "" }, night.Output + night.Errors));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "twice"), "*.json"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "twice"), "*.tmp"));
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
