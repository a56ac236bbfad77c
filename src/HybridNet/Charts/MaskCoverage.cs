using HybridNet.Reports;

namespace HybridNet.Charts;

/// <summary>
/// Says which images the masks at hand belong to. A lab that keeps the masks of failures only would otherwise read the
/// recall of its failures as that of the run.
/// </summary>
internal static class MaskCoverage
{
    /// <summary>
    /// "30 of 276 images, all of them without overlap"; null when every image has masks, or none, or there is no table to tell.
    /// </summary>
    public static string? Of(RunEvidence evidence) => Of(evidence.Run, Ids(evidence));

    /// <summary>What that means for every figure from masks; null when every image has masks, or none.</summary>
    public static string? Sentence(RunEvidence evidence) => Sentence(evidence.Run, Ids(evidence));

    /// <summary>The same for the images with masks that are named.</summary>
    /// <param name="run">The run.</param>
    /// <param name="ids">Ids of its images with masks.</param>
    public static string? Sentence(Run run, IReadOnlySet<string> ids)
    {
        if (Of(run, ids) is not { } which)
            return null;
        double own = Mean(Having(run, ids)),
            all = Mean(run.Log.Scores);
        return $"Masks of {run.Name} are at hand for {which}: every figure from masks or maps is about these alone, and "
            + $"no recall or precision of the run. "
            + $"Their mean Dice as logged is {ReportNumber.Score(own)}, that of all images {ReportNumber.Score(all)}.";
    }

    private static string? Of(Run run, IReadOnlySet<string> ids)
    {
        ImageScore[] having = Having(run, ids);
        int total = run.Log.Scores.Count,
            without = having.Count(score => score.State.HasNoOverlap()),
            trivial = having.Count(score => score.State == MetricState.BothEmpty);
        if (having.Length == 0 || having.Length == total)
            return null;
        string which = (without, trivial) switch
        {
            _ when without == having.Length => ", all of them without overlap",
            _ when trivial == having.Length => ", all of them trivial",
            (0, 0) => ", none of them trivial or without overlap",
            (_, 0) => $", {without} of them without overlap",
            (0, _) => $", {trivial} of them trivial",
            _ => $", {without} of them without overlap and {trivial} trivial",
        };
        return $"{having.Length} of {total} images{which}";
    }

    private static HashSet<string> Ids(RunEvidence evidence) =>
        evidence.HasMasks ? [.. evidence.Measurements.Select(row => row.ImageId)] : [];

    private static ImageScore[] Having(Run run, IReadOnlySet<string> ids) =>
        [.. run.Log.Scores.Where(score => ids.Contains(score.ImageId))];

    private static double Mean(IEnumerable<ImageScore> scores)
    {
        double[] values = [.. scores.Select(score => score.Dice).Where(value => !double.IsNaN(value))];
        return values.Length == 0 ? double.NaN : values.Average();
    }
}
