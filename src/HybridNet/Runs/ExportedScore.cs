namespace HybridNet;

/// <summary>Scores of one image as other programs read them: from masks or from a log.</summary>
/// <param name="Run">Name of the run, or of the algorithm.</param>
/// <param name="ImageId">Image id.</param>
internal sealed record ExportedScore(string Run, string ImageId)
{
    /// <summary>Class of the lesion; null where there is one kind only.</summary>
    public string? Class { get; init; }

    /// <summary>Dice, 0 to 1; NaN where it is undefined.</summary>
    public double Dice { get; init; } = double.NaN;

    /// <summary>Intersection over union, 0 to 1; NaN where it is undefined.</summary>
    public double Iou { get; init; } = double.NaN;

    /// <summary>Precision, 0 to 1; NaN where it is undefined.</summary>
    public double Precision { get; init; } = double.NaN;

    /// <summary>Recall, 0 to 1; NaN where it is undefined.</summary>
    public double Recall { get; init; } = double.NaN;

    /// <summary>Pixels in both masks; null when nothing counted them.</summary>
    public long? Tp { get; init; }

    /// <summary>Pixels of the prediction alone; null when nothing counted them.</summary>
    public long? Fp { get; init; }

    /// <summary>Pixels of the reference alone; null when nothing counted them.</summary>
    public long? Fn { get; init; }

    /// <summary>Pixels in neither; null when nothing counted them.</summary>
    public long? Tn { get; init; }

    /// <summary>Lesions of the reference; null when nothing counted them.</summary>
    public int? GtLesions { get; init; }

    /// <summary>Lesions of the prediction; null when nothing counted them.</summary>
    public int? PredLesions { get; init; }
}

/// <summary>Forms in which scores are written for other programs.</summary>
public enum ScoreFileFormat
{
    /// <summary>summary.json of nnU-Net v2: exact counts for each case, means over the foreground.</summary>
    NnUnet,

    /// <summary>metrics.json of grand-challenge.org: a column for each metric, aggregates.</summary>
    GrandChallenge,

    /// <summary>Table between tabs in the manner of panoptica: a row for each subject.</summary>
    Panoptica,

    /// <summary>Long CSV, a row for each image and metric, as tools that rank algorithms read it.</summary>
    Long,
}
