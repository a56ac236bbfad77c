namespace HybridNet.Pairing;

/// <summary>
/// Names that are the same but for the class: 0065_1 and 0065_1_EX, EX/0065_1 and 0065_1_EX. Two names of one class first,
/// then a name that carries a class with one that carries none.
/// </summary>
internal static class ClassNames
{
    public static void Pair(NamePool pool)
    {
        pool.Pair(OfClass, OfClass, PairingRule.ClassName);
        pool.Pair(Classed, Plain, PairingRule.ClassName);
        pool.Pair(Plain, Classed, PairingRule.ClassName);
    }

    private static string? OfClass(PairName name) =>
        name.Class is null ? null : $"{name.IdLetters}\n{name.Class.ToUpperInvariant()}";

    private static string? Classed(PairName name) => name.Class is null ? null : name.IdLetters;

    private static string? Plain(PairName name) => name.Class is null ? name.IdLetters : null;
}

/// <summary>Takes a name apart into id and class.</summary>
/// <param name="codes">Classes whose suffix, prefix or folder is known.</param>
internal sealed class ClassSplitter(IReadOnlyCollection<string> codes)
{
    private const string Joints = "_-. ";

    /// <summary>Finds the class of a name: its suffix, then its prefix, then the innermost folder that is a class.</summary>
    /// <param name="text">The stem.</param>
    /// <param name="folders">Folders between the side's folder and the file, outermost first.</param>
    public (string Id, string? Class) Split(string text, IReadOnlyList<string> folders)
    {
        foreach (string code in codes)
        {
            if (text.Length > code.Length + 1 && text.EndsWith(code, StringComparison.OrdinalIgnoreCase))
                if (Joints.Contains(text[^(code.Length + 1)], StringComparison.Ordinal))
                    return (text[..^(code.Length + 1)], code);
            if (text.Length > code.Length + 1 && text.StartsWith(code, StringComparison.OrdinalIgnoreCase))
                if (Joints.Contains(text[code.Length], StringComparison.Ordinal))
                    return (text[(code.Length + 1)..], code);
        }
        string? folder = folders
            .Reverse()
            .Select(name => codes.FirstOrDefault(code => code.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(code => code is not null);
        return (text, folder);
    }
}
