using System.Globalization;
using System.Text.Json.Nodes;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>
/// Nights over a folder of small runs: what is judged, what counts, and what no kill, clock or neighbour changes.
/// </summary>
public sealed class NightlyPipelineTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ModuleRunspace _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private string Runs => Path.Combine(_folder.Path, "runs");

    private string Verdicts => Path.Combine(_folder.Path, "verdicts");

    private string Store => Path.Combine(_folder.Path, "runs.db");

    /// <summary>
    /// 24 images whose Dice is that of the accepted run and a change: within 0.01 it passes, at -0.3 it has regressed.
    /// </summary>
    private void Add(string name, double change)
    {
        Directory.CreateDirectory(Path.Combine(Runs, name));
        File.WriteAllLines(
            Path.Combine(Runs, name, "test_per_image_metrics.csv"),
            Enumerable
                .Range(0, 24)
                .Select(i =>
                {
                    double dice = 0.4 + (0.01 * i) + change + (0.0001 * (i % 3));
                    return string.Create(CultureInfo.InvariantCulture, $"i{i:00},{dice},{dice / (2 - dice)},{dice},{dice},0.5");
                })
                .Prepend("image_id,dice,iou,precision,recall,pearson")
        );
    }

    private Streams Night(string more = "") => Night(_session, more);

    private Streams Night(ModuleRunspace session, string more = "") =>
        session.Run($"Invoke-HNNightly $args[0] $args[1] -Baseline 'base%EX' -Store $args[2] {more}", Runs, Verdicts, Store);

    private static string[] Lines(Streams night) =>
        [
            .. ((System.Collections.IEnumerable)night.Single.Properties["Runs"].Value)
                .Cast<object>()
                .Select(run => $"{run}, {Standing(run)}"),
        ];

    private static string Standing(object verdict) =>
        System.Management.Automation.PSObject.AsPSObject(verdict).Get<string>("Standing");

    private static int Code(Streams night) => night.Single.Get<int>("ExitCode");

    private string VerdictOf(string name) => Path.Combine(Verdicts, $"{name}-r1+against+base%25EX-r1.json");

    private void Uncount(string name)
    {
        // As if the night had been killed behind the verdict.
        JsonNode verdict = JsonNode.Parse(File.ReadAllText(VerdictOf(name)))!;
        verdict["Counted"] = false;
        File.WriteAllText(VerdictOf(name), verdict.ToJsonString());
    }

    [Fact]
    public void Names_that_look_alike_have_a_verdict_each()
    {
        Add("base%EX", 0);
        Add("v8 EX", 0.01);
        Add("v8_EX", -0.3);
        Add("v9EX", 0.02);
        Streams night = Night();
        Assert.Empty(night.Errors);
        Assert.Equal(["v8 EX: Passed, Judged", "v8_EX: Regressed, Judged", "v9EX: Passed, Judged"], Lines(night));
        Assert.Equal(1, Code(night));
        Assert.Equal(
            [
                "v8%20EX-r1+against+base%25EX-r1.json",
                "v8%20EX-r1.html",
                "v8_EX-r1+against+base%25EX-r1.json",
                "v8_EX-r1.html",
                "v9EX-r1+against+base%25EX-r1.json",
                "v9EX-r1.html",
            ],
            Directory.GetFiles(Verdicts, "v*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        );
        // The night's page asks for causes as that of Export-HNReport does; these runs have no masks, and it says so.
        Assert.Contains("where its Dice is lost, and why, needs both", File.ReadAllText(Path.Combine(Verdicts, "v9EX-r1.html")));
        // Counted once; the newest is judged every night.
        Streams second = Night();
        Assert.Equal(["v8 EX: Passed, Earlier", "v8_EX: Regressed, Earlier", "v9EX: Passed, Judged"], Lines(second));
        Assert.Equal(0, Code(second));
    }

    [Fact]
    public void An_alarm_that_was_in_no_exit_code_counts_the_next_night_whatever_the_clock_says()
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Add("v9EX", 0.02);
        Assert.Equal(1, Code(Night()));
        Uncount("v8EX");
        // A clock that was set back, or forward: every file of the night is from another time.
        foreach (string file in Directory.GetFiles(Verdicts))
            File.SetLastWriteTimeUtc(file, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Streams madeUp = Night();
        Assert.Equal(["v8EX: Regressed, MadeUp", "v9EX: Passed, Judged"], Lines(madeUp));
        Assert.Equal(1, Code(madeUp));
        Assert.Contains(madeUp.Information, line => line.Contains("v8EX: Regressed, as judged in a night that was cut short."));
        Assert.Equal(0, Code(Night()));
        // The night's object was not taken: its exit code reached nobody.
        Uncount("v8EX");
        _session.Run(
            "Invoke-HNNightly $args[0] $args[1] -Baseline 'base%EX' -Store $args[2] | ForEach-Object { break }",
            Runs,
            Verdicts,
            Store
        );
        Assert.Equal(1, Code(Night()));
    }

    [Theory]
    [InlineData("", "there is no verdict in")]
    [InlineData("{", "there is no verdict in")]
    [InlineData("{\"Outcome\": \"Passed\"}", "there is no verdict in")]
    [InlineData("[1]", "there is no verdict in")]
    public void A_verdict_that_is_none_is_judged_again(string content, string said)
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Add("v9EX", 0.02);
        Night();
        Assert.Equal(0, Code(Night()));
        File.WriteAllText(VerdictOf("v8EX"), content);
        Streams again = Night();
        Assert.Equal(1, Code(again));
        Assert.Contains(
            again.Information,
            line => line.Contains($"v8EX: {said} {VerdictOf("v8EX")}, so the run is judged again")
        );
    }

    [Fact]
    public void A_verdict_on_another_run_other_scores_or_other_limits_is_judged_again()
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Add("v8bEX", 0.01);
        Add("v9EX", 0.02);
        Night();
        string verdict = File.ReadAllText(VerdictOf("v8EX"));
        File.Copy(VerdictOf("v8bEX"), VerdictOf("v8EX"), overwrite: true);
        Streams foreign = Night();
        Assert.Equal(1, Code(foreign));
        Assert.Contains(
            foreign.Information,
            line => line.Contains("is a verdict on v8bEX against base%EX, so the run is judged again")
        );
        JsonNode other = JsonNode.Parse(verdict)!;
        (other["Content"], other["Outcome"]) = ("of another store", "Passed");
        File.WriteAllText(VerdictOf("v8EX"), other.ToJsonString());
        Streams scores = Night();
        Assert.Equal(1, Code(scores));
        Assert.Contains(scores.Information, line => line.Contains("is about other scores of these runs"));
        // A loss of 0.3 is tolerated now: judged again, and passed.
        Streams limits = Night("-Margin 0.4");
        Assert.Equal(0, Code(limits));
        Assert.Contains("v8EX: Passed, Judged", Lines(limits));
    }

    [Fact]
    public void What_cannot_be_judged_is_tried_every_night_and_said()
    {
        Add("base%EX", 0);
        Add("v9EX", 0.02);
        string broken = Path.Combine(Runs, "v8EX", "test_per_image_metrics.csv");
        Add("v8EX", 0.02);
        string good = File.ReadAllText(broken);
        File.WriteAllText(broken, "image_id,dice\n1,x\n");
        foreach (int _ in new[] { 1, 2 })
        {
            Streams night = Night();
            Assert.Equal(2, Code(night));
            Assert.Contains(
                "test_per_image_metrics.csv",
                Assert.Single((IEnumerable<string>)night.Single.Properties["Faults"].Value)
            );
        }
        Assert.Equal(0, Code(Night("-Exclude v8*")));
        File.WriteAllText(broken, good);
        Assert.Equal(["v9EX: Passed, Earlier", "v8EX: Passed, Judged"], Lines(Night()));
        Assert.Contains(
            Night("-Include base*, v9EX").Information,
            line => line.Contains("v8EX: left out, as -Include and -Exclude say")
        );
    }

    [Fact]
    public void A_bad_image_is_a_verdict_about_its_run_on_every_night_until_it_is_mended()
    {
        _session.Run("New-HNSampleRun $args[0] -Images 16 -Size 48 -Seed 1", Path.Combine(Runs, "base%EX"));
        _session.Run("New-HNSampleRun $args[0] -Images 16 -Size 48 -Seed 1", Path.Combine(Runs, "badEX"));
        Add("v9EX", 0.02);
        string table = Path.Combine(Runs, "badEX", "output", "test_per_image_metrics.csv");
        string[] rows = File.ReadAllLines(table);
        // A little better in one image, so that there is something to judge.
        rows[1] = string.Join(',', rows[1].Split(',').Select((cell, i) => i == 1 ? "0.987" : cell));
        File.WriteAllLines(table, rows);
        string image = Directory.EnumerateFiles(Path.Combine(Runs, "badEX", "output", "predictions_test")).Order().First();
        byte[] good = File.ReadAllBytes(image);
        File.WriteAllBytes(image, good[..(good.Length / 2)]);
        string? first = null;
        foreach (int _ in new[] { 1, 2, 3 })
        {
            Streams night = Night();
            Assert.Empty(night.Errors);
            Assert.Equal(2, Code(night));
            object bad = ((System.Collections.IEnumerable)night.Single.Properties["Runs"].Value).Cast<object>().First();
            string reason = System.Management.Automation.PSObject.AsPSObject(bad).Get<string>("Reason");
            Assert.StartsWith("1 image of badEX cannot be read: ", reason);
            first ??= reason;
            Assert.Equal(first, reason);
        }
        File.WriteAllBytes(image, good);
        Streams mended = Night();
        Assert.Contains(
            mended.Information,
            line => line.Contains("badEX: 1 images could not be read before, so it is measured again")
        );
        Assert.DoesNotContain(
            Lines(mended),
            line => line.StartsWith("badEX: NotComparable", StringComparison.Ordinal) && line.Contains("read")
        );
    }

    [Fact]
    public void Two_nights_at_once_give_one_verdict_each()
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Add("v9EX", 0.02);
        Streams[] nights =
        [
            .. Enumerable
                .Range(0, 3)
                .AsParallel()
                .WithDegreeOfParallelism(3)
                .Select(_ =>
                {
                    using var session = new ModuleRunspace();
                    return Night(session);
                }),
        ];
        Assert.All(nights, night => Assert.Empty(night.Errors));
        // The alarm is in one exit code, and the other nights found it counted.
        Assert.Equal([0, 0, 1], nights.Select(Code).Order());
        Assert.Equal(2, Directory.GetFiles(Verdicts, "*.json").Length);
        Assert.Empty(Directory.GetFiles(Verdicts, "*.tmp"));
    }

    [Fact]
    public void A_person_gets_five_lines_against_the_accepted_run_of_the_last_night()
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Night("-Margin 0.02");
        Streams one = _session.Run("Invoke-HNNightly -Run v8EX -Store $args[0]", Store);
        Assert.Empty(one.Errors);
        string[] answer = [.. (IEnumerable<string>)one.Single.Properties["Answer"].Value];
        Assert.Equal(5, answer.Length);
        Assert.Equal("v8EX against base%EX: regressed (exit code 1)", answer[0]);
        // Means of 0.4 to 0.63 in steps of 0.01, and 0.0001 on the mean of 0, 1, 2: 0.5151; less 0.3.
        Assert.StartsWith("Mean Dice 0.5151 -> 0.2151, -0.3000 [", answer[1]);
        Assert.EndsWith("on 24 images; a loss of 0.02 is tolerated", answer[1]);
        Assert.Equal("Newly without overlap: 0 of at most 10; new false alarms: 0 of at most 10", answer[2]);
        Assert.Equal("Next: Compare-HNRun base%EX v8EX -PerImage -LargestFirst shows the images that lost", answer[4]);
        Add("v9EX", 0.02);
        string[] before = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Streams folder = _session.Run(
            "Import-HNRun $args[0] | Invoke-HNNightly -Store $args[1]",
            Path.Combine(Runs, "v9EX"),
            Store
        );
        Assert.Equal(0, Code(folder));
        // Nothing is written, and without a night nobody knows the accepted run.
        Assert.Equal(before, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Streams unknown = _session.Run(
            "Invoke-HNNightly -Run $args[0] -Store $args[1]",
            Path.Combine(Runs, "v9EX"),
            Path.Combine(_folder.Path, "other.db")
        );
        Assert.Equal("InvalidArgument", Streams.Id(Assert.Single(unknown.Errors)));
    }

    [Fact]
    public void Nothing_is_done_on_whatif_and_a_night_that_cannot_be_gives_two()
    {
        Add("base%EX", 0);
        Add("v8EX", -0.3);
        Night("-WhatIf");
        Assert.False(Directory.Exists(Verdicts));
        Assert.False(File.Exists(Store));
        Streams absent = _session.Run("Invoke-HNNightly $args[0] $args[1] -Baseline v0EX -Store $args[2]", Runs, Verdicts, Store);
        Assert.Equal(2, Code(absent));
        Assert.Contains(
            "'v0EX' is neither in the store",
            Assert.Single((IEnumerable<string>)absent.Single.Properties["Faults"].Value)
        );
        Streams nowhere = _session.Run(
            "Invoke-HNNightly $args[0] $args[1] -Baseline 'base%EX' -Store $args[2]",
            Path.Combine(_folder.Path, "nowhere"),
            Verdicts,
            Store
        );
        Assert.Equal("PathNotFound", Streams.Id(Assert.Single(nowhere.Errors)));
        Assert.Equal(2, Code(nowhere));
    }
}
