namespace HybridNet;

/// <summary>
/// How a number was printed in a log: the power of ten of its last printed digit. 0.5321 was rounded at 10^-4,
/// 2.568713e-10 at 10^-16, 53.2 % at 10^-3.
/// </summary>
/// <remarks>
/// Whatever is worked out from a printed number is known no better than half of that digit. A log that prints a
/// correlation as 0.00 does not say that it is zero.
/// </remarks>
internal readonly record struct PrintedPlace
{
    /// <summary>Added to the exponent of a known place, so that one that nobody filled in reads as unknown.</summary>
    private const int Shift = 1000;

    private readonly short _shifted;

    /// <summary>Places as small whole numbers: 0 where nothing is known.</summary>
    internal int Code
    {
        get => _shifted;
        init => _shifted = (short)Math.Clamp(value, 0, 2 * Shift);
    }

    /// <summary>The place of a digit.</summary>
    /// <param name="exponent">Power of ten of the last printed digit.</param>
    public PrintedPlace(int exponent) => _shifted = (short)(Math.Clamp(exponent, -Shift + 1, Shift) + Shift);

    /// <summary>The value came as a number, not as text: nothing is known about its rounding.</summary>
    public static PrintedPlace Unknown => default;

    /// <summary>True when the value was read from text.</summary>
    public bool IsKnown => _shifted != 0;

    /// <summary>Power of ten of the last printed digit; null when it is not known.</summary>
    public int? Exponent => IsKnown ? _shifted - Shift : null;

    /// <summary>Half of the last printed digit: the true value lies within this much of the printed one. 0 when it is not
    /// known.</summary>
    public double HalfUnit => Exponent is { } exponent ? 0.5 * Math.Pow(10, exponent) : 0;

    /// <summary>The place of a number written with a point, with or without an exponent.</summary>
    /// <param name="text">The number, without spaces.</param>
    public static PrintedPlace Of(ReadOnlySpan<char> text)
    {
        int exponent = 0,
            digits = 0,
            decimals = 0;
        bool behindPoint = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (char.IsAsciiDigit(letter))
            {
                digits++;
                if (behindPoint)
                    decimals++;
            }
            else if (letter == '.')
                behindPoint = true;
            else if (letter is 'e' or 'E')
            {
                if (!int.TryParse(text[(i + 1)..], System.Globalization.CultureInfo.InvariantCulture, out exponent))
                    return Unknown;
                break;
            }
            else if (letter is not ('+' or '-'))
                return Unknown;
        }
        return digits == 0 ? Unknown : new(exponent - decimals);
    }
}

/// <summary>How the scores of one row were printed.</summary>
/// <remarks>It takes no part in equality: two rows are equal when their values are.</remarks>
internal readonly struct PrintedScores : IEquatable<PrintedScores>
{
    /// <summary>Of the Dice.</summary>
    public PrintedPlace Dice { get; init; }

    /// <summary>Of the IoU.</summary>
    public PrintedPlace Iou { get; init; }

    /// <summary>Of the precision.</summary>
    public PrintedPlace Precision { get; init; }

    /// <summary>Of the recall.</summary>
    public PrintedPlace Recall { get; init; }

    /// <summary>Of the Pearson correlation.</summary>
    public PrintedPlace Pearson { get; init; }

    /// <summary>Bits of one place.</summary>
    private const int Bits = 11;

    /// <summary>The five places in one number; 0 where nothing is known.</summary>
    internal long Packed
    {
        get => Shifted(Dice, 0) | Shifted(Iou, 1) | Shifted(Precision, 2) | Shifted(Recall, 3) | Shifted(Pearson, 4);
    }

    /// <summary>The places out of that number.</summary>
    internal static PrintedScores Unpack(long packed) =>
        new()
        {
            Dice = Place(packed, 0),
            Iou = Place(packed, 1),
            Precision = Place(packed, 2),
            Recall = Place(packed, 3),
            Pearson = Place(packed, 4),
        };

    private static long Shifted(PrintedPlace place, int field) => (long)place.Code << (field * Bits);

    private static PrintedPlace Place(long packed, int field) =>
        new() { Code = (int)(packed >> (field * Bits)) & ((1 << Bits) - 1) };

    /// <inheritdoc/>
    public bool Equals(PrintedScores other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PrintedScores;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}

/// <summary>Exact pixel counts that an evaluator wrote beside its scores.</summary>
/// <param name="Tp">Pixels that are marked and predicted.</param>
/// <param name="Fp">Pixels that are predicted only.</param>
/// <param name="Fn">Pixels that are marked only.</param>
internal sealed record RecordedCounts(long Tp, long Fp, long Fn);
