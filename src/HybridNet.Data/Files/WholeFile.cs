namespace HybridNet.Data.Files;

/// <summary>Writes a file whole or not at all: under another name beside its place, then renamed.</summary>
internal static class WholeFile
{
    /// <summary>Writes bytes; the folder is made when it is missing.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">The file exists and is not to be replaced, or it cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool overwrite)
    {
        if (!overwrite && Path.Exists(path)) throw Exists(path, null);
        string building = $"{path}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(building, FileMode.CreateNew, FileAccess.Write))
                RandomAccess.Write(file, bytes, 0);
            File.Move(building, path, overwrite);
        }
        catch (IOException fault) when (!overwrite && Path.Exists(path))
        {
            throw Exists(path, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(InputError.UnwritableDestination, $"{path} cannot be written: {fault.Message}", path, "Choose a folder that you may write to, with room on its disk.", fault);
        }
        finally
        {
            if (File.Exists(building)) File.Delete(building);
        }
    }

    private static InputException Exists(string path, Exception? inner) =>
        new(InputError.DestinationExists, $"{path} exists.", path, "Give another destination, or -Force to replace it.", inner);
}
