using System.Globalization;
using System.Text;

namespace HybridNet.Data.Runs;

/// <summary>
/// Numbers as logs and spreadsheets write them: decimal point or comma, scientific notation, nan and inf in any case, words
/// for a missing value, a percent sign, the minus of typographers, and the text of tensors.
/// </summary>
internal static class NumberText
{
    /// <summary>Longest text that can be a number; a longer one is not looked into.</summary>
    private const int Longest = 200;
    private const int LongestMissing = 10;

    private static readonly HashSet<string> s_missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "",
        "nan",
        "none",
        "null",
        "n/a",
        "na",
        "<na>",
        "#n/a",
        "#na",
        "#div/0!",
        "#value!",
        "#num!",
        "-",
        "--",
        "\u2013",
        "\u2014",
        ".",
        "?",
        "undefined",
        "nat",
        "nil",
        "1.#qnan",
        "1.#ind",
        "nan(ind)",
        "nan(snan)",
        "missing",
    };

    /// <summary>Wrappers of one number: tensor(0.53, device='cuda:0'), np.float64(0.5), [0.5].</summary>
    private static readonly string[] s_wrappers = ["tensor", "np.float", "numpy.float", "np.int", "array", "torch"];

    /// <summary>Reads a number with a decimal point.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) => TryParse(text, '.', out value, out _);

    /// <summary>Reads a number.</summary>
    /// <param name="text">The field, trimmed.</param>
    /// <param name="mark">Decimal mark.</param>
    /// <param name="value">The number; what is missing is NaN; 43.5 % is 0.435.</param>
    /// <param name="place">Where it was rounded when it was printed.</param>
    public static bool TryParse(ReadOnlySpan<char> text, char mark, out double value, out PrintedPlace place)
    {
        if (mark == '.' && IsPlain(text, out value))
        {
            place = PrintedPlace.Of(text);
            return true;
        }
        place = default;
        value = double.NaN;
        if (text.Length > Longest)
            return false;
        string clean = Clean(text, mark, out bool percent);
        if (!IsPlain(clean, out value))
            return IsWord(clean, out value);
        place = PrintedPlace.Of(clean);
        if (!percent)
            return true;
        value /= 100;
        place = place.Exponent is { } exponent ? new(exponent - 2) : place;
        return true;
    }

    /// <summary>True for nothing, and for a word that stands for a missing value: nan, None, -, #N/A.</summary>
    public static bool IsMissing(ReadOnlySpan<char> text) =>
        text.Length <= LongestMissing && s_missing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    /// <summary>True for text such as 0.53 ± 0.21: a mean with its deviation.</summary>
    public static bool IsMeanWithDeviation(ReadOnlySpan<char> text) =>
        text.Contains('±')
        || text.IndexOf("+-", StringComparison.Ordinal) > 0
        || text.IndexOf("+/-", StringComparison.Ordinal) > 0;

    /// <summary>A count, which may have marks between its thousands: 1,234 or 1'234 or 1 234.</summary>
    public static bool TryParseCount(ReadOnlySpan<char> text, char mark, out double value)
    {
        // Where a comma is the decimal mark, 1.234 is a thousand and more.
        if (mark == ',' && IsGrouped(text, mark, out value))
            return true;
        return TryParse(text, mark, out value, out _) || IsGrouped(text, mark, out value);
    }

    private static bool IsGrouped(ReadOnlySpan<char> text, char mark, out double value)
    {
        value = double.NaN;
        char thousands = mark == '.' ? ',' : '.';
        var digits = new StringBuilder();
        int inGroup = -1;
        foreach (char letter in text)
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
                inGroup = inGroup < 0 ? -1 : inGroup + 1;
            }
            else if (letter == thousands || letter is '\'' or '\u2019' or '\u00A0' or '\u202F' or ' ')
            {
                if (digits.Length == 0 || inGroup is not (-1 or 3) || (inGroup == -1 && digits.Length > 3))
                    return false;
                inGroup = 0;
            }
            else
                return false;
        return inGroup == 3 && double.TryParse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A number in the plain form; one beyond the range of a double is none, nor is one with zeros behind it.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text, out double value)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return false;
        if (double.IsFinite(value) || !text.ContainsAnyInRange('0', '9'))
            return !text.Contains('\0');
        value = double.NaN;
        return false;
    }

    private static bool IsWord(string text, out double value)
    {
        string name = text.TrimStart('+', '-');
        bool infinite =
            name.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || name.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || name == "\u221E";
        value = double.NaN;
        if (infinite)
            value = text.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity;
        return infinite || s_missing.Contains(text) || s_missing.Contains(name);
    }

    private static string Clean(ReadOnlySpan<char> text, char mark, out bool percent)
    {
        string clean = Unwrap(text.Trim("\u00A0\u202F\u2007\uFEFF \t").ToString());
        percent = clean.EndsWith('%');
        if (percent)
            clean = clean.TrimEnd('%').TrimEnd();
        clean = clean.Replace('\u2212', '-').Replace('\uFF0D', '-');
        return mark == ',' && !clean.Contains('.') ? clean.Replace(',', '.') : clean;
    }

    /// <summary>Takes off ="...", a leading apostrophe, tensor(...) and the brackets of a list of one.</summary>
    private static string Unwrap(string text)
    {
        if (text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"'))
            text = text[2..^1];
        text = text.TrimStart('\'');
        if (text.EndsWith(')') && text.IndexOf('(') is > 0 and var open && Array.Exists(s_wrappers, text.StartsWith))
            text = Unwrap(text[(open + 1)..^1].Split(',')[0].Trim());
        if (text.StartsWith('[') && text.EndsWith(']') && !text.Contains(','))
            text = Unwrap(text[1..^1].Trim());
        return text;
    }
}
