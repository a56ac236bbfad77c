using System.Globalization;
using System.Management.Automation.Host;
using HybridNet.Protocols;

namespace HybridNet.PowerShell;

/// <summary>What the views of protocols show.</summary>
public static class ProtocolText
{
    private const int Shown = 4;

    /// <summary>The first figures of a result, and how many more there are.</summary>
    /// <param name="result">A result of an image or of maps.</param>
    public static string Figures(object result)
    {
        IReadOnlyList<KeyValuePair<string, FigureValue>> values = result switch
        {
            ProtocolResult image => image.Values,
            ProtocolCurve curve => curve.Values,
            _ => [],
        };
        string first = string.Join("  ", values.Take(Shown).Select(value => $"{value.Key} {Number(value.Value)}"));
        return values.Count > Shown ? $"{first}  and {values.Count - Shown} more" : first;
    }

    /// <summary>Whose the smallest and the largest mean are: in one line where there is room, else in two.</summary>
    /// <param name="spread">A figure.</param>
    /// <param name="host">The host, for the width of its window.</param>
    /// <param name="taken">Columns that the rest of the table takes.</param>
    public static string Tools(ProtocolSpread spread, PSHost host, int taken)
    {
        int width = Math.Max(20, HostWindow.Width(host) - taken - 1);
        string least = VisibleText.OfName(spread.LeastBy),
            most = VisibleText.OfName(spread.MostBy),
            line = least == most ? least : $"{least} to {most}";
        return line.Length <= width ? line : $"{ViewText.Wrap(least, width)}\n{ViewText.Wrap("to " + most, width)}";
    }

    private static string Number(in FigureValue value)
    {
        if (value.Raised is not null)
            return "raises";
        return value.Absent ? "-" : value.Number.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
