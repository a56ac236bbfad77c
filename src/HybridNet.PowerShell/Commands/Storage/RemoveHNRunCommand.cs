using System.Management.Automation;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>Removes runs from the store, with everything that belongs to them.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "HNRun",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByName
)]
[OutputType(typeof(void))]
public sealed class RemoveHNRunCommand : StoreCommand
{
    private const string ByName = "Name";
    private const string ByRun = "Run";

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ParameterSetName = ByName,
        HelpMessage = "Names of stored runs; wildcards are allowed. Every revision is removed."
    )]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RunNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Runs of the store.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByRun,
        HelpMessage = "Runs, as Get-HNRun emits them; only these revisions are removed."
    )]
    [ValidateNotNull]
    public Run[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByName)
            TryItem(() => RemoveAll(Find(Reader()?.List() ?? [], Name)));
        else
            foreach (Run run in InputObject)
                TryItem(() => RemoveAll([StoredOf(run)]));
    }

    private static StoredRun StoredOf(Run run) =>
        run.Stored
        ?? throw new InputException(
            InputError.RunNotFound,
            $"Run {run.Name} does not come from a store.",
            run.Name,
            "Get it with Get-HNRun, or remove it by name."
        );

    private void RemoveAll(IReadOnlyList<StoredRun> runs)
    {
        foreach (StoredRun run in runs)
        {
            if (
                !ShouldProcess(
                    $"{run.Name}, revision {run.Revision}, in {run.Store}",
                    "Remove the run with its measurements and findings"
                )
            )
                continue;
            // A run knows the store that it came from, which need not be the one that -Store names.
            TryItem(() =>
            {
                using IRunStore store = Adapters.Stores.OpenToWrite(run.Store, CancelToken);
                store.Remove(run);
            });
        }
    }
}
