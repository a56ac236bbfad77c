using System.Buffers;
using System.Text;

namespace HybridNet;

/// <summary>
/// Text for eyes: what would steer a terminal, end an XML file or turn the order of letters is shown as a sign instead. A name
/// out of a file may hold anything, and it reaches tables, messages, charts and pages.
/// </summary>
/// <remarks>
/// C0 controls become their pictures (U+2400 and on), DEL U+2421; C1 controls, which some terminals take for the beginning of an
/// escape sequence, the marks that turn the direction of writing, and halves of a letter that takes two become U+FFFD.
/// The names themselves are never changed: scripts and files go on with what was read.
/// </remarks>
internal static class VisibleText
{
    private const char Replacement = '\uFFFD';
    private const char Pictures = '\u2400';
    private const char PictureOfDelete = '\u2421';

    /// <summary>Several lines of text: line ends and tabs are left as they are.</summary>
    public static string Of(string text) => Of(text, lines: true);

    /// <summary>A name, a cell, a label: one line.</summary>
    public static string OfName(string text) => Of(text, lines: false);

    private static string Of(string text, bool lines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        int first = text.AsSpan().IndexOfAny(Suspects.All);
        if (first < 0)
            return text;
        var shown = new StringBuilder(text, 0, first, text.Length);
        for (int i = first; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                shown.Append(text[i]).Append(text[++i]);
            else if (lines && IsLayout(text, i))
                shown.Append(text[i]);
            else
                shown.Append(Sign(text[i]));
        return shown.ToString();
    }

    private static char Sign(char letter)
    {
        if (letter < ' ')
            return (char)(Pictures + letter);
        if (letter == '\u007F')
            return PictureOfDelete;
        return IsHidden(letter) ? Replacement : letter;
    }

    /// <summary>A tab or the end of a line; a carriage return alone takes a terminal back over what it has shown.</summary>
    private static bool IsLayout(string text, int at) =>
        text[at] is '\t' or '\n' || (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n');

    private static bool IsHidden(char letter) =>
        char.IsControl(letter)
        || char.IsSurrogate(letter)
        || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';

    /// <summary>What may have to be shown as something else: looked for at the first text that is more than plain
    /// letters.</summary>
    private static class Suspects
    {
        public static readonly SearchValues<char> All = SearchValues.Create([
            .. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(letter => IsHidden(letter)),
        ]);
    }
}
