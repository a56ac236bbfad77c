using HybridNet.Runs.Columns;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Dice of every image, sorted from the lowest, as the lab's report draws it: all images, and those that its outlier
/// filter keeps.</summary>
internal static class DiceScatterChart
{
    private const double FilterLower = 0.05,
        FilterUpper = 0.99;

    /// <summary>
    /// Marks that one chart draws at most: more lie on each other many times over, a million make a file of 170 MB, and as many
    /// as these can still say their values on a page.
    /// </summary>
    public const int MostMarks = 4000;

    private enum Mark
    {
        NoOverlap,
        Low,
        Middling,
        High,
        Trivial,
    }

    private static readonly (Mark Mark, (ChartColor Color, SeriesMark Shape, bool Hollow, double Size) Look)[] s_marks =
    [
        (Mark.NoOverlap, (ChartColor.Bad, SeriesMark.Cross, false, 8)),
        (Mark.Low, (ChartColor.Bad, SeriesMark.Triangle, false, 7)),
        (Mark.Middling, (ChartColor.Middling, SeriesMark.Diamond, false, 7)),
        (Mark.High, (ChartColor.Good, SeriesMark.Circle, false, 5.5)),
        (Mark.Trivial, (ChartColor.Neutral, SeriesMark.Circle, true, 6)),
    ];

    public static IReadOnlyList<Chart> Of(Run run)
    {
        IReadOnlyList<RowView> rows = RowView.All(run.Log.Scores);
        int[] order = RowOrder.ByDice(rows);
        var scores = new Projection<int, RowView>(
            new ArraySegment<int>(order, 0, rows.Count(row => !double.IsNaN(row.Dice))),
            row => rows[row]
        );
        if (scores.Count == 0)
            throw ChartBuilder.Lacks(run, ChartKind.DiceScatter, "image scores (test_per_image_metrics.csv)");
        var kept = new Projection<int, RowView>(Kept(scores, order), row => rows[row]);
        int trivial = scores.Count(score => score.State == MetricState.BothEmpty);
        PolicyMean honest = PolicyMean.Of(scores.Select(score => (score.Dice, score.State)), EmptyPolicy.NonTrivial);
        return
        [
            Draw(
                run,
                scores,
                "all",
                $"Dice of {scores.Count} test images, sorted",
                trivial == 0
                    ? Invariant($"mean {Mean(scores):0.0000}; no image is trivial")
                    : Invariant(
                        $"mean as logged {Mean(scores):0.0000}; without the {trivial} trivial images "
                            + $"{honest.Mean:0.0000} (NonTrivial, n = {honest.Count})"
                    )
            ),
            Draw(
                run,
                kept,
                "filtered",
                Invariant($"Dice of the {kept.Count} images with {FilterLower:0.00} < Dice < {FilterUpper:0.00}"),
                Invariant($"mean {Mean(kept):0.0000}; {scores.Count - kept.Count} of {scores.Count} images are not shown")
            ),
        ];
    }

    /// <summary>The part of the order between the limits of the filter.</summary>
    private static ArraySegment<int> Kept(IReadOnlyList<RowView> sorted, int[] order)
    {
        int first = sorted.Count(score => score.Dice <= FilterLower);
        return new(order, first, sorted.Count(score => score.Dice < FilterUpper) - first);
    }

    private static Chart Draw(Run run, IReadOnlyList<RowView> scores, string part, string title, string subtitle)
    {
        Limits limits = run.Bands.ImageDice;
        int step = Math.Max(1, (scores.Count + MostMarks - 1) / MostMarks);
        if (step > 1)
            subtitle += Invariant($"; 1 mark of {step} is drawn");
        ChartSeries[] series =
        [
            .. AllSeries(run, scores, step).Where(one => one.Points.Count > 0 || (one.Mark != SeriesMark.Cross && !one.Hollow)),
        ];
        return new()
        {
            Kind = ChartKind.DiceScatter,
            Run = run.Name,
            Part = part,
            Title = $"{run.Name}: {title}",
            Subtitle = subtitle,
            Description = $"{title}. {string.Join(", ", series.Select(one => one.Title))}. {subtitle}.",
            X = new("image, sorted by Dice", 0, scores.Count + 1),
            Y = new("Dice as logged", -0.02, 1.03),
            Series = series,
            Rules =
            [
                new(limits.Lower, Invariant($"{limits.Lower:0.00}")) { Below = true },
                new(limits.Upper, Invariant($"{limits.Upper:0.00}")),
            ],
            Legend = LegendPlace.TopLeft,
        };
    }

    /// <summary>A trivial image and one without overlap are no good and no bad result: each has a mark of its own.</summary>
    private static Mark MarkOf(Run run, RowView score) =>
        score.State switch
        {
            MetricState.BothEmpty => Mark.Trivial,
            MetricState.ZeroOverlap or MetricState.GtEmpty or MetricState.PredEmpty or MetricState.Disjoint => Mark.NoOverlap,
            _ => run.Bands.OfImage(score.Dice) switch
            {
                ScoreBand.Red => Mark.Low,
                ScoreBand.Yellow => Mark.Middling,
                _ => Mark.High,
            },
        };

    private static string Words(Mark mark, Limits limits) =>
        mark switch
        {
            Mark.Trivial => "trivial, both masks empty",
            Mark.NoOverlap => "no overlap",
            Mark.Low => Invariant($"below {limits.Lower:0.00}"),
            Mark.Middling => Invariant($"{limits.Lower:0.00} to {limits.Upper:0.00}"),
            _ => Invariant($"{limits.Upper:0.00} and above"),
        };

    private static IEnumerable<ChartSeries> AllSeries(Run run, IReadOnlyList<RowView> scores, int step)
    {
        var counts = new int[s_marks.Length];
        List<ChartPoint>[] points = [.. s_marks.Select(_ => new List<ChartPoint>())];
        List<string>[] ids = [.. s_marks.Select(_ => new List<string>())];
        for (int i = 0; i < scores.Count; i++)
        {
            RowView score = scores[i];
            // The marks stand in the order of their kinds.
            int kind = (int)MarkOf(run, score);
            // Of each kind of mark every step-th, so that a rare kind is seen too; the title counts all of them.
            if (counts[kind]++ % step != 0)
                continue;
            points[kind].Add(new(i + 1, score.Dice));
            ids[kind].Add(score.ImageId);
        }
        return s_marks.Select(
            (one, kind) =>
                new ChartSeries(
                    $"{Words(one.Mark, run.Bands.ImageDice)}: {counts[kind]}",
                    SeriesShape.Points,
                    one.Look.Color,
                    points[kind]
                )
                {
                    Mark = one.Look.Shape,
                    Hollow = one.Look.Hollow,
                    Size = one.Look.Size,
                    Ids = ids[kind],
                }
        );
    }

    private static double Mean(IReadOnlyList<RowView> scores) =>
        Statistics.Moments.Mean(RowView.Numbers(scores, score => score.Dice));
}
