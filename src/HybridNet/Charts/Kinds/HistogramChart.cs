using HybridNet.Runs.Columns;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Distribution of Dice in twenty bins; trivial images and images without overlap are told apart from results.</summary>
internal static class HistogramChart
{
    private const int Bins = 20;

    public static Chart Of(Run run)
    {
        IEnumerable<RowView> scores = RowView.All(run.Log.Scores).Where(score => !double.IsNaN(score.Dice));
        int count = scores.Count();
        if (count == 0)
            throw ChartBuilder.Lacks(run, ChartKind.Histogram, "image scores (test_per_image_metrics.csv)");
        int[] without = new int[Bins],
            with = new int[Bins],
            trivial = new int[Bins];
        foreach (RowView score in scores)
            (
                score.State switch
                {
                    MetricState.BothEmpty => trivial,
                    MetricState.Defined => with,
                    _ => without,
                }
            )[Math.Clamp((int)(score.Dice * Bins), 0, Bins - 1)]++;
        PolicyMean Mean(EmptyPolicy policy) => PolicyMean.Of(scores.Select(score => (score.Dice, score.State)), policy);
        PolicyMean honest = Mean(EmptyPolicy.NonTrivial),
            lab = Mean(EmptyPolicy.EmptyAsOne);
        string said = Invariant(
            $"n = {count}; mean {honest.Mean:0.0000} (NonTrivial, n = {honest.Count}), {lab.Mean:0.0000} "
                + $"(EmptyAsOne, n = {lab.Count})"
        );
        return new()
        {
            Kind = ChartKind.Histogram,
            Run = run.Name,
            Title = $"{run.Name}: distribution of Dice",
            Subtitle = said,
            Description = $"{without.Sum()} images without overlap, {with.Sum()} with, {trivial.Sum()} trivial ones. {said}.",
            X = new("Dice as logged, bins of 0.05", 0, 1),
            Y = new("images", 0, Enumerable.Range(0, Bins).Max(i => without[i] + with[i] + trivial[i]) * 1.1) { Whole = true },
            Series =
            [
                Bars($"no overlap: {without.Sum()}", ChartColor.Second, without, new int[Bins]),
                Bars($"overlap: {with.Sum()}", ChartColor.First, with, without),
                Bars(
                    $"trivial (both empty): {trivial.Sum()}",
                    ChartColor.Neutral,
                    trivial,
                    [.. without.Zip(with, (a, b) => a + b)]
                ),
            ],
            Rules =
            [
                new(honest.Mean, "NonTrivial", ChartColor.Ink) { Vertical = true },
                new(lab.Mean, "EmptyAsOne") { Vertical = true, TextAt = 0.86 },
            ],
            Legend = LegendPlace.Below,
        };
    }

    private static ChartSeries Bars(string title, ChartColor colour, int[] counts, int[] below) =>
        new(
            title,
            SeriesShape.Bars,
            colour,
            [
                .. counts
                    .Select((count, i) => new ChartPoint((i + 0.5) / Bins, below[i] + count, below[i]))
                    .Where(bar => bar.Y > bar.Base),
            ]
        )
        {
            Width = 0.92 / Bins,
        };
}
