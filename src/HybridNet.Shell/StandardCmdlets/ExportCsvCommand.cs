using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Objects as lines of CSV text, every field quoted.</summary>
[Cmdlet(VerbsData.ConvertTo, "Csv")]
public class ConvertToCsvCommand : PSCmdlet
{
    private string[]? _columns;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter NoTypeInformation { get; set; }

    [Parameter]
    public char Delimiter { get; set; } = ',';

    protected override void ProcessRecord()
    {
        if (InputObject is null)
            return;
        if (_columns is null)
        {
            _columns = [.. InputObject.Properties.Select(property => property.Name)];
            Line(string.Join(Delimiter, _columns.Select(Quote)));
        }
        Line(
            string.Join(
                Delimiter,
                _columns.Select(name => InputObject.Properties[name]?.Value is { } value ? Quote(Text(value)) : "")
            )
        );
    }

    /// <summary>Takes a finished line.</summary>
    private protected virtual void Line(string text) => WriteObject(text);

    private static string Text(object value) =>
        value is PSObject { BaseObject: IFormattable inner } ? inner.ToString(null, CultureInfo.InvariantCulture)
        : value is IFormattable plain ? plain.ToString(null, CultureInfo.InvariantCulture)
        : value.ToString() ?? "";

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"")}\"";
}

/// <summary>Writes objects to a CSV file.</summary>
[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true)]
public sealed class ExportCsvCommand : ConvertToCsvCommand
{
    private readonly StringBuilder _text = new();

    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Line(string text) => _text.Append(text).Append(Environment.NewLine);

    protected override void EndProcessing()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (NoClobber && File.Exists(path))
            ThrowTerminatingError(
                new ErrorRecord(
                    new IOException($"The file '{path}' already exists."),
                    "NoClobber",
                    ErrorCategory.ResourceExists,
                    path
                )
            );
        if (ShouldProcess(path))
            File.WriteAllText(path, _text.ToString(), new UTF8Encoding(false));
    }
}
