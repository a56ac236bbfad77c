using HybridNet.Metrics;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>Dice of every image against the pixels of its reference: whether small lesions are the problem.</summary>
internal static class DiceByAreaChart
{
    private const int Named = 3;

    public static Chart Of(RunEvidence evidence)
    {
        if (!evidence.HasMasks)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.DiceByArea, "predicted masks with references");
        MaskMeasurement[] marked = [.. evidence.Measurements.Where(image => image.GtPixels > 0)];
        if (marked.Length == 0)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.DiceByArea, "image with anything in its reference");
        MaskMeasurement[] found = [.. marked.Where(image => image.TruePositive > 0)],
            missed = [.. marked.Where(image => image.TruePositive == 0)];
        int unmarked = evidence.Measurements.Count - marked.Length;
        string said =
            $"{marked.Length} images with a lesion, {missed.Length} of them without overlap"
            + (unmarked > 0 ? $"; {unmarked} without a lesion have no area and are not shown" : "");
        double spearman = Spearman(marked);
        string correlation = double.IsNaN(spearman)
            ? "no rank correlation, since one side does not vary"
            : Invariant($"Spearman {spearman:0.00}");
        // The worst of the larger half: failures that no smallness excuses.
        double middle = Statistics.Quantile.Of([.. marked.Select(image => (double)image.GtPixels)], 0.5);
        MaskMeasurement[] worst =
        [
            .. marked
                .Where(image => image.GtPixels >= middle)
                .OrderBy(image => image.Dice)
                .ThenByDescending(image => image.GtPixels)
                .Take(Named),
        ];
        return new()
        {
            Kind = ChartKind.DiceByArea,
            Run = evidence.Run.Name,
            Title = $"{evidence.Run.Name}: Dice by lesion area",
            Subtitle = $"{said}; {correlation}",
            Description =
                $"{said}. Area and Dice: {correlation}. Lowest of the larger half: "
                + $"{string.Join(", ", worst.Select(image => image.ImageId))}.",
            X = new(
                "area of the reference, pixels",
                Math.Max(0.7, marked.Min(image => image.GtPixels) / 1.5),
                marked.Max(image => image.GtPixels) * 2.5
            )
            {
                Logarithmic = true,
            },
            Y = new("Dice", -0.04, 1.04),
            Series =
            [
                Points($"overlap: {found.Length}", ChartColor.First, found),
                Points($"no overlap: {missed.Length}", ChartColor.Bad, missed) with
                {
                    Mark = SeriesMark.Cross,
                    Size = 8,
                },
            ],
            Labels = [.. worst.Select(image => new ChartLabel(image.GtPixels, image.Dice, image.ImageId) { Beside = true })],
            Legend = LegendPlace.Below,
        };
    }

    private static ChartSeries Points(string title, ChartColor colour, MaskMeasurement[] images) =>
        new(title, SeriesShape.Points, colour, [.. images.Select(image => new ChartPoint(image.GtPixels, image.Dice))])
        {
            Ids = [.. images.Select(image => image.ImageId)],
        };

    /// <summary>Pearson's correlation of mid-ranks; NaN where one side does not vary.</summary>
    private static double Spearman(MaskMeasurement[] images)
    {
        double[] x = Ranks([.. images.Select(image => (double)image.GtPixels)]),
            y = Ranks([.. images.Select(image => image.Dice)]);
        double mean = (images.Length - 1) / 2.0,
            xy = 0,
            xx = 0,
            yy = 0;
        for (int i = 0; i < x.Length; i++)
            (xy, xx, yy) = (
                xy + (x[i] - mean) * (y[i] - mean),
                xx + (x[i] - mean) * (x[i] - mean),
                yy + (y[i] - mean) * (y[i] - mean)
            );
        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (int from = 0; from < order.Length; )
        {
            int to = from;
            while (to < order.Length && values[order[to]] == values[order[from]])
                to++;
            for (int i = from; i < to; i++)
                ranks[order[i]] = (from + to - 1) / 2.0;
            from = to;
        }
        return ranks;
    }
}
