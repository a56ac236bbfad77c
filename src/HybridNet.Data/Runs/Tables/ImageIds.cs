using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs;

/// <summary>Brings the ids of a table to the form that split tables and masks have: no folder, no extension, no spreadsheet's
/// marks.</summary>
/// <remarks>A form is only taken when it fits every id of the table and keeps them apart.</remarks>
internal static partial class ImageIds
{
    private static readonly string[] s_extensions =
    [
        ".nii.gz",
        ".nii",
        ".mha",
        ".mhd",
        ".nrrd",
        ".dcm",
        .. ImageFolder.Extensions,
    ];

    /// <summary>The id without what a spreadsheet adds to keep it text: ="0007_1" and '0007_1.</summary>
    public static string WithoutMarks(string id)
    {
        if (id.Length > 3 && id.StartsWith("=\"", StringComparison.Ordinal) && id.EndsWith('"'))
            return id[2..^1];
        return id.Length > 1 && id[0] == '\'' ? id[1..] : id;
    }

    /// <summary>The file name of a path without its extension.</summary>
    public static string Stem(string path)
    {
        string name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        foreach (string extension in s_extensions)
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return name[..^extension.Length];
        return name;
    }

    /// <summary>Ids as they are compared; null when they stay as they are.</summary>
    /// <param name="ids">Every id of a table.</param>
    /// <param name="file">The table, for what is said.</param>
    /// <param name="notes">Told what was changed, with an example.</param>
    public static string[]? Reduce(IReadOnlyList<string> ids, string file, ReadNotes notes)
    {
        string[]? changed = null;
        if (!ids.Any(id => MayChange(id)))
            return null;
        Try(WithoutMarks, "marks of a spreadsheet were taken off", all: false);
        Try(Stem, "were reduced to the name of the file", all: false);
        Try(id => Decimal().IsMatch(id) ? id[..^2] : id, "lost a decimal part of zero", all: true);
        return changed;

        void Try(Func<string, string> form, string what, bool all)
        {
            IReadOnlyList<string> now = changed ?? ids;
            string[] next = [.. now.Select(form)];
            int count = 0;
            string? example = null;
            for (int i = 0; i < next.Length; i++)
                if (!ReferenceEquals(next[i], now[i]) && next[i] != now[i])
                {
                    count++;
                    example ??= $"{now[i]} is {next[i]}";
                }
            if (
                count == 0
                || (all && count < next.Length)
                || next.Distinct(StringComparer.Ordinal).Count() < now.Distinct(StringComparer.Ordinal).Count()
            )
                return;
            changed = next;
            notes.Say($"{file}: {count} of {next.Length} ids {what}: {example}.", warn: false);
        }
    }

    /// <summary>
    /// Ids of a split table in which one image stands with an extension and without: 0007_1 and 0007_1.png are one image, which
    /// may be in two splits. Null when there is none. Ids with folders are left alone: a/1 and b/1 are two.
    /// </summary>
    /// <param name="ids">Every id of the table.</param>
    /// <param name="file">The table, for what is said.</param>
    /// <param name="notes">Told how many, with an example.</param>
    public static string[]? ReduceTwins(IReadOnlyList<string> ids, string file, ReadNotes notes)
    {
        if (!ids.Any(id => MayChange(id)) || ids.Any(id => id.AsSpan().ContainsAny('/', '\\')))
            return null;
        HashSet<string> all = [.. ids];
        string[] twins = [.. ids.Where(id => Stem(id) is var stem && stem != id && all.Contains(stem)).Distinct()];
        if (twins.Length == 0)
            return null;
        notes.Say(
            $"{file}: {twins.Length} ids stand with and without an extension, and are one image each: {twins[0]} is "
                + $"{Stem(twins[0])}.",
            warn: true
        );
        return [.. ids.Select(Stem)];
    }

    /// <summary>A quick look: most tables have plain ids, and may have a million.</summary>
    public static bool MayChange(ReadOnlySpan<char> id) => id[0] is '=' or '\'' || id.ContainsAny('/', '\\', '.');

    /// <summary>
    /// Ids of a table as the split table writes them, where a spreadsheet took leading zeros off: 7 is 0007 there. Null when
    /// some ids are in the split table as they are, or not every id has exactly one partner.
    /// </summary>
    public static string[]? WithZeros(IReadOnlyList<string> ids, IEnumerable<string> others)
    {
        Dictionary<string, List<string>> byValue = others
            .Distinct(StringComparer.Ordinal)
            .GroupBy(id => id.TrimStart('0'))
            .ToDictionary(group => group.Key, group => group.ToList());
        if (byValue.Count == 0)
            return null;
        var found = new string[ids.Count];
        bool any = false;
        for (int i = 0; i < found.Length; i++)
        {
            if (!byValue.TryGetValue(ids[i].TrimStart('0'), out List<string>? partners) || partners.Count != 1)
                return null;
            found[i] = partners[0];
            any |= found[i] != ids[i];
        }
        return any && !ids.Any(id => id.StartsWith('0')) ? found : null;
    }

    [GeneratedRegex(@"^\d+\.0$")]
    private static partial Regex Decimal();
}
