using HybridNet.Metrics;

namespace HybridNet;

/// <summary>One image measured from its masks. Counts are exact; an undefined metric is NaN, one that was not asked for is
/// null.</summary>
public sealed record MaskMeasurement : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion where the set has several; null where there is one kind only.</summary>
    public string? Class => OwnClass ?? Origin.Run?.Class;

    /// <summary>Width, pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height, pixels.</summary>
    public int Height { get; init; }

    /// <summary>Pixels in both masks.</summary>
    public long TruePositive { get; init; }

    /// <summary>Pixels of the prediction alone.</summary>
    public long FalsePositive { get; init; }

    /// <summary>Pixels of the reference alone.</summary>
    public long FalseNegative { get; init; }

    /// <summary>Pixels in neither, inside the region.</summary>
    public long TrueNegative { get; init; }

    /// <summary>Pixels of the reference.</summary>
    public long GtPixels { get; init; }

    /// <summary>Pixels of the prediction.</summary>
    public long PredPixels { get; init; }

    /// <summary>What the prediction was read from: a saved mask, or a map cut at the threshold.</summary>
    public PredictionSource Source { get; init; }

    /// <summary>Why the overlap metrics have the values they have.</summary>
    public MetricState State { get; init; }

    /// <summary>The zero-Dice case, or null.</summary>
    public ZeroDiceCase? Case { get; init; }

    /// <summary>2TP/(2TP + FP + FN).</summary>
    public double Dice { get; init; } = double.NaN;

    /// <summary>TP/(TP + FP + FN).</summary>
    public double Iou { get; init; } = double.NaN;

    /// <summary>TP/(TP + FP); NaN when nothing is predicted.</summary>
    public double Precision { get; init; } = double.NaN;

    /// <summary>TP/(TP + FN); NaN when nothing is marked.</summary>
    public double Recall { get; init; } = double.NaN;

    /// <summary>TN/(TN + FP).</summary>
    public double Specificity { get; init; } = double.NaN;

    /// <summary>(TP + TN)/all.</summary>
    public double Accuracy { get; init; } = double.NaN;

    /// <summary>5TP/(5TP + 4FN + FP).</summary>
    public double F2 { get; init; } = double.NaN;

    /// <summary>Cohen's kappa.</summary>
    public double Kappa { get; init; } = double.NaN;

    /// <summary>Matthews correlation.</summary>
    public double Mcc { get; init; } = double.NaN;

    /// <summary>
    /// 1 - |GtPixels - PredPixels|/(GtPixels + PredPixels): how alike the areas are, wherever they lie (A. Taha and A. Hanbury,
    /// BMC Medical Imaging 15:29, 2015); NaN for two empty masks.
    /// </summary>
    public double VolumetricSimilarity { get; init; } = double.NaN;

    /// <summary>Pearson correlation of probability map and reference.</summary>
    public double? Pearson { get; init; }

    /// <summary>Area under the receiver operating curve.</summary>
    public double? Auroc { get; init; }

    /// <summary>Average precision, step sum.</summary>
    public double? AveragePrecision { get; init; }

    /// <summary>Area under the precision-recall curve, trapezoids.</summary>
    public double? Auprc { get; init; }

    /// <summary>Mean squared difference of probability and reference.</summary>
    public double? Brier { get; init; }

    /// <summary>Expected calibration error, 15 equal-width bins.</summary>
    public double? Ece { get; init; }

    /// <summary>
    /// Dice of the probability map without a threshold: 2 sum(p g)/(sum(p) + sum(g)); NaN when both sums are 0.
    /// </summary>
    public double? SoftDice { get; init; }

    /// <summary>Hausdorff distance.</summary>
    public double? Hausdorff { get; init; }

    /// <summary>95th percentile of the border distances.</summary>
    public double? Hd95 { get; init; }

    /// <summary>Average symmetric surface distance.</summary>
    public double? Assd { get; init; }

    /// <summary>Mean of the two directed mean distances.</summary>
    public double? Masd { get; init; }

    /// <summary>Share of border pixels within the tolerance.</summary>
    public double? Nsd { get; init; }

    /// <summary>
    /// Intersection over union of the two sets of border pixels (B. Cheng et al., CVPR 2021, at a width of one pixel); NaN for
    /// two empty masks.
    /// </summary>
    public double? BoundaryIou { get; init; }

    /// <summary>Lesions of the reference.</summary>
    public int? GtLesions { get; init; }

    /// <summary>Lesions of the prediction.</summary>
    public int? PredLesions { get; init; }

    /// <summary>Reference lesions that are found.</summary>
    public int? GtHit { get; init; }

    /// <summary>Reference lesions that are missed.</summary>
    public int? GtMissed { get; init; }

    /// <summary>Predicted lesions that hit a reference lesion.</summary>
    public int? PredHit { get; init; }

    /// <summary>Predicted lesions that hit none.</summary>
    public int? PredFalse { get; init; }

    /// <summary>Predicted lesions that cover several reference lesions.</summary>
    public int? Merges { get; init; }

    /// <summary>Reference lesions that several predicted ones share.</summary>
    public int? Splits { get; init; }

    /// <summary>Pixels of predicted lesions that hit none.</summary>
    public long? FalsePositiveArea { get; init; }

    /// <summary>2 GtHit/(2 GtHit + PredFalse + GtMissed) under the criterion of a hit; NaN without lesions.</summary>
    public double? LesionF1 { get; init; }

    /// <summary>
    /// Sum of the IoU of lesions that match one to one at 0.5, over matches and half of all that match nothing (A. Kirillov et
    /// al., CVPR 2019), whatever the criterion of a hit; NaN without lesions.
    /// </summary>
    public double? PanopticQuality { get; init; }

    /// <summary>Dice as the lab's smoothing has it, with -Smoothing Lab.</summary>
    public double? LabDice { get; init; }

    /// <summary>IoU as the lab's smoothing has it.</summary>
    public double? LabIou { get; init; }

    /// <summary>Precision as the lab's smoothing has it.</summary>
    public double? LabPrecision { get; init; }

    /// <summary>Recall as the lab's smoothing has it.</summary>
    public double? LabRecall { get; init; }

    /// <summary>Pearson correlation with the lab's zeros.</summary>
    public double? LabPearson { get; init; }

    /// <summary>Dice in the run's log, with -Compare.</summary>
    public double? RecordedDice { get; init; }

    /// <summary>Measured minus recorded Dice; against the lab's formula when that was asked for.</summary>
    public double? DiceDifference { get; init; }

    /// <summary>Measured minus recorded Pearson correlation.</summary>
    public double? PearsonDifference { get; init; }

    /// <summary>
    /// Run and settings of the measurement as JSON on one line, so that Save-HNRun can save what came through a job, Clixml or
    /// CSV; null for loose files.
    /// </summary>
    public string? MeasuredWith
    {
        get => field ?? (Origin is { Batch: { } batch, Run: { } run } ? batch.MadeWith(run) : null);
        init;
    }

    /// <summary>Class of loose files, which belong to no run.</summary>
    internal string? OwnClass { get; init; }

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image id.</summary>
    public override string ToString() => ImageId;
}

/// <summary>Groups of metrics that can be asked for.</summary>
[Flags]
public enum MetricSet
{
    /// <summary>Pixel counts and what follows from them; always there.</summary>
    Overlap = 1,

    /// <summary>Figures of the probability map: Pearson, and all that needs the order of the pixels.</summary>
    Score = 2,

    /// <summary>Border distances.</summary>
    Distance = 4,

    /// <summary>Lesion counts.</summary>
    Lesion = 8,

    /// <summary>Pearson's correlation of the probability map with the reference alone: on maps of floats many times faster than
    /// Score.</summary>
    Pearson = 16,
}

/// <summary>Whose formulas are added to a measurement.</summary>
public enum Smoothing
{
    /// <summary>None: no epsilon anywhere.</summary>
    None,

    /// <summary>The lab's logged formulas beside the exact ones.</summary>
    Lab,
}
