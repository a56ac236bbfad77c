using System.Globalization;
using System.Text;

namespace HybridNet.Data.Reports;

/// <summary>Puts HTML together; text that comes from a run is escaped, in one place.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup as it stands.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Markup as it stands, and a line's end.</summary>
    public HtmlText Line(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Markup with text in it: what stands in braces is escaped. Not an overload of Line: C# would choose the one for strings.</summary>
    public HtmlText Fill(FormattableString markup) =>
        Line(
            string.Format(
                CultureInfo.InvariantCulture,
                markup.Format,
                [.. markup.GetArguments().Select(argument => (object)Escape(argument))]
            )
        );

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

    public override string ToString() => _text.ToString();
}
