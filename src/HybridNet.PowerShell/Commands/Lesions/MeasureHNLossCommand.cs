using System.Management.Automation;
using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Says where the lost points of Dice or IoU go: for images, a run, or the difference of two runs.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNLoss", DefaultParameterSetName = ByPath)]
[OutputType(typeof(RunLoss), typeof(ImageLoss))]
public sealed class MeasureHNLossCommand : MaskInputCommand
{
    private IReadOnlyList<ImageLoss>? _baseline;

    /// <summary>The score.</summary>
    [Parameter(HelpMessage = "Whose lost points are divided: Dice (the default) or Iou.")]
    public LossMetric Metric { get; set; }

    /// <summary>One object for each image.</summary>
    [Parameter(HelpMessage = "Emits one object for each image in place of the causes of the run.")]
    [Idle(With = nameof(Baseline))]
    public SwitchParameter PerImage { get; set; }

    /// <summary>Sizes of missed and false lesions.</summary>
    [Parameter(HelpMessage = "Adds a row for each size of missed and of false lesions.")]
    public SwitchParameter BySize { get; set; }

    /// <summary>The run to compare with.</summary>
    [Parameter(
        HelpMessage = "The run to compare with, as an object or a folder: the rows then say what each cause adds to "
            + "the difference."
    )]
    [ValidateNotNull]
    public PSObject? Baseline { get; set; }

    /// <summary>Which neighbours make a lesion.</summary>
    [Parameter(HelpMessage = "Which neighbours make one lesion: 8 (the default) or 4.")]
    public Connectivity Connectivity { get; set; } = Connectivity.Eight;

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "Pixels at which the size strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; then whole "
            + "subjects are resampled."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples of the intervals; 2,000 when left out.")]
    [ValidateRange(100, 1_000_000)]
    public int Resamples { get; set; } = 2000;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Level of the intervals.</summary>
    [Parameter(HelpMessage = "Level of the intervals; 0.95 when left out.")]
    [ValidateRange(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        SizeStrata strata = SizeStrata.Parse(SizeLimit);
        var options = new LossOptions
        {
            BySize = BySize,
            Subject = SubjectPattern is null ? null : HybridNet.IdPattern.Compile(SubjectPattern),
            Resamples = Resamples,
            Seed = Seed,
            Confidence = Confidence,
            Cancel = CancelToken,
        };
        IReadOnlyList<ImageLoss> losses = Losses(images, strata, PerImage && Baseline is null);
        if (losses.Count == 0 || (PerImage && Baseline is null))
            return;
        if (Baseline is null)
        {
            IReadOnlyList<RunLoss> rows = LossSummary.Of(run?.Name ?? "", losses, strata, options);
            if (rows.Count == 0)
                WriteWarning($"All {losses.Count} images have two empty masks: there is nothing to lose.");
            WriteObject(rows, enumerateCollection: true);
            return;
        }
        _baseline ??= OfBaseline(strata);
        (IReadOnlyList<RunLoss> difference, int onlyBaseline, int onlyCandidate) = LossSummary.Difference(
            _baseline,
            losses,
            strata,
            options
        );
        if (difference.Count == 0)
            throw new InputException(
                InputError.NotComparable,
                "The two runs have no image in common that has lesions or alarms.",
                run?.Name,
                "Compare runs of one test set."
            );
        if (onlyBaseline + onlyCandidate > 0)
            WriteWarning(
                $"{onlyBaseline} images are in the baseline only and {onlyCandidate} in {run?.Name} only: they are not compared."
            );
        WriteObject(difference, enumerateCollection: true);
    }

    private List<ImageLoss> OfBaseline(SizeStrata strata)
    {
        Run run = RunOf(Baseline!);
        IReadOnlyList<ImageCases.Entry> entries = ImageCases.Of(run, MissingGroundTruth);
        foreach (InputException fault in entries.Select(entry => entry.Fault).OfType<InputException>())
            Report(Errors.From(fault));
        return Losses(
            [
                .. entries
                    .Select(entry => entry.Work)
                    .OfType<ImageCase>()
                    .Where(work => ImageCases.InShard(work.ImageId, Part.Index, Part.Count)),
            ],
            strata,
            emit: false
        );
    }

    private List<ImageLoss> Losses(IReadOnlyList<ImageCase> images, SizeStrata strata, bool emit)
    {
        var losses = new List<ImageLoss>(images.Count);
        foreach (
            (_, ImageLoss loss) in Results(
                LossRunner.Losses(images, Adapters.Images, Metric, Connectivity, strata, ThrottleLimit, CancelToken),
                "Dividing lost points",
                images.Count
            )
        )
        {
            if (emit)
                WriteObject(loss);
            losses.Add(loss);
        }
        return losses;
    }
}
