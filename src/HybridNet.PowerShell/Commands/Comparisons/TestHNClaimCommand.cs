using System.Management.Automation;

namespace HybridNet.PowerShell.Commands;

/// <summary>Judges a published claim that one method is better than another.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HNClaim")]
[OutputType(typeof(ClaimJudgement))]
public sealed class TestHNClaimCommand : HNCommand
{
    /// <summary>Mean of the method that is claimed to be better.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Printed mean (Dice, IoU, any value between 0 and 1) of the method that is claimed to be better."
    )]
    [ValidateRange(0.0, 1.0)]
    public double Mean { get; set; }

    /// <summary>Mean of the other method.</summary>
    [Parameter(
        Mandatory = true,
        Position = 1,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Printed mean of the method that it is compared with."
    )]
    [ValidateRange(0.0, 1.0)]
    public double OtherMean { get; set; }

    /// <summary>Images.</summary>
    [Parameter(
        Mandatory = true,
        Position = 2,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Images of the test set; subjects, where several images are of one."
    )]
    [ValidateRange(2, 1_000_000_000)]
    public int Images { get; set; }

    /// <summary>Standard deviation.</summary>
    [Parameter(
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Printed standard deviation over images of the first method; when left out, half of the largest that its "
            + "mean allows."
    )]
    [ValidateRange(1e-12, 0.75)]
    public double? StandardDeviation { get; set; }

    /// <summary>Standard deviation of the other.</summary>
    [Parameter(
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Printed standard deviation over images of the other method; assumed likewise when left out."
    )]
    [ValidateRange(1e-12, 0.75)]
    public double? OtherStandardDeviation { get; set; }

    /// <summary>Correlation.</summary>
    [Parameter(
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Correlation of the two methods' scores image by image; 0.7 when left out, with the range from 0.5 to 0.9 "
            + "beside it."
    )]
    [ValidateRange(-1.0, 1.0)]
    public double? Correlation { get; set; }

    /// <summary>Accepted risk.</summary>
    [Parameter(HelpMessage = "Probability of a false claim that is accepted; 0.05 when left out.")]
    [ValidateRange(0.0001, 0.4999)]
    public double Risk { get; set; } = 0.05;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Mean < OtherMean)
            WriteWarning(InvariantText.Invariant($"The first mean, {Mean}, is the smaller one: the claim is that it is better."));
        WriteObject(ClaimJudgement.Of(Mean, OtherMean, Images, StandardDeviation, OtherStandardDeviation, Correlation, Risk));
    }
}
