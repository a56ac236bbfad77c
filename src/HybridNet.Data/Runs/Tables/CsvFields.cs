using Sylvan.Data.Csv;

namespace HybridNet.Data.Runs;

/// <summary>How fields are split, trimmed and written.</summary>
internal static class CsvFields
{
    private const int LongestLine = 1 << 20;

    /// <summary>Nothing is taken for a header or a comment by the reader itself.</summary>
    public static CsvDataReaderOptions Options(char delimiter) =>
        new()
        {
            HasHeaders = false,
            Delimiter = delimiter,
            // No text has this letter, so no line is taken for a comment behind our back.
            Comment = '\uFFFF',
            MaxBufferSize = LongestLine,
            // It grows for longer lines; a larger one would lie on the heap of large objects, for each table anew.
            BufferSize = 1 << 15,
        };

    /// <summary>A line without anything but marks and blanks.</summary>
    public static bool IsBlank(CsvDataReader row)
    {
        for (int i = 0; i < row.RowFieldCount; i++)
            if (!Trim(row.GetFieldSpan(i)).IsEmpty)
                return false;
        return true;
    }

    /// <summary>A line drawn below the header, as Markdown has it: |---|:--:|. Of one mark it would be a missing value.</summary>
    public static bool IsRule(CsvDataReader row)
    {
        bool drawn = false;
        for (int i = 0; i < row.RowFieldCount; i++)
        {
            ReadOnlySpan<char> field = Trim(row.GetFieldSpan(i));
            if (field.ContainsAnyExcept("-:=+"))
                return false;
            drawn |= field.Length > 2;
        }
        return drawn;
    }

    /// <summary>The field without blanks of any kind around it; nearly every field has none.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> field)
    {
        bool bare = field.IsEmpty || (field[0] is > ' ' and < '\u007F' && field[^1] is > ' ' and < '\u007F');
        return bare ? field : field.Trim().Trim("\u00A0\u202F\uFEFF").Trim();
    }

    /// <summary>A field as it is written: in quotes where a mark in it would end it.</summary>
    public static string Written(string text, char delimiter = ',') =>
        text.AsSpan().ContainsAny([delimiter, '"', '\n', '\r']) ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
