using HybridNet.Data;
using HybridNet.Diagnosis;

namespace HybridNet.Tests.Diagnosis.Audits;

/// <summary>The short form of the audit's benchmark: clean runs of many labs, and every planted fault once.</summary>
public class AuditRateTests
{
    public static TheoryData<string> TableFaults => [.. TableFault.All.Select(fault => fault.Name)];

    public static TheoryData<string> MaskFaults => [.. MaskFault.All.Select(fault => fault.Name)];

    [Fact]
    public void Clean_tables_in_every_labs_way_raise_no_more_than_one_alarm_in_a_hundred()
    {
        const int Runs = 108;
        var alarms = new List<string>();
        for (ulong seed = 900; seed < 900 + Runs; seed++)
        {
            MadeRun made = MadeRun.Clean(seed);
            Run run = made.Make();
            HashSet<string> so = made.So(run);
            alarms.AddRange(
                Findings(run)
                    .Where(finding => finding.Severity > Severity.Information && !so.Contains(finding.Id))
                    .Select(finding => $"{finding.Id} {made.Dialect.Name}: {finding.Message}")
            );
        }
        // One in a hundred for each rule is allowed; for all of them together the benchmark sees far fewer than three.
        Assert.True(alarms.Count <= 3, string.Join('\n', alarms));
    }

    [Theory]
    [MemberData(nameof(TableFaults))]
    public void A_fault_in_the_tables_is_seen(string name)
    {
        TableFault fault = TableFault.All.Single(one => one.Name == name);
        // Half of ten: faults at the edge of what is seen are among them; the benchmark tells how many of each.
        Assert.True(Enumerable.Range(40, 10).Count(seed => Seen(Findings(fault.Of((ulong)seed).Make()), fault.Rules)) >= 5);
    }

    [Theory]
    [MemberData(nameof(MaskFaults))]
    public void A_fault_in_the_files_is_seen(string name)
    {
        MaskFault fault = MaskFault.All.Single(one => one.Name == name);
        Assert.True(Seen(fault.Audited(41), fault.Rules));
    }

    private static bool Seen(IEnumerable<Finding> findings, string[] rules) =>
        findings.Any(finding => finding.Severity > Severity.Information && rules.Contains(finding.Id));

    private static IEnumerable<Finding> Findings(Run run) => Audit.Evaluate(run, [], new AdapterSet().Images, new());
}
