using System.Management.Automation;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.Storage;

namespace HybridNet.PowerShell.Commands;

/// <summary>Checks that a store holds what was saved in it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HNStore")]
[OutputType(typeof(StoreCheck), typeof(bool))]
public sealed class TestHNStoreCommand : StoreCommand
{
    private bool _sound = true;

    /// <summary>Runs to look at.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of stored runs to look at; wildcards are allowed. All when left out; the file is looked at always."
    )]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RunNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>One Boolean instead.</summary>
    [Parameter(HelpMessage = "Emits one Boolean instead: True when everything that was looked at is what was saved.")]
    public SwitchParameter Quiet { get; set; }

    private readonly List<string> _names = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _names.AddRange(Name);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TryItem(Check, Store);
        if (Quiet)
            WriteObject(_sound && Failures == 0);
    }

    private void Check()
    {
        NamePattern[] patterns = [.. _names.Distinct().Select(name => new NamePattern(name))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var progress = new ProgressMeter(this, 1, "Checking the store", ProgressMeter.Unknown);
        int done = 0;
        foreach (StoreCheck check in StoreAudit.Check(Adapters.Stores, StorePath, Wanted, CancelToken))
        {
            progress.Report(++done, check.Run ?? "");
            _sound &= check.Sound;
            if (!Quiet)
                WriteObject(check);
        }
        foreach (string name in _names.Where(name => !NamePattern.HasWildcards(name) && !seen.Contains(name)).Distinct())
            Report(
                Errors.From(
                    new InputException(
                        InputError.RunNotFound,
                        $"There is no run '{name}' in the store {StorePath}.",
                        name,
                        "See the names with Get-HNRun."
                    )
                )
            );

        bool Wanted(StoredRun run)
        {
            string? exact = _names.Find(name => name == run.Name);
            bool wanted = exact is not null || Array.Exists(patterns, pattern => pattern.IsMatch(run.Name));
            if (wanted)
                seen.UnionWith(_names.Where(name => name.Equals(run.Name, StringComparison.OrdinalIgnoreCase)));
            return wanted;
        }
    }
}
