using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Probabilities;

/// <summary>Reads the maps of many images into histograms, side by side and in order.</summary>
internal static class SweepRunner
{
    /// <summary>One histogram for each image that has a map.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="thresholds">Thresholds of the sweep; those of its protocol are added.</param>
    public static IEnumerable<ImageOutcome<ProbabilityHistogram>> Histograms(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        int workers,
        CancellationToken cancel,
        IReadOnlyList<double>? thresholds = null
    ) =>
        MaskMeasurements.EachMap(
            images,
            reader,
            "A threshold",
            workers,
            (work, masks, map) =>
                ProbabilityHistogram.Of(map, masks.Gt, masks.Region, quantise: true, ThresholdSweep.Exact(thresholds)),
            cancel
        );
}
