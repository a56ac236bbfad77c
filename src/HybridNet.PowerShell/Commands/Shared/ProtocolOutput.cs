using System.Management.Automation;
using HybridNet.Protocols;

namespace HybridNet.PowerShell.Commands;

/// <summary>Results of protocols as a pipeline has them: every figure is a property under the tool's name.</summary>
internal static class ProtocolOutput
{
    /// <summary>A result with its figures as properties; a figure that the tool does not give is null.</summary>
    public static PSObject Of(object result, IReadOnlyList<KeyValuePair<string, FigureValue>> values)
    {
        PSObject row = PSObject.AsPSObject(result);
        // What it is a figure of comes first, in tables of other programs too.
        foreach (string name in (ReadOnlySpan<string>)["Run", "ImageId", "Class", "Protocol"])
            if (row.Properties[name] is { } property)
                row.Properties.Add(new PSNoteProperty(name, property.Value));
        foreach ((string name, FigureValue value) in values)
            row.Properties.Add(new PSNoteProperty(name, value.Raised is null && !value.Absent ? (object)value.Number : null));
        return row;
    }
}
