using System.Management.Automation;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.PostProcessing;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Measures every combination of a grid of post-processing steps as a paired experiment against the run as it
/// is.</summary>
[Cmdlet(VerbsCommon.Optimize, "HNPostProcess", DefaultParameterSetName = ByPath)]
[OutputType(typeof(PostProcessResult))]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class OptimizeHNPostProcessCommand : MaskInputCommand
{
    /// <summary>Thresholds.</summary>
    [Parameter(
        HelpMessage = "Probabilities to try, 0 to 1; needs probability maps. The predicted masks are taken as they are when left "
            + "out."
    )]
    [ValidateRange(0.0, 1.0)]
    [ValidateNotNullOrEmpty]
    public double[]? Threshold { get; set; }

    /// <summary>Radii of the opening.</summary>
    [Parameter(HelpMessage = "Radii of the opening in pixels, 0 for none: removes what the element does not fit into.")]
    [ValidateRange(0, StructuringElement.MaximumRadius)]
    [ValidateNotNullOrEmpty]
    public int[] Open { get; set; } = [0];

    /// <summary>Radii of the closing.</summary>
    [Parameter(HelpMessage = "Radii of the closing in pixels, 0 for none: closes gaps that the element does not fit into.")]
    [ValidateRange(0, StructuringElement.MaximumRadius)]
    [ValidateNotNullOrEmpty]
    public int[] Close { get; set; } = [0];

    /// <summary>Shape of the element.</summary>
    [Parameter(HelpMessage = "Shape of the element of opening and closing: Disk (the default), Square or Cross.")]
    public ElementShape Element { get; set; } = ElementShape.Disk;

    /// <summary>Tries hole filling.</summary>
    [Parameter(HelpMessage = "Tries each combination with and without filling holes.")]
    public SwitchParameter FillHole { get; set; }

    /// <summary>Minimum areas.</summary>
    [Parameter(HelpMessage = "Smallest components that stay, in pixels, 0 for all.")]
    [ValidateRange(0L, long.MaxValue)]
    [ValidateNotNullOrEmpty]
    public long[] MinimumArea { get; set; } = [0];

    /// <summary>Split that chooses.</summary>
    [Parameter(HelpMessage = "Split that the choice is made on; val when only -ReportSplit is given.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SplitNameCompleter))]
    public string? TuneSplit { get; set; }

    /// <summary>Split that is reported.</summary>
    [Parameter(HelpMessage = "Split that the figures are measured on; test when only -TuneSplit is given.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SplitNameCompleter))]
    public string? ReportSplit { get; set; }

    /// <summary>Folds of cross-fitting.</summary>
    [Parameter(
        HelpMessage = "Folds of cross-fitting by subject; 5 when left out and only one split has predictions. 0 for none: every "
            + "figure is then optimistic."
    )]
    [ValidateRange(0, 1000)]
    public int? Fold { get; set; }

    /// <summary>Finds the subject of an image.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group is the subject in an image id; the digits before the underscore when "
            + "left out."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string SubjectPattern { get; set; } = HybridNet.IdPattern.Subject;

    /// <summary>Adds rows by lesion size.</summary>
    [Parameter(HelpMessage = "Adds the same rows for each size of the reference lesions.")]
    public SwitchParameter ByStratum { get; set; }

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "Pixels at which the size strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    /// <summary>Leaves lesions out.</summary>
    [Parameter(
        HelpMessage = "Leaves lesion recall and false lesions out. Thresholds alone then come from one histogram of each image."
    )]
    public SwitchParameter OverlapOnly { get; set; }

    /// <summary>Rule for undefined values.</summary>
    [Parameter(
        HelpMessage = "What undefined values count in the means: NonTrivial (the default), GtPositive, EmptyAsOne or Strict."
    )]
    public EmptyPolicy EmptyPolicy { get; set; }

    /// <summary>Bootstrap resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples for the intervals; 0 for none.")]
    [ValidateRange(0, 10_000_000)]
    public int Resamples { get; set; } = Statistics.Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of folds and resampling: the same seed gives the same figures.")]
    public ulong Seed { get; set; } = 1;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        string name = run?.Name ?? "";
        if (Threshold is not null && images.Count > 0 && images.All(image => image.Probability is null))
            throw ImageMasks.MissingMaps(run, "Leave -Threshold out, or name the folder of the maps.");
        var choice = new ChoiceOptions
        {
            TuneSplit = TuneSplit,
            ReportSplit = ReportSplit,
            Folds = Fold,
            Subject = HybridNet.IdPattern.Compile(SubjectPattern),
            Seed = Seed,
        };
        // A plan that is refused is refused before hours of work, not after them.
        IReadOnlyList<SplitAssignment> assignments = run?.Log.Assignments ?? [];
        _ = ChoicePlan.Of([.. images.Select(image => image.ImageId)], assignments, choice);
        PostProcessGrid grid = Grid();
        SizeStrata strata = SizeStrata.Parse(SizeLimit);
        List<ImageExperiment> tried = Try(images, grid, strata);
        if (tried.Count == 0)
            return;
        ChoicePlan plan = ChoicePlan.Of([.. tried.Select(image => image.ImageId)], assignments, choice);
        foreach (string warning in plan.Warnings)
            WriteWarning(run is null ? warning : $"Run {name}: {warning}");
        WriteVerbose(
            $"{grid.Count} combinations; chosen on {plan.Names.Tuned} ({plan.Tuned.Count} images), reported on "
                + $"{plan.Names.Reported} ({plan.Reported.Count}), {plan.Folds.Count} folds."
        );
        var experiment = new PostProcessExperiment(
            tried,
            grid,
            strata,
            new()
            {
                EmptyPolicy = EmptyPolicy,
                Resamples = Resamples,
                Seed = Seed,
                OwnThreshold = run?.Threshold ?? images[0].Threshold,
            }
        );
        WriteObject(experiment.Rows(name, plan, new Origin(run)), enumerateCollection: true);
        if (ByStratum)
            WriteObject(experiment.RowsByStratum(name, plan, new Origin(run)), enumerateCollection: true);
    }

    private List<ImageExperiment> Try(IReadOnlyList<ImageCase> images, PostProcessGrid grid, SizeStrata strata) =>
        [
            .. Results(
                    GridRunner.Run(images, Adapters.Images, grid, strata, ThrottleLimit, CancelToken),
                    $"Trying {grid.Count} combinations",
                    images.Count
                )
                .Select(image => image.Result),
        ];

    /// <summary>A value that was given twice is tried once.</summary>
    private PostProcessGrid Grid() =>
        new()
        {
            Thresholds = Threshold is null ? null : [.. Threshold.Distinct()],
            Opens = [.. Open.Distinct()],
            Closes = [.. Close.Distinct()],
            Element = Element,
            FillHoles = FillHole ? [false, true] : [false],
            MinimumAreas = [.. MinimumArea.Distinct()],
            OverlapOnly = OverlapOnly,
        };
}
