using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Selects objects by position, and properties by name.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _last = [];
    private readonly HashSet<string> _seen = [];
    private PropertyExpression[] _properties = [];
    private int _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public string? ExpandProperty { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? First { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Last { get; set; }

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    [Parameter]
    public SwitchParameter Unique { get; set; }

    protected override void BeginProcessing() => _properties = PropertyExpression.Parse(Property);

    protected override void ProcessRecord()
    {
        if (InputObject is null || ++_count <= Skip && Last is null)
            return;
        if (Last is { } last)
        {
            _last.Enqueue(InputObject);
            if (_last.Count > last + Skip)
                _last.Dequeue();
        }
        else if (First is null || _count - Skip <= First)
            Emit(InputObject);
    }

    protected override void EndProcessing()
    {
        while (_last.Count > (Last is null ? 0 : Math.Min(Skip, _count)))
            Emit(_last.Dequeue());
    }

    private void Emit(PSObject item)
    {
        if (ExpandProperty is not null)
        {
            if (item.Properties[ExpandProperty] is { } property)
                WriteObject(property.Value, enumerateCollection: true);
            else
                WriteError(
                    new ErrorRecord(
                        new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."),
                        "ExpandPropertyNotFound",
                        ErrorCategory.InvalidArgument,
                        item
                    )
                );
            return;
        }
        PSObject result = _properties.Length == 0 ? item : Project(item);
        if (
            !Unique || _seen.Add(string.Join('\u001f', result.Properties.Select(property => property.Value?.ToString())) + result)
        )
            WriteObject(result);
    }

    private PSObject Project(PSObject item)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "Selected." + item.TypeNames[0]);
        foreach (PropertyExpression property in _properties)
        {
            if (property.HasWildcards)
                foreach (PSPropertyInfo match in property.Matching(item))
                    Add(match.Name, match.Value);
            else
                Add(property.Name, property.ValueOf(item));
        }
        return result;

        void Add(string name, object? value)
        {
            if (result.Properties[name] is null)
                result.Properties.Add(new PSNoteProperty(name, value));
        }
    }
}
