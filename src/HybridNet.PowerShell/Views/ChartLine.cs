using System.Text.RegularExpressions;

namespace HybridNet.PowerShell;

/// <summary>
/// One line of a chart in the terminal: coloured where it is shown, plain wherever it becomes text (a file, a match, a join).
/// </summary>
public sealed partial class ChartLine
{
    internal ChartLine(string colored)
    {
        Colored = colored;
        Text = Color().Replace(colored, "");
    }

    /// <summary>The line without colours.</summary>
    public string Text { get; }

    /// <summary>The line with its colours as escape codes.</summary>
    public string Colored { get; }

    /// <summary>The line without colours.</summary>
    public override string ToString() => Text;

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Color();
}
