using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HybridNet.Data.Reports;

/// <summary>Puts HTML together; text that comes from a run is escaped, in one place.</summary>
internal sealed class HtmlText : IDisposable
{
    private const int Buffer = 1 << 16;

    private readonly StreamWriter _text;

    /// <summary>Markup that goes to a stream, UTF-8 without a mark of the byte order.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    public HtmlText(Stream stream) =>
        _text = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Buffer, leaveOpen: true);

    /// <summary>Markup as it stands.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Write(markup);
        return this;
    }

    /// <summary>Markup as it stands, and a line's end.</summary>
    public HtmlText Line(string markup)
    {
        _text.Write(markup);
        _text.Write('\n');
        return this;
    }

    /// <summary>Markup with text in it, and a line's end: what stands in braces is escaped.</summary>
    /// <param name="markup">An interpolated string. Not an overload of Line: C# would choose the one for strings.</param>
    public HtmlText Fill(HtmlMarkup markup) => Line(markup.ToString());

    /// <summary>Text that cannot be taken for markup, in an attribute or outside.</summary>
    public static string Escape(object? value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is not { } text
            ? ""
            : VisibleText
                .Of(text)
                .Replace("&", "&amp;", StringComparison.Ordinal)
                .Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal)
                .Replace("\"", "&quot;", StringComparison.Ordinal)
                .Replace("'", "&#39;", StringComparison.Ordinal);

    public void Dispose() => _text.Dispose();
}

/// <summary>Markup whose holes are escaped; pieces that are joined by + are one.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlMarkup
{
    private readonly StringBuilder _markup;

    /// <summary>What the compiler calls.</summary>
    /// <param name="literalLength">Characters outside the holes.</param>
    /// <param name="formattedCount">Holes.</param>
    public HtmlMarkup(int literalLength, int formattedCount) => _markup = new(literalLength + 16 * formattedCount);

    /// <summary>Markup, as it stands.</summary>
    public void AppendLiteral(string markup) => _markup.Append(markup);

    /// <summary>Text, escaped.</summary>
    public void AppendFormatted<T>(T text) => _markup.Append(HtmlText.Escape(text));

    public override string ToString() => _markup.ToString();
}
