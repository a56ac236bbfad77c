namespace HybridNet.Pairing;

/// <summary>What the caller decides about how names belong together; all null is: found out from the names.</summary>
public sealed record PairingOptions
{
    /// <summary>
    /// Regular expression that takes the id out of every name: its group <c>id</c>, else its first group, else the match.
    /// </summary>
    public string? IdPattern { get; init; }

    /// <summary>The same for predictions and probability maps alone.</summary>
    public string? PredictionIdPattern { get; init; }

    /// <summary>The same for references alone.</summary>
    public string? GroundTruthIdPattern { get; init; }

    /// <summary>The same for region masks alone.</summary>
    public string? RegionIdPattern { get; init; }

    /// <summary>The same for photographs alone.</summary>
    public string? ImageIdPattern { get; init; }

    /// <summary>The same for photographs of a folder that was named for one command.</summary>
    public string? PhotoIdPattern { get; init; }

    /// <summary>The same for masks of structures alone.</summary>
    public string? StructureIdPattern { get; init; }

    /// <summary>The same for masks of further readers alone.</summary>
    public string? ReaderIdPattern { get; init; }

    /// <summary>Looks into sub-folders; where all files of a side are called alike, the folder is the id.</summary>
    public bool Recurse { get; init; }

    /// <summary>What a missing region file means.</summary>
    public MissingRegion MissingRegion { get; init; }

    /// <summary>What a missing reference file means: some sets write none where nothing is marked.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>Files that belong together by the caller's own word.</summary>
    public IReadOnlyList<PairingRow> Table { get; init; } = [];

    /// <summary>Two options are equal when they say the same.</summary>
    /// <param name="other">The other options.</param>
    public bool Equals(PairingOptions? other) =>
        other is not null
        && (IdPattern, PredictionIdPattern, GroundTruthIdPattern, RegionIdPattern, ImageIdPattern)
            == (
                other.IdPattern,
                other.PredictionIdPattern,
                other.GroundTruthIdPattern,
                other.RegionIdPattern,
                other.ImageIdPattern
            )
        && (PhotoIdPattern, StructureIdPattern, ReaderIdPattern)
            == (other.PhotoIdPattern, other.StructureIdPattern, other.ReaderIdPattern)
        && (Recurse, MissingRegion, MissingGroundTruth) == (other.Recurse, other.MissingRegion, other.MissingGroundTruth)
        && Table.SequenceEqual(other.Table);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(IdPattern, PredictionIdPattern, GroundTruthIdPattern, Recurse, Table.Count);

    /// <summary>The pattern of a side, or null.</summary>
    /// <param name="side">The side.</param>
    internal string? PatternOf(ImageSide side) =>
        side switch
        {
            ImageSide.GroundTruth => GroundTruthIdPattern,
            ImageSide.Region => RegionIdPattern,
            ImageSide.Image => ImageIdPattern,
            ImageSide.Photo => PhotoIdPattern,
            ImageSide.Structure => StructureIdPattern,
            ImageSide.Reader => ReaderIdPattern,
            ImageSide.Member => null,
            _ => PredictionIdPattern,
        } ?? IdPattern;

    /// <summary>The parameter that sets the pattern of a side, for advice.</summary>
    /// <param name="side">The side.</param>
    internal static string ParameterOf(ImageSide side) =>
        side switch
        {
            ImageSide.GroundTruth => "-GroundTruthIdPattern",
            ImageSide.Region => "-RegionIdPattern",
            ImageSide.Image => "-ImageIdPattern",
            ImageSide.Photo => "-PhotoIdPattern",
            ImageSide.Structure => "-StructureIdPattern",
            ImageSide.Reader => "-ReaderIdPattern",
            ImageSide.Member => "-IdPattern",
            _ => "-PredictionIdPattern",
        };
}

/// <summary>One image of a pairing table: what it is called and its files, absolute paths.</summary>
public sealed record PairingRow
{
    /// <summary>Image id.</summary>
    public required string ImageId { get; init; }

    /// <summary>Class, or null.</summary>
    public string? Class { get; init; }

    /// <summary>Predicted mask, or null.</summary>
    public string? Prediction { get; init; }

    /// <summary>Probability map, or null.</summary>
    public string? Probability { get; init; }

    /// <summary>Reference masks.</summary>
    public IReadOnlyList<string> GroundTruth { get; init; } = [];

    /// <summary>Region mask, or null.</summary>
    public string? Region { get; init; }

    /// <summary>Photograph, or null.</summary>
    public string? Image { get; init; }

    /// <summary>Two rows are equal when they name the same files.</summary>
    /// <param name="other">The other row.</param>
    public bool Equals(PairingRow? other) =>
        other is not null
        && (ImageId, Class, Prediction, Probability, Region, Image)
            == (other.ImageId, other.Class, other.Prediction, other.Probability, other.Region, other.Image)
        && GroundTruth.SequenceEqual(other.GroundTruth);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ImageId, Class, Prediction);
}
