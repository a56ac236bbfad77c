using System.Globalization;
using System.Text.RegularExpressions;

namespace HybridNet.Terminals;

/// <summary>
/// What a terminal can show, from what it answers when it is asked and from what it left in the environment.
/// </summary>
/// <remarks>
/// One question asks four things, the last of which every terminal answers, so that nobody waits for what never comes: whether
/// Kitty's graphics are understood, who it is (XTVERSION), how large a letter is (XTWINOPS 16), and its primary device attributes
/// (DA1), where 4 stands for sixel.
/// </remarks>
internal sealed partial record TerminalAnswer
{
    /// <summary>What is sent.</summary>
    public const string Question = "\u001b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001b\\\u001b[>q\u001b[16t\u001b[c";

    private const int UsualWidth = 10,
        UsualHeight = 20,
        LargestCell = 200;

    /// <summary>The best way to show a picture.</summary>
    public required TerminalProtocol Protocol { get; init; }

    /// <summary>Pixels of a letter across.</summary>
    public int CellWidth { get; init; } = UsualWidth;

    /// <summary>Pixels of a letter down.</summary>
    public int CellHeight { get; init; } = UsualHeight;

    /// <summary>It shows 16 million colours; 256 else.</summary>
    public bool TrueColor { get; init; }

    /// <summary>The answer is complete: the device attributes, which come last, are there.</summary>
    /// <param name="answer">What has come so far.</param>
    public static bool IsWhole(string answer) => Attributes().IsMatch(answer);

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">Everything that came back; empty when nothing did.</param>
    /// <param name="variable">Value of an environment variable, or null.</param>
    public static TerminalAnswer Of(string answer, Func<string, string?> variable)
    {
        (int width, int height) = Cell().Match(answer) is { Success: true } cell
            ? (Number(cell.Groups[2].Value), Number(cell.Groups[1].Value))
            : (0, 0);
        return new()
        {
            Protocol = ProtocolOf(answer, variable),
            CellWidth = width is > 0 and <= LargestCell ? width : UsualWidth,
            CellHeight = height is > 0 and <= LargestCell ? height : UsualHeight,
            TrueColor =
                variable("COLORTERM") is "truecolor" or "24bit"
                || variable("WT_SESSION") is { Length: > 0 }
                || variable("TERM_PROGRAM") is { Length: > 0 }
                || variable("TERM") is "xterm-kitty",
        };
    }

    private static TerminalProtocol ProtocolOf(string answer, Func<string, string?> variable)
    {
        if (answer.Contains("\u001b_Gi=31;OK", StringComparison.Ordinal))
            return TerminalProtocol.Kitty;
        if (
            Name().Match(answer) is { Success: true } name
            && (
                name.Groups[1].Value.StartsWith("iTerm2", StringComparison.Ordinal)
                || name.Groups[1].Value.StartsWith("WezTerm", StringComparison.Ordinal)
            )
        )
            return TerminalProtocol.ITerm;
        if (Attributes().Match(answer) is { Success: true } attributes)
            // 4 is sixel; the first number is the terminal's level, not an attribute.
            return attributes.Groups[1].Value.Split(';').Skip(1).Contains("4")
                ? TerminalProtocol.Sixel
                : TerminalProtocol.HalfBlock;
        // Nothing came back, as through some multiplexers: what the terminal left in the environment is all there is.
        if (variable("TERM") == "xterm-kitty" || variable("KITTY_WINDOW_ID") is { Length: > 0 })
            return TerminalProtocol.Kitty;
        return variable("TERM_PROGRAM") is "iTerm.app" or "WezTerm" ? TerminalProtocol.ITerm : TerminalProtocol.HalfBlock;
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex("\u001b\\[\\?([0-9;]+)c")]
    private static partial Regex Attributes();

    [GeneratedRegex("\u001b\\[6;([0-9]+);([0-9]+)t")]
    private static partial Regex Cell();

    [GeneratedRegex("\u001bP>\\|([^\u001b]*)\u001b\\\\")]
    private static partial Regex Name();
}
