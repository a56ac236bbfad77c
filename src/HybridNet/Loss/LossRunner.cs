using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Loss;

/// <summary>Divides the lost points of many images, side by side and in order.</summary>
internal static class LossRunner
{
    /// <summary>The points of each image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="metric">The score.</param>
    /// <param name="connectivity">Which neighbours make a lesion.</param>
    /// <param name="strata">Bins of the missed and the false lesions.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<ImageLoss>> Losses(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        LossMetric metric,
        Connectivity connectivity,
        SizeStrata strata,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each(
            images,
            reader,
            false,
            workers,
            (work, masks, _) =>
                ImageLoss.From(work, LossRegions.Of(masks.GtInside, masks.PredInside, connectivity, strata), metric, strata),
            cancel
        );
}
