using HybridNet.Probabilities;
using static HybridNet.InvariantText;

namespace HybridNet.Charts.Kinds;

/// <summary>How often a predicted probability is right: share of reference pixels over mean probability in fifteen equal
/// bins.</summary>
internal static class ReliabilityChart
{
    public static Chart Of(RunEvidence evidence)
    {
        if (evidence.Sweep?.Pooled is not { } pooled)
            throw ChartBuilder.Lacks(evidence.Run, ChartKind.Reliability, "probability maps with references");
        var calibration = new Calibration(Calibration.DefaultBins);
        int top = pooled.Levels - 1;
        for (int i = 0; i <= top; i++)
            if (pooled.All[i] > 0)
                calibration.Add(
                    (int)Math.Min((long)calibration.Bins * i / top, calibration.Bins - 1),
                    pooled.Score(i),
                    pooled.All[i],
                    pooled.Positives[i]
                );
        (double Confidence, double Share, long Count)[] bins = [.. calibration.Rows().Where(row => row.Count > 0)];
        string said = Invariant(
            $"{pooled.Count:N0} pixels of {evidence.Sweep.Images} images, {Calibration.DefaultBins} bins; ECE "
                + $"{calibration.Expected:0.0000}, MCE {calibration.Maximum:0.0000}"
        );
        return new()
        {
            Kind = ChartKind.Reliability,
            Run = evidence.Run.Name,
            Title = $"{evidence.Run.Name}: is a probability right as often as it says?",
            Subtitle = said,
            Description =
                $"{said}. "
                + string.Join("; ", bins.Select(bin => Invariant($"said {bin.Confidence:0.00}, true {bin.Share:0.00}")))
                + ".",
            X = new("mean predicted probability in the bin", 0, 1),
            Y = new("share of reference pixels in the bin", 0, 1.02),
            Series =
            [
                new("perfect", SeriesShape.DashedLine, ChartColor.Faint, [new(0, 0), new(1, 1)]),
                new(
                    "this run",
                    SeriesShape.MarkedLine,
                    ChartColor.First,
                    [.. bins.Select(bin => new ChartPoint(bin.Confidence, bin.Share))]
                )
                {
                    Size = 7,
                },
            ],
            Legend = LegendPlace.TopLeft,
        };
    }
}
