using System.Globalization;
using System.Management.Automation;
using HybridNet.PowerShell.Values;
using HybridNet.Statistics;

namespace HybridNet.PowerShell.Commands;

/// <summary>Says beforehand what a comparison on so many images can show.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNPower", DefaultParameterSetName = ByComparison)]
[OutputType(typeof(PowerPlan))]
public sealed class MeasureHNPowerCommand : HNCommand
{
    private const string ByComparison = "Comparison",
        ByAssumption = "Assumption";

    /// <summary>Comparisons.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByComparison,
        HelpMessage = "Comparisons of two runs like those that are planned, as Compare-HNRun emits them."
    )]
    [ValidateNotNull]
    [ComparisonTransformation]
    public Comparison[] InputObject { get; set; } = [];

    /// <summary>Standard deviation of one run.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByAssumption,
        HelpMessage = "Assumed standard deviation over images of one run's metric, such as 0.25 for Dice."
    )]
    [ValidateRange(1e-6, 1.0)]
    public double StandardDeviation { get; set; }

    /// <summary>Correlation.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByAssumption,
        HelpMessage = "Assumed correlation of the two runs' values image by image: 0.6 to 0.8 for two trainings, more for small "
            + "changes."
    )]
    [ValidateRange(-0.99, 0.9999)]
    public double Correlation { get; set; }

    /// <summary>Images.</summary>
    [Parameter(
        HelpMessage = "Numbers of images to plan for; those of the comparison when left out, or 50, 100, 200, 500 with "
            + "assumptions."
    )]
    [ValidateRange(3, 1_000_000_000)]
    public int[]? Images { get; set; }

    /// <summary>Margin.</summary>
    [Parameter(HelpMessage = "Loss that the gate tolerates, as its -Margin; 0.01 when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double Margin { get; set; } = 0.01;

    /// <summary>A loss.</summary>
    [Parameter(HelpMessage = "A true loss to ask about: how probably it is shown, and how many images that takes.")]
    [ValidateRange(0.0, 1.0)]
    public double? Loss { get; set; }

    /// <summary>Power.</summary>
    [Parameter(HelpMessage = "Power for DetectableLoss and the numbers of images; 0.8 (four times in five) when left out.")]
    [ValidateRange(0.5, 0.999)]
    public double Power { get; set; } = PairedPower.Usual;

    /// <summary>Level.</summary>
    [Parameter(HelpMessage = "Level of the interval that will be used; 0.95 when left out.")]
    [ValidateRange(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByAssumption)
        {
            double deviation = PublishedClaim.DeviationOfDifference(StandardDeviation, StandardDeviation, Correlation);
            string source = string.Create(
                CultureInfo.InvariantCulture,
                $"standard deviation {StandardDeviation} and correlation {Correlation} assumed"
            );
            Emit(new DifferenceSpread(deviation), Images ?? [50, 100, 200, 500], source);
            return;
        }
        foreach (Comparison comparison in InputObject)
            TryItem(() =>
            {
                DifferenceSpread spread =
                    PowerPlan.SpreadOf(comparison)
                    ?? throw new InputException(
                        InputError.NotComparable,
                        $"{comparison} gives no spread of differences. {comparison.Reason}",
                        comparison.CandidateRun,
                        "Give a comparison of this session in which images were compared."
                    );
                Emit(
                    spread,
                    Images ?? [comparison.N],
                    $"{comparison.Metric} of {comparison.BaselineRun} and {comparison.CandidateRun}, {comparison.N} images"
                );
            });
    }

    private void Emit(DifferenceSpread spread, int[] images, string source)
    {
        foreach (int number in images)
            WriteObject(PowerPlan.Of(spread, number, Margin, Loss, Power, Confidence, source));
    }
}
