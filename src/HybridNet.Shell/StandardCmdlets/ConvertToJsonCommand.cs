using System.Collections;
using System.Management.Automation;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Objects as JSON text.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _items = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    [Parameter]
    public SwitchParameter Compress { get; set; }

    [Parameter]
    public SwitchParameter AsArray { get; set; }

    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    protected override void ProcessRecord() => _items.Add(InputObject);

    protected override void EndProcessing()
    {
        JsonNode? node =
            _items.Count == 1 && !AsArray ? Node(_items[0], Depth) : new JsonArray([.. _items.Select(item => Node(item, Depth))]);
        var options = new JsonSerializerOptions
        {
            WriteIndented = !Compress,
            NewLine = Environment.NewLine,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        WriteObject(node?.ToJsonString(options) ?? "null");
    }

    private JsonNode? Node(object? value, int depth)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                return null;
            case string or char or Guid or Uri or Version:
                return JsonValue.Create(plain.ToString());
            case bool flag:
                return JsonValue.Create(flag);
            case DateTime or DateTimeOffset:
                return JsonSerializer.SerializeToNode(plain);
            case Enum name:
                return EnumsAsStrings ? JsonValue.Create(name.ToString()) : JsonValue.Create(Convert.ToInt64(name));
            case double number when !double.IsFinite(number):
                return JsonValue.Create(
                    double.IsNaN(number) ? "NaN"
                    : number > 0 ? "Infinity"
                    : "-Infinity"
                );
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                return JsonSerializer.SerializeToNode(plain, plain.GetType());
        }
        if (depth < 0)
            return JsonValue.Create(LanguagePrimitives.ConvertTo<string>(value));
        if (plain is IDictionary table)
            return new JsonObject(
                table.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, Node(table[key], depth - 1)))
            );
        if (plain is IEnumerable items)
            return new JsonArray([.. items.Cast<object?>().Select(item => Node(item, depth - 1))]);
        return new JsonObject(
            PSObject
                .AsPSObject(value!)
                .Properties.Where(property => property.IsGettable)
                .Select(property => KeyValuePair.Create(property.Name, Node(property.Value, depth - 1)))
        );
    }
}
