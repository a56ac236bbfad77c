using HybridNet.Froc;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>
/// Share of lesions that are found over false lesions an image, on an axis of doublings as the challenges show it, a curve for
/// each result (P. C. Bunch et al., J. Appl. Photogr. Eng. 4, 1978).
/// </summary>
internal static class FrocChart
{
    private const double LowestRate = 0.0625,
        HighestRate = 16;

    private static readonly ChartColor[] s_colors = [ChartColor.First, ChartColor.Second, ChartColor.Third, ChartColor.Fourth];

    public static Chart Of(IReadOnlyList<FrocResult> results)
    {
        string[] runs = [.. results.Select(result => result.Run).Distinct()];
        var series = new List<ChartSeries>();
        for (int i = 0; i < results.Count; i++)
        {
            FrocResult result = results[i];
            string name = runs.Length > 1 || result.SizeStratum is null ? result.Run : "";
            if (result.SizeStratum is { } stratum)
                name = $"{name} {stratum} px".Trim();
            else if (runs.Length == 1 && results.Count > 1)
                name = "all lesions";
            ChartColor colour = s_colors[i % s_colors.Length];
            series.Add(
                new(
                    Invariant($"{name}: {result.Score:0.000}") + Interval(result),
                    i / s_colors.Length % 2 == 0 ? SeriesShape.Line : SeriesShape.DashedLine,
                    colour,
                    [
                        .. result
                            .Points.Where(point => point.FalsePerImage is >= LowestRate and <= HighestRate)
                            .OrderBy(point => point.FalsePerImage)
                            .Select(point => new ChartPoint(point.FalsePerImage, point.Sensitivity)),
                        .. Beyond(result),
                    ]
                )
            );
            series.Add(
                new("", SeriesShape.Points, colour, [.. result.Rates.Zip(result.Sensitivities, (x, y) => new ChartPoint(x, y))])
                {
                    Mark = (SeriesMark)(i % 4),
                }
            );
        }
        string said = string.Join("; ", series.Select(one => one.Title).Where(title => title.Length > 0));
        return new()
        {
            Kind = ChartKind.Froc,
            Run = string.Join("_", runs),
            Title = runs.Length == 1 ? $"{runs[0]}: FROC" : $"FROC of {runs.Length} runs",
            Subtitle =
                $"{results[0].Lesions} lesions in {results[0].Images} images; in the legend the mean over the marked rates",
            Description = $"Sensitivity by lesion over false lesions an image. {said}.",
            X = new("false lesions an image", LowestRate, HighestRate) { Logarithmic = true },
            Y = new("lesions found", -0.02, 1.02),
            Series = series,
            Legend = LegendPlace.Below,
        };
    }

    /// <summary>Where the last threshold has fewer false candidates than a rate, its sensitivity is that of the rate.</summary>
    private static IEnumerable<ChartPoint> Beyond(FrocResult result)
    {
        double last = result.Points.Count == 0 ? double.PositiveInfinity : result.Points.Max(point => point.FalsePerImage);
        return result
            .Rates.Zip(result.Sensitivities, (rate, found) => new ChartPoint(rate, found))
            .Where(point => point.X > last && point.X is >= LowestRate and <= HighestRate)
            .OrderBy(point => point.X);
    }

    /// <summary>Nothing where nobody resampled.</summary>
    private static string Interval(FrocResult result) =>
        double.IsNaN(result.Low) ? "" : Invariant($" [{result.Low:0.000}, {result.High:0.000}]");
}
