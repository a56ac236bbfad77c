namespace HybridNet.Pairing;

/// <summary>What is to be paired.</summary>
internal sealed record PairingRequest
{
    /// <summary>Where the files are, and what the caller decides about their names.</summary>
    public required RunFiles Files { get; init; }

    /// <summary>Predicted masks where they are named one by one; null for those of <see cref="Files"/>.</summary>
    public IReadOnlyList<string>? Predictions { get; init; }

    /// <summary>Class asked for; null for all.</summary>
    public string? Class { get; init; }

    /// <summary>The caller said the class: predictions that all carry another one are not of this class.</summary>
    public bool InsistOnClass { get; init; }

    /// <summary>Image ids that the run's tables know, in order.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>References without a prediction are worth a warning: all that is there was handed over.</summary>
    public bool WholeSet { get; init; }

    /// <summary>What a missing reference means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>What a missing region means; null for what <see cref="Files"/> says.</summary>
    public MissingRegion? MissingRegion { get; init; }

    /// <summary>The run, or null.</summary>
    public Run? Run { get; init; }

    /// <summary>Threshold of the maps.</summary>
    public double? Threshold { get; init; }

    /// <summary>What a missing region means, all told.</summary>
    public MissingRegion RegionRule => MissingRegion ?? Files.Pairing.MissingRegion;

    /// <summary>The classes that names may carry.</summary>
    public IReadOnlyList<string> Codes =>
        [.. LesionFolders.Codes.Append(Class).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Pairs a whole run.</summary>
    public static PairingRequest Of(Run run, MissingGroundTruth missing, MissingRegion? missingRegion = null) =>
        new()
        {
            Files = run.Files,
            Class = run.Lesion,
            Ids = [.. run.Log.Scores.Select(score => score.ImageId).Distinct(StringComparer.Ordinal)],
            MissingGroundTruth = missing == MissingGroundTruth.Error ? run.Files.Pairing.MissingGroundTruth : missing,
            MissingRegion = missingRegion,
            Run = run,
            Threshold = run.Threshold,
        };
}
