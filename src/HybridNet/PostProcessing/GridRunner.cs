using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.PostProcessing;

/// <summary>
/// Tries a whole grid on each image: decoded once, each step done once for all combinations that begin alike, and every
/// minimum area read off one labelling.
/// </summary>
internal static class GridRunner
{
    /// <summary>The counts of each image, in order.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="grid">The combinations.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<ImageExperiment>> Run(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        PostProcessGrid grid,
        SizeStrata strata,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each(
            images,
            reader,
            grid.Thresholds is not null,
            workers,
            (work, masks, stop) => Try(work, masks, grid, strata, stop),
            cancel
        );

    /// <summary>Tries the grid on one image.</summary>
    /// <exception cref="InputException">The grid has thresholds, and the image has no map.</exception>
    public static ImageExperiment Try(
        ImageCase work,
        ImageMasks image,
        PostProcessGrid grid,
        SizeStrata strata,
        CancellationToken cancel
    )
    {
        if (grid.Thresholds is not null && image.Map is null)
            throw ImageMasks.MissingMap(work.ImageId, "A threshold");
        Mask gt = image.GtInside,
            pred = image.PredInside;
        LesionMap lesions = LesionMap.Label(gt);
        ImageExperiment result = ImageExperiment.Of(work.ImageId, lesions, strata, grid.Count + 1);
        var leaf = new LeafCounter(result, lesions, strata, grid.OverlapOnly);
        leaf.Count(pred, ImageExperiment.AsItIs, [0]);
        if (
            grid is { OverlapOnly: true, ThresholdsAlone: true }
            && image.Map!.Format is ProbabilityFormat.UInt8 or ProbabilityFormat.UInt16
        )
            FromHistogram(result, ProbabilityHistogram.Of(image.Map!, gt, image.Region), grid.Thresholds!);
        else
            Grow(image, grid, pred, leaf, cancel);
        return result;
    }

    private static void FromHistogram(ImageExperiment result, ProbabilityHistogram histogram, IReadOnlyList<double> thresholds)
    {
        for (int i = 0; i < thresholds.Count; i++)
        {
            Confusion c = histogram.At(histogram.LevelOf(thresholds[i]));
            result.SetPixels(i + 1, c.TruePositive, c.PredPixels);
        }
    }

    /// <summary>Walks the tree of steps; every inner mask lives as long as what hangs below it.</summary>
    private static void Grow(ImageMasks image, PostProcessGrid grid, Mask pred, LeafCounter leaf, CancellationToken cancel)
    {
        int row = 1;
        foreach (double threshold in grid.Thresholds ?? [double.NaN])
        {
            using Mask positive = double.IsNaN(threshold) ? pred.Clone() : ThresholdMask.Of(image.Map!, threshold);
            RegionFilter.Clip(positive, image.Region);
            foreach (int open in grid.Opens)
            {
                using Mask? opened = open == 0 ? null : Morphology.Open(positive, new StructuringElement(grid.Element, open));
                foreach (int close in grid.Closes)
                {
                    cancel.ThrowIfCancellationRequested();
                    using Mask? closed =
                        close == 0 ? null : Morphology.Close(opened ?? positive, new StructuringElement(grid.Element, close));
                    foreach (bool fill in grid.FillHoles)
                    {
                        using Mask? filled = fill ? RegionFilter.FillHoles(closed ?? opened ?? positive) : null;
                        Mask last = filled ?? closed ?? opened ?? positive;
                        using Mask? clipped = image.Region is null ? null : last.Clone();
                        if (clipped is not null)
                            RegionFilter.Clip(clipped, image.Region);
                        leaf.Count(clipped ?? last, row, grid.MinimumAreas);
                        row += grid.MinimumAreas.Count;
                    }
                }
            }
        }
    }
}
