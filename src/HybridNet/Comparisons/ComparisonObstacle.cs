using System.Globalization;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>Why nothing can be said about two runs, each reason in its own words.</summary>
internal static class ComparisonObstacle
{
    /// <summary>What lacks in the tables, or null. It cannot be overruled.</summary>
    public static string? InTables(Comparison comparison, RunPair pair, ComparisonOptions options)
    {
        if (pair.Both.Count == 0)
            return "No image is in both runs.";
        foreach (Run run in new[] { pair.Baseline, pair.Candidate })
            if (RowView.All(run.Log.Scores).All(score => double.IsNaN(ComparedMetric.Logged(score, comparison.Metric))))
                return $"Run {run.Name} has no {comparison.Metric}: its per-image table in {run.Files.Output} has no such "
                    + $"column, or no value in it.";
        int refused =
            options.EmptyPolicy != EmptyPolicy.Strict
                ? 0
                : pair.Both.Count(rows =>
                    ComparedMetric.Refused(rows.Baseline, comparison.Metric)
                    || ComparedMetric.Refused(rows.Candidate, comparison.Metric)
                );
        return refused > 0 ? $"The policy Strict refuses {refused} images where nothing is marked." : null;
    }

    /// <summary>Why there is too little to judge, or null. It cannot be overruled.</summary>
    public static string? InNumbers(Comparison comparison, int units, ComparisonOptions options)
    {
        string compared =
            $"Only {comparison.N} of {comparison.Images.Count} images in both runs "
            + $"{(comparison.N == 1 ? "has" : "have")} a value of {comparison.Metric} on both sides";
        if (comparison.N < RunComparer.FewestUnits)
            return $"{compared}; below {RunComparer.FewestUnits} nothing is judged.{OneSided(comparison)}";
        if (units < RunComparer.FewestUnits)
            return $"The {comparison.N} compared images belong to {units} {(units == 1 ? "subject" : "subjects")} by the pattern "
                + $"'{options.Subject}'; below {RunComparer.FewestUnits} nothing is judged. If that is not the "
                + $"subject, name it with -SubjectPattern ('.+' takes every image for a subject of its own).";
        if (comparison.Ties == comparison.N)
            return $"All {comparison.N} compared images are equal in both runs: nothing tells them apart, and that is no "
                + $"evidence that one is as good as the other. Are these the same predictions?{OneSided(comparison)}";
        return null;
    }

    /// <summary>That images of one run only could turn the answer, with what they are.</summary>
    public static string Hidden(Comparison comparison, RunPair pair) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {comparison.N} images that both runs have give {comparison.Difference:+0.0000;-0.0000;0.0000} "
                + $"[{comparison.Low:0.0000}, {comparison.High:0.0000}]; "
        )
        + string.Create(
            CultureInfo.InvariantCulture,
            $"with the others at their worst and best the interval is [{comparison.WorstLow:0.0000}, "
                + $"{comparison.BestHigh:0.0000}], and that turns the answer."
        )
        + OneSided(comparison, pair);

    /// <summary>Which images only one run has a value for; empty when there are none.</summary>
    public static string OneSided(Comparison comparison, RunPair? pair = null)
    {
        string baseline = pair?.BaselineName ?? comparison.BaselineRun,
            candidate = pair?.CandidateName ?? comparison.CandidateRun;
        return Part(comparison.MissingInCandidate, $"not in {candidate}")
            + Part(comparison.MissingInBaseline, $"not in {baseline}")
            + Part(comparison.NoValueInCandidate, $"without a {comparison.Metric} in {candidate}")
            + Part(comparison.NoValueInBaseline, $"without a {comparison.Metric} in {baseline}");

        static string Part(IReadOnlyList<string> ids, string where)
        {
            if (ids.Count == 0)
                return "";
            return $" {ids.Count} {(ids.Count == 1 ? "image is" : "images are")} {where}: {ImageCoverage.Named(ids)}.";
        }
    }
}
