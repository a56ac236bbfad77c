using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Lists the items of a folder.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem")]
public sealed class GetChildItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = ["."];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Directory { get; set; }

    [Parameter]
    public SwitchParameter File { get; set; }

    protected override void ProcessRecord()
    {
        WildcardPattern? filter = Filter is null ? null : WildcardPattern.Get(Filter, WildcardOptions.IgnoreCase);
        foreach (
            PSObject item in InvokeProvider.ChildItem.Get(
                LiteralPath ?? Path,
                Recurse,
                force: false,
                literalPath: LiteralPath is not null
            )
        )
        {
            bool folder = item.BaseObject is DirectoryInfo;
            if ((Directory && !folder) || (File && folder))
                continue;
            if (filter is null || filter.IsMatch(item.Properties["PSChildName"]?.Value?.ToString() ?? ""))
                WriteObject(item);
        }
    }
}

/// <summary>Gets items by path.</summary>
[Cmdlet(VerbsCommon.Get, "Item")]
public sealed class GetItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[]? LiteralPath { get; set; }

    protected override void ProcessRecord() =>
        WriteObject(
            InvokeProvider.Item.Get(LiteralPath ?? Path, force: false, literalPath: LiteralPath is not null),
            enumerateCollection: true
        );
}

/// <summary>Makes a folder or an empty file.</summary>
[Cmdlet(VerbsCommon.New, "Item", SupportsShouldProcess = true)]
public sealed class NewItemCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string Path { get; set; } = "";

    [Parameter]
    [ValidateSet("Directory", "File")]
    public string ItemType { get; set; } = "File";

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(path))
            return;
        if (ItemType == "Directory")
        {
            WriteObject(System.IO.Directory.CreateDirectory(path));
            return;
        }
        using (new FileStream(path, Force ? FileMode.Create : FileMode.CreateNew))
            WriteVerbose($"Made {path}.");
        WriteObject(new FileInfo(path));
    }
}

/// <summary>Removes files and folders.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string path in LiteralPath ?? Path)
            if (ShouldProcess(path))
                InvokeProvider.Item.Remove([path], Recurse, Force, literalPath: LiteralPath is not null);
    }
}

/// <summary>Reads a text file line by line.</summary>
[Cmdlet(VerbsCommon.Get, "Content")]
public sealed class GetContentCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("LiteralPath")]
    public string Path { get; set; } = "";

    [Parameter]
    public SwitchParameter Raw { get; set; }

    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        if (Raw)
            WriteObject(System.IO.File.ReadAllText(path));
        else
            WriteObject(System.IO.File.ReadLines(path), enumerateCollection: true);
    }
}
