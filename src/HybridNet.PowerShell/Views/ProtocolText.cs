using System.Globalization;
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

    private static string Number(in FigureValue value)
    {
        if (value.Raised is not null)
            return "raises";
        return value.Absent ? "-" : value.Number.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
