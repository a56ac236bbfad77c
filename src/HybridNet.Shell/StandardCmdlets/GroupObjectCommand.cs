using System.Collections.ObjectModel;
using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Groups objects that have the same values.</summary>
[Cmdlet(VerbsData.Group, "Object")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private const string StandardType = "Microsoft.PowerShell.Commands.GroupInfo";

    private readonly List<Group> _groups = [];
    private readonly Dictionary<string, Group> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private PropertyExpression[] _properties = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    [Parameter]
    public SwitchParameter NoElement { get; set; }

    protected override void BeginProcessing() => _properties = PropertyExpression.Parse(Property);

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;
        object?[] values =
            _properties.Length == 0 ? [InputObject] : [.. _properties.Select(property => property.ValueOf(InputObject))];
        string name = string.Join(", ", values.Select(value => LanguagePrimitives.ConvertTo<string>(value)));
        if (!_byKey.TryGetValue(name, out Group? group))
        {
            _byKey[name] = group = new Group(name, values);
            _groups.Add(group);
        }
        group.Items.Add(InputObject);
    }

    /// <summary>Groups come out by name, as in PowerShell.</summary>
    protected override void EndProcessing()
    {
        foreach (Group group in _groups.OrderBy(group => group, Comparer<Group>.Create(Compare)))
        {
            var result = new PSObject();
            result.TypeNames.Insert(0, NoElement ? StandardType + "NoElement" : StandardType);
            result.Properties.Add(new PSNoteProperty("Values", group.Values));
            result.Properties.Add(new PSNoteProperty("Count", group.Items.Count));
            if (!NoElement)
                result.Properties.Add(new PSNoteProperty("Group", group.Items));
            result.Properties.Add(new PSNoteProperty("Name", group.Name));
            WriteObject(result);
        }
    }

    private static int Compare(Group a, Group b)
    {
        for (int i = 0; i < a.Values.Length; i++)
            if (ValueOrder.Compare(a.Values[i], b.Values[i]) is not 0 and var order)
                return order;
        return 0;
    }

    private sealed record Group(string Name, object?[] Values)
    {
        public Collection<PSObject> Items { get; } = [];
    }
}
