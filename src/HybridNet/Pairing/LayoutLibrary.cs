using System.IO.Enumeration;

namespace HybridNet.Pairing;

/// <summary>What a layout makes of the references that the caller named.</summary>
/// <param name="File">The layout, or null.</param>
/// <param name="Root">The set's folder, or null.</param>
/// <param name="GroundTruth">The references.</param>
/// <param name="Note">What has to be said of it, or null.</param>
internal sealed record LayoutUse(LayoutFile? File, string? Root, IReadOnlyList<string> GroundTruth, string? Note)
{
    /// <summary>The layout's rules for samples; the number of a class of its label maps, when one was asked for.</summary>
    /// <exception cref="InputException">The label maps have classes, and not the one asked for.</exception>
    public SampleRules RulesFor(string? code)
    {
        SampleRules rules = File?.Rules ?? new SampleRules();
        if (code is null || File is null || LayoutLabels.Of(File, Root) is not { Count: > 0 } labels)
            return rules;
        if (!labels.TryGetValue(code, out string? number))
            throw new InputException(
                InputError.InvalidArgument,
                $"The label maps of the layout {File.Name} have no class {code}: there are {string.Join(", ", labels.Keys)}.",
                code,
                "Name one of these with -Lesion, or give the class numbers with -Foreground."
            );
        return rules with { GroundTruthForeground = number, PredictionForeground = number };
    }
}

/// <summary>The layouts that are known: those of some folders, the first of a name counts.</summary>
internal sealed class LayoutLibrary
{
    private const int LevelsUp = 4,
        FewLabels = 4;

    private readonly Lazy<IReadOnlyList<LayoutFile>> _files;

    /// <param name="folders">Folders with layout files, the most important first; one that is not there has none.</param>
    public LayoutLibrary(IEnumerable<string?> folders) =>
        _files = new(() =>
            [
                .. folders
                    .OfType<string>()
                    .Where(Directory.Exists)
                    .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                    .Select(LayoutFile.Read)
                    .DistinctBy(file => file.Name.ToUpperInvariant()),
            ]
        );

    /// <summary>All layouts.</summary>
    public IReadOnlyList<LayoutFile> Files => _files.Value;

    /// <summary>A layout by its name, or by the path of its file.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public LayoutFile Named(string layout)
    {
        if (layout.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(layout))
            return LayoutFile.Read(layout);
        return Files.FirstOrDefault(file => file.Name.Equals(layout, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                InputError.InvalidArgument,
                $"There is no layout '{layout}'. The known ones are {string.Join(", ", Files)}.",
                layout,
                "Name one of these, or the path of a layout file; about_HybridNet_Layouts shows how to write one."
            );
    }

    /// <summary>The layout that a folder has, or null.</summary>
    /// <param name="root">A folder.</param>
    public LayoutFile? Of(string root) =>
        Directory.Exists(root) ? LayoutCandidates.Of(root, Files).FirstOrDefault(file => file.Fits(root)) : null;

    /// <summary>
    /// What the references that the caller named mean: a set's own folder stands for the references of the class in it; one of
    /// its reference folders takes the set's rules for samples and names.
    /// </summary>
    /// <param name="layout">A layout that was asked for by name or path, or null.</param>
    /// <param name="groundTruth">What was named.</param>
    /// <param name="code">The class asked for, or null.</param>
    /// <exception cref="InputException">The set has several classes and none was chosen, or it has not this one.</exception>
    public LayoutUse Use(string? layout, IReadOnlyList<string> groundTruth, string? code)
    {
        LayoutFile? asked = layout is null ? null : Named(layout);
        if (groundTruth is [var only] && Directory.Exists(only))
        {
            LayoutFile? own = asked ?? Of(only);
            if (own is not null && (asked is null || own.ReferencesOf(only, null).Count > 0 || own.Classes.Count > 0))
                if (References(own, only, code) is { Count: > 0 } references)
                    return new(own, only, references, Described(own, only, code));
            for (
                (string? root, int level) = (Path.GetDirectoryName(only), 1);
                root is not null && level <= LevelsUp;
                (root, level) = (Path.GetDirectoryName(root), level + 1)
            )
                // By names first: the folders above may hold thousands of others, and to look there costs more than the masks.
                if (
                    CouldHold(asked, root, only)
                    && (asked ?? Of(root)) is { } above
                    && above.Fits(root)
                    && Holds(above, root, only)
                )
                    return new(above, root, Below(above, root, only, code), Described(above, root, code));
        }
        return new(asked, null, groundTruth, null);
    }

    /// <summary>The references of a class in a set's folder; none when the folder is not of the layout.</summary>
    private static IReadOnlyList<string> References(LayoutFile layout, string root, string? code)
    {
        if (code is null && layout.GroundTruth.Count == 0 && layout.Classes.Count > 0)
        {
            string[] there = [.. layout.Classes.Keys.Where(key => layout.ReferencesOf(root, key).Count > 0)];
            if (there.Length < 2)
                return [.. there.SelectMany(key => layout.ReferencesOf(root, key))];
            throw new InputException(
                InputError.InvalidArgument,
                $"{root} has the layout {layout.Name} with {there.Length} classes: {string.Join(", ", there)}.",
                root,
                $"Choose one with -Lesion, such as -Lesion {there[0]}."
            );
        }
        return layout.ReferencesOf(root, code);
    }

    /// <summary>The folder that was named, or the reference folders in it where it holds nothing else.</summary>
    private static IReadOnlyList<string> Below(LayoutFile layout, string root, string folder, string? code)
    {
        string[] inside = [.. layout.ReferencesOf(root, code).Where(path => Path.GetDirectoryName(path) == folder)];
        return inside.Length > 0 && inside.All(Directory.Exists) ? inside : [folder];
    }

    /// <summary>False when no layout that counts has references of a folder's name; nothing is looked for on disk.</summary>
    private bool CouldHold(LayoutFile? asked, string root, string folder)
    {
        string[] names = Path.GetRelativePath(root, folder).Split(Path.DirectorySeparatorChar);
        return (asked is null ? Files : [asked])
            .SelectMany(layout => layout.GroundTruth.Concat(layout.Classes.Values.SelectMany(paths => paths)))
            .Select(path => path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Any(parts => parts.Length - names.Length is 0 or 1 && Match(parts, names));
    }

    private static bool Match(string[] parts, string[] names)
    {
        for (int i = 0; i < names.Length; i++)
            if (!FileSystemName.MatchesSimpleExpression(parts[i], names[i]))
                return false;
        return true;
    }

    private static bool Holds(LayoutFile layout, string root, string folder) =>
        layout
            .GroundTruth.Concat(layout.Classes.Values.SelectMany(paths => paths))
            .SelectMany(path => LayoutFile.Expand(root, path))
            .Any(path => path == folder || Path.GetDirectoryName(path) == folder);

    /// <summary>A rule that changes numbers and that nobody asked for is said.</summary>
    private static string? Described(LayoutFile layout, string root, string? code)
    {
        var said = new List<string>();
        if (layout.Rules.GroundTruthForeground != new SampleRules().GroundTruthForeground)
            said.Add($"samples {layout.Rules.GroundTruthForeground} of references are foreground");
        if (layout.Rules.Ignore.Count > 0)
            said.Add($"samples {string.Join(", ", layout.Rules.Ignore)} do not count");
        if (layout.Rules.Invert != InvertedSide.None)
            said.Add($"masks are turned ({layout.Rules.Invert})");
        if (code is null && LayoutLabels.Of(layout, root) is { Count: > 1 } labels)
            said.Add(
                "samples are class numbers ("
                    + string.Join(", ", labels.Take(FewLabels).Select(label => $"{label.Key} {label.Value}"))
                    + (labels.Count > FewLabels ? " ..." : "")
                    + "), and without -Lesion all but 0 are one class"
            );
        if (layout.MissingIsEmpty)
            said.Add("an image without a reference file has an empty reference");
        return said.Count == 0 ? null : $"{root} has the layout {layout.Name}: {string.Join("; ", said)}.";
    }
}
