using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>Joins a path and a child path.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Position = 1, Mandatory = true)]
    [AllowEmptyString]
    public string ChildPath { get; set; } = "";

    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    public string[] AdditionalChildPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (string path in Path)
            WriteObject(AdditionalChildPath.Aggregate(SessionState.Path.Combine(path, ChildPath), SessionState.Path.Combine));
    }
}

/// <summary>Tells whether a path exists.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path")]
public sealed class TestPathCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString, AllowNull]
    public string[]? Path { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    [ValidateSet("Any", "Container", "Leaf")]
    public string PathType { get; set; } = "Any";

    protected override void ProcessRecord()
    {
        foreach (string path in LiteralPath ?? Path ?? [])
        {
            bool literal = LiteralPath is not null;
            if (string.IsNullOrEmpty(path))
                WriteObject(false);
            else if (PathType == "Any")
                WriteObject(InvokeProvider.Item.Exists(path, force: true, literal));
            else
                WriteObject(
                    InvokeProvider.Item.Exists(path, force: true, literal)
                        && InvokeProvider.Item.IsContainer(path) == (PathType == "Container")
                );
        }
    }
}

/// <summary>Gives the parent or the last part of a path.</summary>
[Cmdlet(VerbsCommon.Split, "Path")]
public sealed class SplitPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Leaf { get; set; }

    [Parameter]
    public SwitchParameter LeafBase { get; set; }

    [Parameter]
    public SwitchParameter Parent { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string path in Path)
            WriteObject(
                LeafBase ? System.IO.Path.GetFileNameWithoutExtension(path)
                : Leaf ? SessionState.Path.ParseChildName(path)
                : SessionState.Path.ParseParent(path, "")
            );
    }
}

/// <summary>Tells the current location.</summary>
[Cmdlet(VerbsCommon.Get, "Location")]
public sealed class GetLocationCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
}

/// <summary>Goes to another location.</summary>
[Cmdlet(VerbsCommon.Set, "Location")]
public sealed class SetLocationCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string Path { get; set; } = "";

    [Parameter]
    public string? LiteralPath { get; set; }

    protected override void ProcessRecord() =>
        SessionState.Path.SetLocation(LiteralPath is null ? Path : WildcardPattern.Escape(LiteralPath));
}
