using System.Globalization;

namespace HybridNet.Data.Runs;

/// <summary>Numbers as the lab's logs write them: invariant culture, scientific notation, nan and inf in any case.</summary>
internal static class NumberText
{
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        ReadOnlySpan<char> name = text.TrimStart("+-");
        bool negative = text.StartsWith('-');
        if (text.IsEmpty || Is(name, "nan") || Is(name, "none") || Is(name, "null") || Is(name, "n/a"))
            value = double.NaN;
        else if (Is(name, "inf") || Is(name, "infinity"))
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        else
            return false;
        return true;
    }

    private static bool Is(ReadOnlySpan<char> text, string name) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
}
