using HybridNet.Panels;

namespace HybridNet.PowerShell.Values;

/// <summary>One mask of a panel, as a hashtable says it: @{ Name = 'EX'; GroundTruth = 'gt.png'; Prediction = 'p.png'
/// }.</summary>
public sealed class PanelMaskInput
{
    /// <summary>Name; layouts and legends call the mask by it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Reference masks; their union is the reference.</summary>
    public string[] GroundTruth { get; set; } = [];

    /// <summary>Predicted mask; none when left out.</summary>
    public string? Prediction { get; set; }

    /// <summary>Colour, as #rrggbb or a web colour's name; the palette's next one when left out.</summary>
    public string? Color { get; set; }

    /// <summary>A colour from text.</summary>
    /// <param name="text">#rrggbb or a web colour's name.</param>
    /// <exception cref="InputException">It is neither.</exception>
    internal static Rgb ColorOf(string text)
    {
        if (
            text is ['#', ..]
            && text.Length == 7
            && int.TryParse(
                text.AsSpan(1),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out int value
            )
        )
            return new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        var known = System.Drawing.Color.FromName(text);
        return known is { IsKnownColor: true, IsSystemColor: false }
            ? new(known.R, known.G, known.B)
            : throw new InputException(
                InputError.InvalidArgument,
                $"'{text}' is no color.",
                text,
                "Write it as #rrggbb, or by its name on the web: cyan, magenta, orange."
            );
    }
}
