using HybridNet.Causes;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Promises;

/// <summary>The losses of many images at every threshold, side by side and in order.</summary>
internal static class PromiseRunner
{
    /// <summary>Losses of each image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="criterion">What is kept low.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<PromiseLosses>> Losses(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        PromiseCriterion criterion,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.EachMap(
            images,
            reader,
            "A threshold",
            workers,
            (work, masks, map) =>
                new PromiseLosses(
                    work.ImageId,
                    criterion == PromiseCriterion.MissedPixels
                        ? MissedPixels(map, masks.GtInside)
                        : Lesions(work.ImageId, map, masks.GtInside, masks.Region, criterion)
                ),
            cancel
        );

    private static double[] Lesions(string id, ProbabilityMap map, Mask gt, Mask? region, PromiseCriterion criterion)
    {
        FrocCounts counts = FrocCounts.OfLevels(id, map, gt, region, 1);
        if (criterion == PromiseCriterion.FalseLesions)
            return [.. counts.False.Select(count => (double)count)];
        return counts.Lesions == 0 ? [] : [.. counts.Found.Select(found => 1 - (double)found / counts.Lesions)];
    }

    private static double[] MissedPixels(ProbabilityMap map, Mask gt)
    {
        var at = new long[FrocCounts.Levels];
        long all = 0;
        foreach (PixelRun run in LesionMap.Label(gt).Runs)
            for (int x = run.Start; x < run.End; x++, all++)
                at[(int)Math.Min(255, Math.Floor(255 * MapSamples.At(map, x, run.Y) + 1e-9))]++;
        if (all == 0)
            return [];
        var losses = new double[FrocCounts.Levels];
        long below = 0;
        for (int level = 0; level < losses.Length; level++)
        {
            losses[level] = (double)below / all;
            below += at[level];
        }
        return losses;
    }
}
