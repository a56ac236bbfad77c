using System.Management.Automation;
using HybridNet.Comparisons;

namespace HybridNet.PowerShell.Commands;

/// <summary>Judges comparisons by limits: one answer, for a gate.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HNRegression")]
[OutputType(typeof(RegressionResult))]
public sealed class TestHNRegressionCommand : HNCommand
{
    private readonly List<Comparison> _comparisons = [];

    /// <summary>Comparisons.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "Comparisons, as Compare-HNRun emits them.")]
    [AllowEmptyCollection]
    [AllowNull]
    public Comparison[]? InputObject { get; set; }

    /// <summary>Tolerated loss.</summary>
    [Parameter(
        HelpMessage = "Loss of the mean that is tolerated, in units of the metric; 0 when left out. The candidate fails when the whole interval of the difference lies below minus this."
    )]
    [ValidateRange(0.0, 1.0)]
    public double Margin { get; set; }

    /// <summary>Demands proof.</summary>
    [Parameter(
        HelpMessage = "The candidate must be shown to lose less than the margin: it fails unless the whole interval lies above minus the margin."
    )]
    public SwitchParameter RequireNonInferior { get; set; }

    /// <summary>Most new failures.</summary>
    [Parameter(HelpMessage = "Most images that may newly have no overlap at all; any number when left out.")]
    [ValidateRange(0, int.MaxValue)]
    public int? MaximumNewZeroDice { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _comparisons.AddRange((InputObject ?? []).OfType<Comparison>());

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(RegressionGate.Judge(_comparisons, new(Margin, RequireNonInferior, MaximumNewZeroDice)));
}
