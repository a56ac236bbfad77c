using HybridNet.Lesions;
using HybridNet.Statistics;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>
/// Share of reference lesions that are found, and how well, by size. A lesion's Dice is 2 IoU / (1 + IoU) with the
/// predicted lesion that fits it best, 0 when it is missed.
/// </summary>
internal static class LesionSizeChart
{
    public static Chart Of(RunEvidence evidence)
    {
        if (!evidence.HasMasks)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.LesionSize, "predicted masks with references");
        Lesion[] lesions = [.. evidence.Lesions.Where(lesion => lesion.Side == LesionSide.GroundTruth)];
        IReadOnlyList<string> names = SizeStrata.Default.Names;
        var recall = new List<ChartPoint>();
        var dice = new List<ChartPoint>();
        var labels = new List<ChartLabel>();
        var said = new List<string>();
        for (int i = 0; i < names.Count; i++)
        {
            Lesion[] stratum = [.. lesions.Where(lesion => lesion.SizeStratum == names[i])];
            if (stratum.Length == 0)
                continue;
            int hit = stratum.Count(lesion => lesion.Hit);
            double share = (double)hit / stratum.Length,
                mean = stratum.Average(lesion => 2 * lesion.BestIou / (1 + lesion.BestIou));
            Interval interval = WilsonInterval.Of(hit, stratum.Length);
            recall.Add(new(i - 0.2, share));
            dice.Add(new(i + 0.2, mean));
            labels.Add(new(i - 0.2, share, Invariant($"{share:0.00}")));
            labels.Add(new(i + 0.2, mean, Invariant($"{mean:0.00}")));
            said.Add(
                Invariant(
                    $"{names[i]} px: {hit} of {stratum.Length} found ({share:0.0 %}, 95 % interval "
                        + $"{interval.Low:0.00} to {interval.High:0.00}), mean Dice {mean:0.00}"
                )
            );
        }
        return new()
        {
            Kind = ChartKind.LesionSize,
            Run = evidence.Run.Name,
            Title = $"{evidence.Run.Name}: lesions found, by size",
            Subtitle =
                $"{lesions.Length} reference lesions in "
                + $"{MaskCoverage.Of(evidence) ?? $"{evidence.Measurements.Count} images"}; found: at least one shared pixel",
            Description = said.Count == 0 ? "There are no reference lesions." : string.Join("; ", said) + ".",
            X = new("size of the reference lesion, pixels")
            {
                Categories = [.. names.Select(name => $"{name} (n = {lesions.Count(lesion => lesion.SizeStratum == name)})")],
            },
            Y = new("recall, Dice", 0, 1.1),
            Series =
            [
                new("recall: share that is found", SeriesShape.Bars, ChartColor.First, recall) { Width = 0.36 },
                new("mean Dice of a lesion, 0 when missed", SeriesShape.Bars, ChartColor.Third, dice) { Width = 0.36 },
            ],
            Labels = labels,
            Legend = LegendPlace.Below,
        };
    }
}
