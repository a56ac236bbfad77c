using HybridNet.Pairing;

namespace HybridNet;

/// <summary>
/// Where a run's images are. A folder that does not exist is not listed; what is missing only disables what needs it.
/// </summary>
public sealed record RunFiles
{
    /// <summary>Folder with the tables: the run folder or its <c>output</c> level.</summary>
    public required string Output { get; init; }

    /// <summary>Folders of reference masks; the GT of an image is the union over them.</summary>
    public IReadOnlyList<string> GroundTruth { get; init; } = [];

    /// <summary>Folder of predicted masks, or null.</summary>
    public string? Predictions { get; init; }

    /// <summary>Folder of probability maps, or null.</summary>
    public string? Probabilities { get; init; }

    /// <summary>Folder of the photographs, or null.</summary>
    public string? Images { get; init; }

    /// <summary>Folder of field-of-view or region-of-interest masks, or null.</summary>
    public string? Regions { get; init; }

    /// <summary>What the caller decides about how names belong together.</summary>
    public PairingOptions Pairing { get; init; } = new();

    /// <summary>What the samples of the files mean.</summary>
    public SampleRules Rules { get; init; } = new();

    /// <summary>Name of the layout that found these folders, or null.</summary>
    public string? Layout { get; init; }

    /// <summary>The folders, in one line.</summary>
    public override string ToString() =>
        string.Join(", ", GroundTruth.Append(Predictions).Append(Probabilities).Append(Images).Append(Regions).OfType<string>());
}
