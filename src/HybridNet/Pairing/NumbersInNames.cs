using System.Text.RegularExpressions;

namespace HybridNet.Pairing;

/// <summary>
/// One number in the names, compared as a number (7 is 007), where it tells all names of a side apart: the first, the
/// second and so on; else all numbers together.
/// </summary>
internal static partial class NumbersInNames
{
    private const int MostNumbers = 6;

    public static void Pair(NamePool pool)
    {
        if (pool.ImagesLeft.Count == 0 || pool.FilesLeft.Count == 0)
            return;
        if (UniqueNumber(pool.Images) is not { } image || UniqueNumber(pool.Files) is not { } file)
            return;
        HashSet<string> keys = [.. pool.FilesLeft.Select(index => file(pool.Files[index])).OfType<string>()];
        int paired = pool.ImagesLeft.Count(index => image(pool.Images[index]) is { } key && keys.Contains(key));
        if (NameMatcher.IsEnough(pool, paired))
            pool.Pair(image, file, PairingRule.Number);
    }

    /// <summary>Which number of a name tells the names of a side apart; null when none does.</summary>
    private static Func<PairName, string?>? UniqueNumber(IReadOnlyList<PairName> names)
    {
        for (int i = 0; i <= MostNumbers; i++)
        {
            int which = i;
            Func<PairName, string?> key = i < MostNumbers ? name => Number(name.Id, which) : name => AllNumbers(name.Id);
            string?[] keys = [.. names.Select(key)];
            if (keys.All(text => text is not null) && keys.Distinct(StringComparer.Ordinal).Count() == keys.Length)
                return key;
        }
        return null;
    }

    private static string? Number(string name, int which)
    {
        MatchCollection numbers = Digits().Matches(name);
        return which < numbers.Count ? Plain(numbers[which].Value) : null;
    }

    private static string? AllNumbers(string name)
    {
        MatchCollection numbers = Digits().Matches(name);
        return numbers.Count == 0 ? null : string.Join('_', numbers.Select(number => Plain(number.Value)));
    }

    private static string Plain(string digits) => digits.TrimStart('0') is { Length: > 0 } number ? number : "0";

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
