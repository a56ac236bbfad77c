using System.Management.Automation.Host;

namespace HybridNet.PowerShell;

/// <summary>Names and ids in a table that also has figures.</summary>
/// <remarks>
/// PowerShell makes a column as wide as its longest text and takes what is missing from the last columns, which then show one
/// digit a line. A name is cut in its middle instead, and only where the window has no room for it beside the figures: beginnings
/// and ends are what names differ in. Format-List has the whole one.
/// </remarks>
public static partial class ViewText
{
    private const int ShortestRun = 8,
        ShortestId = 12,
        IdHeader = 7,
        RunHeader = 3;

    /// <summary>The name of a run.</summary>
    /// <param name="run">The name, or null.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="figures">Columns that the figures of the table take, with the gaps before them.</param>
    /// <param name="id">The id in the same row, or null where the table has none.</param>
    public static object? Short(object? run, PSHost host, int figures, object? id) =>
        Cut(Name(run), Math.Max(ShortestRun, Room(host, figures) - Length(id, IdHeader)));

    /// <summary>The id of an image.</summary>
    /// <param name="id">The id, or null.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="figures">Columns that the figures of the table take, with the gaps before them.</param>
    /// <param name="run">The run in the same row, or null.</param>
    public static object? ShortId(object? id, PSHost host, int figures, object? run) =>
        Cut(Name(id), Math.Max(ShortestId, Room(host, figures) - Math.Min(Length(run, RunHeader), ShortestRun)));

    private static int Room(PSHost host, int figures) => HostWindow.Width(host) - 1 - figures;

    private static int Length(object? value, int least) => value is null ? 0 : Math.Max(least, $"{Name(value)}".Length);

    private static object? Cut(object? name, int width) =>
        name is string text && text.Length > width
            ? $"{text.AsSpan(0, width / 2)}…{text.AsSpan(text.Length - (width - 1 - (width / 2)))}"
            : name;
}
