using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Diagnoses the training behind runs from their epochs.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNTraining", DefaultParameterSetName = ByPath)]
[OutputType(typeof(TrainingDiagnosis))]
public sealed class MeasureHNTrainingCommand : RunInputCommand
{
    /// <summary>Epochs without improvement.</summary>
    [Parameter(HelpMessage = "Epochs in a row without a strict improvement after which early stopping stops; 5 when left out.")]
    [ValidateRange(1, 100_000)]
    public int Patience { get; set; } = 5;

    private protected override void ProcessRun(Run run) => WriteObject(TrainingDiagnosis.Of(run, Patience));
}
