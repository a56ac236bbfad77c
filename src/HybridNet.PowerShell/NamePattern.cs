using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell;

/// <summary>A name with PowerShell's wildcards, matched in time that grows with the length of the name alone.</summary>
/// <remarks>
/// PowerShell's own matcher tries every way to share a name out among the stars of a pattern; *x*x*x*x*x!, held against ids of a
/// thousand letters, takes minutes. The same language (*, ?, [abc], [a-z], ` before a letter that is meant) is a regular
/// expression here, for the engine of .NET that never goes back (RegexOptions.NonBacktracking). Upper and lower case are one.
/// </remarks>
internal sealed class NamePattern
{
    private readonly Regex _pattern;

    /// <param name="text">The pattern.</param>
    /// <exception cref="InputException">A bracket is not closed.</exception>
    public NamePattern(string text)
    {
        var regex = new StringBuilder("^");
        for (int i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '*':
                    regex.Append(".*");
                    break;
                case '?':
                    regex.Append('.');
                    break;
                case '[':
                    i = AppendSet(regex, text, i + 1);
                    break;
                case '`' when i + 1 < text.Length:
                    regex.Append(Regex.Escape(text[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        _pattern = new Regex(
            regex.Append(@"\z").ToString(),
            RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
    }

    /// <summary>True when a name is one that the pattern means.</summary>
    /// <param name="name">The name.</param>
    public bool IsMatch(string name) => _pattern.IsMatch(name);

    /// <summary>The letters of a set, as far as its closing bracket; gives the place of that.</summary>
    private static int AppendSet(StringBuilder regex, string text, int from)
    {
        int end = from;
        while (end < text.Length && (text[end] != ']' || end == from))
            end += text[end] == '`' ? 2 : 1;
        if (end >= text.Length)
            throw new InputException(
                InputError.InvalidArgument,
                $"In the pattern '{text}' a [ has no ].",
                text,
                "Close the bracket, or write `[ for the letter itself."
            );
        regex.Append('[');
        for (int i = from; i < end; i++)
        {
            bool range = text[i] == '-' && i > from && i + 1 < end;
            if (text[i] == '`' && i + 1 < end)
                i++;
            regex.Append(range ? "-" : $@"\u{(int)text[i]:X4}");
        }
        regex.Append(']');
        return end;
    }

    /// <summary>True for a text that means more than itself.</summary>
    /// <param name="text">The text.</param>
    public static bool HasWildcards(string text) => WildcardPattern.ContainsWildcardCharacters(text);
}
