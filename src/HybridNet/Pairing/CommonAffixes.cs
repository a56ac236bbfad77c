namespace HybridNet.Pairing;

/// <summary>
/// A prefix or suffix that one side has and the other has not, found from the set: 0001 and 0001_mask, pred_0001 and 0001,
/// 01_test and 01_manual1.
/// </summary>
/// <remarks>
/// What all images' names have in common at either end may be taken off them; what some files put around such a key is
/// counted over a sample, and the affix that pairs the most wins. Two affixes that give the same images other files
/// (_1stHO and _2ndHO in one folder) make these images ambiguous. An affix ends where a letter, a number or a sign ends,
/// so that no id is cut in two.
/// </remarks>
internal static class CommonAffixes
{
    private const int Sample = 40,
        MostCandidates = 24;

    public static void Pair(NamePool pool)
    {
        if (pool.ImagesLeft.Count == 0 || pool.FilesLeft.Count == 0)
            return;
        Affix[] found = [.. Candidates(pool).Select(affix => Apply(pool, affix)).Where(affix => affix.Files.Count > 0)];
        if (found.Length == 0)
            return;
        Affix best = found.OrderByDescending(affix => affix.Files.Count).ThenBy(affix => affix.Length).First();
        if (!NameMatcher.IsEnough(pool, best.Files.Count))
            return;
        foreach (Affix other in found.Where(other => 2 * other.Files.Count >= best.Files.Count))
        foreach ((int image, int file) in other.Files)
            if (best.Files.TryGetValue(image, out int own) && own != file && !pool.Ambiguous.ContainsKey(image))
                pool.Doubt(image, [own, file]);
        pool.Pair(
            name => best.Around(name),
            name => name.IdLetters,
            PairingRule.CommonAffix,
            name => best.Inside(name.Id) ?? name.Id
        );
    }

    /// <summary>Pairs the names with an affix, each file once.</summary>
    private static Affix Apply(NamePool pool, Affix affix)
    {
        ILookup<string, int> files = pool.FilesLeft.ToLookup(file => pool.Files[file].IdLetters, StringComparer.Ordinal);
        var pairs = new Dictionary<int, int>();
        foreach (int image in pool.ImagesLeft)
            if (affix.Around(pool.Images[image]) is { } key && files[key].ToArray() is [var only])
                pairs[image] = only;
        return affix with { Files = pairs };
    }

    private static IEnumerable<Affix> Candidates(NamePool pool)
    {
        string[] images = [.. pool.ImagesLeft.Select(image => pool.Images[image].Id)],
            files = [.. pool.FilesLeft.Select(file => pool.Files[file].IdLetters).Distinct()];
        var counts = new Dictionary<Affix, int>();
        foreach ((string prefix, string suffix) in Strips(images))
        {
            var strip = new Affix(prefix, suffix, "", "");
            int step = Math.Max(1, images.Length / Sample);
            for (int i = 0; i < images.Length; i += step)
            {
                // The sign between an id and its affix belongs to the affix.
                if (strip.Inside(images[i]) is not { } inside || EndsInSign(inside, prefix, suffix))
                    continue;
                string key = PairName.Fold(inside);
                foreach (string file in files)
                foreach (int at in Places(file, key))
                {
                    Affix affix = strip with { Before = file[..at], After = file[(at + key.Length)..] };
                    counts[affix] = counts.GetValueOrDefault(affix) + 1;
                }
            }
        }
        return counts.OrderByDescending(entry => entry.Value).Select(entry => entry.Key).Take(MostCandidates);
    }

    private static bool EndsInSign(string inside, string prefix, string suffix) =>
        (prefix.Length > 0 && Kind(inside[0]) == 0) || (suffix.Length > 0 && Kind(inside[^1]) == 0);

    /// <summary>What can be taken off all images' names: nothing, the common prefix, the common suffix, both.</summary>
    private static IEnumerable<(string Prefix, string Suffix)> Strips(string[] names)
    {
        string[] prefixes = [.. Ends(names, fromStart: true)],
            suffixes = [.. Ends(names, fromStart: false)];
        foreach (string prefix in prefixes)
        foreach (string suffix in suffixes)
            yield return (prefix, suffix);
    }

    private static IEnumerable<string> Ends(string[] names, bool fromStart)
    {
        yield return "";
        string first = names[0];
        if (names.Length < 2)
        {
            // One name has no affix in common with others: each of its outer parts may be one.
            for (int length = 1; length < first.Length; length++)
                if (IsJoint(first, fromStart ? length : first.Length - length))
                    yield return fromStart ? first[..length] : first[^length..];
            yield break;
        }
        int common = first.Length;
        foreach (string name in names)
        {
            int same = 0;
            while (same < Math.Min(common, name.Length) && At(first, same) == At(name, same))
                same++;
            common = same;
        }
        for (int length = common; length > 0; length--)
            if (names.All(name => length < name.Length && IsJoint(name, fromStart ? length : name.Length - length)))
                yield return fromStart ? first[..length] : first[^length..];

        char At(string name, int i) => char.ToUpperInvariant(fromStart ? name[i] : name[^(i + 1)]);
    }

    /// <summary>Where a key stands in a name with a joint on both sides.</summary>
    private static IEnumerable<int> Places(string name, string key)
    {
        if (key.Length == 0)
            yield break;
        for (int at = name.IndexOf(key, StringComparison.Ordinal); at >= 0; )
        {
            if (IsJoint(name, at) && IsJoint(name, at + key.Length))
                yield return at;
            at = at + 1 < name.Length ? name.IndexOf(key, at + 1, StringComparison.Ordinal) : -1;
        }
    }

    /// <summary>True where two characters meet that are not both digits and not both letters, and at the ends.</summary>
    private static bool IsJoint(string name, int at) =>
        at <= 0 || at >= name.Length || Kind(name[at - 1]) != Kind(name[at]) || Kind(name[at]) == 0;

    private static int Kind(char letter)
    {
        if (char.IsAsciiDigit(letter))
            return 1;
        return char.IsLetter(letter) ? 2 : 0;
    }
}

/// <summary>What is taken off an image's name, and what a file's name has around the rest.</summary>
/// <param name="Prefix">Taken off the image's start.</param>
/// <param name="Suffix">Taken off the image's end.</param>
/// <param name="Before">The file's start.</param>
/// <param name="After">The file's end.</param>
internal sealed record Affix(string Prefix, string Suffix, string Before, string After)
{
    /// <summary>The files that it gives to images.</summary>
    public IReadOnlyDictionary<int, int> Files { get; init; } = new Dictionary<int, int>();

    /// <summary>Letters that it takes off and puts on.</summary>
    public int Length => Prefix.Length + Suffix.Length + Before.Length + After.Length;

    /// <summary>What is left of an image's name, or null when it has not this affix.</summary>
    public string? Inside(string name) =>
        name.Length > Prefix.Length + Suffix.Length
        && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            ? name[Prefix.Length..^Suffix.Length]
            : null;

    /// <summary>The name that an image's file would have, in one case; null when the image has not this affix.</summary>
    public string? Around(PairName image) => Inside(image.Id) is { } inside ? Before + PairName.Fold(inside) + After : null;

    /// <summary>Equal when the four parts are; the files follow from them.</summary>
    public bool Equals(Affix? other) =>
        other is not null && (Prefix, Suffix, Before, After) == (other.Prefix, other.Suffix, other.Before, other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Prefix, Suffix, Before, After);
}
