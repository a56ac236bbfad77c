namespace HybridNet.Data.Tables;

/// <summary>
/// Texts in CSV that a spreadsheet would take for a formula. An apostrophe before them makes it show text; reading takes it off
/// again, so that every text comes back as it was.
/// </summary>
internal static class SheetText
{
    private const char Mark = '\'';

    /// <summary>The cell of a text.</summary>
    public static string Write(string text) => IsFormula(text.AsSpan().TrimStart(Mark)) ? Mark + text : text;

    /// <summary>The text of a cell.</summary>
    public static string Read(string cell) =>
        cell.StartsWith(Mark) && IsFormula(cell.AsSpan().TrimStart(Mark)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<char> text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
