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
        var open = new List<(string First, bool OrFile)>(files.SelectMany(file => file.Recognize).Select(Begin).Distinct());
        HashSet<(string First, bool OrFile)> there = [.. open.Where(begin => begin.First == "**")];
        open.RemoveAll(there.Contains);
        var entries = new FileSystemEnumerable<bool>(root, static (ref _) => true, LayoutFile.AnyCase)
        {
            ShouldIncludePredicate = (ref entry) => Note(ref entry, open, there),
        };
        // Listing marks what is there; what comes back is not looked at.
        foreach (bool _ in entries)
            if (open.Count == 0)
                break;
        return files.Where(file => file.Recognize.Select(Begin).All(there.Contains));
    }

    /// <summary>The first name of a path, and whether it may be a file's: where it is the last one too.</summary>
    private static (string First, bool OrFile) Begin(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (parts.FirstOrDefault() ?? "", parts.Length == 1);
    }

    private static bool Note(
        ref FileSystemEntry entry,
        List<(string First, bool OrFile)> open,
        HashSet<(string First, bool OrFile)> there
    )
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
