namespace HybridNet.Comparisons;

/// <summary>The rows of two runs, put side by side by image id and class.</summary>
internal sealed class RunPair
{
    private readonly LoggedCase _casesBefore,
        _casesAfter;

    private RunPair(Run baseline, Run candidate)
    {
        (Baseline, Candidate) = (baseline, candidate);
        (_casesBefore, _casesAfter) = (new(baseline), new(candidate));
        bool sameName = baseline.Name == candidate.Name && baseline.Path != candidate.Path;
        BaselineName = sameName ? $"{baseline.Name} ({baseline.Path})" : baseline.Name;
        CandidateName = sameName ? $"{candidate.Name} ({candidate.Path})" : candidate.Name;
    }

    /// <summary>The run to compare with.</summary>
    public Run Baseline { get; }

    /// <summary>The run that is judged.</summary>
    public Run Candidate { get; }

    /// <summary>Its name, with its folder where both runs are called the same.</summary>
    public string BaselineName { get; }

    /// <summary>Its name, with its folder where both runs are called the same.</summary>
    public string CandidateName { get; }

    /// <summary>Rows of images that both have, in the baseline's order.</summary>
    public required IReadOnlyList<(ImageScore Baseline, ImageScore Candidate)> Both { get; init; }

    /// <summary>Rows that the candidate does not have.</summary>
    public required IReadOnlyList<ImageScore> OnlyBaseline { get; init; }

    /// <summary>Rows that the baseline does not have.</summary>
    public required IReadOnlyList<ImageScore> OnlyCandidate { get; init; }

    /// <summary>Pairs the rows of two runs.</summary>
    /// <param name="baseline">The run to compare with.</param>
    /// <param name="candidate">The run that is judged.</param>
    /// <param name="metrics">Metrics whose values must be finite.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">No scores, an infinite one, or an image twice.</exception>
    public static RunPair Of(Run baseline, Run candidate, IReadOnlyList<string> metrics, CancellationToken cancel = default)
    {
        Dictionary<(string, string?), ImageScore> before = Rows(baseline, metrics),
            after = Rows(candidate, metrics);
        cancel.ThrowIfCancellationRequested();
        var both = new List<(ImageScore, ImageScore)>(before.Count);
        var only = new List<ImageScore>();
        foreach (ImageScore score in baseline.Log.Scores)
            if (after.TryGetValue((score.ImageId, score.Class), out ImageScore? other))
                both.Add((score, other));
            else
                only.Add(score);
        cancel.ThrowIfCancellationRequested();
        return new(baseline, candidate)
        {
            Both = both,
            OnlyBaseline = only,
            OnlyCandidate = [.. candidate.Log.Scores.Where(score => !before.ContainsKey((score.ImageId, score.Class)))],
        };
    }

    /// <summary>Every image of both runs with its value in both under a policy.</summary>
    public ImageChange[] Changes(string metric, EmptyPolicy policy)
    {
        var origin = new Origin(Candidate);
        return
        [
            .. Both.Select(pair => new ImageChange
            {
                Run = CandidateName,
                BaselineRun = BaselineName,
                ImageId = pair.Baseline.ImageId,
                Class = pair.Candidate.Class,
                Metric = metric,
                Baseline = ComparedMetric.Value(pair.Baseline, metric, policy),
                Candidate = ComparedMetric.Value(pair.Candidate, metric, policy),
                CaseBefore = _casesBefore.Of(pair.Baseline),
                CaseAfter = _casesAfter.Of(pair.Candidate),
                StateBefore = pair.Baseline.State,
                StateAfter = pair.Candidate.State,
                Origin = origin,
            }),
        ];
    }

    private static Dictionary<(string, string?), ImageScore> Rows(Run run, IReadOnlyList<string> metrics)
    {
        if (run.Log.Scores.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no image scores to compare: looked for test_per_image_metrics.csv in {run.Files.Output}.",
                run.Name,
                "Put the file there and import the run again."
            );
        var rows = new Dictionary<(string, string?), ImageScore>(run.Log.Scores.Count);
        for (int i = 0; i < run.Log.Scores.Count; i++)
        {
            ImageScore score = run.Log.Scores[i];
            foreach (string metric in metrics)
                if (double.IsInfinity(ComparedMetric.Logged(score, metric)))
                    throw new InputException(
                        InputError.NotANumber,
                        $"{metric} of image {score.ImageId} in run {run.Name} is infinite: row {i + 1} below the header of the "
                            + $"per-image table in {run.Files.Output}.",
                        score.ImageId,
                        "Correct the row, or write nan where the metric is not defined, and import the run again."
                    );
            if (!rows.TryAdd((score.ImageId, score.Class), score))
                throw new InputException(
                    InputError.DuplicateImageId,
                    $"Image {score.ImageId} stands twice in the per-image table of run {run.Name} in "
                        + $"{run.Files.Output}, the second time in row {i + 1} below the header.",
                    score.ImageId,
                    "Leave one row for each image and class."
                );
        }
        return rows;
    }
}
