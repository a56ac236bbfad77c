using HybridNet.Loss;

namespace HybridNet;

/// <summary>Points of one cause in one image, in one bin of lesion size where the cause has bins.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="SizeStratum">Bin of lesion size in pixels, for missed and false lesions; else null.</param>
/// <param name="Points">Its part of 1 - score.</param>
/// <param name="Alone">What the score would gain if this alone were mended.</param>
/// <param name="Pixels">Wrong pixels.</param>
/// <param name="Lesions">Lesions that are concerned.</param>
public sealed record LossPart(LossCause Cause, string? SizeStratum, double Points, double Alone, long Pixels, int Lesions)
{
    /// <summary>Cause, bin and points.</summary>
    public override string ToString() =>
        InvariantText.Invariant($"{Cause}{(SizeStratum is null ? "" : " " + SizeStratum)} {Points:0.0000}");
}

/// <summary>Where one image's lost points of Dice or IoU go.</summary>
public sealed record ImageLoss : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>The score whose points these are.</summary>
    public LossMetric Metric { get; init; }

    /// <summary>The score, NaN when both masks are empty.</summary>
    public double Score { get; init; }

    /// <summary>1 - score; the causes add up to it. NaN when both masks are empty.</summary>
    public double Lost => 1 - Score;

    /// <summary>Points of missed lesions.</summary>
    public double Missed => Of(LossCause.Missed);

    /// <summary>Points of false lesions.</summary>
    public double False => Of(LossCause.False);

    /// <summary>Points of under-drawn edges.</summary>
    public double UnderDrawn => Of(LossCause.UnderDrawn);

    /// <summary>Points of over-drawn edges.</summary>
    public double OverDrawn => Of(LossCause.OverDrawn);

    /// <summary>Points of what joins lesions.</summary>
    public double Merged => Of(LossCause.Merged);

    /// <summary>Points of what cuts lesions.</summary>
    public double Split => Of(LossCause.Split);

    /// <summary>Points of anything predicted where the reference is empty.</summary>
    public double EmptyAlarm => Of(LossCause.EmptyAlarm);

    /// <summary>Causes by size, those that cost something only.</summary>
    public IReadOnlyList<LossPart> Parts { get; init; } = [];

    /// <summary>Both masks are empty: there was nothing to lose.</summary>
    public bool Trivial { get; init; }

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>Points of a cause, over all sizes.</summary>
    /// <param name="cause">The cause.</param>
    public double Of(LossCause cause) =>
        cause == LossCause.Total ? Lost : Parts.Where(part => part.Cause == cause).Sum(part => part.Points);

    /// <summary>Points of a cause in one bin of lesion size.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="stratum">Name of the bin.</param>
    public double Of(LossCause cause, string stratum) =>
        Parts.Where(part => part.Cause == cause && part.SizeStratum == stratum).Sum(part => part.Points);

    /// <summary>Divides the lost points of an image.</summary>
    internal static ImageLoss From(Metrics.ImageCase work, LossRegions regions, LossMetric metric, Lesions.SizeStrata strata) =>
        new()
        {
            Run = work.Run,
            ImageId = work.ImageId,
            Metric = metric,
            Trivial = regions.Trivial,
            Score = regions.Trivial
                ? double.NaN
                : LossGame.Of(
                    metric,
                    regions.Both,
                    regions.Regions.Sum(region => region.Extra),
                    regions.Regions.Sum(region => region.Missing)
                ),
            Parts =
            [
                .. LossGame
                    .Points(regions, metric)
                    .Select(points => new LossPart(
                        points.Region.Cause,
                        points.Region.Stratum < 0 ? null : strata.Names[points.Region.Stratum],
                        points.Points,
                        points.Alone,
                        points.Region.Missing + points.Region.Extra,
                        points.Region.Lesions
                    )),
            ],
            Origin = work.Origin,
        };
}
