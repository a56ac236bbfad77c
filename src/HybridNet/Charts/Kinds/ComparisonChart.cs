using HybridNet.Reports;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Change of every compared image from one run to another, sorted, with the interval of the mean change.</summary>
internal static class ComparisonChart
{
    private const int Named = 3;

    public static Chart Of(Comparison comparison)
    {
        ImageChange[] images =
        [
            .. comparison
                .Images.Where(image => !double.IsNaN(image.Change))
                .OrderBy(image => image.Change)
                .ThenBy(image => image.ImageId, StringComparer.Ordinal),
        ];
        if (images.Length == 0)
            throw new InputException(
                InputError.NotComparable,
                $"{comparison.BaselineRun} and {comparison.CandidateRun} have no image with {comparison.Metric} on both sides.",
                comparison.CandidateRun,
                "Compare runs of the same images."
            );
        double low = Math.Min(images[0].Change, 0),
            high = Math.Max(images[^1].Change, 0),
            room = Math.Max(0.02, 0.08 * (high - low));
        string interval = double.IsNaN(comparison.Low)
            ? ""
            : Invariant(
                $" [{ReportNumber.Signed(comparison.Low)}, {ReportNumber.Signed(comparison.High)}], p "
                    + $"{ReportNumber.Probability(comparison.PermutationP)}"
            );
        string said =
            comparison.Verdict == Verdict.NotComparable
                ? $"not comparable: {comparison.Reason}"
                : Invariant(
                    $"n = {comparison.N} ({comparison.EmptyPolicy}); mean change "
                        + $"{ReportNumber.Signed(comparison.Difference)}{interval}"
                );
        return new()
        {
            Kind = ChartKind.Comparison,
            Run = comparison.CandidateRun,
            Part = $"{comparison.Metric}_since_{comparison.BaselineRun}",
            Title = $"{comparison.BaselineRun} to {comparison.CandidateRun}: change of {comparison.Metric}, image by image",
            Subtitle = said + "; shaded: the interval of the mean",
            Description = Invariant(
                $"{said}. Better: {Number(images, 1)}, the same: {Number(images, 0)}, worse: {Number(images, -1)}. "
                    + $"Changes range from {ReportNumber.Signed(images[0].Change)} to {ReportNumber.Signed(images[^1].Change)}."
            ),
            X = new("image, sorted by change", 0, images.Length + 1),
            Y = new($"{comparison.Metric} of {comparison.CandidateRun} less {comparison.BaselineRun}", low - room, high + room),
            Series = [Bars(images, -1, "worse", ChartColor.Bad), Bars(images, 1, "better", ChartColor.First), Unchanged(images)],
            Bands = double.IsNaN(comparison.Low) ? [] : [new(comparison.Low, comparison.High, ChartColor.Third, "")],
            Rules = double.IsNaN(comparison.Difference)
                ? [new(0, "")]
                :
                [
                    new(0, ""),
                    new(comparison.Difference, Invariant($"mean {ReportNumber.Signed(comparison.Difference)}"), ChartColor.Ink)
                    {
                        TextAt = 0.02,
                    },
                ],
            Labels = [.. StandOut(images)],
            Legend = LegendPlace.Below,
        };
    }

    /// <summary>
    /// The changes that stand out: more than three robust deviations (1.4826 median absolute deviations) from the median, the
    /// three largest of each direction.
    /// </summary>
    private static IEnumerable<ChartLabel> StandOut(ImageChange[] images)
    {
        double middle = Statistics.Quantile.Of([.. images.Select(image => image.Change)], 0.5),
            spread = 1.4826 * Statistics.Quantile.Of([.. images.Select(image => Math.Abs(image.Change - middle))], 0.5);
        foreach (int i in Enumerable.Range(0, Named).Concat(Enumerable.Range(0, Named).Select(i => images.Length - 1 - i)))
        {
            if (i < 0 || i >= images.Length || Math.Abs(images[i].Change - middle) <= 3 * spread)
                continue;
            yield return new(i + 1, images[i].Change, images[i].ImageId) { Beside = true };
        }
    }

    private static ChartSeries Bars(ImageChange[] images, int sign, string word, ChartColor colour) =>
        new(
            $"{word}: {Number(images, sign)}",
            SeriesShape.Bars,
            colour,
            [
                .. images
                    .Select((image, i) => (image.Change, i))
                    .Where(item => Math.Sign(item.Change) == sign)
                    .Select(item => new ChartPoint(item.i + 1, item.Change)),
            ]
        )
        {
            Width = 0.9,
            Ids = [.. images.Where(image => Math.Sign(image.Change) == sign).Select(image => image.ImageId)],
        };

    private static ChartSeries Unchanged(ImageChange[] images) =>
        new(
            $"the same: {Number(images, 0)}",
            SeriesShape.Points,
            ChartColor.Neutral,
            [
                .. images
                    .Select((image, i) => (image.Change, i))
                    .Where(item => item.Change == 0)
                    .Select(item => new ChartPoint(item.i + 1, 0)),
            ]
        )
        {
            Size = 3,
            Ids = [.. images.Where(image => image.Change == 0).Select(image => image.ImageId)],
        };

    private static int Number(ImageChange[] images, int sign) => images.Count(image => Math.Sign(image.Change) == sign);
}
