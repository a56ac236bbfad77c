using HybridNet.Metrics;
using HybridNet.Probabilities;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Sensitivity over the share of false alarms, of all pixels of a run together, at every level of its maps.</summary>
internal static class RocChart
{
    private static readonly ChartColor[] s_colors = [ChartColor.First, ChartColor.Second, ChartColor.Third, ChartColor.Fourth];

    public static Chart Of(IReadOnlyList<RunEvidence> runs)
    {
        var series = new List<ChartSeries>();
        var said = new List<string>();
        for (int i = 0; i < runs.Count; i++)
        {
            RunEvidence evidence = runs[i];
            if (evidence.Sweep?.Pooled is not { } pooled)
                throw ChartBuilder.Lacks(evidence.Run, ChartKind.Roc, "probability maps with references");
            double area = pooled.Metrics().Auroc;
            said.Add(Invariant($"{evidence.Run.Name} AUROC {area:0.0000}"));
            series.Add(
                new(
                    Invariant($"{evidence.Run.Name}: {area:0.0000}"),
                    i % 2 == 0 ? SeriesShape.Line : SeriesShape.DashedLine,
                    s_colors[i % s_colors.Length],
                    [new(0, 0), .. Enumerable.Range(0, 256).Reverse().Select(step => Point(pooled, step / 255.0))]
                )
            );
            double own = evidence.Run.Threshold ?? 0.5;
            series.Add(
                new("", SeriesShape.Points, s_colors[i % s_colors.Length], [Point(pooled, own)])
                {
                    Size = 9,
                    Mark = SeriesMark.Square,
                }
            );
        }
        return new()
        {
            Kind = ChartKind.Roc,
            Run = string.Join("_", runs.Select(run => run.Run.Name)),
            Title = runs.Count == 1 ? $"{runs[0].Run.Name}: ROC of all pixels" : $"ROC of all pixels, {runs.Count} runs",
            Subtitle = string.Join("; ", said) + "; square: the run's threshold",
            Description =
                $"Sensitivity over false positive rate of the pooled pixels. {string.Join("; ", said)}. Most pixels are ground: "
                + "precision over recall says more.",
            X = new("false positive rate (1 - specificity)", -0.01, 1.01),
            Y = new("sensitivity", -0.01, 1.02),
            Series = [new("chance", SeriesShape.DashedLine, ChartColor.Faint, [new(0, 0), new(1, 1)]), .. series],
            Square = true,
            Legend = LegendPlace.Below,
        };
    }

    private static ChartPoint Point(ProbabilityHistogram pooled, double threshold)
    {
        Confusion counts = pooled.At(pooled.LevelOf(threshold));
        long ground = counts.FalsePositive + counts.TrueNegative;
        return new(
            ground == 0 ? 0 : (double)counts.FalsePositive / ground,
            counts.GtPixels == 0 ? 0 : (double)counts.TruePositive / counts.GtPixels
        );
    }
}
