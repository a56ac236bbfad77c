using System.Globalization;

namespace HybridNet.Comparisons;

/// <summary>What a comparison found, in sentences.</summary>
internal static class ComparisonReason
{
    /// <summary>The sentences, the interval first.</summary>
    public static IEnumerable<string> Of(Comparison comparison, RunPair pair, List<string> differences)
    {
        string who = comparison.Subjects is { } subjects && subjects != comparison.N ? $" of {subjects} subjects" : "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"The mean {comparison.Metric} changed by {comparison.Difference:0.0000} [{comparison.Low:0.0000}, "
                + $"{comparison.High:0.0000}] on {comparison.N} images{who}."
        );
        if (comparison.Metrics > 1)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The interval has level {comparison.IntervalLevel:0.####}, because {comparison.Metrics} metrics "
                    + $"are judged together (Holm)."
            );
        string oneSided = ComparisonObstacle.OneSided(comparison, pair).Trim();
        if (oneSided.Length > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{oneSided} At their worst and best the interval is [{comparison.WorstLow:0.0000}, "
                    + $"{comparison.BestHigh:0.0000}]."
            );
        if (comparison.FalseAlarms is { Healthy: > 0 } alarms && (alarms.New.Count > 0 || alarms.Gone.Count > 0))
            yield return $"False alarms: {alarms}.";
        if (differences.Count > 0)
            yield return $"Forced, although {string.Join("; ", differences)}.";
    }
}
