namespace HybridNet.Charts;

/// <summary>The charts that can be made of a run.</summary>
public enum ChartKind
{
    /// <summary>Dice of every image, sorted, in three colours.</summary>
    DiceScatter,

    /// <summary>Loss, Dice, IoU and Pearson correlation over the epochs.</summary>
    MetricCurve,

    /// <summary>Images and lesion-positive images of each split.</summary>
    SplitBar,

    /// <summary>Images without overlap: cases, and pixels of reference and prediction.</summary>
    ZeroDice,

    /// <summary>Distribution of Dice.</summary>
    Histogram,

    /// <summary>Recall and Dice of lesions by size.</summary>
    LesionSize,

    /// <summary>Precision over recall of all pixels, with the 33 thresholds of IDRiD.</summary>
    PrecisionRecall,

    /// <summary>Mean Dice at every threshold under each empty policy.</summary>
    ThresholdSweep,

    /// <summary>How often a probability is right.</summary>
    Reliability,

    /// <summary>Dice of every image against the area of its reference; from masks.</summary>
    DiceByArea,

    /// <summary>Dice by group of images: boxes, whiskers and every image.</summary>
    Box,

    /// <summary>Dice by group of images: the density of its values, quartiles and median.</summary>
    Violin,

    /// <summary>Sensitivity over false alarms of all pixels, at every threshold.</summary>
    Roc,

    /// <summary>Loss, Dice, IoU and Pearson correlation over the epochs as one picture of two by two.</summary>
    TrainingGrid,

    /// <summary>Share of lesions found over false lesions an image; drawn from what Measure-HNFroc emits.</summary>
    Froc,

    /// <summary>Runs by rank with intervals; drawn from what Measure-HNRanking emits.</summary>
    Ranking,

    /// <summary>Change of every image from one run to another, sorted; drawn from a comparison, not from a run.</summary>
    Comparison,
}
