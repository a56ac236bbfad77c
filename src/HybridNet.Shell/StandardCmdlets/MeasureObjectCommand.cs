using System.Globalization;
using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Counts objects, and sums up numeric properties.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly Dictionary<string, List<double>> _values = [];
    private int _count;

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[]? Property { get; set; }

    [Parameter]
    public SwitchParameter Sum { get; set; }

    [Parameter]
    public SwitchParameter Average { get; set; }

    [Parameter]
    public SwitchParameter Minimum { get; set; }

    [Parameter]
    public SwitchParameter Maximum { get; set; }

    [Parameter]
    public SwitchParameter StandardDeviation { get; set; }

    [Parameter]
    public SwitchParameter AllStats { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;
        _count++;
        if (Property is null)
        {
            if (Sum || Average || Minimum || Maximum || StandardDeviation || AllStats)
                Take("", InputObject);
            return;
        }
        foreach (string name in Property)
            if (InputObject.Properties[name]?.Value is { } value)
                Take(name, value);
    }

    protected override void EndProcessing()
    {
        foreach (string name in Property ?? [""])
        {
            List<double> values = _values.GetValueOrDefault(name) ?? [];
            var result = new PSObject();
            result.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.GenericMeasureInfo");
            double mean = values.Count == 0 ? double.NaN : values.Average();
            Add(result, "Count", Property is null ? _count : values.Count, true);
            Add(result, "Average", mean, Average);
            Add(result, "Sum", values.Sum(), Sum);
            Add(result, "Maximum", values.DefaultIfEmpty(double.NaN).Max(), Maximum);
            Add(result, "Minimum", values.DefaultIfEmpty(double.NaN).Min(), Minimum);
            Add(
                result,
                "StandardDeviation",
                Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)),
                StandardDeviation
            );
            result.Properties.Add(new PSNoteProperty("Property", name == "" ? null : name));
            WriteObject(result);
        }
    }

    private void Add(PSObject result, string name, object value, bool asked) =>
        result.Properties.Add(new PSNoteProperty(name, asked || AllStats ? value : null));

    private void Take(string name, object value)
    {
        if (!LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double number))
        {
            WriteError(
                new ErrorRecord(
                    new PSArgumentException($"Input object \"{value}\" is not numeric."),
                    "NonNumericInputObject",
                    ErrorCategory.InvalidType,
                    value
                )
            );
            return;
        }
        if (!_values.TryGetValue(name, out List<double>? list))
            _values[name] = list = [];
        list.Add(number);
    }
}
