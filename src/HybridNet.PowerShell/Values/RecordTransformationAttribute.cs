using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace HybridNet.PowerShell.Values;

/// <summary>Lets a parameter for records of this module take what a job, Clixml or CSV made of them.</summary>
/// <param name="record">Type of the record.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordTransformationAttribute(Type record) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = ObjectValue.Bare(inputData);
        if (bare is null || record.IsInstanceOfType(bare) || record.MakeArrayType().IsInstanceOfType(bare))
            return bare;
        object?[] items = bare is IEnumerable list and not string and not IDictionary ? [.. list.Cast<object?>()] : [inputData];
        Array records = Array.CreateInstance(record, items.Length);
        for (int i = 0; i < items.Length; i++)
            records.SetValue(One(items[i]), i);
        return records;
    }

    private object One(object? value)
    {
        object? bare = ObjectValue.Bare(value);
        if (record.IsInstanceOfType(bare))
            return bare!;
        if (value is PSObject item && IsLeftOf(item))
            try
            {
                return Records.Make(record, item);
            }
            catch (InputException exception)
            {
                throw new ArgumentTransformationMetadataException(exception.Message, exception);
            }
        throw PathTransformationAttribute.NotFor(value, $"no {record.Name}");
    }

    /// <summary>A deserialised record by its type, a row of a CSV file by its columns.</summary>
    private bool IsLeftOf(PSObject item)
    {
        if (item.TypeNames.Any(name => name == "Deserialized." + record.FullName))
            return true;
        bool row = item.BaseObject is PSCustomObject && !item.TypeNames[0].StartsWith("Deserialized.", StringComparison.Ordinal);
        return row && Records.Required(record).All(property => item.Properties[property.Name] is not null);
    }
}

/// <summary>Makes records of this module of objects with properties of the same names.</summary>
internal static class Records
{
    /// <summary>Properties without which an object is no such record.</summary>
    public static IEnumerable<PropertyInfo> Required(Type record) =>
        record
            .GetProperties()
            .Where(property => property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)));

    /// <summary>A record with the values of the object; what the object lacks keeps its default.</summary>
    /// <exception cref="InputException">A value is not of the kind that the record needs.</exception>
    public static object Make(Type record, PSObject item)
    {
        object made = Activator.CreateInstance(record)!;
        foreach (PropertyInfo property in record.GetProperties())
            if (property.SetMethod is not null && item.Properties[property.Name]?.Value is { } value)
                property.SetValue(made, Value(property, item, value));
        return made;
    }

    private static object? Value(PropertyInfo property, PSObject item, object value)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        bool optional = type != property.PropertyType || !type.IsValueType;
        if (type == typeof(string))
            return value.ToString() is { Length: > 0 } text || !optional ? value.ToString() : null;
        if (type == typeof(bool))
            return ObjectValue.Bare(value) is bool answer ? answer : bool.TryParse(value.ToString(), out bool parsed) && parsed;
        // An empty cell of a CSV file is nothing where nothing may stand.
        if (optional && value is string { Length: 0 })
            return null;
        if (type.IsEnum)
            return Enum.TryParse(type, value.ToString(), ignoreCase: true, out object? named)
                ? named
                : throw Wrong(property, item, value);
        if (type.IsPrimitive)
        {
            if (!ObjectValue.TryNumber(value, out double number))
                throw Wrong(property, item, value);
            if (type == typeof(double))
                return number;
            return double.IsNaN(number) ? (optional ? null : 0) : Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }
        return type.IsAssignableFrom(typeof(FlatList<string>))
            ? new FlatList<string>(ObjectValue.Texts(value))
            : Default(property, type);
    }

    /// <summary>Parts of a record that no text holds, such as the images of a comparison, stay empty.</summary>
    private static object? Default(PropertyInfo property, Type type) =>
        property.GetValue(Activator.CreateInstance(property.DeclaringType!))
        ?? (type.IsValueType ? Activator.CreateInstance(type) : null);

    private static InputException Wrong(PropertyInfo property, PSObject item, object value) =>
        new(
            InputError.NotANumber,
            $"{property.Name} = '{value}' of {item} is no {property.PropertyType.Name}.",
            item.ToString(),
            "Pipe the objects of this module, or a table that Export-Csv made of them."
        );
}
