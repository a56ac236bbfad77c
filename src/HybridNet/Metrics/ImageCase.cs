using System.Collections.ObjectModel;
using HybridNet.Pairing;

namespace HybridNet.Metrics;

/// <summary>One image to be measured: its files, and what belongs to it.</summary>
/// <param name="Run">Name of the run; empty for loose files.</param>
/// <param name="ImageId">Image id.</param>
/// <param name="GroundTruth">Reference masks; the reference is their union. Empty means an empty reference.</param>
/// <param name="Prediction">Predicted mask, or null when only a map is there.</param>
/// <param name="Probability">Probability map, or null.</param>
/// <param name="Region">Region mask, or null.</param>
internal sealed record ImageCase(
    string Run,
    string ImageId,
    IReadOnlyList<string> GroundTruth,
    string? Prediction,
    string? Probability,
    string? Region
)
{
    /// <summary>Probability at and above which a pixel is positive, when there is no predicted mask.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Class of the lesion where the set has several; else null.</summary>
    public string? Class { get; init; }

    /// <summary>What the samples of its files mean.</summary>
    public SampleRules Rules { get; init; } = new();

    /// <summary>Photograph, or null.</summary>
    public string? Photo { get; init; }

    /// <summary>Masks of other structures, by the structure's name.</summary>
    public IReadOnlyDictionary<string, string> Structures { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Masks by further readers, by the reader's name.</summary>
    public IReadOnlyDictionary<string, string> Readers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The same image in the other classes of the set, where a command asks for them.</summary>
    public IReadOnlyList<ImageCase> Others { get; init; } = [];

    /// <summary>The image's logged row, or null.</summary>
    internal ImageScore? Recorded { get; init; }

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }
}
