using System.Globalization;
using System.Runtime.CompilerServices;

namespace HybridNet;

/// <summary>
/// An interpolated text whose numbers are written in the invariant culture, whatever the session's: <c>$"{0.5}"</c> is 0.5 in
/// Germany too. Pieces that are joined by + are one text, so that a long sentence can stand on several lines.
/// </summary>
[InterpolatedStringHandler]
internal ref struct InvariantText
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>What the compiler calls.</summary>
    /// <param name="literalLength">Characters outside the holes.</param>
    /// <param name="formattedCount">Holes.</param>
    public InvariantText(int literalLength, int formattedCount) =>
        _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>The text.</summary>
    /// <param name="text">An interpolated string.</param>
    public static string Invariant(InvariantText text) => text._text.ToStringAndClear();

    /// <summary>A piece between holes.</summary>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>A hole.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>A hole with a format.</summary>
    public void AppendFormatted<T>(T value, string? format) => _text.AppendFormatted(value, format);

    /// <summary>A hole with a width.</summary>
    public void AppendFormatted<T>(T value, int alignment, string? format = null) =>
        _text.AppendFormatted(value, alignment, format);

    /// <summary>A hole that is characters.</summary>
    public void AppendFormatted(ReadOnlySpan<char> value) => _text.AppendFormatted(value);
}
