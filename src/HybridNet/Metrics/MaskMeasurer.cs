using HybridNet.Distances;
using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Probabilities;

namespace HybridNet.Metrics;

/// <summary>Measures one image.</summary>
internal static class MaskMeasurer
{
    /// <summary>Every figure that the options ask for.</summary>
    public static MaskMeasurement Measure(ImageCase work, ImageMasks image, MeasurementOptions options, CancellationToken cancel)
    {
        Confusion c = image.Counts;
        var result = new MaskMeasurement
        {
            Run = work.Run,
            ImageId = work.ImageId,
            Width = image.Gt.Width,
            Height = image.Gt.Height,
            TruePositive = c.TruePositive,
            FalsePositive = c.FalsePositive,
            FalseNegative = c.FalseNegative,
            TrueNegative = c.TrueNegative,
            GtPixels = c.GtPixels,
            PredPixels = c.PredPixels,
            State = c.State,
            Case = c.Case,
            Dice = OverlapMetrics.Dice(c),
            Iou = OverlapMetrics.Iou(c),
            Precision = OverlapMetrics.Precision(c),
            Recall = OverlapMetrics.Recall(c),
            Specificity = OverlapMetrics.Specificity(c),
            Accuracy = OverlapMetrics.Accuracy(c),
            F2 = OverlapMetrics.F2(c),
            Kappa = OverlapMetrics.Kappa(c),
            Mcc = OverlapMetrics.Mcc(c),
            VolumetricSimilarity = OverlapMetrics.VolumetricSimilarity(c.GtPixels, c.PredPixels),
            Source = image.Source,
            OwnClass = work.Class,
            Origin = work.Origin,
        };
        if (options.Smoothing == Smoothing.Lab)
            result = result with
            {
                LabDice = LabSmoothing.Dice(c),
                LabIou = LabSmoothing.Iou(c),
                LabPrecision = LabSmoothing.Precision(c),
                LabRecall = LabSmoothing.Recall(c),
            };
        if (options.Metrics.HasFlag(MetricSet.Score) && image.Map is { } map)
        {
            ProbabilityMetrics scores = ScoresOf(map, image.Gt, image.Region, cancel);
            result = result with
            {
                Pearson = scores.Correlation.Pearson,
                Auroc = scores.Auroc,
                AveragePrecision = scores.AveragePrecision,
                Auprc = scores.Auprc,
                Brier = scores.Brier,
                Ece = scores.Ece,
                SoftDice = scores.Correlation.SoftDice,
                LabPearson = options.Smoothing == Smoothing.Lab ? LabSmoothing.Pearson(scores.Correlation) : null,
            };
        }
        else if (options.Metrics.HasFlag(MetricSet.Pearson) && image.Map is { } plain)
        {
            Correlation correlation = ProbabilityMoments.Of(plain, image.Gt, image.Region);
            result = result with
            {
                Pearson = correlation.Pearson,
                LabPearson = options.Smoothing == Smoothing.Lab ? LabSmoothing.Pearson(correlation) : null,
            };
        }
        if ((options.Metrics & (MetricSet.Distance | MetricSet.Lesion)) != 0)
            result = WithShapes(result, image, options, cancel);
        return options.Compare && work.Recorded is { } recorded ? Compared(result, recorded) : result;
    }

    /// <summary>The figures of a map of any format.</summary>
    public static ProbabilityMetrics ScoresOf(ProbabilityMap map, Mask gt, Mask? region, CancellationToken cancel) =>
        map.Format is ProbabilityFormat.UInt8 or ProbabilityFormat.UInt16
            ? ProbabilityHistogram.Of(map, gt, region).Metrics()
            : FloatProbabilities.Of(map, gt, region, cancel);

    /// <summary>Distances and lesions; what lies outside the region is no part of either mask.</summary>
    private static MaskMeasurement WithShapes(
        MaskMeasurement result,
        ImageMasks image,
        MeasurementOptions options,
        CancellationToken cancel
    )
    {
        Mask gt = image.GtInside,
            pred = image.PredInside;
        if (options.Metrics.HasFlag(MetricSet.Distance))
        {
            BoundaryDistances distances = BoundaryDistances.Of(gt, pred, options.Distances, cancel);
            result = result with
            {
                Hausdorff = distances.Hausdorff,
                Hd95 = distances.Hd95,
                Assd = distances.Assd,
                Masd = distances.Masd,
                Nsd = distances.Nsd,
                BoundaryIou = distances.BoundaryIou,
            };
        }
        if (!options.Metrics.HasFlag(MetricSet.Lesion))
            return result;
        LesionMatching lesions = LesionMatching.Of(gt, pred, options.Connectivity, options.MatchMode, options.IouThreshold);
        return result with
        {
            GtLesions = lesions.Gt.Count,
            PredLesions = lesions.Pred.Count,
            GtHit = lesions.GtHit,
            GtMissed = lesions.GtMissed,
            PredHit = lesions.PredHit,
            PredFalse = lesions.PredFalse,
            Merges = lesions.Merges,
            Splits = lesions.Splits,
            FalsePositiveArea = lesions.FalsePositiveArea,
            LesionF1 = lesions.F1,
            PanopticQuality = lesions.PanopticQuality,
        };
    }

    private static MaskMeasurement Compared(MaskMeasurement result, ImageScore recorded) =>
        result with
        {
            RecordedDice = recorded.Dice,
            DiceDifference = (result.LabDice ?? result.Dice) - recorded.Dice,
            PearsonDifference = (result.LabPearson ?? result.Pearson) - recorded.Pearson,
        };
}
