namespace HybridNet.Data.Imaging;

/// <summary>The ways in which an image file can be bad.</summary>
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

    /// <summary>The file is intact, but what it says has no safe meaning here, or is not read.</summary>
    public static InputException Refused(string path, string what, string advice) =>
        new(InputError.UnreadableImage, $"{path} is not read: {what}.", path, advice);

    /// <summary>Refuses pictures that need more memory than one file may have, before any is taken.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Width that the header claims.</param>
    /// <param name="height">Height that the header claims.</param>
    /// <param name="maximum">Largest number of pixels, or of bytes where the whole picture is decoded at once.</param>
    /// <param name="bytes">Bytes that a pixel takes in memory; 0 when only its bit stays.</param>
    public static void CheckSize(string path, long width, long height, long maximum, int bytes = 0)
    {
        if (width is < 1 or > Masks.Mask.MaximumSide || height is < 1 or > Masks.Mask.MaximumSide)
            throw Damaged(path, $"its header gives {width} x {height} pixels; 1 to {Masks.Mask.MaximumSide} are possible");
        if (width * height * Math.Max(1, bytes) > maximum)
            throw new InputException(
                InputError.UnreadableImage,
                $"{path} is not read: its {width} x {height} pixels"
                    + (bytes > 1 ? $" of {bytes} bytes" : "")
                    + $" are more than the {maximum} that one file may have.",
                path,
                "Where the file is meant to be so large, allow more with -MaximumPixels."
            );
    }

    /// <summary>The file cannot be opened.</summary>
    public static InputException Unreadable(string path, Exception exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException
            ? new(InputError.PathNotFound, $"There is no file {path}.", path, "Check the path.", exception)
            : FileFault.Unreadable(path, exception);
}
