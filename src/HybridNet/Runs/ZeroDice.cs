namespace HybridNet;

/// <summary>Why two masks do not overlap. The names are the lab's own.</summary>
public enum ZeroDiceCase
{
    /// <summary>Nothing is marked, something was predicted: a false alarm.</summary>
    A_GT_empty_PRED_nonempty,

    /// <summary>Something is marked, nothing was predicted: a miss.</summary>
    B_GT_nonempty_PRED_empty,

    /// <summary>Both have pixels, none in common.</summary>
    C_disjoint,

    /// <summary>No overlap; neither masks nor a recorded row nor the log tell whether it is B or C.</summary>
    Undetermined,
}

/// <summary>What a zero-Dice case rests on, strongest first.</summary>
public enum ZeroDiceEvidence
{
    /// <summary>Both masks were read and counted.</summary>
    Masks,

    /// <summary>The run's own breakdown lists the image.</summary>
    Breakdown,

    /// <summary>Inferred from the logged row.</summary>
    Inferred,
}

/// <summary>One image without any overlap of reference and prediction.</summary>
public sealed record ZeroDice : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion in a run that has several; null where there is one kind only.</summary>
    public string? Class => Origin.Run?.Class;

    /// <summary>Which of the cases it is.</summary>
    public ZeroDiceCase Case { get; init; }

    /// <summary>Pixels of the reference mask, counted or recorded; null when neither is known.</summary>
    public long? GtPixels { get; init; }

    /// <summary>Pixels of the prediction, counted or recorded; null when neither is known.</summary>
    public long? PredPixels { get; init; }

    /// <summary>
    /// Pixels of both masks together on the grid that the run was scored on: P + T = 1e-6/dice - 1e-6, recovered
    /// from the smoothing. Where the log is not smoothed: GtPixels + PredPixels. Null when neither is known.
    /// </summary>
    public long? TotalPixels { get; init; }

    /// <summary>The same: pixels of both masks together on the grid that was scored, which may be another than that of GtPixels
    /// and PredPixels.</summary>
    public long? ScoredPixels => TotalPixels;

    /// <summary>Share of the image that both masks cover together, 0 to 1; NaN when no grid is known.</summary>
    public double ImageFraction { get; init; } = double.NaN;

    /// <summary>Recorded Pearson correlation; exactly 0 points to an empty reference.</summary>
    public double Pearson { get; init; } = double.NaN;

    /// <summary>What the case rests on.</summary>
    public ZeroDiceEvidence Evidence { get; init; }

    /// <summary>True when the run's own breakdown lists the image.</summary>
    public bool Listed { get; init; }

    /// <summary>The run that the row came with.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image id: a score reads as its image in a list.</summary>
    public override string ToString() => ImageId;
}
