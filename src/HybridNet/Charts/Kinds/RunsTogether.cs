using HybridNet.Metrics;
using HybridNet.Probabilities;
using HybridNet.Runs.Columns;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Several runs in one chart, each in its colour and mark.</summary>
internal static class RunsTogether
{
    private static readonly ChartColor[] s_colors =
    [
        ChartColor.First,
        ChartColor.Second,
        ChartColor.Third,
        ChartColor.Fourth,
        ChartColor.Ink,
        ChartColor.Neutral,
    ];

    private static readonly (string Part, string Word, Func<Epoch, double> Value, bool LowestIsBest)[] s_curves =
    [
        ("loss", "Loss", epoch => epoch.ValLoss, true),
        ("dice", "Dice", epoch => epoch.ValDice, false),
        ("iou", "IoU", epoch => epoch.ValIou, false),
        ("pearson", "Pearson correlation", epoch => epoch.ValPearson, false),
    ];

    /// <summary>The validation curves, one chart for each figure that any run has.</summary>
    public static IReadOnlyList<Chart> Curves(IReadOnlyList<RunEvidence> runs)
    {
        foreach (RunEvidence run in runs)
            if (run.Run.Log.Epochs.Count == 0)
                throw ChartBuilder.Lacks(run.Run, ChartKind.MetricCurve, "epochs (metrics_expanded.csv)");
        var charts = new List<Chart>();
        foreach ((string part, string word, Func<Epoch, double> value, bool lowest) in s_curves)
        {
            ChartSeries[] series =
            [
                .. runs.Select((run, i) => Curve(run.Run, i, value, lowest)).Where(one => one.Points.Count > 0),
            ];
            if (series.Length == 0)
                continue;
            double high = series.SelectMany(one => one.Points).Max(point => point.Y);
            charts.Add(
                new()
                {
                    Kind = ChartKind.MetricCurve,
                    Run = Names(runs),
                    Part = part,
                    Title = $"{word} of the validation, {runs.Count} runs",
                    Subtitle = "in the legend the best value and its epoch",
                    Description = string.Join("; ", series.Select(one => one.Title)) + ".",
                    X = new(
                        "epoch",
                        runs.Min(run => run.Run.Log.Epochs[0].Number) - 0.5,
                        runs.Max(run => run.Run.Log.Epochs[^1].Number) + 0.5
                    ),
                    Y = lowest ? new(word) : new(word, 0, Math.Max(1, high) + 0.02),
                    Series = series,
                    Legend = LegendPlace.Below,
                }
            );
        }
        return charts;
    }

    /// <summary>Share of images up to each Dice (the empirical distribution), trivial images left out.</summary>
    public static Chart Distribution(IReadOnlyList<RunEvidence> runs)
    {
        ChartSeries[] series = [.. runs.Select(Steps)];
        int trivial = runs.Sum(run => run.Run.Log.Scores.Count(score => score.State == MetricState.BothEmpty));
        return new()
        {
            Kind = ChartKind.Histogram,
            Run = Names(runs),
            Title = $"Distribution of Dice, {runs.Count} runs",
            Subtitle =
                "lower is better: fewer images below a Dice" + (trivial > 0 ? $"; {trivial} trivial images are left out" : ""),
            Description = string.Join("; ", series.Select(one => one.Title)) + ".",
            X = new("Dice as logged", -0.01, 1.01),
            Y = new("share of images up to this Dice", 0, 1.02),
            Series = series,
            Legend = LegendPlace.Below,
        };
    }

    /// <summary>Precision over recall of all pixels of each run.</summary>
    public static Chart PrecisionRecall(IReadOnlyList<RunEvidence> runs)
    {
        ChartSeries[] series =
        [
            .. runs.Select(
                (evidence, i) =>
                {
                    if (evidence.Sweep?.Pooled is not { } pooled)
                        throw ChartBuilder.Lacks(evidence.Run, ChartKind.PrecisionRecall, "probability maps with references");
                    return new ChartSeries(
                        Invariant($"{evidence.Run.Name}: {pooled.Metrics().AveragePrecision:0.0000}"),
                        Shape(i),
                        s_colors[i % s_colors.Length],
                        [.. Enumerable.Range(0, 256).Reverse().Select(step => Point(pooled, step)).OfType<ChartPoint>()]
                    );
                }
            ),
        ];
        return new()
        {
            Kind = ChartKind.PrecisionRecall,
            Run = Names(runs),
            Title = $"Precision over recall of all pixels, {runs.Count} runs",
            Subtitle = "in the legend the average precision",
            Description = string.Join("; ", series.Select(one => one.Title)) + ".",
            X = new("recall", 0, 1.01),
            Y = new("precision", 0, 1.02),
            Series = series,
            Square = true,
            Legend = LegendPlace.Below,
        };
    }

    private static ChartSeries Curve(Run run, int at, Func<Epoch, double> value, bool lowestIsBest)
    {
        Epoch[] epochs = [.. run.Log.Epochs.Where(epoch => double.IsFinite(value(epoch)))];
        Epoch? best = lowestIsBest ? epochs.MinBy(value) : epochs.MaxBy(value);
        return new(
            best is null ? run.Name : Invariant($"{run.Name}: {value(best):0.000} at {best.Number}"),
            SeriesShape.MarkedLine,
            s_colors[at % s_colors.Length],
            [.. epochs.Select(epoch => new ChartPoint(epoch.Number, value(epoch)))]
        )
        {
            Mark = (SeriesMark)(at % 4),
            // Of curves that lie on each other the marks of the lower ones are seen around those of the upper ones.
            Size = Math.Max(4, 9 - 2 * at),
        };
    }

    private static ChartSeries Steps(RunEvidence evidence, int at)
    {
        double[] values = RowView.Numbers(
            RowView.All(evidence.Run.Log.Scores),
            score => score.State == MetricState.BothEmpty ? double.NaN : score.Dice
        );
        Array.Sort(values);
        if (values.Length == 0)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.Histogram, "image scores (test_per_image_metrics.csv)");
        var points = new List<ChartPoint> { new(0, 0) };
        for (int i = 0; i < values.Length; i++)
        {
            points.Add(new(values[i], (double)i / values.Length));
            points.Add(new(values[i], (i + 1.0) / values.Length));
        }
        points.Add(new(1, 1));
        return new(
            Invariant($"{evidence.Run.Name}: median {Statistics.Quantile.OfSorted(values, 0.5):0.000}, n = {values.Length}"),
            Shape(at),
            s_colors[at % s_colors.Length],
            points
        );
    }

    private static ChartPoint? Point(ProbabilityHistogram pooled, int step)
    {
        Confusion counts = pooled.At(pooled.LevelOf(step / 255.0));
        return counts.PredPixels == 0 || counts.GtPixels == 0
            ? null
            : new(OverlapMetrics.Recall(counts), OverlapMetrics.Precision(counts));
    }

    private static SeriesShape Shape(int at) => at % 2 == 0 ? SeriesShape.Line : SeriesShape.DashedLine;

    private static string Names(IReadOnlyList<RunEvidence> runs) => string.Join("_", runs.Select(run => run.Run.Name));
}
