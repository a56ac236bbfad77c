namespace HybridNet;

/// <summary>
/// One cell of the confusion between classes: what one class of the reference was called by the prediction. Where a class is
/// null, nothing is marked, or nothing is predicted.
/// </summary>
public sealed record ClassConfusion
{
    /// <summary>Name of the run; empty for loose files.</summary>
    public string Run { get; init; } = "";

    /// <summary>Class of the reference; null for the ground.</summary>
    public string? GroundTruth { get; init; }

    /// <summary>Class of the prediction; null for the ground.</summary>
    public string? Predicted { get; init; }

    /// <summary>Images that were counted.</summary>
    public int Images { get; init; }

    /// <summary>Pixels that are marked as the one and predicted as the other.</summary>
    public long Pixels { get; init; }

    /// <summary>These pixels over all pixels of the reference's class; NaN when it has none.</summary>
    public double Share { get; init; } = double.NaN;

    /// <summary>
    /// Lesions of the reference's class: found (in its own cell), else missed and called by the class that covers most of each;
    /// in the ground's row the predicted lesions that touch no reference of any class.
    /// </summary>
    public int Lesions { get; init; }

    /// <summary>
    /// Of the lesions of this class that are missed, the share that is predicted under this name; NaN for its own name, or
    /// when none is missed.
    /// </summary>
    public double MissedShare { get; init; } = double.NaN;

    /// <summary>Reference and prediction, in one line.</summary>
    public override string ToString() => $"{GroundTruth ?? "ground"} as {Predicted ?? "ground"}";
}
