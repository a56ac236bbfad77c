using System.Collections;
using System.Globalization;
using System.Management.Automation;
using HybridNet.Reports;

namespace HybridNet.PowerShell.Commands;

/// <summary>Any objects as a table of a report: a column for each property that says something.</summary>
internal static class ObjectTable
{
    public static ReportTable Of(string caption, IReadOnlyList<PSObject> objects)
    {
        string[] names =
        [
            .. objects
                .SelectMany(item => item.Properties.Where(property => property.IsGettable).Select(property => property.Name))
                .Distinct(),
        ];
        object?[][] values = [.. objects.Select(item => names.Select(name => Value(item, name)).ToArray())];
        int[] told = [.. Enumerable.Range(0, names.Length).Where(i => values.Any(row => Text(row[i]).Length > 0))];
        return new(
            caption,
            [.. told.Select(i => new ReportColumn(names[i], values.All(row => row[i] is null || Number(row[i]) is not null)))],
            [
                .. values.Select(row =>
                    (IReadOnlyList<ReportCell>)[.. told.Select(i => new ReportCell(Text(row[i]), Number(row[i]) ?? double.NaN))]
                ),
            ]
        )
        {
            Interactive = objects.Count > 1,
        };
    }

    private static object? Value(PSObject item, string name) =>
        item.Properties[name]?.Value is PSObject { BaseObject: var inner } ? inner : item.Properties[name]?.Value;

    private static double? Number(object? value) =>
        value is null or bool or char or string or Enum or DateTime ? null
        : value is IConvertible number ? number.ToDouble(CultureInfo.InvariantCulture)
        : null;

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool yes => yes ? "yes" : "no",
            double number => double.IsNaN(number) ? "–" : number.ToString("0.####", CultureInfo.InvariantCulture),
            IEnumerable items => string.Join("; ", items.Cast<object?>().Select(Text)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
