using System.Text;
using Sylvan.Data.Csv;

namespace HybridNet.Data.Runs;

/// <summary>What can be wrong with a table as a whole, and what to do about it.</summary>
internal static class TableFaults
{
    /// <summary>There is no header line.</summary>
    public static InputException Empty(string path) =>
        new(
            InputError.MalformedFile,
            $"{path} is empty: there is no header line.",
            path,
            "Write the table again, or take the file out of the run folder."
        );

    /// <summary>A line breaks the rules of the format.</summary>
    public static InputException Malformed(string path, int line, Exception exception) =>
        new(
            InputError.MalformedFile,
            $"{path}, line {line}: not a well-formed CSV line: {exception.Message}",
            path,
            "Fields with a comma, quote or line break must be quoted; text must be UTF-8.",
            exception
        );

    /// <summary>The exception speaks of the text, not of the disk.</summary>
    public static bool IsMalformed(Exception exception) =>
        exception
            is FormatException
                or InvalidDataException
                or DecoderFallbackException
                or InvalidOperationException
                or System.Data.DataException
        || exception.GetType().Namespace == typeof(CsvDataReader).Namespace;

    /// <summary>What to do about a field that is no number.</summary>
    public static string AdviceForNumber(ReadOnlySpan<char> field)
    {
        string advice = "Use a point as the decimal mark; nan and inf are allowed.";
        if (NumberText.IsMeanWithDeviation(field))
            advice = "This is a mean with its deviation: a summary of many images, no table of images.";
        else if (field.Contains(','))
            advice =
                "A comma is never a mark between thousands in a score. If it is the decimal mark, name the culture "
                + "with -Culture.";
        else if (field.IndexOfAnyInRange('A', 'z') > 0 && field.IndexOfAnyInRange('0', '9') >= 0)
            advice = "A spreadsheet may have taken the number for a date: write it again.";
        return advice;
    }
}
