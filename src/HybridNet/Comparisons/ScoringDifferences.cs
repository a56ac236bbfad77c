using System.Globalization;
using HybridNet.Diagnosis;
using HybridNet.Diagnosis.Logged;
using HybridNet.Ports;
using HybridNet.Runs.Columns;

namespace HybridNet.Comparisons;

/// <summary>What makes two runs' scores different things: then a difference of means says nothing about the models.</summary>
internal static class ScoringDifferences
{
    /// <summary>Ratios of reference areas that agree this well come from one change of grid.</summary>
    private const double GridTolerance = 0.08;

    private const int FewestZeros = 3;

    /// <summary>Everything that differs, one clause each.</summary>
    /// <param name="baseline">One run.</param>
    /// <param name="candidate">The other.</param>
    /// <param name="pairs">Rows of the images that both have.</param>
    /// <param name="reader">Decodes masks, to find the scored grid; null to go by the tables alone.</param>
    /// <param name="cancel">Stops the work.</param>
    public static List<string> Find(
        Run baseline,
        Run candidate,
        IReadOnlyList<(RowView Baseline, RowView Candidate)> pairs,
        IImageFiles? reader,
        CancellationToken cancel
    )
    {
        var found = new List<string>();
        if (
            baseline.Lesion is { } before
            && candidate.Lesion is { } after
            && !before.Equals(after, StringComparison.OrdinalIgnoreCase)
        )
            found.Add($"the lesions differ: {before} and {after}");
        if (baseline.Threshold is { } low && candidate.Threshold is { } high && low != high)
            found.Add(string.Create(CultureInfo.InvariantCulture, $"the thresholds differ: {low} and {high}"));
        if (MissingColumns(baseline, candidate) is { } columns)
        {
            // Without them the states of that run are guesses, and everything below would follow from the guess.
            found.Add(columns);
            return found;
        }
        if (Smoothing(baseline, candidate, cancel) is { } smoothing)
            found.Add(smoothing);
        if (EmptyLoggedAsZero(baseline, candidate, pairs) is { } convention)
            found.Add(convention);
        if (TrivialValue(baseline) is { } one && TrivialValue(candidate) is { } other && !one.Equals(other))
            found.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the policies differ: a trivial image was logged as {one} and as {other}"
                )
            );
        References(baseline, candidate, pairs, found);
        if (
            reader is not null
            && Grid(baseline, reader, cancel) is { } grid
            && Grid(candidate, reader, cancel) is { } otherGrid
            && grid.IsOther(otherGrid)
        )
            found.Add($"the grids differ: {grid.Name} and {otherGrid.Name}");
        return found;
    }

    /// <summary>Precision and recall tell empty images from others where there are no pixel counts; both runs need
    /// them.</summary>
    private static string? MissingColumns(Run baseline, Run candidate)
    {
        bool before = CanTellEmpty(baseline),
            after = CanTellEmpty(candidate);
        if (before == after)
            return null;
        Run lacking = before ? candidate : baseline;
        return $"the columns differ: {lacking.Name} has neither precision and recall nor pixel counts, without which its empty "
            + "images cannot be told from perfect ones";
    }

    private static bool CanTellEmpty(Run run) =>
        RowView
            .All(run.Log.Scores)
            .Any(score =>
                !double.IsNaN(score.Precision)
                || !double.IsNaN(score.Recall)
                || (score.GtPixels is not null && score.PredPixels is not null)
            );

    /// <summary>
    /// 0 divided by 0 may be logged as 1 or as 0. Where every image that is empty in one run reads exactly 0 in the other,
    /// either the rule differs or every one became a false alarm; a log that is smoothed elsewhere cannot write a plain 0
    /// for a false alarm, and an unsmoothed one cannot tell.
    /// </summary>
    private static string? EmptyLoggedAsZero(
        Run baseline,
        Run candidate,
        IReadOnlyList<(RowView Baseline, RowView Candidate)> pairs
    ) => AsZero(pairs, candidate) ?? AsZero(pairs.Select(pair => (pair.Candidate, pair.Baseline)), baseline);

    private static string? AsZero(IEnumerable<(RowView Empty, RowView Other)> pairs, Run other)
    {
        (RowView Empty, RowView Other)[] empty =
        [
            .. pairs.Where(pair => pair.Empty is { State: MetricState.BothEmpty, Dice: 1 }),
        ];
        if (empty.Length == 0 || !Array.TrueForAll(empty, pair => pair.Other.Dice == 0 && !(pair.Other.PredPixels > 0)))
            return null;
        bool smoothed = RowView.All(other.Log.Scores).Any(score => score.Dice is > 0 and < 1e-3 && score.State.HasNoOverlap());
        if (!smoothed && empty.Length < FewestZeros)
            return null;
        string what =
            $"{empty.Length} images with two empty masks were logged as 1 by the other run and read exactly 0 in {other.Name}, "
            + $"such as {empty[0].Empty.ImageId}";
        return smoothed
            ? $"the policies differ: {what}"
            : $"the policies may differ: {what}; if these are false alarms, a column pred_area says so";
    }

    private static string? Smoothing(Run baseline, Run candidate, CancellationToken cancel) =>
        Term(baseline, cancel) is { } first && Term(candidate, cancel) is { } second && first != second
            ? $"the smoothing differs: {Name(first)} and {Name(second)}"
            : null;

    /// <summary>The smoothing term; 0 for zeros that are plain zeros; null when the log does not tell.</summary>
    private static double? Term(Run run, CancellationToken cancel)
    {
        SmoothingEstimate smoothing = SmoothingEstimate.Of(run.Log.Scores, cancel);
        return smoothing.Knowledge == SmoothingKnowledge.NotSmoothed ? 0 : smoothing.Term;
    }

    private static string Name(double epsilon) => epsilon == 0 ? "none" : epsilon.ToString("G", CultureInfo.InvariantCulture);

    /// <summary>What the log wrote for images where both masks are empty; null when there are none or they differ.</summary>
    private static double? TrivialValue(Run run)
    {
        double[] values =
        [
            .. RowView
                .All(run.Log.Scores)
                .Where(score => score.State == MetricState.BothEmpty)
                .Select(score => score.Dice)
                .Distinct(),
        ];
        return values is [var value] ? value : null;
    }

    private static void References(
        Run baseline,
        Run candidate,
        IReadOnlyList<(RowView Baseline, RowView Candidate)> pairs,
        List<string> found
    )
    {
        LoggedCase before = new(baseline),
            after = new(candidate);
        string[] contradicted =
        [
            .. pairs
                .Where(pair =>
                    // Without a Dice the row is missing, which is another matter than another reference.
                    !double.IsNaN(pair.Baseline.Dice)
                    && !double.IsNaN(pair.Candidate.Dice)
                    && before.MarksNothing(pair.Baseline) is { } nothing
                    && after.MarksNothing(pair.Candidate) is { } now
                    && nothing != now
                )
                .Select(pair => pair.Baseline.ImageId),
        ];
        if (contradicted.Length > 0)
            found.Add(
                $"the references differ: {contradicted.Length} {(contradicted.Length == 1 ? "image has" : "images have")} a "
                    + $"lesion in one run and none in the other, such as {contradicted[0]}"
            );
        double[] ratios =
        [
            .. pairs
                .Select(pair => (Baseline: before.GtPixels(pair.Baseline), Candidate: after.GtPixels(pair.Candidate)))
                .Where(area =>
                    area is { Baseline.Pixels: > 0, Candidate.Pixels: > 0 }
                    && area.Baseline.Value.Recovered == area.Candidate.Value.Recovered
                )
                .Select(area => (double)area.Candidate!.Value.Pixels / area.Baseline!.Value.Pixels)
                .Order(),
        ];
        if (ratios.Length == 0 || Array.TrueForAll(ratios, ratio => ratio == 1))
            return;
        double middle = ratios[ratios.Length / 2];
        bool oneRatio =
            Array.TrueForAll(ratios, ratio => Math.Abs(ratio / middle - 1) <= GridTolerance)
            && Math.Abs(middle - 1) > GridTolerance;
        found.Add(
            oneRatio
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the grids differ: references are {middle:0.##} times as large in {candidate.Name} on {ratios.Length} images"
                )
                : $"the references differ: {ratios.Count(ratio => ratio != 1)} of {ratios.Length} images have other "
                    + $"reference areas"
        );
    }

    private static ScoredGrid? Grid(Run run, IImageFiles reader, CancellationToken cancel) =>
        run.Files.GroundTruth.Count == 0
        || run.Files.Predictions is null
        || !Directory.Exists(run.Files.Predictions)
        || !run.Files.GroundTruth.All(Directory.Exists)
        || (run.Log.Scores.Count == 0 && run.Log.ZeroDice.Count == 0)
            ? null
            : ZeroDiceAnalysis.Of(run, reader, MissingGroundTruth.Empty, cancel).Grid;
}
