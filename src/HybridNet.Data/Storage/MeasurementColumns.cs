using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace HybridNet.Data.Storage;

/// <summary>
/// The columns of a measurement: its public properties, in their order, without run and image, which a set has once,
/// and without what says how it was made.
/// </summary>
internal static class MeasurementColumns
{
    /// <summary>Every column.</summary>
    public static IReadOnlyList<MeasurementColumn> All { get; } =
    [
        .. typeof(MaskMeasurement)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property =>
                property.CanWrite
                && property.Name
                    is not (
                        nameof(MaskMeasurement.Run)
                        or nameof(MaskMeasurement.ImageId)
                        or nameof(MaskMeasurement.Source)
                        or nameof(MaskMeasurement.MeasuredWith)
                    )
            )
            .OrderBy(property => property.MetadataToken)
            .Select(property => new MeasurementColumn(property)),
    ];
}

/// <summary>One column of a measurement.</summary>
internal sealed partial class MeasurementColumn(PropertyInfo property)
{
    /// <summary>Name of the property.</summary>
    public string Name => property.Name;

    /// <summary>Type of its values, without "may be missing".</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>The value may be missing.</summary>
    public bool IsOptional { get; } = Nullable.GetUnderlyingType(property.PropertyType) is not null;

    /// <summary>Name of the column in the store; "case" is a word of SQL.</summary>
    public string StoredName { get; } =
        property.Name == nameof(MaskMeasurement.Case)
            ? "zero_dice_case"
            : Capital().Replace(property.Name, "_$0").ToLowerInvariant();

    /// <summary>The value.</summary>
    public object? Get(MaskMeasurement measurement) => property.GetValue(measurement);

    /// <summary>Sets the value of a measurement that is being read.</summary>
    public void Set(MaskMeasurement measurement, object? value) => property.SetValue(measurement, value);

    /// <summary>The value as the store keeps it.</summary>
    public object? ToStore(MaskMeasurement measurement) =>
        Get(measurement) is double number && IsOptional ? Stored.Optional(number) : Get(measurement);

    /// <summary>Sets the value that the store kept.</summary>
    public void FromStore(MaskMeasurement measurement, object value)
    {
        if (value is DBNull)
            Set(measurement, IsOptional ? null : double.NaN);
        else if (Type.IsEnum)
            Set(measurement, Enum.Parse(Type, (string)value));
        else if (value is string)
            Set(measurement, double.NaN);
        else
            Set(measurement, Convert.ChangeType(value, Type, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
