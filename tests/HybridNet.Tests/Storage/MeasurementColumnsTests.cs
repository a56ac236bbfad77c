using System.Reflection;
using HybridNet.Data.Storage;
using HybridNet.Metrics;

namespace HybridNet.Tests.Storage;

/// <summary>The columns are written out by hand: these tests hold the list against the record.</summary>
public class MeasurementColumnsTests
{
    private static readonly PropertyInfo[] s_figures =
    [
        .. typeof(MaskMeasurement)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.Name is not ("Run" or "ImageId" or "MeasuredWith"))
            .OrderBy(property => property.MetadataToken),
    ];

    [Fact]
    public void Every_figure_of_a_measurement_is_a_column() =>
        Assert.Equal(s_figures.Select(property => property.Name), MeasurementColumns.All.Select(column => column.Name));

    /// <summary>Each property gets a value of its own, so that one taken for another would show.</summary>
    [Fact]
    public void Every_figure_comes_back_as_itself()
    {
        var kept = new MaskMeasurement { Run = "r", ImageId = "a" };
        for (int i = 0; i < s_figures.Length; i++)
            s_figures[i].SetValue(kept, Value(s_figures[i].PropertyType, i));
        MaskMeasurement back = MeasurementColumns.Make(
            "r",
            "a",
            default,
            new(name =>
                MeasurementColumns.All.Single(column => column.Name == name).ToStore(kept) is Enum word
                    ? word.ToString()
                    : Kept(kept, name)
            )
        );
        Assert.All(s_figures, property => Assert.Equal(property.GetValue(kept), property.GetValue(back)));
    }

    private static object? Kept(MaskMeasurement measurement, string name) =>
        MeasurementColumns.All.Single(column => column.Name == name).ToStore(measurement);

    private static object Value(Type type, int i)
    {
        Type of = Nullable.GetUnderlyingType(type) ?? type;
        if (of.IsEnum)
            return Enum.GetValues(of).GetValue(1)!;
        return Convert.ChangeType(100 + i, of, System.Globalization.CultureInfo.InvariantCulture);
    }
}
