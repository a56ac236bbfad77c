namespace HybridNet.Pairing;

/// <summary>
/// Pairs the names of two sides one to one over the whole set, from exact to loose: same name; same letters; class;
/// common prefix or suffix; number.
/// </summary>
/// <remarks>
/// A rule sees only what the rules before it left over. Whether a looser rule may speak at all is decided by the set: a
/// suffix that one file of a thousand has pairs nothing.
/// </remarks>
internal static class NameMatcher
{
    /// <summary>Pairs images with files.</summary>
    /// <param name="images">Names of the images.</param>
    /// <param name="files">Names of the files of one side.</param>
    /// <param name="setSize">Images of the whole set: those that are left over of a set are not a set of their own.</param>
    public static NamePool Match(IReadOnlyList<PairName> images, IReadOnlyList<PairName> files, int setSize)
    {
        var pool = new NamePool(images, files) { SetSize = setSize };
        Exact(pool);
        Loose(pool);
        return pool;
    }

    /// <summary>The rules for names that are the same.</summary>
    public static void Exact(NamePool pool)
    {
        SameNames.Pair(pool);
        ClassNames.Pair(pool);
    }

    /// <summary>The rules for names that are alike: each a guess over the set.</summary>
    public static void Loose(NamePool pool)
    {
        CommonAffixes.Pair(pool);
        NumbersInNames.Pair(pool);
    }

    /// <summary>
    /// A loose rule may pair when it pairs at least half of what could be paired, and more than one image of several.
    /// </summary>
    public static bool IsEnough(NamePool pool, int paired)
    {
        int possible = Math.Min(pool.ImagesLeft.Count, pool.FilesLeft.Count);
        bool onlyImage = pool.SetSize == 1;
        return paired > 0 && 2 * paired >= possible && (paired > 1 || onlyImage);
    }
}
