namespace HybridNet.Pairing;

/// <summary>What made a file belong to an image, from exact to loose.</summary>
public enum PairingRule
{
    /// <summary>The image is one file alone: nothing had to be paired.</summary>
    Alone,

    /// <summary>The caller's table says so.</summary>
    Table,

    /// <summary>The names are the same.</summary>
    SameName,

    /// <summary>The names are the same but for case, or for composed and decomposed letters (Unicode NFC).</summary>
    SameLetters,

    /// <summary>
    /// The names are the same but for the class: a suffix (0065_1_EX), a prefix (EX_0065_1) or a folder (EX/0065_1).
    /// </summary>
    ClassName,

    /// <summary>A prefix or suffix common to one side was found from the whole set (_manual1, pred_, _mask).</summary>
    CommonAffix,

    /// <summary>One number in the names is the same, and unique on both sides.</summary>
    Number,
}

/// <summary>The kinds of file that an image can have.</summary>
internal enum ImageSide
{
    /// <summary>Predicted mask.</summary>
    Prediction,

    /// <summary>Probability map.</summary>
    Probability,

    /// <summary>Reference mask.</summary>
    GroundTruth,

    /// <summary>Field-of-view or region-of-interest mask.</summary>
    Region,

    /// <summary>Photograph.</summary>
    Image,

    /// <summary>Photograph, of a folder that was named for one command.</summary>
    Photo,

    /// <summary>Mask of another structure, such as the optic disc.</summary>
    Structure,

    /// <summary>Mask by a further reader.</summary>
    Reader,

    /// <summary>Probability map of another member.</summary>
    Member,
}

/// <summary>What a missing region file means.</summary>
public enum MissingRegion
{
    /// <summary>It is missing, and the image cannot be measured.</summary>
    Error,

    /// <summary>The whole image counts.</summary>
    Whole,
}

/// <summary>A file that takes no part, and why.</summary>
/// <param name="Path">The file.</param>
/// <param name="Side">The side that it was found on.</param>
/// <param name="Reason">Why it takes no part, a few words.</param>
internal sealed record LeftOutFile(string Path, ImageSide Side, string Reason)
{
    /// <summary>Worth a warning: somebody may have meant it to count.</summary>
    internal bool Loud { get; init; }

    /// <summary>Why a file that could be read takes no part: there is nothing that it belongs to.</summary>
    internal const string NoImage = "no image has its name";

    /// <summary>No image has its name.</summary>
    internal bool IsUnpaired => Reason == NoImage;
}
