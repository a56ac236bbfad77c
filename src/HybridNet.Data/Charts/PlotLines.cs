namespace HybridNet.Data.Charts;

/// <summary>Breaks words of a drawing into lines, so that none is clipped and none runs into another.</summary>
internal static class PlotLines
{
    /// <summary>A line that is a little too long is written smaller; a longer one becomes several.</summary>
    private const double Smaller = 0.85;

    private const double Smallest = 0.6;

    /// <summary>The text in lines of a width, and the size at which it fits.</summary>
    /// <param name="text">The words.</param>
    /// <param name="size">Size of its letters, pixels.</param>
    /// <param name="bold">Bold letters.</param>
    /// <param name="measurer">Tells how wide a text is.</param>
    /// <param name="width">Room, pixels.</param>
    /// <param name="lines">Most lines.</param>
    public static (string Text, double Size) Fitted(
        string text,
        double size,
        bool bold,
        ITextMeasurer measurer,
        double width,
        int lines
    )
    {
        double wide = measurer.Width(text, size, bold);
        if (wide <= width)
            return (text, size);
        if (width / wide >= Smaller)
            return (text, size * width / wide);
        for (double letters = size; letters > Smallest * size; letters *= 0.95)
        for (int count = 2; count <= lines; count++)
            if (Balanced(text, letters, bold, measurer, width, count) is { } broken)
                return (broken, letters);
        return (text, Math.Max(Smallest * size, size * width / wide));
    }

    /// <summary>The text in lines that are no wider than a width, as far as its words allow.</summary>
    public static string Wrapped(string text, double size, bool bold, ITextMeasurer measurer, double width) =>
        string.Join('\n', Lines(text, size, bold, measurer, width));

    /// <summary>So many lines of about the same width; null when they do not hold the text.</summary>
    private static string? Balanced(string text, double size, bool bold, ITextMeasurer measurer, double width, int count)
    {
        for (double room = measurer.Width(text, size, bold) / count; room < width * 1.05; room += width / 20)
        {
            List<string> broken = Lines(text, size, bold, measurer, Math.Min(room, width));
            if (broken.Count <= count && broken.All(line => measurer.Width(line, size, bold) <= width))
                return string.Join('\n', broken);
        }
        return null;
    }

    private static List<string> Lines(string text, double size, bool bold, ITextMeasurer measurer, double width)
    {
        var lines = new List<string>();
        // What belongs together, as n = 60 and 93.3 %, is not torn.
        string whole = text.Replace(" = ", "\u00A0=\u00A0", StringComparison.Ordinal)
            .Replace(" %", "\u00A0%", StringComparison.Ordinal);
        foreach (string word in whole.Split(' '))
            if (lines.Count > 0 && measurer.Width($"{lines[^1]} {word}", size, bold) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        return lines;
    }
}
