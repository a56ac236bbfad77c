using System.Globalization;
using HybridNet.Ports;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Compares two runs image by image.</summary>
public static class RunComparer
{
    /// <summary>One comparison for each metric, Holm's adjustment over all of them.</summary>
    /// <param name="baseline">The run to compare with.</param>
    /// <param name="candidate">The run that is judged.</param>
    /// <param name="options">Metrics, policy, resampling.</param>
    /// <param name="reader">Decodes masks, to find the grid that a run was scored on; null to go by the tables alone.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A run has no image scores, a metric is not known, or an id has no subject.</exception>
    public static IReadOnlyList<Comparison> Compare(
        Run baseline,
        Run candidate,
        ComparisonOptions options,
        IImageReader? reader = null,
        CancellationToken cancel = default
    )
    {
        foreach (Run run in new[] { baseline, candidate })
            if (run.Log.Scores.Count == 0)
                throw new InputException(
                    InputError.MissingFile,
                    $"Run {run.Name} has no image scores to compare: looked for test_per_image_metrics.csv in {run.Files.Output}.",
                    run.Name,
                    "Put the file there and import the run again."
                );
        Dictionary<string, ImageScore> before = baseline.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        Dictionary<string, ImageScore> after = candidate.Log.Scores.ToDictionary(score => score.ImageId, StringComparer.Ordinal);
        (ImageScore, ImageScore)[] pairs =
        [
            .. baseline
                .Log.Scores.Where(score => after.ContainsKey(score.ImageId))
                .Select(score => (score, after[score.ImageId])),
        ];
        List<string> differences = ScoringDifferences.Find(baseline, candidate, pairs, reader, cancel);
        var results = new List<Comparison>();
        foreach (string name in options.Metrics)
        {
            cancel.ThrowIfCancellationRequested();
            var blank = new Comparison
            {
                Metric = ComparedMetric.Named(name),
                BaselineRun = baseline.Name,
                CandidateRun = candidate.Name,
                MissingInBaseline = [.. candidate.Log.Scores.Select(score => score.ImageId).Where(id => !before.ContainsKey(id))],
                MissingInCandidate = [.. baseline.Log.Scores.Select(score => score.ImageId).Where(id => !after.ContainsKey(id))],
                EmptyPolicy = options.EmptyPolicy,
                Confidence = options.Confidence,
                Resamples = options.Resamples,
                Seed = options.Seed,
            };
            results.Add(One(blank, pairs, differences, baseline, candidate, options));
        }
        double[] adjusted = Holm.Adjust([.. results.Select(result => result.PermutationP)]);
        return [.. results.Select((result, i) => result with { HolmP = adjusted[i] })];
    }

    private static Comparison One(
        Comparison comparison,
        (ImageScore Baseline, ImageScore Candidate)[] pairs,
        List<string> differences,
        Run baseline,
        Run candidate,
        ComparisonOptions options
    )
    {
        LoggedCase before = new(baseline),
            after = new(candidate);
        var origin = new Origin(candidate);
        ImageChange[] images =
        [
            .. pairs.Select(pair => new ImageChange
            {
                Run = candidate.Name,
                BaselineRun = baseline.Name,
                ImageId = pair.Baseline.ImageId,
                Metric = comparison.Metric,
                Baseline = ComparedMetric.Value(pair.Baseline, comparison.Metric, options.EmptyPolicy),
                Candidate = ComparedMetric.Value(pair.Candidate, comparison.Metric, options.EmptyPolicy),
                CaseBefore = before.Of(pair.Baseline),
                CaseAfter = after.Of(pair.Candidate),
                StateBefore = pair.Baseline.State,
                StateAfter = pair.Candidate.State,
                Origin = origin,
            }),
        ];
        ImageChange[] compared = [.. images.Where(image => !double.IsNaN(image.Change))];
        comparison = comparison with
        {
            Images = images,
            LeftOut = images.Length - compared.Length,
            BaselineZeroDice = images.Count(image => image.StateBefore.HasNoOverlap()),
            CandidateZeroDice = images.Count(image => image.StateAfter.HasNoOverlap()),
            NewZeroDice = [.. images.Where(image => image.NewZeroDice).Select(image => image.ImageId)],
        };
        if (Obstacle(comparison, pairs, compared.Length, differences, options) is { } obstacle)
            return comparison with { N = compared.Length, Verdict = Verdict.NotComparable, Reason = obstacle };
        return Judge(PairedFigures.Fill(comparison, compared, options.Subject), differences);
    }

    /// <summary>Why nothing can be said, or null. Differences in the scoring can be overruled; having nothing to compare cannot.</summary>
    private static string? Obstacle(
        Comparison comparison,
        (ImageScore Baseline, ImageScore Candidate)[] pairs,
        int compared,
        List<string> differences,
        ComparisonOptions options
    )
    {
        if (pairs.Length == 0)
            return "No image is in both runs.";
        int refused =
            options.EmptyPolicy != EmptyPolicy.Strict
                ? 0
                : pairs.Count(pair =>
                    ComparedMetric.Refused(pair.Baseline, comparison.Metric)
                    || ComparedMetric.Refused(pair.Candidate, comparison.Metric)
                );
        if (refused > 0)
            return $"The policy Strict refuses {refused} images where nothing is marked.";
        if (compared < 2)
            return $"Only {compared} of {pairs.Length} images in both runs has a value of {comparison.Metric} on both sides.";
        return differences.Count > 0 && !options.Force ? Sentence(differences) : null;
    }

    private static Comparison Judge(Comparison comparison, List<string> differences)
    {
        if (double.IsNaN(comparison.Low))
            return comparison with
            {
                Verdict = Verdict.NotComparable,
                Reason = "All images belong to one subject: there is nothing to resample.",
            };
        Verdict verdict =
            comparison.Low > 0 ? Verdict.Improved
            : comparison.High < 0 ? Verdict.Regressed
            : Verdict.NoDifferenceShown;
        string reason = string.Create(
            CultureInfo.InvariantCulture,
            $"The mean {comparison.Metric} changed by {comparison.Difference:0.0000} [{comparison.Low:0.0000}, {comparison.High:0.0000}] on {comparison.N} images."
        );
        int onOneSide = comparison.Images.Count(image => double.IsNaN(image.Baseline) != double.IsNaN(image.Candidate));
        if (onOneSide > 0)
            reason += string.Create(
                CultureInfo.InvariantCulture,
                $" {onOneSide} more {(onOneSide == 1 ? "has" : "have")} a value in one run only under {comparison.EmptyPolicy}, and {(onOneSide == 1 ? "is" : "are")} in neither mean."
            );
        return comparison with
        {
            Verdict = verdict,
            Reason = differences.Count == 0 ? reason : $"{reason} Forced, although {string.Join("; ", differences)}.",
        };
    }

    private static string Sentence(List<string> differences)
    {
        string text = string.Join("; ", differences);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
