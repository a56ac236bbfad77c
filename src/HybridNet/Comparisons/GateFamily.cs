using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>
/// All tests that a gate makes together: each comparison against the margin, and the false alarms of each pair of runs.
/// Holm's method keeps the chance of any false "Regressed" at half of what the intervals leave out.
/// </summary>
internal sealed class GateFamily
{
    private readonly HashSet<Comparison> _shown = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string, string)> _alarms = [];

    /// <summary>Makes the tests.</summary>
    public GateFamily(IReadOnlyList<Comparison> comparisons, RegressionLimits limits)
    {
        var tests = new List<(double P, Action Reject)>();
        double alpha = 0.05;
        foreach (Comparison comparison in comparisons)
        {
            alpha = Math.Min(alpha, 1 - comparison.Confidence);
            if (comparison.Tests is { } difference)
                tests.Add((difference.Observed.PBelow(-limits.Margin), () => _shown.Add(comparison)));
            else
                // Without its tests a comparison is what its interval says.
                _shown.Add(comparison);
        }
        if (limits.MaximumNewFalseAlarm is null)
            foreach (IGrouping<(string, string), Comparison> pair in comparisons.GroupBy(Runs))
                if (pair.First().FalseAlarms is { Net: > 0 } alarms)
                    tests.Add((alarms.PIncrease, () => _alarms.Add(pair.Key)));
        double[] p = [.. tests.Select(test => test.P)],
            levels = Holm.StepLevels(p, alpha / 2);
        for (int i = 0; i < p.Length; i++)
            if (p[i] <= levels[i])
                tests[i].Reject();
    }

    /// <summary>Whether a loss beyond the margin is shown.</summary>
    public bool IsShown(Comparison comparison) => _shown.Contains(comparison);

    /// <summary>Whether an increase of false alarms is shown.</summary>
    public bool AlarmsAreShown(Comparison comparison) => _alarms.Contains(Runs(comparison));

    private static (string, string) Runs(Comparison comparison) => (comparison.BaselineRun, comparison.CandidateRun);
}
