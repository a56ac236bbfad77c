using System.Management.Automation;
using HybridNet.Diagnosis;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>Doubts the numbers of runs: emits what a reader of them should know.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HNRun", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Finding), typeof(bool))]
public sealed class TestHNRunCommand : RunInputCommand
{
    private readonly List<Run> _looked = [];
    private AuditOptions _options = new();
    private RuleChoice _rules = RuleChoice.All;
    private int _alarms;

    /// <summary>Least severity.</summary>
    [Parameter(
        HelpMessage = "Least severity that is emitted: Information (the default), Warning or Error. With -Quiet the least that "
            + "makes the answer False; Warning when left out."
    )]
    public Severity Severity { get; set; } = Severity.Information;

    /// <summary>One Boolean instead.</summary>
    [Parameter(
        HelpMessage = "Emits one Boolean for all runs together instead of findings: True when every run was looked at and none "
            + "has a finding of that severity."
    )]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Rules to apply.</summary>
    [Parameter(
        HelpMessage = "Only these rules, by id (HN001) or tag (scores, training, split, masks ...); wildcards are allowed."
    )]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>Rules to leave out.</summary>
    [Parameter(HelpMessage = "Without these rules, by id or tag; wildcards are allowed.")]
    [ArgumentCompleter(typeof(RuleCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Exclude { get; set; } = [];

    /// <summary>Passed rules too.</summary>
    [Parameter(HelpMessage = "Emits the rules that looked and found nothing too, with severity Passed.")]
    public SwitchParameter IncludePassed { get; set; }

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; the digits before "
            + "the underscore when left out."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Pattern of a group.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the group of an image id for HN015; the digit "
            + "behind the underscore when left out."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? GroupPattern { get; set; }

    /// <summary>Population to project to.</summary>
    [Parameter(HelpMessage = "Images that HN012 projects the removed share to; the images of the split when left out.")]
    [ValidateRange(1, int.MaxValue)]
    public int? PopulationSize { get; set; }

    /// <summary>Distance of rows and columns.</summary>
    [Parameter(
        HelpMessage = "Distance of neighbouring rows and columns in which distances were recorded, for HN030; when left out "
            + "pixels, or what fits where rows and columns are equally far apart."
    )]
    [ValidateCount(2, 2)]
    [ValidateRange(double.Epsilon, double.MaxValue)]
    public double[]? Spacing { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images worked on at a time, where masks or pictures are looked at; the number of processors when left out."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Parameters that one rule alone looks at.</summary>
    private static readonly (string Parameter, string Rule)[] s_ofOneRule =
    [
        (nameof(GroupPattern), "HN015"),
        (nameof(PopulationSize), "HN012"),
        (nameof(Spacing), "HN030"),
    ];

    private Severity Least => Quiet && !MyInvocation.BoundParameters.ContainsKey(nameof(Severity)) ? Severity.Warning : Severity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() =>
        {
            _rules = RuleChoice.Of(Include, Exclude);
            _options = new()
            {
                SubjectPattern = IdPattern.Compile(SubjectPattern ?? IdPattern.Subject),
                GroupPattern = IdPattern.Compile(GroupPattern ?? IdPattern.Suffix),
                PopulationSize = PopulationSize,
                MissingGroundTruth = MissingGroundTruth,
                Protocols = ProtocolChoice.Shipped(),
                Spacing = Spacing is [var row, var column] ? (row, column) : null,
                Workers = ThrottleLimit,
            };
        });
        foreach ((string parameter, string rule) in s_ofOneRule)
            if (
                MyInvocation.BoundParameters.ContainsKey(parameter)
                && !Audit.Rules.Any(one => one.Id == rule && _rules.Takes(one.Id, one.Tags))
            )
                WriteWarning($"-{parameter} changes nothing without rule {rule}.");
    }

    private protected override void ProcessRun(Run run)
    {
        foreach (Finding finding in Audit.Evaluate(run, _looked, Adapters.Images, _options, _rules, Silent, CancelToken))
        {
            if (finding.Severity >= Least)
                _alarms++;
            if (!Quiet && (finding.Severity >= Least || (IncludePassed && finding.Severity == Severity.Passed)))
                WriteObject(finding);
        }
        _looked.Add(run);

        void Silent(string rule, SkippedRule silence)
        {
            if (silence.Fault is not null)
                Report(Errors.From(silence.Fault));
            else
                WriteVerbose($"{run.Name}: {rule} did not look: it needs {silence.Reason}.");
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Quiet)
            WriteObject(_alarms == 0 && Failures == 0 && _looked.Count > 0);
    }
}
