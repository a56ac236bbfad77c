using System.Numerics;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>A rule for foreground in the type of the samples.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
internal sealed class SampleRule<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly RowSource _source;
    private readonly MaskValues _values;

    /// <exception cref="InputException">The rule has no meaning for such samples.</exception>
    public SampleRule(RowSource source, MaskValues values)
    {
        (_source, _values) = (source, values);
        PixelLayout layout = source.Layout;
        Kind = values.Foreground.Kind;
        HasHalf = layout.Kind == SampleKind.Float || layout is { Kind: SampleKind.Unsigned, Bits: <= 16 };
        Half = layout.Kind == SampleKind.Float ? T.CreateChecked(0.5) : T.CreateTruncating((layout.Top + 1) / 2);
        if (Kind == ForegroundKind.Half && !HasHalf)
            throw ImageFault.Refused(
                source.Path,
                $"half of the range is no level of whole numbers of {layout.Bits} bits with or without a sign",
                "Name the level, as -Foreground '>=128', or the class numbers."
            );
        Level = Kind == ForegroundKind.Half ? Half : T.Zero;
        if (Kind == ForegroundKind.AtLeast)
        {
            double level = layout.Kind == SampleKind.Float ? values.Foreground.Level : Math.Ceiling(values.Foreground.Level);
            None = level > double.CreateChecked(T.MaxValue);
            Level = T.CreateSaturating(level);
        }
        Classes = InRange(values.Foreground.Classes);
    }

    /// <summary>The way.</summary>
    public ForegroundKind Kind { get; }

    /// <summary>Lowest foreground sample, unless classes or every sample but 0 are asked for.</summary>
    public T Level { get; }

    /// <summary>The level is above everything that such a sample can be.</summary>
    public bool None { get; }

    /// <summary>The range has a half.</summary>
    public bool HasHalf { get; }

    /// <summary>The lowest sample of the upper half.</summary>
    public T Half { get; }

    /// <summary>Class numbers that such a sample can be.</summary>
    public T[] Classes { get; }

    /// <summary>The sample is foreground.</summary>
    public bool Holds(T sample) =>
        Kind switch
        {
            ForegroundKind.NonZero => sample != T.Zero,
            ForegroundKind.Classes => Classes.AsSpan().Contains(sample),
            _ => !None && sample >= Level,
        };

    /// <summary>Refuses NaN and infinity, and negative numbers where no rule says what they mean.</summary>
    public void Check(ReadOnlySpan<T> samples, int y, int each)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            T sample = samples[i];
            if (!T.IsFinite(sample))
                throw ImageFault.Refused(
                    _source.Path,
                    InvariantText.Invariant($"its sample {sample} at column {i / each}, row {y} is no label"),
                    "Write a number there; a label for pixels that do not count is named with -Ignore."
                );
            if (
                T.IsNegative(sample)
                && sample != T.Zero
                && Kind is ForegroundKind.NonZero or ForegroundKind.Half
                && !_values.Ignore.Contains(long.CreateSaturating(sample))
            )
                throw ImageFault.Refused(
                    _source.Path,
                    InvariantText.Invariant(
                        $"its sample {sample} at column {i / each}, row {y} is negative, which may be a class, no "
                            + $"data or background"
                    ),
                    InvariantText.Invariant(
                        $"Say which: -Ignore {sample} leaves such pixels out, -Foreground '>=1' takes them for background."
                    )
                );
        }
    }

    /// <summary>Numbers that a sample can be.</summary>
    public static T[] InRange(IReadOnlyList<long> numbers) =>
        numbers.Count == 0
            ? []
            :
            [
                .. numbers
                    .Where(number => number >= double.CreateChecked(T.MinValue) && number <= double.CreateChecked(T.MaxValue))
                    .Select(T.CreateTruncating),
            ];
}
