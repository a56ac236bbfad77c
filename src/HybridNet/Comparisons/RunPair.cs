using System.Collections;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>The rows of two runs, put side by side by image id and class.</summary>
internal sealed class RunPair
{
    private RunPair(Run baseline, Run candidate)
    {
        (Baseline, Candidate) = (baseline, candidate);
        (CasesBefore, CasesAfter) = (new(baseline), new(candidate));
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
    public required PairedRows Both { get; init; }

    /// <summary>Rows that the candidate does not have.</summary>
    public required IReadOnlyList<RowView> OnlyBaseline { get; init; }

    /// <summary>Rows that the baseline does not have.</summary>
    public required IReadOnlyList<RowView> OnlyCandidate { get; init; }

    /// <summary>Zero-Dice cases of the baseline.</summary>
    public LoggedCase CasesBefore { get; }

    /// <summary>Zero-Dice cases of the candidate.</summary>
    public LoggedCase CasesAfter { get; }

    /// <summary>Pairs the rows of two runs.</summary>
    /// <param name="baseline">The run to compare with.</param>
    /// <param name="candidate">The run that is judged.</param>
    /// <param name="metrics">Metrics whose values must be finite.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">No scores, an infinite one, or an image twice.</exception>
    public static RunPair Of(Run baseline, Run candidate, IReadOnlyList<string> metrics, CancellationToken cancel = default)
    {
        ScoreRows before = Rows(baseline, metrics, cancel, out _),
            after = Rows(candidate, metrics, cancel, out RowIndex index);
        // Places in the candidate for the rows of the baseline; -1 for none.
        var partners = new int[before.Count];
        var taken = new BitArray(after.Count);
        int common = 0;
        for (int row = 0; row < partners.Length; row++)
        {
            Watch(row, cancel);
            partners[row] = index.Find(before, row);
            if (partners[row] < 0)
                continue;
            taken[partners[row]] = true;
            common++;
        }
        int[] places = Places(before.Count, row => partners[row] >= 0, common),
            others = Places(before.Count, row => partners[row] < 0, before.Count - common),
            alone = Places(after.Count, row => !taken[row], after.Count - common);
        return new(baseline, candidate)
        {
            Both = new PairedRows(before, after, places, Array.ConvertAll(places, row => partners[row]), cancel),
            OnlyBaseline = new Projection<int, RowView>(others, row => new(before, row)),
            OnlyCandidate = new Projection<int, RowView>(alone, row => new(after, row)),
        };
    }

    private static int[] Places(int rows, Func<int, bool> counts, int count)
    {
        var places = new int[count];
        int found = 0;
        for (int row = 0; row < rows; row++)
            if (counts(row))
                places[found++] = row;
        return places;
    }

    private static void Watch(int row, CancellationToken cancel)
    {
        if ((row & 0xFFF) == 0)
            cancel.ThrowIfCancellationRequested();
    }

    /// <summary>The rows of a run, each image once and each value finite.</summary>
    private static ScoreRows Rows(Run run, IReadOnlyList<string> metrics, CancellationToken cancel, out RowIndex index)
    {
        if (run.Log.Scores.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no image scores to compare: looked for test_per_image_metrics.csv in {run.Files.Output}.",
                run.Name,
                "Put the file there and import the run again."
            );
        ScoreRows rows = ScoreRows.Of(run.Log.Scores);
        index = new RowIndex(rows, rows.Count);
        // An array, because to go through a list behind an interface makes an object for each row.
        string[] checkedFor = [.. metrics];
        for (int i = 0; i < rows.Count; i++)
        {
            Watch(i, cancel);
            var score = new RowView(rows, i);
            foreach (string metric in checkedFor)
                if (double.IsInfinity(ComparedMetric.Logged(score, metric)))
                    throw new InputException(
                        InputError.NotANumber,
                        $"{metric} of image {score.ImageId} in run {run.Name} is infinite: row {i + 1} below the header of the "
                            + $"per-image table in {run.Files.Output}.",
                        score.ImageId,
                        "Correct the row, or write nan where the metric is not defined, and import the run again."
                    );
            if (index.Add(i) >= 0)
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
