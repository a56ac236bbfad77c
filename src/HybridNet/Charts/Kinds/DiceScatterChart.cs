using static System.FormattableString;

namespace HybridNet.Charts.Kinds;

/// <summary>Dice of every image, sorted from the lowest, as the lab's report draws it: all images, and those that its outlier filter keeps.</summary>
internal static class DiceScatterChart
{
    private const double FilterLower = 0.05,
        FilterUpper = 0.99;

    public static IReadOnlyList<Chart> Of(Run run)
    {
        ImageScore[] scores = [.. run.Log.Scores.Where(score => !double.IsNaN(score.Dice)).OrderBy(score => score.Dice)];
        if (scores.Length == 0)
            throw ChartBuilder.Lacks(run, ChartKind.DiceScatter, "image scores (test_per_image_metrics.csv)");
        ImageScore[] kept = [.. scores.Where(score => score.Dice is > FilterLower and < FilterUpper)];
        int trivial = scores.Count(score => score.State == MetricState.BothEmpty);
        PolicyMean honest = PolicyMean.Of(scores.Select(score => (score.Dice, score.State)), EmptyPolicy.NonTrivial);
        return
        [
            Draw(
                run,
                scores,
                "all",
                $"Dice of {scores.Length} test images, sorted",
                Invariant(
                    $"mean as logged {Mean(scores):0.0000}; without the {trivial} trivial images {honest.Mean:0.0000} (NonTrivial, n = {honest.Count})"
                )
            ),
            Draw(
                run,
                kept,
                "filtered",
                Invariant($"Dice of the {kept.Length} images with {FilterLower:0.00} < Dice < {FilterUpper:0.00}"),
                Invariant($"mean {Mean(kept):0.0000}; {scores.Length - kept.Length} of {scores.Length} images are not shown")
            ),
        ];
    }

    private static Chart Draw(Run run, ImageScore[] scores, string part, string title, string subtitle)
    {
        Limits limits = run.Bands.ImageDice;
        (ScoreBand Band, ChartColor Color, SeriesMark Mark, string Words)[] bands =
        [
            (ScoreBand.Red, ChartColor.Bad, SeriesMark.Triangle, Invariant($"below {limits.Lower:0.00}")),
            (ScoreBand.Yellow, ChartColor.Middling, SeriesMark.Diamond, Invariant($"{limits.Lower:0.00} to {limits.Upper:0.00}")),
            (ScoreBand.Green, ChartColor.Good, SeriesMark.Circle, Invariant($"{limits.Upper:0.00} and above")),
        ];
        ChartSeries[] series =
        [
            .. bands.Select(band =>
            {
                ChartPoint[] points =
                [
                    .. scores
                        .Select((score, i) => (score, i))
                        .Where(item => run.Bands.OfImage(item.score.Dice) == band.Band)
                        .Select(item => new ChartPoint(item.i + 1, item.score.Dice)),
                ];
                return new ChartSeries($"{band.Words}: {points.Length}", SeriesShape.Points, band.Color, points)
                {
                    Mark = band.Mark,
                    Size = band.Mark == SeriesMark.Circle ? 5.5 : 7,
                };
            }),
        ];
        return new()
        {
            Kind = ChartKind.DiceScatter,
            Run = run.Name,
            Part = part,
            Title = $"{run.Name}: {title}",
            Subtitle = subtitle,
            Description = $"{title}. {string.Join(", ", series.Select(one => one.Title))}. {subtitle}.",
            X = new("image, sorted by Dice", 0, scores.Length + 1),
            Y = new("Dice as logged", 0, 1.02),
            Series = series,
            Rules = [new(limits.Lower, Invariant($"{limits.Lower:0.00}")), new(limits.Upper, Invariant($"{limits.Upper:0.00}"))],
            Legend = LegendPlace.TopLeft,
        };
    }

    private static double Mean(ImageScore[] scores) => Statistics.Moments.Mean([.. scores.Select(score => score.Dice)]);
}
