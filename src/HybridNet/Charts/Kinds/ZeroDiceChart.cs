using HybridNet.Diagnosis;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Images without overlap: how many of each case, and pixels of the reference against pixels of the
/// prediction.</summary>
internal static class ZeroDiceChart
{
    /// <summary>Where no pixels stand on an axis of decades.</summary>
    private const double NoPixels = 0.5,
        LowerEnd = 0.3,
        AboveNone = 0.75;

    private static readonly (ZeroDiceCase Case, string Words, ChartColor Color, SeriesMark Mark)[] s_cases =
    [
        (ZeroDiceCase.A_GT_empty_PRED_nonempty, "A: GT empty", ChartColor.Second, SeriesMark.Triangle),
        (ZeroDiceCase.B_GT_nonempty_PRED_empty, "B: prediction empty", ChartColor.First, SeriesMark.Square),
        (ZeroDiceCase.C_disjoint, "C: disjoint", ChartColor.Third, SeriesMark.Diamond),
        (ZeroDiceCase.Undetermined, "B or C", ChartColor.Neutral, SeriesMark.Cross),
    ];

    public static IReadOnlyList<Chart> Of(RunEvidence evidence)
    {
        if (evidence.ZeroDice is not { } analysis)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.ZeroDice, "image scores and no zero-Dice breakdown");
        return [Cases(evidence.Run, analysis), Pixels(evidence.Run, analysis)];
    }

    private static Chart Cases(Run run, ZeroDiceAnalysis analysis)
    {
        int[] counts = [.. s_cases.Select(one => analysis.Rows.Count(row => row.Case == one.Case))];
        string said =
            analysis.Unlisted > 0 ? $"the run's own breakdown lists {analysis.Rows.Count - analysis.Unlisted} of them" : "";
        return new()
        {
            Kind = ChartKind.ZeroDice,
            Run = run.Name,
            Part = "cases",
            Title = $"{run.Name}: images without overlap by case, n = {analysis.Rows.Count}",
            Subtitle = said,
            Description =
                string.Join(", ", s_cases.Select((one, i) => $"{one.Words}: {counts[i]}"))
                + (said.Length > 0 ? $"; {said}." : "."),
            X = new("case") { Categories = [.. s_cases.Select(one => one.Words)] },
            Y = new("images", 0, Math.Max(1, counts.Max()) * 1.12) { Whole = true },
            Series =
            [
                .. s_cases.Select(
                    (one, i) => new ChartSeries("", SeriesShape.Bars, one.Color, [new(i, counts[i])]) { Width = 0.6 }
                ),
            ],
            Labels = [.. counts.Select((count, i) => new ChartLabel(i, count, Invariant($"{count}")))],
            Legend = LegendPlace.None,
        };
    }

    private static Chart Pixels(Run run, ZeroDiceAnalysis analysis)
    {
        ZeroDice[] known = [.. analysis.Rows.Where(row => row.GtPixels is not null && row.PredPixels is not null)];
        double highest =
            known.Length == 0 ? 10 : Math.Max(10, known.Max(row => Math.Max(row.GtPixels!.Value, row.PredPixels!.Value)) * 2.0);
        string said = $"pixel counts of {known.Length} out of {analysis.Rows.Count}, from masks or the run's breakdown";
        long[] totals = [.. analysis.Rows.Except(known).Select(row => row.TotalPixels).OfType<long>()];
        if (totals.Length > 0)
            said += Invariant($"; of {totals.Length} more both masks together are known: {totals.Min()} to {totals.Max()} px");
        return new()
        {
            Kind = ChartKind.ZeroDice,
            Run = run.Name,
            Part = "pixels",
            Title = $"{run.Name}: pixels of images without overlap",
            Subtitle = said,
            Description = $"Pixels of the reference against pixels of the prediction on logarithmic axes; {said}.",
            X = new("GT, pixels (none: grey strip)", LowerEnd, highest) { Logarithmic = true },
            Y = new("prediction, pixels (none: grey strip)", LowerEnd, highest) { Logarithmic = true },
            Series =
            [
                .. s_cases
                    .Select(one => new ChartSeries(
                        $"{one.Words}: {known.Count(row => row.Case == one.Case)}",
                        SeriesShape.Points,
                        one.Color,
                        [
                            .. known
                                .Where(row => row.Case == one.Case)
                                .Select(row => new ChartPoint(Place(row.GtPixels), Place(row.PredPixels))),
                        ]
                    )
                    {
                        Mark = one.Mark,
                        Size = 7,
                    })
                    .Where(series => series.Points.Count > 0),
            ],
            Bands =
            [
                new(LowerEnd, AboveNone, ChartColor.Neutral, ""),
                new(LowerEnd, AboveNone, ChartColor.Neutral, "") { Vertical = true },
            ],
            Legend = LegendPlace.TopRight,
        };
    }

    private static double Place(long? pixels) => pixels is > 0 ? pixels.Value : NoPixels;
}
