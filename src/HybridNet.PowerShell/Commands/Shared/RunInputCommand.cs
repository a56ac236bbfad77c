using System.Management.Automation;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet that works on whole runs: they come from the pipeline as objects, or are read from folders here.
/// </summary>
public abstract class RunInputCommand : PathInputCommand
{
    /// <summary>Set name for runs that are objects already.</summary>
    protected const string ByRun = "Run";

    /// <summary>Runs, as Import-HNRun emits them.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByRun,
        HelpMessage = "Runs, as Import-HNRun emits them."
    )]
    [RunTransformation]
    [ValidateNotNull]
    public virtual Run[] InputObject { get; set; } = [];

    /// <summary>Handles one run; a fault of this run is reported and the next run follows.</summary>
    private protected abstract void ProcessRun(Run run);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Run run in Runs())
            TryItem(() => ProcessRun(run), run.Name);
    }

    /// <summary>The runs of this pipeline item.</summary>
    private protected virtual IEnumerable<Run> Runs()
    {
        if (ParameterSetName == ByRun)
            return InputObject;
        return RunsOf(GivenPaths, IsLiteral);
    }

    /// <summary>The runs that paths name.</summary>
    private protected IEnumerable<Run> RunsOf(string[] paths, bool literal) => ReadRuns(RunFolders(paths, literal), new());

    /// <summary>Refuses a run without a table that this cmdlet works on.</summary>
    /// <exception cref="InputException">The run has no such file; the message says which was looked for, and where.</exception>
    private protected static void RequireTable(Run run, RunFileKind kind, string file)
    {
        // A run of masks alone has scores that no table holds.
        if (kind == RunFileKind.ImageScores && run.Log.Scores.Count > 0)
            return;
        if (!run.Log.Sources.ContainsKey(kind))
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no {file}: looked for it in {run.Files.Output}.",
                run.Name,
                "Put the file there, or leave this run out."
            );
    }

    /// <summary>A run that a parameter names: itself, what a job or a file made of one, or its folder.</summary>
    /// <exception cref="InputException">It is not there any more, or holds no run.</exception>
    private protected Run RunOf(PSObject named) =>
        RunObject.IsRun(named)
            ? RunObject.Of(named, CancelToken)
            : Adapters.Runs.Read(NewPath(named.BaseObject.ToString() ?? ""), new(), CancelToken);

    private IEnumerable<Run> ReadRuns(IEnumerable<string> folders, Ports.RunReadOptions options)
    {
        foreach (string folder in folders)
            if (TryItem(() => Adapters.Runs.ReadAll(folder, options, CancelToken), out IReadOnlyList<Run> runs, folder))
                foreach (Run run in runs)
                {
                    WriteNotes(run);
                    yield return run;
                }
    }
}
