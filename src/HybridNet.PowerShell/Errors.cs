using System.Management.Automation;

namespace HybridNet.PowerShell;

/// <summary>Every error record of the module. The ids are part of the contract with scripts and are never renamed.</summary>
internal static class Errors
{
    /// <summary>A bad input, as the engine or an adapter found it; the id is the name of its kind.</summary>
    public static ErrorRecord From(InputException exception) =>
        Make(exception, exception.Error.ToString(), CategoryOf(exception.Error), exception.Target, exception.Advice);

    /// <summary>A path without a file-system behind it (a registry key, a variable).</summary>
    public static ErrorRecord NotAFileSystemPath(string path, string provider) =>
        Make(
            new PSArgumentException($"'{path}' is a path of the {provider} provider; a file-system path is needed."),
            "NotAFileSystemPath",
            ErrorCategory.InvalidArgument,
            path,
            "Give a folder or file on disk."
        );

    /// <summary>A path that does not exist.</summary>
    public static ErrorRecord PathNotFound(string path, Exception? inner = null) =>
        From(
            new InputException(
                InputError.PathNotFound,
                $"There is nothing at '{path}'.",
                path,
                "Check the path; it is taken from the current location of the session. For a name with [ or ] use -LiteralPath.",
                inner
            )
        );

    /// <summary>What nobody foresaw, below an item's work: a fault of a library, or of this module.</summary>
    /// <param name="exception">The exception, which the record keeps.</param>
    /// <param name="item">The item it was met in, or null when nobody knows.</param>
    public static ErrorRecord Unexpected(Exception exception, string? item)
    {
        Exception cause = exception is AggregateException { InnerException: { } inner } ? inner : exception;
        string message = VisibleText.Of($"{item ?? "An item"} could not be worked on ({cause.GetType().Name}): {cause.Message}");
        return Make(
            new InvalidOperationException(message, exception),
            "UnexpectedFault",
            ErrorCategory.NotSpecified,
            item,
            "Look at what is special about this input. It is a fault of this module that it did not say so itself: "
                + "report it with the input."
        );
    }

    private static ErrorRecord Make(Exception exception, string id, ErrorCategory category, object? target, string? advice)
    {
        var record = new ErrorRecord(exception, id, category, target);
        if (advice is not null)
            record.ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = advice };
        return record;
    }

    private static ErrorCategory CategoryOf(InputError error) =>
        error switch
        {
            InputError.PathNotFound
            or InputError.MissingFile
            or InputError.MissingGroundTruth
            or InputError.MissingPrediction
            or InputError.ImageNotFound
            or InputError.MissingRegion
            or InputError.RunNotFound => ErrorCategory.ObjectNotFound,
            InputError.NotARun or InputError.InvalidArgument => ErrorCategory.InvalidArgument,
            InputError.UnreadableFile or InputError.UnreadableImage => ErrorCategory.ReadError,
            InputError.DestinationExists => ErrorCategory.ResourceExists,
            InputError.UnwritableDestination or InputError.ReadOnlyStore => ErrorCategory.WriteError,
            InputError.BusyStore => ErrorCategory.ResourceBusy,
            InputError.NotComparable or InputError.UndefinedValue => ErrorCategory.InvalidOperation,
            _ => ErrorCategory.InvalidData,
        };
}
