using System.Globalization;
using HybridNet.Tests.Diagnosis.Logged;

namespace HybridNet.Benchmarks;

/// <summary>
/// What becomes of the pixel totals that smoothed logs hide, for each kind of log: right, refused, silently wrong. Printed as
/// CSV, for each of its tables.
/// </summary>
internal static class SmoothingInversions
{
    /// <summary>Prints the table.</summary>
    /// <param name="logs">Logs of each kind.</param>
    /// <param name="seed">Seed of the first log.</param>
    public static void Print(int logs, ulong seed)
    {
        Console.WriteLine(
            "log,images without overlap,table,totals right %,totals refused %,totals wrong %,logs with a wrong total %"
        );
        double most = 0;
        int all = 0,
            wrong = 0;
        foreach (SmoothedLogs kind in SmoothedLogs.All)
        foreach ((string columns, SmoothedLogs made) in kind.Tables())
        {
            var outcomes = new SmoothedLogs.Outcome[logs];
            Parallel.For(0, logs, log => outcomes[log] = made.Run(seed + (ulong)log));
            double totals = outcomes.Sum(log => log.Right + log.Refused + log.Wrong) / 100.0;
            int bad = outcomes.Count(log => log.Wrong > 0);
            (most, all, wrong) = (Math.Max(most, 100.0 * bad / logs), all + logs, wrong + bad);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{kind.Name}\",{kind.Zeros},{columns},"
                        + $"{outcomes.Sum(log => log.Right) / totals:0.0},"
                        + $"{outcomes.Sum(log => log.Refused) / totals:0.0},"
                        + $"{outcomes.Sum(log => log.Wrong) / totals:0.00},{100.0 * bad / logs:0.00}"
                )
            );
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"# {SmoothedLogs.All.Count} kinds: {100.0 * wrong / all:0.000} % of {all} logs have a wrong total, "
                    + $"at most {most:0.00} % of a kind"
            )
        );
    }
}
