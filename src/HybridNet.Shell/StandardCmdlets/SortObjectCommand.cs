using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Sorts objects, equal ones in the order they came in.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<PSObject> _items = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Descending { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    [Parameter]
    public SwitchParameter Stable { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            _items.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        PropertyExpression[] properties = PropertyExpression.Parse(Property);
        (PSObject Item, object?[] Keys)[] rows =
        [
            .. _items.Select(item =>
                (item, properties.Length == 0 ? [item] : properties.Select(property => property.ValueOf(item)).ToArray())
            ),
        ];
        object?[]? previous = null;
        foreach ((PSObject item, object?[] keys) in rows.OrderBy(row => row.Keys, Comparer<object?[]>.Create(Compare)))
        {
            if (Unique && previous is not null && Compare(previous, keys) == 0)
                continue;
            previous = keys;
            WriteObject(item);
        }

        int Compare(object?[] a, object?[] b)
        {
            for (int i = 0; i < a.Length; i++)
            {
                int order = ValueOrder.Compare(a[i], b[i]);
                bool down = (properties.Length == 0 ? null : properties[i].Descending) ?? Descending;
                if (order != 0)
                    return down ? -order : order;
            }
            return 0;
        }
    }
}
