namespace HybridNet;

/// <summary>What the operating system refuses, said in one way wherever it happens.</summary>
internal static class FileFault
{
    /// <summary>True for what a file or folder does when it cannot be reached: gone, locked, forbidden, on a full disk.</summary>
    public static bool Is(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>The file exists and cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">What the system said.</param>
    /// <param name="kind">What kind of file, with its article, where the path alone does not tell; such as "The store".</param>
    public static InputException Unreadable(string path, Exception exception, string? kind = null) =>
        new(
            InputError.UnreadableFile,
            $"{Named(kind, path)} cannot be read: {exception.Message}",
            path,
            "Check that it is there and that you may read it.",
            exception
        );

    /// <summary>The folder exists and cannot be listed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="exception">What the system said.</param>
    public static InputException Unlistable(string folder, Exception exception) =>
        new(
            InputError.UnreadableFile,
            $"{folder} cannot be listed: {exception.Message}",
            folder,
            "Check that you may read the folder.",
            exception
        );

    /// <summary>The file or folder cannot be written.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="exception">What the system said.</param>
    public static InputException Unwritable(string path, Exception exception) =>
        new(
            InputError.UnwritableDestination,
            $"{path} cannot be written: {exception.Message}",
            path,
            "Choose a place that you may write to, with room on its disk.",
            exception
        );

    private static string Named(string? kind, string path) => kind is null ? path : $"{kind} {path}";
}
