using System.Globalization;

namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// How exactly one column of a table gives its values: a number that was printed with a few digits stands for every
/// value that is printed so.
/// </summary>
/// <remarks>
/// Three ways of printing are told apart by the whole column: every digit of a double or of a float, a fixed number of
/// decimals, and a fixed number of significant digits, whose trailing zeros may be left out. A value that did not come
/// as text has the digits of its shortest decimal form. In doubt the wider range counts.
/// </remarks>
internal sealed class PrintedColumn
{
    /// <summary>Relative error of a figure worked out in floats, and in doubles: two roundings.</summary>
    private const double FloatError = 1.2e-7,
        DoubleError = 4.5e-16;

    /// <summary>Digits from which on a number was printed in full; digits that a float fills.</summary>
    private const int FullDigits = 15,
        FloatDigits = 9;

    /// <summary>More decimals than anybody asks for by name: such a column has significant digits.</summary>
    private const int MostDecimals = 12;

    /// <summary>Numbers that must show the decimals of a column before they count as its format.</summary>
    private const int Several = 3;

    private readonly int _digits;
    private readonly int? _decimals;
    private readonly double _relative;

    private PrintedColumn(int digits, int? decimals, double relative) =>
        (_digits, _decimals, _relative) = (digits, decimals, relative);

    /// <summary>Looks at a column.</summary>
    /// <param name="cells">Value and place of the last printed digit of every row; NaN is passed over.</param>
    public static PrintedColumn Of(IEnumerable<(double Value, PrintedPlace Place)> cells)
    {
        int digits = 0,
            decimals = 0,
            numbers = 0,
            showAll = 0;
        bool floats = true;
        foreach ((double value, PrintedPlace place) in cells)
        {
            if (!double.IsFinite(value) || value == 0)
                continue;
            floats &= value == (float)value;
            int exponent = Exponent(value, place);
            digits = Math.Max(digits, Magnitude(value) - exponent + 1);
            numbers++;
            if (-exponent > decimals)
                (decimals, showAll) = (-exponent, 0);
            if (-exponent == decimals)
                showAll++;
        }
        double relative = digits > FloatDigits && !floats ? DoubleError : FloatError;
        // Decimals, even without their trailing zeros, are shown by most numbers; significant digits by the smallest alone.
        bool byDecimals =
            digits < FullDigits && decimals is > 0 and <= MostDecimals && showAll >= Several && 2 * showAll >= numbers;
        return new(digits, byDecimals ? decimals : null, relative);
    }

    /// <summary>Half of the range of values that are printed like this one; 0 for a zero of a column with significant
    /// digits.</summary>
    public double HalfWidth(double value, PrintedPlace place)
    {
        if (_decimals is { } decimals)
            return FloatError * Math.Abs(value) + 0.5 * Math.Pow(10, -decimals);
        if (value == 0 || !double.IsFinite(value))
            return 0;
        int exponent = Exponent(value, place),
            magnitude = Magnitude(value),
            digits = magnitude - exponent + 1;
        if (digits >= FullDigits)
            return _relative * Math.Abs(value);
        // What is printed as 1e-8 has one digit, whatever its neighbours have: the wider range counts.
        return (digits <= FloatDigits ? FloatError : _relative) * Math.Abs(value)
            + 0.5 * Math.Pow(10, Math.Max(magnitude - Math.Min(_digits, FullDigits) + 1, exponent));
    }

    /// <summary>The same, but a short number in a column that is printed in full is taken as exact: 0.2 there is 0.2.</summary>
    public double LikelyHalfWidth(double value, PrintedPlace place) =>
        _digits >= FullDigits ? _relative * Math.Abs(value) : HalfWidth(value, place);

    private static int Exponent(double value, PrintedPlace place) =>
        place.Exponent ?? PrintedPlace.Of(value.ToString("R", CultureInfo.InvariantCulture)).Exponent ?? 0;

    /// <summary>The power of ten of the first digit; most scores lie between 0.01 and 1 and need no logarithm.</summary>
    internal static int Magnitude(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            > 0.100001 and < 0.999999 => -1,
            > 0.010001 and < 0.099999 => -2,
            _ => (int)Math.Floor(Math.Log10(size)),
        };
    }
}
