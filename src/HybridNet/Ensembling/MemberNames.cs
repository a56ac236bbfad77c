namespace HybridNet.Ensembling;

/// <summary>Short names of members that still tell them apart.</summary>
internal static class MemberNames
{
    /// <summary>The level of the paths in which they differ; more levels where one is not enough.</summary>
    /// <param name="paths">Absolute paths of folders.</param>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        string[][] parts =
        [
            .. paths.Select(path =>
                Path.TrimEndingDirectorySeparator(path).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)
            ),
        ];
        int deepest = parts.Max(levels => levels.Length);
        while (parts.All(levels => levels.Length > 1 && levels[^1] == parts[0][^1]))
            parts = [.. parts.Select(levels => levels[..^1])];
        for (int depth = 1; depth <= deepest; depth++)
        {
            string[] names = [.. parts.Select(levels => string.Join('/', levels.TakeLast(depth)))];
            if (names.Distinct(StringComparer.Ordinal).Count() == names.Length)
                return names;
        }
        // The same folder twice: its place in the order tells.
        return [.. paths.Select((path, i) => $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))} ({i + 1})")];
    }
}
