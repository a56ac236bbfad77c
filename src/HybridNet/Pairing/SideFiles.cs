using System.Text.RegularExpressions;
using HybridNet.Masks.Coco;

namespace HybridNet.Pairing;

/// <summary>
/// The files of one side: folders, files, and wildcards in a folder. Each folder or wildcard is a group of its own, for an
/// image may have one file of each.
/// </summary>
/// <remarks>Lists names only. What is no image, hidden, or of another class is left out, each with its reason.</remarks>
internal sealed class SideFiles
{
    /// <summary>How the reason begins for which a file takes no part whose name the pattern does not match.</summary>
    internal const string OutsidePattern = "its name does not match";

    /// <summary>Endings that are images or volumes to somebody, though nothing here reads them.</summary>
    private static readonly HashSet<string> s_unread = new(StringComparer.OrdinalIgnoreCase)
    {
        ".nii",
        ".gz",
        ".dcm",
        ".mha",
        ".mhd",
        ".nrrd",
        ".jp2",
        ".heic",
        ".exr",
        ".svg",
        ".mat",
        ".zarr",
        ".h5",
        ".hdf5",
        ".xml",
        ".geojson",
        ".pkl",
        ".pt",
        ".zip",
        ".rar",
    };

    private readonly List<LeftOutFile> _leftOut = [];
    private readonly List<string> _below = [];
    private readonly PairingOptions _options;
    private readonly Regex? _pattern;
    private readonly ClassSplitter _splitter;

    private SideFiles(ImageSide side, PairingOptions options, IReadOnlyCollection<string> codes)
    {
        (Side, _options, _splitter) = (side, options, new ClassSplitter(codes));
        _pattern = options.PatternOf(side) is { } pattern ? HybridNet.IdPattern.Compile(pattern) : null;
    }

    /// <summary>The side.</summary>
    public ImageSide Side { get; }

    /// <summary>What was named: folders, files, wildcards.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>The names of each folder, in order.</summary>
    public IReadOnlyList<IReadOnlyList<PairName>> Groups { get; private set; } = [];

    /// <summary>Every name.</summary>
    public IEnumerable<PairName> Names => Groups.SelectMany(group => group);

    /// <summary>Files that take no part.</summary>
    public IReadOnlyList<LeftOutFile> LeftOut => _leftOut;

    /// <summary>Sub-folders that were not looked into.</summary>
    public int SubFolders { get; private set; }

    /// <summary>Folders below the side's own that hold images and were not looked into.</summary>
    public IReadOnlyList<string> Unseen => [.. _below.Where(ImageFolder.HoldsImage)];

    /// <summary>Maps that were there in a less exact format too.</summary>
    public int Doubles { get; private set; }

    /// <summary>All names of the side carry another class than the one asked for; the class, or null.</summary>
    public string? OtherClass { get; private set; }

    /// <summary>A side of one folder whose names are known.</summary>
    /// <param name="side">The side.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Names of its files.</param>
    public static SideFiles Of(ImageSide side, string folder, IEnumerable<string> names) =>
        new(side, new PairingOptions(), [])
        {
            Sources = [folder],
            Groups =
            [
                [.. names.Select(name => new PairName(Path.GetFileNameWithoutExtension(name), Path.Join(folder, name)))],
            ],
        };

    /// <summary>Lists a side.</summary>
    /// <param name="side">The side.</param>
    /// <param name="sources">Folders, files, wildcards in a folder.</param>
    /// <param name="options">Patterns and depth.</param>
    /// <param name="codes">Classes that names may carry.</param>
    /// <param name="names">The COCO file that names the images of result files, or null.</param>
    /// <exception cref="InputException">A folder does not exist or cannot be listed, or a pattern is none.</exception>
    public static SideFiles List(
        ImageSide side,
        IEnumerable<string> sources,
        PairingOptions options,
        IReadOnlyCollection<string> codes,
        CocoFile? names = null
    )
    {
        var files = new SideFiles(side, options, codes) { Sources = [.. sources.Distinct(StringComparer.Ordinal)] };
        var groups = new List<IReadOnlyList<PairName>>();
        var loose = new List<(string Root, string Path)>();
        foreach (string source in files.Sources)
        {
            string last = Path.GetFileName(source);
            if (Directory.Exists(source))
                groups.Add(files.Group(files.InFolder(source, "*")));
            else if (last.AsSpan().IndexOfAny('*', '?') >= 0 && !File.Exists(source))
                groups.Add(files.Group(files.InFolder(Path.GetDirectoryName(source) ?? "", last)));
            else if (CocoFile.IsCoco(source) && File.Exists(source))
                groups.Add([
                    .. CocoFile
                        .Open(source)
                        .Masks(names)
                        .Select(mask => new PairName(mask.Image, mask.Path) { Class = mask.Category }),
                ]);
            else if (File.Exists(ImageFolder.FileOf(source)))
                loose.Add(("", source));
            else
                throw new InputException(
                    InputError.PathNotFound,
                    $"There is no file or folder {source}.",
                    source,
                    "Check the path."
                );
        }
        string common = CommonFolder(loose.Select(file => file.Path));
        if (loose.Count > 0)
            groups.Add(files.Group(loose.Select(file => (common, file.Path))));
        files.Groups = groups;
        return files;
    }

    /// <summary>Leaves out names of other classes than the one asked for.</summary>
    /// <param name="wanted">The class.</param>
    /// <param name="insist">
    /// A side whose names all carry one other class has no file of this one; else the class in its names is taken for a
    /// mistake, and remembered in <see cref="OtherClass"/>.
    /// </param>
    public void Choose(string wanted, bool insist)
    {
        string[] classes = [.. Names.Select(name => name.Class).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        bool all = Names.Any() && Names.All(name => name.Class is not null);
        if (!insist && all && classes is [var only] && !only.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            OtherClass = only;
            Groups = [.. Groups.Select(group => group.Select(name => name with { Class = wanted }).ToArray())];
            return;
        }
        foreach (PairName name in Names.Where(name => name.Class is not null && !Is(name.Class)))
            _leftOut.Add(new(name.Path!, Side, $"class {name.Class}"));
        Groups = [.. Groups.Select(group => group.Where(name => name.Class is null || Is(name.Class)).ToArray())];

        bool Is(string name) => name.Equals(wanted, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Notes that a file fits no image.</summary>
    public void Leave(PairName name, string reason, bool loud) => _leftOut.Add(new(name.Path!, Side, reason) { Loud = loud });

    private IEnumerable<(string Root, string Path)> InFolder(string folder, string wildcard)
    {
        string[] files;
        try
        {
            var depth = new EnumerationOptions
            {
                RecurseSubdirectories = _options.Recurse,
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = false,
                MatchCasing = MatchCasing.CaseInsensitive,
            };
            files = [.. Directory.EnumerateFiles(folder, wildcard, depth).Order(StringComparer.Ordinal)];
            if (!_options.Recurse)
            {
                string[] below = [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
                SubFolders += below.Length;
                // A wildcard names its files; a folder may be meant whole.
                if (wildcard == "*")
                    _below.AddRange(below);
            }
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new InputException(
                InputError.PathNotFound,
                $"There is no folder {folder}.",
                folder,
                "Check the path.",
                exception
            );
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unlistable(folder, exception);
        }
        return files.Select(file => (folder, file));
    }

    private PairName[] Group(IEnumerable<(string Root, string Path)> files)
    {
        var taken = new List<(string Path, string Stem, string[] Folders)>();
        foreach ((string root, string path) in files)
        {
            string ending = Path.GetExtension(ImageFolder.FileOf(path));
            if (Path.GetFileName(path).StartsWith('.'))
                _leftOut.Add(new(path, Side, "hidden: macOS writes ._ files beside others") { Loud = ImageFolder.IsImage(path) });
            else if (!ImageFolder.IsImage(path))
                _leftOut.Add(new(path, Side, $"{ending} is not read as an image") { Loud = s_unread.Contains(ending) });
            else
                taken.Add((path, Path.GetFileNameWithoutExtension(ImageFolder.FileOf(path)), FoldersBetween(root, path)));
        }
        if (Side is ImageSide.Probability or ImageSide.Member)
            taken = MostExact(taken);
        // A folder that is a class tells masks of one image apart; it is no part of the image's name.
        bool stems = AllDiffer(taken.Select(file => $"{_splitter.Split("", file.Folders).Class}\n{file.Stem}")),
            folders = !stems && AllDiffer(taken.Select(file => file.Folders.LastOrDefault()));
        var names = new List<PairName>();
        foreach ((string path, string stem, string[] between) in taken)
        {
            string text = stem;
            if (folders)
                text = between[^1];
            else if (!stems)
                text = string.Join('/', between.Append(stem));
            if (_pattern is null)
            {
                (string id, string? code) = _splitter.Split(text, between);
                names.Add(new PairName(text, path) { Id = id, Class = code });
            }
            else if ((IdOf(stem) ?? IdOf(string.Join('/', between.Append(stem)))) is { } matched)
                names.Add(new PairName(matched, path) { Class = _splitter.Split(stem, between).Class });
            else
                _leftOut.Add(new(path, Side, $"{OutsidePattern} {_pattern}") { Loud = true });
        }
        return [.. names];
    }

    /// <summary>The folder that all files are in, at any depth.</summary>
    private static string CommonFolder(IEnumerable<string> paths)
    {
        string? common = null;
        foreach (string path in paths)
        {
            string folder = Path.GetDirectoryName(path) ?? "";
            common ??= folder;
            while (
                common.Length > 0
                && folder != common
                && !folder.StartsWith(common + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
                common = Path.GetDirectoryName(common) ?? "";
        }
        return common ?? "";
    }

    private string? IdOf(string text) => HybridNet.IdPattern.Key(_pattern!, text);

    private static bool AllDiffer(IEnumerable<string?> texts)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return texts.All(text => text is not null && seen.Add(text));
    }

    private static string[] FoldersBetween(string root, string path)
    {
        string relative = Path.GetRelativePath(root, Path.GetDirectoryName(path) ?? root);
        return relative is "." or "" ? [] : relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
    }

    /// <summary>Of one map in several formats the most exact is read.</summary>
    private List<(string Path, string Stem, string[] Folders)> MostExact(List<(string Path, string Stem, string[] Folders)> files)
    {
        var best = new List<(string Path, string Stem, string[] Folders)>();
        foreach (var same in files.GroupBy(file => string.Join('/', file.Folders.Append(file.Stem)), StringComparer.Ordinal))
        {
            var first = same.MinBy(file => ImageFolder.Exactness(file.Path));
            best.Add(first);
            foreach (var other in same.Where(file => file.Path != first.Path))
                _leftOut.Add(new(other.Path, Side, "the same map is there in a more exact format"));
            Doubles += same.Count() > 1 ? 1 : 0;
        }
        return best;
    }
}
