namespace HybridNet;

/// <summary>
/// A folder of images, indexed by image id: the file's stem, or the stem before a lesion suffix (0065_1_EX.png is
/// image 0065_1 of lesion EX).
/// </summary>
/// <remarks>The folder is listed once. A file of another kind (text, CSV) is not an image and is not listed.</remarks>
internal sealed class ImageFolder
{
    /// <summary>Endings of what is read as a mask or a map, in the one place that says so.</summary>
    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png",
        ".tif",
        ".tiff",
        ".gif",
        ".bmp",
        ".jpg",
        ".jpeg",
        ".npy",
        ".npz",
        ".webp",
        ".pbm",
        ".pgm",
        ".ppm",
        ".pnm",
    };

    /// <summary>Formats that lose nothing of a float first: one map saved twice is read from the most exact file.</summary>
    private static readonly string[] s_mostExactFirst = [".npy", ".npz", ".tif", ".tiff", ".png"];

    private readonly Dictionary<string, List<string>> _byStem = new(StringComparer.Ordinal);

    /// <summary>Lists a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputException">The folder does not exist or cannot be listed.</exception>
    public ImageFolder(string path)
    {
        Path = path;
        try
        {
            foreach (string file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
                Add(file);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new InputException(InputError.PathNotFound, $"There is no folder {path}.", path, "Check the path.", exception);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unlistable(path, exception);
        }
    }

    /// <summary>Lists a folder of probability maps: where one is saved in several formats, the most exact file stands for
    /// it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputException">The folder does not exist or cannot be listed.</exception>
    public static ImageFolder OfMaps(string path)
    {
        var folder = new ImageFolder(path);
        foreach (List<string> files in folder._byStem.Values.Where(files => files.Count > 1))
        {
            folder.SavedTwice++;
            string best = files.MinBy(Exactness)!;
            files.RemoveAll(file => file != best);
        }
        return folder;
    }

    /// <summary>Place of a file's format among those that keep most of a map; lower keeps more.</summary>
    internal static int Exactness(string file) =>
        Array.IndexOf(s_mostExactFirst, System.IO.Path.GetExtension(file).ToLowerInvariant()) is >= 0 and var place
            ? place
            : s_mostExactFirst.Length;

    /// <summary>The file behind a path that may name a member of it: a.npz of a.npz#mask.</summary>
    /// <param name="path">A path.</param>
    public static string FileOf(string path)
    {
        int at = path.LastIndexOf('#');
        return at > 0 && !File.Exists(path) && File.Exists(path[..at]) ? path[..at] : path;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Every image file, by name.</summary>
    public IEnumerable<string> Files => _byStem.Values.SelectMany(files => files).Order(StringComparer.Ordinal);

    /// <summary>Maps that are there in several formats, 0065_1_EX.npy beside 0065_1_EX.png; only the most exact file
    /// counts.</summary>
    public int SavedTwice { get; private set; }

    /// <summary>Endings of what is read, each with its dot.</summary>
    public static IReadOnlyCollection<string> Extensions => s_extensions;

    /// <summary>True for a file name that ends as an image does.</summary>
    /// <param name="path">A path or name.</param>
    public static bool IsImage(string path) => s_extensions.Contains(System.IO.Path.GetExtension(FileOf(path)));

    /// <summary>True for a folder with an image in it, and for one that may not be listed: it may hold some.</summary>
    /// <param name="folder">A folder.</param>
    internal static bool HoldsImage(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder).Any(IsImage);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            return true;
        }
    }

    /// <summary>The image id that a file name stands for: its stem without a lesion suffix.</summary>
    /// <param name="path">A path or name.</param>
    /// <param name="lesion">Lesion code whose suffix goes; null for any known one.</param>
    public static string IdOf(string path, string? lesion)
    {
        string stem = System.IO.Path.GetFileNameWithoutExtension(path);
        foreach (string suffix in Suffixes(lesion))
            if (stem.Length > suffix.Length && stem.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return stem[..^suffix.Length];
        return stem;
    }

    private static IEnumerable<string> Suffixes(string? lesion) =>
        lesion is null ? LesionFolders.Codes.Select(code => "_" + code) : ["_" + lesion];

    private void Add(string file)
    {
        // macOS writes a ._ file beside each file of a zip: it ends as an image does and is none.
        if (!IsImage(file) || System.IO.Path.GetFileName(file).StartsWith('.'))
            return;
        string stem = System.IO.Path.GetFileNameWithoutExtension(file);
        if (!_byStem.TryGetValue(stem, out List<string>? files))
            _byStem[stem] = files = [];
        files.Add(file);
    }
}
