namespace HybridNet.Pairing;

/// <summary>Names that are the same, then names that differ in case or Unicode form only.</summary>
internal static class SameNames
{
    public static void Pair(NamePool pool)
    {
        // A class that is not in the text (a folder, a category) tells two masks of one image apart.
        if (pool.Images.Any(name => name.Class is not null) && pool.Files.Any(name => name.Class is not null))
            pool.Pair(WithClass, WithClass, PairingRule.SameName);
        pool.Pair(name => name.Text, name => name.Text, PairingRule.SameName);
        // A zip from macOS holds decomposed letters, where the same names typed elsewhere are composed.
        pool.Pair(name => name.Letters, name => name.Letters, PairingRule.SameLetters);
    }

    private static string? WithClass(PairName name) =>
        name.Class is null ? null : $"{name.Text}\n{name.Class.ToUpperInvariant()}";
}
