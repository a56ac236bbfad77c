using System.Globalization;

namespace HybridNet.Data.Runs;

/// <summary>What the caller says about a table instead of having it found out.</summary>
/// <param name="Delimiter">Mark between fields, or null.</param>
/// <param name="Culture">Culture in which its numbers are written, or null.</param>
internal sealed record TableOptions(char? Delimiter = null, CultureInfo? Culture = null);

/// <summary>
/// How a table is written: the mark between fields, the decimal mark, and the lines before its header.
/// </summary>
/// <remarks>
/// The mark between fields is the one that stands most often in the header outside of quotes. The decimal mark is a comma
/// when numbers with a comma are there which are no groups of thousands, and none such with a point.
/// </remarks>
internal sealed record TableShape(char Delimiter, char DecimalMark, int LinesBefore)
{
    private const int SampledLines = 200;

    private static readonly char[] s_delimiters = [',', ';', '\t', '|'];

    /// <summary>Finds the shape from the first letters of a file.</summary>
    public static TableShape Of(string text, TableOptions options)
    {
        string[] lines = text.Split(["\r\n", "\n", "\r"], SampledLines + 1, StringSplitOptions.None);
        int header = 0;
        char? told = null;
        for (; header < lines.Length; header++)
        {
            string line = lines[header].TrimStart('\uFEFF');
            if (line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Trim().Length == 5)
                told = line.Trim()[4];
            else if (!string.IsNullOrWhiteSpace(line) && !IsComment(line))
                break;
        }
        if (header >= lines.Length)
            return new(options.Delimiter ?? ',', '.', 0);
        char delimiter = options.Delimiter ?? told ?? MostFrequent(lines[header]);
        char mark = options.Culture is { } culture
            ? culture.NumberFormat.NumberDecimalSeparator[0]
            : MarkIn(lines, header + 1, delimiter);
        return new(delimiter, mark, header);
    }

    /// <summary>True for a line such as "# learning rate 0.001"; a header that begins with # has a mark between fields.</summary>
    private static bool IsComment(string line) =>
        line.StartsWith('#')
        && (line.Length == 1 || line[1] is ' ' or '#' or '!' or '=' or '-' || !line.AsSpan().ContainsAny(s_delimiters));

    private static char MostFrequent(string header)
    {
        var counts = new int[s_delimiters.Length];
        bool quoted = false;
        foreach (char letter in header)
        {
            quoted ^= letter == '"';
            if (!quoted && Array.IndexOf(s_delimiters, letter) is >= 0 and var i)
                counts[i]++;
        }
        int most = 0;
        for (int i = 1; i < counts.Length; i++)
            if (counts[i] > counts[most])
                most = i;
        return s_delimiters[most];
    }

    private static char MarkIn(string[] lines, int first, char delimiter)
    {
        int commas = 0,
            points = 0;
        for (int i = first; i < lines.Length; i++)
            foreach (string field in Fields(lines[i], delimiter))
            {
                string value = field.Trim().TrimEnd('%').TrimStart('-', '+', '\u2212');
                int comma = value.IndexOf(',');
                if (
                    comma > 0
                    && comma == value.LastIndexOf(',')
                    && IsNumber(value.Remove(comma, 1))
                    && !IsThousands(value, comma)
                )
                    commas++;
                else if (
                    value.Contains('.')
                    && IsNumber(value.Replace(".", "", StringComparison.Ordinal))
                    && value.AsSpan().Count('.') == 1
                    && !IsThousands(value, value.IndexOf('.'))
                )
                    points++;
            }
        return commas > 0 && points == 0 ? ',' : '.';
    }

    /// <summary>1,234 and 1.234 may be a thousand and more; 0,234 cannot.</summary>
    private static bool IsThousands(string value, int mark) => mark <= 3 && value[0] != '0' && value.Length == mark + 4;

    private static bool IsNumber(string value) =>
        value.Length > 0
        && char.IsAsciiDigit(value[0])
        && double.TryParse(value, NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> Fields(string line, char delimiter)
    {
        int start = 0;
        bool quoted = false;
        for (int i = 0; i <= line.Length; i++)
            if (i == line.Length || (line[i] == delimiter && !quoted))
            {
                yield return line[start..i].Trim('"');
                start = i + 1;
            }
            else
                quoted ^= line[i] == '"';
    }
}
