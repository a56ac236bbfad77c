using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Protocols;

namespace HybridNet.PowerShell.Commands;

/// <summary>Shows how far the same masks spread over the figures of several tools, and which convention does it.</summary>
[Cmdlet(VerbsData.Compare, "HNProtocol", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ProtocolSpread), typeof(ProtocolMean))]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class CompareHNProtocolCommand : MaskInputCommand
{
    /// <summary>Protocols.</summary>
    [Parameter(HelpMessage = "Protocols by name, wildcards allowed, or files; all of the module when left out.")]
    [ArgumentCompleter(typeof(ProtocolCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] As { get; set; } = ["*"];

    /// <summary>Tolerance of the surface Dice.</summary>
    [Parameter(HelpMessage = "Tolerance of the surface Dice, in units of the spacing; 1 when left out.")]
    [ValidateRange(0.0, double.MaxValue)]
    public double Tolerance { get; set; } = 1;

    /// <summary>Distance of rows and columns.</summary>
    [Parameter(HelpMessage = "Distance of neighbouring rows and columns in physical units; 1, 1 when left out.")]
    [ValidateCount(2, 2)]
    [ValidateRange(double.Epsilon, double.MaxValue)]
    public double[] Spacing { get; set; } = [1, 1];

    /// <summary>Every mean.</summary>
    [Parameter(
        HelpMessage = "Emits the mean of every protocol, with the images that are not in it, instead of one row a figure."
    )]
    public SwitchParameter Mean { get; set; }

    private IReadOnlyList<Protocol> Protocols { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() => Protocols = [.. ProtocolChoice.Of(As, NewPath).Where(protocol => protocol.Figures.Count > 0)]);
    }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        using var progress = new ProgressMeter(this, 1, "Measuring under every protocol", images.Count);
        int done = 0;
        IReadOnlyList<ProtocolSpread> spreads = ProtocolComparer.Compare(
            Protocols,
            [.. images.Select(image => image with { Origin = new Origin(run) })],
            Adapters.Images,
            new()
            {
                RowSpacing = Spacing[0],
                ColumnSpacing = Spacing[1],
                Tolerances = [Tolerance],
            },
            ThrottleLimit,
            outcome =>
            {
                progress.Report(++done, outcome.Work.ImageId);
                Succeeded(outcome, out FigureRow _);
            },
            CancelToken
        );
        if (Mean)
            WriteObject(spreads.SelectMany(spread => spread.Means), enumerateCollection: true);
        else
            WriteObject(spreads, enumerateCollection: true);
    }
}
