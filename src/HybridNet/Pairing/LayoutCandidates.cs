using System.IO.Enumeration;

namespace HybridNet.Pairing;

/// <summary>
/// Which layouts a folder could have, from one look at the names in it: a layout whose first folder is not there is not
/// looked for any further. A folder of a million files is then listed once, and not once for each layout.
/// </summary>
internal static class LayoutCandidates
{
    /// <summary>The layouts for which every mark begins with a name that is there.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="files">All layouts.</param>
    public static IEnumerable<LayoutFile> Of(string root, IReadOnlyList<LayoutFile> files)
    {
        List<Beginning> open = [.. files.SelectMany(file => file.Recognize).Select(Begin).Distinct()];
        HashSet<Beginning> there = [.. open.Where(begin => begin.First == "**")];
        open.RemoveAll(there.Contains);
        var entries = new FileSystemEnumerable<string>(root, static (ref _) => "", LayoutFile.AnyCase)
        {
            ShouldIncludePredicate = (ref entry) => Note(ref entry, open, there),
        };
        // Listing marks what is there; what comes back is not looked at.
        foreach (string _ in entries)
            if (open.Count == 0)
                break;
        return files.Where(file => file.Recognize.Select(Begin).All(there.Contains));
    }

    /// <summary>
    /// The first name of a path, and whether it may be a file's: where it is the last one too. It is a class: collections of
    /// classes are compiled before the program starts.
    /// </summary>
    private sealed record Beginning(string First, bool OrFile);

    private static Beginning Begin(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new(parts.Length > 0 ? parts[0] : "", parts.Length == 1);
    }

    private static bool Note(ref FileSystemEntry entry, List<Beginning> open, HashSet<Beginning> there)
    {
        bool any = false;
        for (int i = open.Count - 1; i >= 0; i--)
        {
            (string first, bool orFile) = open[i];
            if (!(orFile || entry.IsDirectory) || !FileSystemName.MatchesSimpleExpression(first, entry.FileName))
                continue;
            there.Add(open[i]);
            open.RemoveAt(i);
            any = true;
        }
        return any;
    }
}
