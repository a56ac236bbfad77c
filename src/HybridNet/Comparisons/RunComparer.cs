using System.Globalization;
using HybridNet.Ports;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>Compares two runs image by image.</summary>
internal static class RunComparer
{
    /// <summary>Images or subjects below which no interval is shown and nothing is judged.</summary>
    public const int FewestUnits = 8;

    /// <summary>One comparison for each metric, Holm's adjustment over all of them.</summary>
    /// <param name="baseline">The run to compare with.</param>
    /// <param name="candidate">The run that is judged.</param>
    /// <param name="options">Metrics, policy, resampling.</param>
    /// <param name="reader">Decodes masks, to find the grid that a run was scored on; null to go by the tables alone.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="report">Told which run's maps are read, how many are done, of how many.</param>
    /// <exception cref="InputException">
    /// A run has no image scores, or a score that is infinite or stands twice; a metric is not known, or an id has no
    /// subject.
    /// </exception>
    public static IReadOnlyList<Comparison> Compare(
        Run baseline,
        Run candidate,
        ComparisonOptions options,
        IImageFiles? reader = null,
        CancellationToken cancel = default,
        Action<string, int, int>? report = null
    )
    {
        string[] metrics = [.. options.Metrics.Select(ComparedMetric.Named).Distinct()];
        RunPair pair = RunPair.Of(baseline, candidate, metrics, cancel);
        List<string> differences = ScoringDifferences.Find(baseline, candidate, pair.Both, reader, cancel);
        var units = new UnitNumbers(new PairedUnits(options), pair, cancel);
        var results = new List<Comparison>();
        foreach (string metric in metrics)
        {
            cancel.ThrowIfCancellationRequested();
            results.Add(One(metric, pair, units, differences, options, cancel));
        }
        IReadOnlyList<Comparison> judged = Judge(results, pair, differences, options);
        return options.AtBestThreshold && reader is not null
            ? ThresholdComparer.Complete(judged, baseline, candidate, options, reader, report, cancel)
            : judged;
    }

    private static Comparison One(
        string metric,
        RunPair pair,
        UnitNumbers units,
        List<string> differences,
        ComparisonOptions options,
        CancellationToken cancel
    )
    {
        var images = new PairedChanges(pair, metric, options.EmptyPolicy);
        PairedValues compared = images.Values(cancel);
        cancel.ThrowIfCancellationRequested();
        var coverage = new ImageCoverage(pair.OnlyBaseline, pair.OnlyCandidate, pair.Both, metric, options.EmptyPolicy);
        cancel.ThrowIfCancellationRequested();
        (int subjects, bool anySubject) = units.Count(compared.Places);
        var comparison = new Comparison
        {
            Class = pair.Candidate.Class,
            ComparedWith = ComparedWith.Text(pair.Baseline, pair.Candidate, options),
            Metric = metric,
            BaselineRun = pair.BaselineName,
            CandidateRun = pair.CandidateName,
            BaselineOrigin = new(pair.Baseline),
            CandidateOrigin = new(pair.Candidate),
            MissingInBaseline = ImageCoverage.Ids(pair.OnlyCandidate),
            MissingInCandidate = ImageCoverage.Ids(pair.OnlyBaseline),
            NoValueInBaseline = coverage.NoValueInBaseline,
            NoValueInCandidate = coverage.NoValueInCandidate,
            EmptyPolicy = options.EmptyPolicy,
            Confidence = options.Confidence,
            Resamples = options.Resamples,
            Seed = options.Seed,
            Forced = options.Force,
            Images = images,
            N = compared.Changes.Length,
            Subjects = anySubject ? subjects : null,
            LeftOut = images.Count - compared.Changes.Length,
            BaselineZeroDice = pair.Both.Count(rows => rows.Baseline.State.HasNoOverlap()),
            CandidateZeroDice = pair.Both.Count(rows => rows.Candidate.State.HasNoOverlap()),
            NewZeroDice =
            [
                .. pair
                    .Both.Where(rows => rows.Candidate.State.HasNoOverlap() && !rows.Baseline.State.HasNoOverlap())
                    .Select(rows => rows.Baseline.ImageId),
            ],
            FalseAlarms = FalseAlarms.Of(pair.Both, coverage.HiddenHealthy, units, options, cancel),
        };
        if (ComparisonObstacle.InTables(comparison, pair, options) is { } obstacle)
            return comparison with { Verdict = Verdict.NotComparable, Reason = obstacle };
        if (differences.Count > 0 && !options.Force)
            return comparison with { Verdict = Verdict.NotComparable, Reason = Sentence(differences) };
        comparison = PairedFigures.Means(comparison, compared);
        if (ComparisonObstacle.InNumbers(comparison, subjects, options) is { } few)
            return comparison with { Verdict = Verdict.NotComparable, Reason = few };
        return PairedFigures.Tests(comparison, compared, coverage, units, options, cancel);
    }

    /// <summary>Adjusts the metrics together, and gives each its interval and verdict.</summary>
    /// <remarks>
    /// Holm tests the smallest p at alpha / m, the next at alpha / (m - 1), until one is not rejected; all that follow are
    /// held at its level. An interval at the level of its step excludes 0 exactly when its test was rejected.
    /// </remarks>
    private static IReadOnlyList<Comparison> Judge(
        List<Comparison> comparisons,
        RunPair pair,
        List<string> differences,
        ComparisonOptions options
    )
    {
        double[] p = [.. comparisons.Select(comparison => comparison.PermutationP)],
            adjusted = Holm.Adjust(p),
            steps = Holm.StepLevels(p, 1 - options.Confidence);
        int tested = p.Count(value => !double.IsNaN(value));
        return
        [
            .. comparisons.Select(
                (comparison, i) =>
                    comparison.Tests is null
                        ? comparison
                        : Judge(
                            PairedFigures.Interval(comparison with { HolmP = adjusted[i], Metrics = tested }, 1 - steps[i]),
                            pair,
                            differences,
                            options
                        )
            ),
        ];
    }

    private static Comparison Judge(Comparison comparison, RunPair pair, List<string> differences, ComparisonOptions options)
    {
        if (double.IsInfinity(comparison.Low) || double.IsInfinity(comparison.High))
            return comparison with
            {
                Low = double.NaN,
                High = double.NaN,
                WorstLow = double.NaN,
                BestHigh = double.NaN,
                Verdict = Verdict.NotComparable,
                Reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{comparison.Tests!.Observed.Units} images or subjects are too few for a level of "
                        + $"{comparison.IntervalLevel:0.####}: no p can be as small."
                ),
            };
        if (!options.Force && comparison.Tests!.CouldTurn(0, comparison.IntervalLevel))
            return comparison with { Verdict = Verdict.NotComparable, Reason = ComparisonObstacle.Hidden(comparison, pair) };
        Verdict verdict = Verdict.NoDifferenceShown;
        if (comparison.Low > 0)
            verdict = Verdict.Improved;
        else if (comparison.High < 0)
            verdict = Verdict.Regressed;
        return comparison with
        {
            Verdict = verdict,
            Reason = string.Join(' ', ComparisonReason.Of(comparison, pair, differences)),
        };
    }

    private static string Sentence(List<string> differences)
    {
        string text = string.Join("; ", differences);
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }
}
