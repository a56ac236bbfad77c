namespace HybridNet;

/// <summary>
/// What was wrong with an input. The names are the stable error ids that scripts see; none is ever renamed.
/// </summary>
public enum InputError
{
    /// <summary>The path does not exist.</summary>
    PathNotFound,

    /// <summary>The folder holds none of the files of a run.</summary>
    NotARun,

    /// <summary>The file exists but cannot be opened or read.</summary>
    UnreadableFile,

    /// <summary>A table lacks a column that it must have.</summary>
    MissingColumn,

    /// <summary>A field that must be a number is not.</summary>
    NotANumber,

    /// <summary>The same image id stands in a table twice.</summary>
    DuplicateImageId,

    /// <summary>A table or JSON file is not well formed.</summary>
    MalformedFile,

    /// <summary>A file that the operation needs is not in the run.</summary>
    MissingFile,

    /// <summary>No mask of this image is in any of the folders.</summary>
    MissingGroundTruth,

    /// <summary>No prediction of this image is in the folder.</summary>
    MissingPrediction,

    /// <summary>No region mask of this image is in the folder that was named.</summary>
    MissingRegion,

    /// <summary>Reference and prediction of an image are one and the same file.</summary>
    SameFile,

    /// <summary>Several files could belong to the image.</summary>
    AmbiguousImage,

    /// <summary>The image file is damaged, truncated, or of a kind that is not supported.</summary>
    UnreadableImage,

    /// <summary>Two images that belong together differ in size.</summary>
    SizeMismatch,

    /// <summary>A recorded case is contradicted by pixel counts or by the masks.</summary>
    CaseContradicted,

    /// <summary>A value is undefined and the empty policy Strict refuses it.</summary>
    UndefinedValue,

    /// <summary>The destination exists and -Force was not given.</summary>
    DestinationExists,

    /// <summary>The destination cannot be written.</summary>
    UnwritableDestination,

    /// <summary>The store is damaged or is not a store of this module.</summary>
    CorruptStore,

    /// <summary>The store was made by a newer version of this module.</summary>
    NewerStore,

    /// <summary>The store is locked by another process for too long.</summary>
    BusyStore,

    /// <summary>The store cannot be written.</summary>
    ReadOnlyStore,

    /// <summary>No run of that name is known.</summary>
    RunNotFound,

    /// <summary>No run that was given has an image of that id.</summary>
    ImageNotFound,

    /// <summary>The two sides cannot be compared.</summary>
    NotComparable,

    /// <summary>Shards are missing, doubled, or of different work.</summary>
    ShardMismatch,

    /// <summary>A number lies where it cannot be, such as a Dice above 1.</summary>
    ValueOutOfRange,

    /// <summary>A folder holds several runs where one is needed.</summary>
    SeveralRuns,

    /// <summary>An argument has a value that makes no sense here.</summary>
    InvalidArgument,
}

/// <summary>
/// Something is wrong with what the user handed over: the message names the file, the place and what to do.
/// </summary>
/// <remarks>One item of a batch fails with it; the rest goes on.</remarks>
public sealed class InputException : Exception
{
    /// <summary>Describes a bad input.</summary>
    /// <param name="error">What kind of fault; the stable error id.</param>
    /// <param name="message">
    /// One or two sentences with the file and the place in them. Control characters of names are shown as signs.
    /// </param>
    /// <param name="target">The failing item: a path or an image id.</param>
    /// <param name="advice">What to do about it, one sentence, or null.</param>
    /// <param name="inner">The exception behind it, or null.</param>
    public InputException(InputError error, string message, string? target = null, string? advice = null, Exception? inner = null)
        : base(VisibleText.Of(message), inner)
    {
        Error = error;
        Target = target;
        Advice = advice;
    }

    /// <summary>What kind of fault; its name is the stable error id.</summary>
    public InputError Error { get; }

    /// <summary>The failing item: a path or an image id.</summary>
    public string? Target { get; }

    /// <summary>What to do about it.</summary>
    public string? Advice { get; }
}
