using System.Globalization;

namespace HybridNet.Masks;

/// <summary>The ways to say which samples are foreground.</summary>
internal enum ForegroundKind
{
    /// <summary>Every sample but 0; of a palette, every color but black (or the darker of two).</summary>
    NonZero,

    /// <summary>Samples of at least a level.</summary>
    AtLeast,

    /// <summary>Samples in the upper half of the range of their type: 128 of 8 bits, 0.5 of floats.</summary>
    Half,

    /// <summary>Samples that are one of some class numbers; of a palette, its indices.</summary>
    Classes,
}

/// <summary>Which samples of a mask are foreground; one rule for all formats.</summary>
internal sealed record ForegroundRule
{
    /// <summary>Every sample but 0.</summary>
    public static ForegroundRule NonZero { get; } = new();

    /// <summary>The upper half of the range of the samples' type.</summary>
    public static ForegroundRule Half { get; } = new() { Kind = ForegroundKind.Half };

    /// <summary>The way.</summary>
    public ForegroundKind Kind { get; private init; }

    /// <summary>Of <see cref="ForegroundKind.AtLeast"/>: the lowest foreground sample.</summary>
    public double Level { get; private init; }

    /// <summary>Of <see cref="ForegroundKind.Classes"/>: the class numbers.</summary>
    public IReadOnlyList<long> Classes { get; private init; } = [];

    /// <summary>Samples of at least a level.</summary>
    /// <param name="level">Lowest foreground sample, a finite number.</param>
    public static ForegroundRule AtLeast(double level) => new() { Kind = ForegroundKind.AtLeast, Level = level };

    /// <summary>Samples that are one of these numbers.</summary>
    /// <param name="classes">One or more numbers, each within 32 bits.</param>
    public static ForegroundRule OneOf(params IEnumerable<long> classes) =>
        new() { Kind = ForegroundKind.Classes, Classes = [.. classes.Distinct().Order()] };

    /// <summary>Reads a rule as people write it: NonZero, Half, &gt;=128, 1,2 or the name of a class.</summary>
    /// <param name="texts">One rule, or several class numbers or names.</param>
    /// <param name="names">Class numbers by name; null where no names are known.</param>
    /// <exception cref="InputException">The text is none of these.</exception>
    public static ForegroundRule Parse(IReadOnlyList<string> texts, IReadOnlyDictionary<string, long>? names = null)
    {
        if (texts is [var one])
        {
            string text = one.Trim();
            if (text.Equals(nameof(NonZero), StringComparison.OrdinalIgnoreCase))
                return NonZero;
            if (text.Equals(nameof(Half), StringComparison.OrdinalIgnoreCase))
                return Half;
            if (
                text.StartsWith(">=", StringComparison.Ordinal)
                && double.TryParse(text[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out double level)
                && double.IsFinite(level)
            )
                return AtLeast(level);
        }
        return OneOf(texts.SelectMany(text => text.Split(',')).Select(text => ClassOf(text.Trim(), names)));
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Kind switch
        {
            ForegroundKind.AtLeast => ">=" + Level.ToString(CultureInfo.InvariantCulture),
            ForegroundKind.Classes => string.Join(",", Classes),
            _ => Kind.ToString(),
        };

    /// <summary>Two rules are equal when they choose the same samples.</summary>
    /// <param name="other">The other rule.</param>
    public bool Equals(ForegroundRule? other) =>
        other is not null && Kind == other.Kind && Level.Equals(other.Level) && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Level, Classes.Count);

    private static long ClassOf(string text, IReadOnlyDictionary<string, long>? names)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number;
        if (names is not null && names.TryGetValue(text, out long known))
            return known;
        string which = names is { Count: > 0 }
            ? $"The classes known here are {string.Join(", ", names.Keys)}."
            : "No names of classes are known here: write their numbers.";
        throw new InputException(
            InputError.InvalidArgument,
            $"'{text}' does not say which samples are foreground.",
            text,
            $"Write NonZero, Half, '>=128', or class numbers as 1, 2. {which}"
        );
    }
}
