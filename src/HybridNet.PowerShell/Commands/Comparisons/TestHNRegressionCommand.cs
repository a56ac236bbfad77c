using System.Management.Automation;
using HybridNet.Comparisons;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Judges comparisons by limits: one answer, for a gate.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HNRegression")]
[OutputType(typeof(RegressionResult))]
public sealed class TestHNRegressionCommand : HNCommand
{
    private readonly List<Comparison> _comparisons = [];

    /// <summary>Comparisons.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "Comparisons, as Compare-HNRun emits them.")]
    [ComparisonTransformation]
    [AllowEmptyCollection]
    [AllowNull]
    public Comparison[]? InputObject { get; set; }

    /// <summary>Tolerated loss.</summary>
    [Parameter(
        Position = 0,
        HelpMessage = "Loss of the mean that is tolerated, in units of the metric; 0 when left out. Passed: the whole interval "
            + "of the difference lies above minus this. Regressed: it lies wholly below. Inconclusive: neither."
    )]
    [ValidateRange(0.0, 1.0)]
    public double Margin { get; set; }

    /// <summary>What an inconclusive answer is to a script.</summary>
    [Parameter(
        HelpMessage = "What Passed and ExitCode say when the answer is Inconclusive: Report (the default) has not passed and "
            + "gives 3, Pass gives 0, Fail gives 1. Outcome stays Inconclusive."
    )]
    public InconclusiveAs Inconclusive { get; set; }

    /// <summary>Kept for scripts.</summary>
    [Parameter(
        HelpMessage = "Passing always takes proof that the loss is smaller than the margin. With this switch a candidate without "
            + "proof fails: it is -Inconclusive Fail under its older name."
    )]
    public SwitchParameter RequireNonInferior { get; set; }

    /// <summary>Most new failures.</summary>
    [Parameter(HelpMessage = "Most images that may newly have no overlap at all; any number when left out.")]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumNewZeroDice { get; set; }

    /// <summary>Most new false alarms.</summary>
    [Parameter(
        HelpMessage = "Most healthy images that may newly have a false alarm. When left out, an increase that is shown fails, "
            + "and one of more than a twentieth of the healthy images (at least one) is inconclusive."
    )]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumNewFalseAlarm { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        bool says = MyInvocation.BoundParameters.ContainsKey(nameof(Inconclusive));
        if (RequireNonInferior && says && Inconclusive != InconclusiveAs.Fail)
            Fail(
                new InputException(
                    InputError.InvalidArgument,
                    $"-RequireNonInferior means -Inconclusive Fail, and -Inconclusive is {Inconclusive}.",
                    nameof(Inconclusive),
                    "Leave out -RequireNonInferior."
                )
            );
        if (RequireNonInferior)
            Inconclusive = InconclusiveAs.Fail;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _comparisons.AddRange((InputObject ?? []).OfType<Comparison>());

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(RegressionGate.Judge(_comparisons, new(Margin, MaximumNewZeroDice, MaximumNewFalseAlarm, Inconclusive)));
}
