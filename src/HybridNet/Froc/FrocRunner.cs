using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Froc;

/// <summary>What is a candidate.</summary>
/// <param name="Floor">Lowest level of a candidate when every level is a threshold.</param>
/// <param name="Threshold">Level at which candidates are cut once, or null for every level.</param>
internal sealed record FrocOptions(int Floor, int? Threshold)
{
    /// <summary>
    /// Intersections over union from which a candidate finds a lesion, for candidates that are cut once; 0 stands for one
    /// shared pixel.
    /// </summary>
    public IReadOnlyList<double> Overlaps { get; init; } = [0];

    /// <summary>Whose rules candidates follow that are cut once.</summary>
    public FrocProtocol Protocol { get; init; }
}

/// <summary>The counts of many images, side by side and in order.</summary>
internal static class FrocRunner
{
    /// <summary>Counts of each image, for each criterion of overlap: of all lesions first, then of each size.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">What is a candidate.</param>
    /// <param name="strata">Bins of lesion size, or null.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<FrocCounts[]>> Counts(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        FrocOptions options,
        SizeStrata? strata,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.EachMap(
            images,
            reader,
            "FROC",
            workers,
            (work, masks, map) =>
            {
                Func<Component, bool>?[] choices =
                [
                    null,
                    .. Enumerable
                        .Range(0, strata?.Names.Count ?? 0)
                        .Select(bin => (Func<Component, bool>)(lesion => strata!.IndexOf(lesion.Area) == bin)),
                ];
                return options.Threshold is { } threshold
                    ? FrocCounts.OfCandidates(
                        work.ImageId,
                        map,
                        masks.GtInside,
                        masks.Region,
                        threshold,
                        options.Overlaps,
                        choices,
                        options.Protocol
                    )
                    : FrocCounts.OfLevels(work.ImageId, map, masks.GtInside, masks.Region, options.Floor, choices);
            },
            cancel
        );
}
