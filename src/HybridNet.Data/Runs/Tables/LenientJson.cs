using System.Text;
using System.Text.Json;

namespace HybridNet.Data.Runs;

/// <summary>
/// Reads JSON as Python and JavaScript write it: bare NaN, Infinity and -Infinity, trailing commas, comments, one value or one
/// value a line.
/// </summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly string[] s_bare = ["NaN", "-Infinity", "Infinity"];

    /// <summary>Reads a file with one value; bare NaN and Infinity are texts there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bare">How many bare words there were, which strict readers refuse.</param>
    /// <exception cref="InputException">It cannot be read, or is no JSON.</exception>
    public static JsonDocument Open(string path, out int bare) => Parse(TextFile.ReadAll(path), path, 1, out bare);

    /// <summary>Reads a file with one object a line; a last line that was cut off is left out and said.</summary>
    public static IEnumerable<JsonDocument> Lines(string path, ReadNotes notes)
    {
        string[] lines = TextFile.ReadAll(path).Split('\n');
        int last = Array.FindLastIndex(lines, line => !string.IsNullOrWhiteSpace(line));
        for (int i = 0; i <= last; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            JsonDocument line;
            try
            {
                line = Parse(lines[i], path, i + 1, out _);
            }
            catch (InputException) when (i == last && i > 0)
            {
                notes.Say($"{path}, line {i + 1}: the last line was cut off; it is left out.");
                yield break;
            }
            using (line)
                yield return line;
        }
    }

    /// <summary>The text of a JSON string.</summary>
    /// <exception cref="InputException">It is half of a letter that takes two.</exception>
    public static string Text(JsonElement value, string path)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path}: a text in it is not well formed: {exception.Message}",
                path,
                "Write the file again as UTF-8.",
                exception
            );
        }
    }

    /// <summary>A number, also one that is written as text; null for null and for what is none.</summary>
    public static double? Number(JsonElement value, string path) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
            JsonValueKind.String when NumberText.TryParse(Text(value, path), out double number) => number,
            _ => null,
        };

    private static JsonDocument Parse(string text, string path, int line, out int bare)
    {
        bare = 0;
        try
        {
            return JsonDocument.Parse(QuoteBareWords(text, ref bare), s_options);
        }
        catch (JsonException exception)
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path}, line {(exception.LineNumber ?? 0) + line}, column "
                    + $"{(exception.BytePositionInLine ?? 0) + 1}: not well-formed JSON.",
                path,
                "Write the file again; a job that was killed leaves half a file.",
                exception
            );
        }
    }

    private static string QuoteBareWords(string text, ref int bare)
    {
        if (!text.Contains("NaN", StringComparison.Ordinal) && !text.Contains("Infinity", StringComparison.Ordinal))
            return text;
        var quoted = new StringBuilder(text.Length + 64);
        bool inText = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '\\' && inText && i + 1 < text.Length)
            {
                quoted.Append(letter).Append(text[++i]);
                continue;
            }
            if (letter == '"')
                inText = !inText;
            string? word = inText ? null : Array.Find(s_bare, word => string.CompareOrdinal(text, i, word, 0, word.Length) == 0);
            if (word is null)
            {
                quoted.Append(letter);
                continue;
            }
            bare++;
            quoted.Append('"').Append(word).Append('"');
            i += word.Length - 1;
        }
        return quoted.ToString();
    }
}
