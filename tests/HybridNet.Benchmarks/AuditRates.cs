using System.Collections.Concurrent;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Diagnosis;
using HybridNet.Tests.Diagnosis.Audits;

namespace HybridNet.Benchmarks;

/// <summary>
/// How often each rule speaks of a clean run, and how often a planted fault is seen; printed as CSV. Clean runs are logged in
/// many labs' ways; every fifth is drawn with masks, maps and photographs.
/// </summary>
internal static class AuditRates
{
    private const int Drawn = 5;

    /// <summary>Prints both tables.</summary>
    /// <param name="clean">Clean runs.</param>
    /// <param name="faulty">Runs of each fault.</param>
    /// <param name="seed">Seed of the first run.</param>
    public static void Print(int clean, int faulty, ulong seed)
    {
        var alarms = new ConcurrentBag<(string Rule, string Dialect, string Message)>();
        Parallel.For(
            0,
            clean,
            i =>
            {
                foreach ((string rule, string dialect, string message) in Alarms(seed + (ulong)i, i % Drawn == 0))
                    alarms.Add((rule, dialect, message));
            }
        );
        Console.WriteLine(Invariant($"rule,false alarms of {clean} clean runs,%"));
        foreach ((string id, _, _) in Audit.Rules)
        {
            int count = alarms.Count(alarm => alarm.Rule == id);
            Console.WriteLine(Invariant($"{id},{count},{100.0 * count / clean:0.00}"));
        }
        foreach ((string rule, string dialect, string message) in alarms.OrderBy(alarm => alarm.Rule, StringComparer.Ordinal))
            Console.WriteLine($"# {rule} ({dialect}): {message}");
        Console.WriteLine(Invariant($"fault,rules,seen of {faulty}"));
        foreach (TableFault fault in TableFault.All)
            Row(fault.Name, fault.Rules, faulty, i => Findings(fault.Of(seed + (ulong)i).Make()));
        foreach (MaskFault fault in MaskFault.All)
            Row(fault.Name, fault.Rules, faulty, i => fault.Audited(seed + (ulong)i));
    }

    /// <summary>Warnings and errors of a clean run that are not so.</summary>
    public static IEnumerable<(string Rule, string Dialect, string Message)> Alarms(ulong seed, bool drawn)
    {
        if (drawn)
            return MaskFault
                .Clean(seed)
                .Where(finding => finding.Severity > Severity.Information)
                .Select(finding => (finding.Id, "drawn", finding.Message))
                .DistinctBy(alarm => alarm.Id);
        MadeRun made = MadeRun.Clean(seed);
        Run run = made.Make();
        HashSet<string> so = made.So(run);
        return Findings(run)
            .Where(finding => finding.Severity > Severity.Information && !so.Contains(finding.Id))
            .Select(finding => (finding.Id, made.Dialect.Name, finding.Message))
            .DistinctBy(alarm => alarm.Id);
    }

    private static void Row(string name, string[] rules, int runs, Func<int, IEnumerable<Finding>> look)
    {
        int seen = 0;
        Parallel.For(
            0,
            runs,
            i =>
            {
                if (look(i).Any(finding => finding.Severity > Severity.Information && rules.Contains(finding.Id)))
                    Interlocked.Increment(ref seen);
            }
        );
        Console.WriteLine($"\"{name}\",{string.Join(' ', rules)},{seen}");
    }

    private static IEnumerable<Finding> Findings(Run run) => Audit.Evaluate(run, [], new AdapterSet().Images, new());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
