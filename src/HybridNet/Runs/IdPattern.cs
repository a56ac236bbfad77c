using System.Text.RegularExpressions;

namespace HybridNet;

/// <summary>Regular expressions that find the subject or the group of an image in its id.</summary>
internal static class IdPattern
{
    /// <summary>
    /// The digits before the underscore: 0065_1 belongs to subject 0065, 10_left to 10. A date in front (201902_00001_1, of
    /// subject 201902_00001) is no subject by itself, and in 01_dr, 01_g, 01_h (HRF) the number is that of a photograph of
    /// each kind, of three patients.
    /// </summary>
    public const string Subject =
        @"^((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?_\d+|(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?_)\d+)_(?!(?:dr|g|h)$)";

    /// <summary>The digits before the underscore, whatever follows.</summary>
    public const string Digits = @"^(\d+)_";

    /// <summary>The digit behind the underscore: 0065_1 belongs to group 1.</summary>
    public const string Suffix = @"_(\d)$";

    private static readonly string[] s_digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Compiles what a user wrote.</summary>
    /// <param name="pattern">A .NET regular expression.</param>
    /// <exception cref="InputException">It is none.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, s_patience);
        }
        catch (ArgumentException exception)
        {
            throw new InputException(
                InputError.InvalidArgument,
                $"'{pattern}' is no regular expression: {exception.Message}",
                pattern,
                "Write a .NET regular expression.",
                exception
            );
        }
    }

    /// <summary>The group <c>id</c> of the match, else its first group, else the whole match; null when the id does not
    /// match.</summary>
    /// <param name="pattern">A compiled pattern.</param>
    /// <param name="imageId">Image id.</param>
    /// <exception cref="InputException">The pattern takes too long.</exception>
    public static string? Key(Regex pattern, string imageId)
    {
        Match match = FirstMatch(pattern, imageId);
        if (!match.Success)
            return null;
        if (match.Groups["id"] is { Success: true } named)
            return named.Value;
        return match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
    }

    /// <summary>What <see cref="Subject"/> finds in an id of plain letters, without an object for each of a million.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="letters">How many of its letters, from the first, name the subject; 0 for none.</param>
    /// <returns>False for an id that only the pattern itself can read: with letters other than ASCII's, or a line end.</returns>
    internal static bool TrySubject(ReadOnlySpan<char> imageId, out int letters)
    {
        letters = 0;
        if (imageId.ContainsAnyExceptInRange(' ', '~'))
            return false;
        int digits = LeadingDigits(imageId);
        if (digits == 0 || digits == imageId.Length || imageId[digits] != '_')
            return true;
        int end = digits;
        if (IsDate(imageId[..digits]))
        {
            int number = LeadingDigits(imageId[(digits + 1)..]);
            end = digits + 1 + number;
            if (number == 0 || end == imageId.Length || imageId[end] != '_')
                return true;
        }
        if (imageId[(end + 1)..] is not ("dr" or "g" or "h"))
            letters = end;
        return true;
    }

    /// <summary>What <see cref="Suffix"/> finds in an id of plain letters.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="group">The group; null for none.</param>
    /// <returns>False for an id that only the pattern itself can read.</returns>
    internal static bool TrySuffix(ReadOnlySpan<char> imageId, out string? group)
    {
        group = null;
        if (imageId.ContainsAnyExceptInRange(' ', '~'))
            return false;
        if (imageId is [.., '_', >= '0' and <= '9' and var digit])
            group = s_digits[digit - '0'];
        return true;
    }

    private static int LeadingDigits(ReadOnlySpan<char> text)
    {
        int other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }

    /// <summary>A year from 1900 on, a month, and perhaps a day.</summary>
    private static bool IsDate(ReadOnlySpan<char> digits) =>
        digits.Length is 6 or 8
        && digits[..2] is ("19" or "20")
        && (digits[4] == '0' ? digits[5] != '0' : digits[4] == '1' && digits[5] <= '2')
        && (digits.Length == 6 || digits[6] <= '3');

    /// <summary>
    /// A pattern that goes back for ever is the caller's to mend: it costs a second once, not one for each image.
    /// </summary>
    private static Match FirstMatch(Regex pattern, string imageId)
    {
        try
        {
            return pattern.Match(imageId);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new InputException(
                InputError.InvalidArgument,
                $"The pattern '{pattern}' takes more than a second for the name {imageId}.",
                imageId,
                "Write it without a repetition inside a repetition, such as (a+)+.",
                exception
            );
        }
    }
}
