using System.Management.Automation;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet that writes what it makes of runs: <c>runs | Export-X DESTINATION</c>, or <c>Export-X RUN DESTINATION</c>.
/// </summary>
/// <remarks>
/// Both put a text at the first place, and whether it is the run or the destination is known only when a second text follows
/// or runs are piped. PowerShell binds the first text to -Destination, since the set of piped runs is the default, and then
/// the second one to -Destination again, whose place in the set of paths is the second: it tells nobody that the first is
/// gone. So the destination keeps the first text, which is the run folder, and piped runs are not mandatory: a mandatory one
/// would be asked for before a cmdlet has a say.
/// </remarks>
public abstract class RunExportCommand : RunInputCommand
{
    private string _target = "";
    private string? _before;

    /// <summary>Runs, as Import-HNRun emits them.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByRun, HelpMessage = "Runs, as Import-HNRun emits them.")]
    [RunTransformation]
    [ValidateNotNull]
    public override Run[] InputObject { get; set; } = [];

    /// <summary>Where to write; the binder may set it twice, and then the first was the run.</summary>
    private protected string Goal
    {
        get => _target;
        set
        {
            if (_target.Length > 0)
                _before ??= _target;
            _target = value;
        }
    }

    private bool HasRuns => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (_before is not null)
            Path = [_before];
        if (ParameterSetName != ByRun || HasRuns == _before is null)
            return;
        Fail(
            _before is null
                ? new(
                    InputError.InvalidArgument,
                    $"No run is there to write to '{Goal}'.",
                    Goal,
                    $"Pipe runs, or name the run first: {MyInvocation.MyCommand.Name} RUN DESTINATION."
                )
                : new(
                    InputError.InvalidArgument,
                    $"Runs are piped, and '{_before}' is named beside the destination '{Goal}'.",
                    _before,
                    "Leave out the one or the other."
                )
        );
    }

    private protected override IEnumerable<Run> Runs() => _before is null ? base.Runs() : RunsOf(Path, literal: false);
}
