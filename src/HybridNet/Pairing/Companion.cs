using HybridNet.Ensembling;

namespace HybridNet.Pairing;

/// <summary>
/// Files of the same images that are named beside the sides of a run: masks of another structure or of a further reader,
/// photographs, the maps of another member.
/// </summary>
/// <param name="Side">What the files are.</param>
/// <param name="Name">What they are called together: the folder's name.</param>
/// <param name="Sources">Folders, files, wildcards in a folder.</param>
internal sealed record Companion(ImageSide Side, string Name, IReadOnlyList<string> Sources)
{
    /// <summary>Every class of an image has the same file: a structure or a photograph knows no class.</summary>
    public bool IsShared => Side is ImageSide.Structure or ImageSide.Photo;

    /// <summary>Companions, each called as its folder is, with as much of the path as tells them apart.</summary>
    /// <param name="side">What the files are.</param>
    /// <param name="sources">What was named for each.</param>
    public static IReadOnlyList<Companion> Of(ImageSide side, IReadOnlyList<IReadOnlyList<string>> sources)
    {
        string[] folders = [.. sources.Select(FolderOf)],
            names = [.. folders.Select(folder => Path.GetFileName(folder))];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            names = MemberNames.Of(folders);
        return [.. names.Select((name, i) => new Companion(side, name, sources[i]))];
    }

    private static string FolderOf(IReadOnlyList<string> sources)
    {
        string first = Path.TrimEndingDirectorySeparator(sources[0]);
        return Directory.Exists(first) ? first : Path.GetDirectoryName(first) ?? first;
    }
}
