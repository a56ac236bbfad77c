namespace HybridNet.Runs.Synthetic;

/// <summary>A filled ellipse with upright axes: middle and half axes, pixels.</summary>
internal readonly record struct Blob(double X, double Y, double A, double B);

/// <summary>What was drawn at one place, and what was made to go wrong there.</summary>
internal sealed record PlantedLesion
{
    /// <summary>Lesion, or Alarm for what the model alone sees.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is.</summary>
    public required Blob Place { get; init; }

    /// <summary>Soft exudate in place of a hard one.</summary>
    public bool Soft { get; init; }

    /// <summary>Brightness added to the ground, as a share of the ground's: from 0.15 (hardly to be seen) to 1.1.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Width of the edge as a share of the radius: from 0.1 (sharp) to 1.</summary>
    public double Blur { get; init; } = 0.1;

    /// <summary>Share of lesions that are smaller, 0 to 1.</summary>
    public double SizeRank { get; init; }

    /// <summary>Distance from the middle over the field's radius, 0 to 1.</summary>
    public double Eccentricity { get; init; }

    /// <summary>Light of the ground, 1 in the middle of an even picture.</summary>
    public double Light { get; set; } = 1;

    /// <summary>Pixels to the nearest other lesion, between outlines of circles around both.</summary>
    public double Gap { get; set; } = double.PositiveInfinity;

    /// <summary>The model sees it.</summary>
    public bool Found { get; set; }

    /// <summary>The reference has it.</summary>
    public bool Marked { get; set; } = true;

    /// <summary>The cause that decided about it, or null when it was chance.</summary>
    public SampleCauses? Cause { get; set; }
}
