namespace HybridNet.Data.Imaging;

/// <summary>The two ways in which an image file can be bad.</summary>
internal static class ImageFault
{
    /// <summary>The file is not what its format asks for.</summary>
    public static InputException Damaged(string path, string what, Exception? inner = null) =>
        new(
            InputError.UnreadableImage,
            $"{path} cannot be read as an image: {what}.",
            path,
            "Write the file again from its source.",
            inner
        );

    /// <summary>The file cannot be opened.</summary>
    public static InputException Unreadable(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException
            ? new(InputError.PathNotFound, $"There is no file {path}.", path, "Check the path.", exception)
            : new(
                InputError.UnreadableFile,
                $"{path} cannot be read: {exception.Message}",
                path,
                "Check that you may read it.",
                exception
            );
}
