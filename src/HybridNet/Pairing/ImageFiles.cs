using System.Collections.ObjectModel;
using HybridNet.Metrics;

namespace HybridNet.Pairing;

/// <summary>Whether an image can be measured, and if not, why.</summary>
public enum PairingState
{
    /// <summary>Its files belong together.</summary>
    Paired,

    /// <summary>A file that it needs is not there.</summary>
    Missing,

    /// <summary>Several files could be meant.</summary>
    Ambiguous,

    /// <summary>A file that takes no part.</summary>
    LeftOut,
}

/// <summary>
/// The files of one image and class that belong together, and the rule that says so; or a file that takes no part.
/// </summary>
public sealed record ImageFiles : IImageRecord, IFromRun
{
    /// <inheritdoc/>
    public required string Run { get; init; }

    /// <inheritdoc/>
    public required string ImageId { get; init; }

    /// <summary>Class of the lesion where the set has several; else null.</summary>
    public string? Class { get; init; }

    /// <summary>Whether it can be measured.</summary>
    public PairingState State { get; init; }

    /// <summary>The loosest rule that any of its files needed.</summary>
    public PairingRule Rule { get; init; }

    /// <summary>Predicted mask, or null.</summary>
    public string? Prediction { get; init; }

    /// <summary>Probability map, or null.</summary>
    public string? Probability { get; init; }

    /// <summary>Reference masks, which are united; empty stands for an empty reference.</summary>
    public IReadOnlyList<string> GroundTruth { get; init; } = [];

    /// <summary>Region mask, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Photograph, or null.</summary>
    public string? Image { get; init; }

    /// <summary>Masks of other structures, by the structure's name.</summary>
    public IReadOnlyDictionary<string, string> Structures { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Masks by further readers, by the reader's name.</summary>
    public IReadOnlyDictionary<string, string> Readers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>A file that takes no part, or null.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Why it cannot be measured, or why a file takes no part; null when all is well.</summary>
    public string? Reason { get; init; }

    /// <summary>What the prediction would be read from.</summary>
    public PredictionSource Source => ImageMasks.SourceOf(ToCase());

    /// <summary>Probability at and above which a pixel of a map is positive.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>What the samples of its files mean.</summary>
    public SampleRules Rules { get; init; } = new();

    /// <summary>The fault behind a state other than Paired, or null.</summary>
    internal InputException? Fault { get; init; }

    /// <summary>The image's logged row, or null.</summary>
    internal ImageScore? Recorded { get; init; }

    /// <summary>Maps of the further members, in their order.</summary>
    internal IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The run that the image belongs to.</summary>
    internal Origin Origin { get; init; }

    Origin IFromRun.Origin => Origin;

    /// <summary>The image as it is measured.</summary>
    internal ImageCase ToCase() =>
        new(Run, ImageId, GroundTruth, Prediction, Probability, Region)
        {
            Class = Class,
            Photo = Image,
            Structures = Structures,
            Readers = Readers,
            Rules = Rules,
            Threshold = Threshold,
            Recorded = Recorded,
            Origin = Origin,
        };

    /// <summary>The image id.</summary>
    public override string ToString() => ImageId;
}

/// <summary>Everything that pairing found out about a set: its images, what takes no part, and what has to be said.</summary>
internal sealed record PairingResult
{
    /// <summary>The images that are predicted, in order; faulty ones too.</summary>
    public required IReadOnlyList<ImageFiles> Images { get; init; }

    /// <summary>Images that are known by name only: recorded ids without a prediction.</summary>
    public required IReadOnlyList<ImageFiles> Unpredicted { get; init; }

    /// <summary>Files that take no part.</summary>
    public required IReadOnlyList<LeftOutFile> LeftOut { get; init; }

    /// <summary>Sentences for the user, each with a count and an example.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>A side that was named and fits no image: nothing can be measured. Null when all is well.</summary>
    public InputException? SideFault { get; init; }
}
