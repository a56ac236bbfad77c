using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits what each probability threshold would give on a run.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNThreshold", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ThresholdPoint))]
public sealed class MeasureHNThresholdCommand : MaskInputCommand
{
    /// <summary>Thresholds.</summary>
    [Parameter(HelpMessage = "Probabilities to try, 0 to 1; all 256 levels of an 8-bit map when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double[]? Threshold { get; set; }

    /// <summary>Rule for undefined values.</summary>
    [Parameter(
        HelpMessage = "What undefined values count in the means: NonTrivial (the default), GtPositive, EmptyAsOne or Strict."
    )]
    public EmptyPolicy EmptyPolicy { get; set; }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        string name = run?.Name ?? "";
        if (images.Count > 0 && images.All(image => image.Probability is null))
            throw new InputException(
                InputError.MissingFile,
                run is null
                    ? "There are no probability maps: -Probability was not given."
                    : $"Run {name} has no probability maps: looked for probabilities_test in {run.Files.Output}.",
                name,
                "A threshold sweep needs the maps; name their folder."
            );
        ThresholdSweep? sweep = null;
        int levels = 0;
        using (var progress = new ProgressMeter(this, 1, "Reading probability maps", images.Count))
        {
            int done = 0;
            foreach (
                ImageOutcome<ProbabilityHistogram> outcome in SweepRunner.Histograms(
                    images,
                    Adapters.Images,
                    ThrottleLimit,
                    CancelToken
                )
            )
            {
                progress.Report(++done, outcome.Work.ImageId);
                if (!Succeeded(outcome, out ProbabilityHistogram histogram))
                    continue;
                sweep ??= new ThresholdSweep(levels = histogram.Levels, Threshold);
                if (histogram.Levels == levels)
                    sweep.Add(histogram);
                else
                    Report(
                        Errors.From(
                            new InputException(
                                InputError.SizeMismatch,
                                $"The map of {outcome.Work.ImageId} has {histogram.Levels} levels, the ones before it {levels}.",
                                outcome.Work.ImageId,
                                "Save all maps of a run with one depth."
                            )
                        )
                    );
            }
        }
        if (sweep is null)
            return;
        WriteObject(sweep.Rows(name, EmptyPolicy, new Origin(run)), enumerateCollection: true);
    }
}
