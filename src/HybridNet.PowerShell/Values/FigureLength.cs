using System.Globalization;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Values;

/// <summary>A length on a figure: 860 (pixels), 85mm, 8.5cm, 3.35in, 240pt.</summary>
public sealed partial class FigureLength
{
    private const double PixelsAnInch = 96,
        MillimetresAnInch = 25.4;

    /// <summary>A length in pixels.</summary>
    /// <param name="pixels">Pixels of 1/96 inch.</param>
    public FigureLength(double pixels) => Pixels = pixels;

    /// <summary>A length from text.</summary>
    /// <param name="text">A number, with its unit or as pixels.</param>
    /// <exception cref="ArgumentException">It is no length.</exception>
    public FigureLength(string text)
    {
        if (
            Length().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        )
            throw new ArgumentException($"'{text}' is no length: write 860 (pixels), 85mm, 8.5cm, 3.35in or 240pt.");
        double inches = match.Groups[2].Value.ToLowerInvariant() switch
        {
            "mm" => value / MillimetresAnInch,
            "cm" => 10 * value / MillimetresAnInch,
            "in" => value,
            "pt" => value / 72,
            _ => double.NaN,
        };
        Pixels = double.IsNaN(inches) ? value : inches * PixelsAnInch;
        Millimetres = double.IsNaN(inches) ? null : inches * MillimetresAnInch;
    }

    /// <summary>Pixels of 1/96 inch.</summary>
    public double Pixels { get; }

    /// <summary>Millimetres, or null for a length in pixels.</summary>
    public double? Millimetres { get; }

    /// <summary>The length with its unit.</summary>
    public override string ToString() =>
        Millimetres is { } wide
            ? string.Create(CultureInfo.InvariantCulture, $"{wide:0.##}mm")
            : Pixels.ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex("^\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(mm|cm|in|pt|px)?\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
