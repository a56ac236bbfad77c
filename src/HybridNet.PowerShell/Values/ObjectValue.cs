using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace HybridNet.PowerShell.Values;

/// <summary>
/// Takes values out of objects of the pipeline: of this module's own, and of those that came through a job, Clixml or a CSV
/// file of any culture.
/// </summary>
/// <remarks>
/// A number as text is read with a decimal point, then with the decimal mark of the session. A comma is never a mark between
/// thousands: 0,55 read so would be 55.
/// </remarks>
internal static class ObjectValue
{
    private static readonly HashSet<string> s_unitInterval = new(StringComparer.OrdinalIgnoreCase) { "Dice", "Iou" };

    /// <summary>The value of a property as a number; nothing and NaN are NaN.</summary>
    /// <exception cref="InputException">There is no such property, or it holds no number, or a Dice or IoU beyond 0 to
    /// 1.</exception>
    public static double Number(PSObject item, string name)
    {
        PSPropertyInfo property =
            item.Properties[name]
            ?? throw new InputException(
                InputError.InvalidArgument,
                $"An object of type {item.BaseObject.GetType().Name} has no property '{name}'.",
                item.ToString(),
                "Give a property that the objects have."
            );
        if (!TryNumber(property.Value, out double number))
            throw new InputException(
                InputError.NotANumber,
                $"{property.Name} = '{property.Value}' of {Short(item)} is not a number.",
                item.ToString(),
                "Choose a numeric property. Text is read with a decimal point or with the decimal mark of this session's culture."
            );
        if (s_unitInterval.Contains(name) && number is < -1e-6 or > 1 + 1e-6 && s_unitInterval.Contains(name))
            throw new InputException(
                InputError.ValueOutOfRange,
                $"{property.Name} = '{property.Value}' of {Short(item)} lies outside of 0 to 1.",
                item.ToString(),
                "Correct the value; per cent must be divided by 100."
            );
        return number;
    }

    /// <summary>The value of a property as a number, or null when it is missing or none.</summary>
    public static double? NumberOrNull(PSObject item, string name) =>
        item.Properties[name]?.Value is { } value && TryNumber(value, out double number) && !double.IsNaN(number) ? number : null;

    /// <summary>The value of a property as a count, or null when it is missing or none.</summary>
    public static long? CountOrNull(PSObject item, string name) =>
        NumberOrNull(item, name) is { } number && number == Math.Truncate(number) && Math.Abs(number) < 1L << 53
            ? (long)number
            : null;

    /// <summary>The value of a property as one of an enumeration, also from its name; null for anything else.</summary>
    public static T? NameOf<T>(PSObject item, string name)
        where T : struct, Enum =>
        Bare(item.Properties[name]?.Value) switch
        {
            T value => value,
            string text when Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) => value,
            int number when Enum.IsDefined((T)(object)number) => (T)(object)number,
            // JSON has the number of a name, and ConvertFrom-Json gives it back twice as long.
            long number when number == (int)number && Enum.IsDefined((T)(object)(int)number) => (T)(object)(int)number,
            _ => null,
        };

    /// <summary>A value as a number; nothing is NaN.</summary>
    public static bool TryNumber(object? value, out double number)
    {
        number = double.NaN;
        switch (Bare(value))
        {
            case null:
                return true;
            case double real:
                number = real;
                return true;
            case string text:
                return TryText(text, out number);
            case bool or Enum or char or DateTime:
                return false;
            case IConvertible other:
                number = other.ToDouble(CultureInfo.InvariantCulture);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The items of a list that may have become text with "; " between them.</summary>
    public static IReadOnlyList<string> Texts(object? value) =>
        Bare(value) switch
        {
            null => [],
            string text => text.Split("; ", StringSplitOptions.RemoveEmptyEntries),
            IEnumerable items => [.. items.Cast<object?>().Select(item => item?.ToString() ?? "")],
            var one => [one.ToString() ?? ""],
        };

    /// <summary>The object without PowerShell's wrapper.</summary>
    public static object? Bare(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static bool TryText(string text, out double number)
    {
        string plain = text.Trim().Replace('\u2212', '-');
        if (plain.Length == 0 || plain.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = double.NaN;
            return true;
        }
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            return true;
        NumberFormatInfo session = CultureInfo.CurrentCulture.NumberFormat;
        if (plain is "\u221E" or "inf" or "Inf" || plain == session.PositiveInfinitySymbol)
            number = double.PositiveInfinity;
        else if (plain is "-\u221E" or "-inf" or "-Inf" || plain == session.NegativeInfinitySymbol)
            number = double.NegativeInfinity;
        else if (plain == session.NaNSymbol)
            number = double.NaN;
        else
            return double.TryParse(
                    plain.Replace("-", session.NegativeSign, StringComparison.Ordinal),
                    NumberStyles.Float,
                    session,
                    out number
                ) || double.TryParse(plain, NumberStyles.Float, session, out number);
        return true;
    }

    private static string Short(PSObject item)
    {
        string text = item.Properties["ImageId"]?.Value?.ToString() ?? item.ToString();
        return text.Length > 80 ? text[..80] + " ..." : text;
    }
}
