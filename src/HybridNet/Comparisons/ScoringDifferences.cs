using System.Globalization;
using HybridNet.Diagnosis;
using HybridNet.Ports;

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
        IReadOnlyList<(ImageScore Baseline, ImageScore Candidate)> pairs,
        IImageReader? reader,
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
        if (Smoothing(baseline, candidate) is { } smoothing)
            found.Add(smoothing);
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
            && grid.Area != otherGrid.Area
        )
            found.Add($"the grids differ: {grid.Width} x {grid.Height} and {otherGrid.Width} x {otherGrid.Height}");
        return found;
    }

    /// <summary>
    /// Smoothing is seen in zeros only. Totals that happen to be round look like a smaller term, so the smaller of two
    /// terms must rest on a few images.
    /// </summary>
    private static string? Smoothing(Run baseline, Run candidate)
    {
        double[] before = Zeros(baseline),
            after = Zeros(candidate);
        if (Epsilon(before) is not { } first || Epsilon(after) is not { } second || first == second)
            return null;
        int behindSmaller = first < second ? before.Length : after.Length;
        return Math.Min(first, second) == 0 || behindSmaller >= FewestZeros
            ? $"the smoothing differs: {Name(first)} and {Name(second)}"
            : null;
    }

    private static double[] Zeros(Run run) =>
        [.. run.Log.Scores.Where(score => score.State.HasNoOverlap() && !double.IsNaN(score.Dice)).Select(score => score.Dice)];

    /// <summary>The smoothing term; 0 for zeros that are plain zeros; null when no image tells.</summary>
    private static double? Epsilon(double[] zeros) =>
        zeros.Length == 0 ? null
        : Array.TrueForAll(zeros, value => value == 0) ? 0
        : SmoothingInversion.FindEpsilon(zeros);

    private static string Name(double epsilon) => epsilon == 0 ? "none" : epsilon.ToString("G", CultureInfo.InvariantCulture);

    /// <summary>What the log wrote for images where both masks are empty; null when there are none or they differ.</summary>
    private static double? TrivialValue(Run run)
    {
        double[] values =
        [
            .. run.Log.Scores.Where(score => score.State == MetricState.BothEmpty).Select(score => score.Dice).Distinct(),
        ];
        return values is [var value] ? value : null;
    }

    private static void References(
        Run baseline,
        Run candidate,
        IReadOnlyList<(ImageScore Baseline, ImageScore Candidate)> pairs,
        List<string> found
    )
    {
        LoggedCase before = new(baseline),
            after = new(candidate);
        string[] contradicted =
        [
            .. pairs
                .Where(pair =>
                    before.MarksNothing(pair.Baseline) is { } nothing
                    && after.MarksNothing(pair.Candidate) is { } now
                    && nothing != now
                )
                .Select(pair => pair.Baseline.ImageId),
        ];
        if (contradicted.Length > 0)
            found.Add(
                $"the references differ: {contradicted.Length} images have a lesion in one run and none in the other, such as {contradicted[0]}"
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
                : $"the references differ: {ratios.Count(ratio => ratio != 1)} of {ratios.Length} images have other reference areas"
        );
    }

    private static ScoredGrid? Grid(Run run, IImageReader reader, CancellationToken cancel) =>
        run.Files.GroundTruth.Count == 0
        || run.Files.Predictions is null
        || !Directory.Exists(run.Files.Predictions)
        || !run.Files.GroundTruth.All(Directory.Exists)
        || (run.Log.Scores.Count == 0 && run.Log.ZeroDice.Count == 0)
            ? null
            : ZeroDiceAnalysis.Of(run, reader, MissingGroundTruth.Empty, cancel).Grid;
}
