using HybridNet.Diagnosis;
using HybridNet.Ports;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>Clean synthetic runs raise no alarm, planted faults do, alone and together.</summary>
public class SyntheticRunAuditTests
{
    /// <summary>What is found in the run that has every fault: the same for each of them.</summary>
    private static readonly Lazy<Finding[]> s_allFaults = new(() => Audited(48, 64, 3, SampleFaults.All));

    private static Finding[] Audited(int images, int size, ulong seed, SampleFaults faults)
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "runEX");
        SampleRun.Adapters.Runs.WriteSample(
            path,
            new SampleRunOptions(images, size, seed, faults),
            _ => { },
            CancellationToken.None
        );
        Run run = SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
        return [.. Audit.Evaluate(run, [], SampleRun.Adapters.Images, new())];
    }

    [Fact]
    public void Twenty_clean_runs_raise_no_more_alarms_than_the_level_allows() => CleanRuns(20);

    [LongFact]
    public void Two_hundred_clean_runs_do_not_either() => CleanRuns(200);

    private static void CleanRuns(int runs)
    {
        var alarms = new List<string>();
        for (int i = 0; i < runs; i++)
            alarms.AddRange(
                Audited(images: 4 + i % 24, size: 32 + 8 * (i % 3), seed: (ulong)(1 + i), SampleFaults.None)
                    .Where(finding => finding.Severity > Severity.Information)
                    .Select(finding => finding.ToString())
            );
        // The statistical rules work at 0.001 and 0.0005: of 200 runs at most one alarm is expected from all of them together.
        Assert.True(alarms.Count <= 1, string.Join('\n', alarms));
    }

    [Fact]
    public void A_run_as_it_is_made_when_nothing_is_said_is_clean()
    {
        for (ulong seed = 1; seed <= 6; seed++)
            Assert.DoesNotContain(
                Audited(images: 24, size: 64, seed, SampleFaults.None),
                finding => finding.Severity > Severity.Information
            );
    }

    [Theory]
    [InlineData(SampleFaults.TrivialImages, "HN001")]
    [InlineData(SampleFaults.HiddenFailures, "HN002")]
    [InlineData(SampleFaults.FewTrainBatches, "HN006")]
    [InlineData(SampleFaults.Overfitting, "HN007")]
    [InlineData(SampleFaults.SharedImages, "HN010")]
    [InlineData(SampleFaults.UnevenSplit, "HN011")]
    [InlineData(SampleFaults.CopiedPhoto, "HN017")]
    public void A_planted_fault_is_found_alone_and_among_the_others(SampleFaults exception, string rule)
    {
        Assert.Contains(Audited(48, 64, 3, exception), finding => finding.Id == rule && finding.Severity >= Severity.Warning);
        Assert.Contains(s_allFaults.Value, finding => finding.Id == rule && finding.Severity >= Severity.Warning);
        Assert.DoesNotContain(
            Audited(48, 64, 3, SampleFaults.All & ~exception),
            finding => finding.Id == rule && finding.Severity >= Severity.Warning
        );
    }

    [Fact]
    public void Ten_thousand_images_and_three_hundred_epochs_are_audited()
    {
        using var folder = new RunFolder();
        var random = new Random(4);
        folder.Scores(
            Enumerable
                .Range(0, 10_000)
                .Select(i =>
                {
                    double dice = random.NextDouble(),
                        zero = 1e-6 / (1 + random.Next(5000));
                    return i % 4 == 0
                        ? InvariantText.Invariant($"{i:D5}_{i % 3},{zero:R},{zero:R},0,0,{(i % 8 == 0 ? 0 : 0.1)}")
                        : InvariantText.Invariant($"{i:D5}_{i % 3},{dice},{dice / (2 - dice)},{dice},{dice},0.4");
                })
        );
        folder.Breakdown(Enumerable.Range(0, 1000).Select(i => $"{4 * i:D5}_{4 * i % 3},{(i % 2 == 0 ? "A,0,100" : "B,100,0")}"));
        folder
            .Epochs(300, epoch => (1.0 / epoch, 0.5 + 0.001 * epoch, 0.5, 0.4, 0.5))
            .Split(Enumerable.Range(0, 20_000).Select(i => $"{i:D5}_{i % 3},{(i < 10_000 ? "test" : "train")}"));
        Run run = folder.Read();
        Assert.True(Audit.Evaluate(run, [], SampleRun.Adapters.Images, new()).Count() > 8);
    }

    [Fact]
    public void Rules_are_chosen_by_id_or_tag_and_a_misspelt_one_is_refused()
    {
        static string[] Ids(string[] include, string[] exclude)
        {
            var seen = new List<string>();
            foreach (
                Finding finding in Audit.Evaluate(
                    SampleRun.Run,
                    [],
                    SampleRun.Adapters.Images,
                    new(),
                    RuleChoice.Of(include, exclude),
                    (id, _) => seen.Add(id)
                )
            )
                seen.Add(finding.Id);
            return [.. seen.Distinct().Order()];
        }
        Assert.Equal(["HN006", "HN007"], Ids(["training"], []));
        Assert.Equal(["HN007"], Ids(["TRAINING"], ["hn006"]));
        Assert.Equal(["HN001", "HN002", "HN003", "HN004"], Ids(["HN00?"], ["HN005", "training", "HN008", "HN009"]));
        Assert.Equal(InputError.InvalidArgument, Assert.Throws<InputException>(() => RuleChoice.Of(["HN099"], [])).Error);
    }
}
