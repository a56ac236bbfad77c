using System.Text.Json;

namespace HybridNet.Pairing;

/// <summary>
/// Where a data set or a trainer keeps its files, as written in a layout file. Paths are relative to the set's folder; * and
/// ? stand for any letters of one level, **/ at the start for any depth, | parts alternatives.
/// </summary>
internal sealed record LayoutFile
{
    /// <summary>Name, as -Layout takes it.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public string About { get; init; } = "";

    /// <summary>Where the layout was seen: an address or a paper.</summary>
    public string Source { get; init; } = "";

    /// <summary>Paths that all must be there for a folder to be of this layout; none: only -Layout chooses it.</summary>
    public IReadOnlyList<string> Recognize { get; init; } = [];

    /// <summary>References of a set with one class, or a label map of all.</summary>
    public IReadOnlyList<string> GroundTruth { get; init; } = [];

    /// <summary>References of each class.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Classes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Class numbers of a label map, by name.</summary>
    public IReadOnlyDictionary<string, long> Labels { get; init; } = new Dictionary<string, long>();

    /// <summary>A JSON file of the set whose object "labels" names the class numbers, as nnU-Net's dataset.json.</summary>
    public string? LabelFile { get; init; }

    /// <summary>Predicted masks.</summary>
    public string? Prediction { get; init; }

    /// <summary>Probability maps.</summary>
    public string? Probability { get; init; }

    /// <summary>Region masks.</summary>
    public string? Region { get; init; }

    /// <summary>Photographs.</summary>
    public string? Image { get; init; }

    /// <summary>Pattern of reference names.</summary>
    public string? GroundTruthIdPattern { get; init; }

    /// <summary>Pattern of prediction names.</summary>
    public string? PredictionIdPattern { get; init; }

    /// <summary>Pattern of region names.</summary>
    public string? RegionIdPattern { get; init; }

    /// <summary>Pattern of photograph names.</summary>
    public string? ImageIdPattern { get; init; }

    /// <summary>Looks into sub-folders.</summary>
    public bool Recurse { get; init; }

    /// <summary>The set writes no file where nothing is marked.</summary>
    public bool MissingIsEmpty { get; init; }

    /// <summary>What samples mean.</summary>
    public SampleRules Rules { get; init; } = new();

    /// <summary>Reads a layout file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or is no layout.</exception>
    public static LayoutFile Read(string path)
    {
        try
        {
            LayoutFile file = LayoutReader.Read(path);
            file.Rules.Of(ImageSide.GroundTruth);
            file.Rules.Of(ImageSide.Prediction);
            return file;
        }
        catch (JsonException exception)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is no layout: {exception.Message}",
                path,
                "about_HybridNet_Layouts shows what a layout file looks like.",
                exception
            );
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception, "The layout");
        }
    }

    /// <summary>True when a folder is of this layout.</summary>
    /// <param name="root">The folder.</param>
    public bool Fits(string root) => Recognize.Count > 0 && Recognize.All(path => Expand(root, path).Count > 0);

    /// <summary>The folders of the references of a class, those that are there; all of the set without a class.</summary>
    /// <param name="root">The set's folder.</param>
    /// <param name="code">The class, or null.</param>
    public IReadOnlyList<string> ReferencesOf(string root, string? code)
    {
        string? known = code is null
            ? null
            : Classes.Keys.FirstOrDefault(key => key.Equals(code, StringComparison.OrdinalIgnoreCase));
        IReadOnlyList<string> paths = known is null ? GroundTruth : Classes[known];
        return [.. paths.SelectMany(path => Expand(root, path)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The first path of a side that is there, or null.</summary>
    /// <param name="root">The set's folder.</param>
    /// <param name="path">A path of this layout, or null.</param>
    public static string? First(string root, string? path) =>
        path is null ? null : path.Split('|').SelectMany(one => Expand(root, one)).FirstOrDefault();

    /// <summary>
    /// The folders that a path stands for. A wildcard in its last part that matches no folder stands for files, and is kept
    /// as it is.
    /// </summary>
    internal static IReadOnlyList<string> Expand(string root, string path)
    {
        if (path.StartsWith("**/", StringComparison.Ordinal))
            return Directory.EnumerateFiles(root, path[3..], s_anyDepth).Any() ? [Path.Combine(root, path[3..])] : [];
        List<string> found = [root];
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            var next = new List<string>();
            foreach (string folder in found.Where(Directory.Exists))
            {
                string[] folders = [.. Directory.EnumerateDirectories(folder, part, AnyCase).Order(StringComparer.Ordinal)];
                next.AddRange(folders);
                if (i == parts.Length - 1 && folders.Length == 0)
                {
                    bool wildcard = part.AsSpan().IndexOfAny('*', '?') >= 0;
                    if (Directory.EnumerateFiles(folder, part, AnyCase).Any())
                        next.Add(wildcard ? Path.Combine(folder, part) : Directory.EnumerateFiles(folder, part, AnyCase).First());
                }
            }
            found = next;
        }
        return found;
    }

    /// <summary>How names of a layout are looked for in one folder.</summary>
    internal static EnumerationOptions AnyCase { get; } = new() { MatchCasing = MatchCasing.CaseInsensitive };

    private static readonly EnumerationOptions s_anyDepth = new()
    {
        MatchCasing = MatchCasing.CaseInsensitive,
        RecurseSubdirectories = true,
    };

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
