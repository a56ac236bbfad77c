namespace HybridNet;

/// <summary>Writes a file whole or not at all: under another name beside it, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Refuses a destination that exists, unless it may be replaced.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="force">An existing file may be replaced.</param>
    /// <exception cref="InputException">The file exists and may not be replaced, or a folder has its name.</exception>
    public static void RequireFree(string path, bool force)
    {
        if (Directory.Exists(path))
            throw new InputException(
                InputError.UnwritableDestination,
                $"{path} is a folder; the name of a file is needed.",
                path,
                "Give the path of a file."
            );
        if (!force && File.Exists(path))
            throw Exists(path, null);
    }

    /// <summary>Makes a folder and those above it.</summary>
    /// <param name="path">Absolute path of the folder.</param>
    /// <exception cref="InputException">The folder cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw NoFolder(path, exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unwritable(path, exception);
        }
    }

    /// <summary>Writes a file; its folder is made when it is missing.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="force">An existing file may be replaced.</param>
    /// <exception cref="InputException">The file exists and may not be replaced, or it cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes, bool force) =>
        Write(path, file => file.Write(bytes.Span), force);

    /// <summary>Writes a file piece by piece; its folder is made when it is missing.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="write">Writes the content; when it throws there is no file.</param>
    /// <param name="force">An existing file may be replaced.</param>
    /// <exception cref="InputException">The file exists and may not be replaced, or it cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, bool force)
    {
        RequireFree(path, force);
        string building = $"{path}.{Guid.NewGuid().ToString("N")[..8]}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = new FileStream(building, FileMode.CreateNew, FileAccess.Write))
                write(file);
            File.Move(building, path, force);
        }
        catch (IOException exception) when (!force && File.Exists(path))
        {
            // Somebody else was faster.
            throw Exists(path, exception);
        }
        catch (IOException exception) when (File.Exists(Path.GetDirectoryName(path)))
        {
            throw NoFolder(Path.GetDirectoryName(path)!, exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unwritable(path, exception);
        }
        finally
        {
            if (File.Exists(building))
                File.Delete(building);
        }
    }

    private static InputException NoFolder(string path, Exception? inner) =>
        new(InputError.UnwritableDestination, $"{path} is a file; a folder is needed here.", path, "Name another folder.", inner);

    private static InputException Exists(string path, Exception? inner) =>
        new(InputError.DestinationExists, $"{path} exists.", path, "Give another destination, or -Force to replace it.", inner);
}
