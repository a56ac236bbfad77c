using System.Management.Automation;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that takes paths: with wildcards at the first place, or word for word, typed or piped.</summary>
public abstract class PathInputCommand : HNCommand
{
    /// <summary>Set name for paths with wildcards.</summary>
    protected const string ByPath = "Path";

    /// <summary>Set name for paths taken word for word.</summary>
    protected const string ByLiteralPath = "LiteralPath";

    /// <summary>What to read; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders to read; wildcards are allowed."
    )]
    [PathTransformation]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[] Path { get; set; } = [];

    /// <summary>What to read, taken word for word.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByLiteralPath,
        HelpMessage = "Taken word for word: for names with [ or ]."
    )]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The paths are taken word for word.</summary>
    private protected bool IsLiteral => ParameterSetName == ByLiteralPath;

    /// <summary>The paths that were given, either way.</summary>
    private protected string[] GivenPaths => IsLiteral ? LiteralPath : Path;
}
