namespace HybridNet;

/// <summary>One threshold of a sweep over a run.</summary>
public sealed record ThresholdPoint
{
    /// <summary>Name of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Probability at and above which a pixel is positive.</summary>
    public double Threshold { get; init; }

    /// <summary>Rule for undefined values in the means.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Images in the means.</summary>
    public int Images { get; init; }

    /// <summary>Mean Dice per image; NaN when the policy refuses.</summary>
    public double MeanDice { get; init; }

    /// <summary>Mean IoU per image; NaN when the policy refuses.</summary>
    public double MeanIou { get; init; }

    /// <summary>Precision of all pixels together.</summary>
    public double PooledPrecision { get; init; }

    /// <summary>Recall of all pixels together.</summary>
    public double PooledRecall { get; init; }

    /// <summary>Images in which nothing is predicted.</summary>
    public int PredictedEmpty { get; init; }

    /// <summary>Area under the run's pooled precision-recall curve at 33 equally spaced thresholds, by trapezoids
    /// (IDRiD).</summary>
    public double Auprc33 { get; init; }

    /// <summary>Average precision of the run's pooled pixels, step sum over every sample value.</summary>
    public double AveragePrecision { get; init; }

    /// <summary>The run.</summary>
    internal Origin Origin { get; init; }
}
