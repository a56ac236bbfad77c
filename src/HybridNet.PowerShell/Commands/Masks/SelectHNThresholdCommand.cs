using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Promises;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// Selects the threshold that keeps misses or false lesions below a rate, with a stated confidence, or refuses.
/// </summary>
[Cmdlet(VerbsCommon.Select, "HNThreshold", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ThresholdPromise))]
[Idle(nameof(PredictionForeground), Because = MapsAlone)]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class SelectHNThresholdCommand : MaskInputCommand
{
    /// <summary>What is kept low.</summary>
    [Parameter(HelpMessage = "What is kept low: MissedLesions (the default), MissedPixels or FalseLesions.")]
    public PromiseCriterion Criterion { get; set; }

    /// <summary>The limit.</summary>
    [Parameter(Mandatory = true, HelpMessage = "The limit: a share above 0 and below 1, or false lesions an image.")]
    [ValidateRange(0.0001, 10_000.0)]
    public double Rate { get; set; }

    /// <summary>How the threshold is selected.</summary>
    [Parameter(
        HelpMessage = "LearnThenTest (the default): the mean loss stays below the limit with -Confidence. RiskControl: the "
            + "loss expected of a new image does, without a confidence."
    )]
    public PromiseMethod Method { get; set; }

    /// <summary>Confidence of the promise.</summary>
    [Parameter(HelpMessage = "Confidence of the promise; 0.95 when left out.")]
    [ValidateRange(0.5, 0.9999)]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; subjects "
            + "then count, not images."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Use test images.</summary>
    [Parameter(
        HelpMessage = "Uses images that the run's split calls test images. Scores of these images at the selected "
            + "threshold then prove nothing."
    )]
    public SwitchParameter AllowTestSet { get; set; }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        string name = run?.Name ?? "";
        if (Criterion != PromiseCriterion.FalseLesions && Rate >= 1)
            throw new InputException(
                InputError.InvalidArgument,
                $"-Rate {Rate} is no share.",
                name,
                "Give a share above 0 and below 1, such as 0.1."
            );
        if (Method == PromiseMethod.RiskControl && MyInvocation.BoundParameters.ContainsKey(nameof(Confidence)))
            throw new InputException(
                InputError.InvalidArgument,
                "-Method RiskControl promises an expectation: -Confidence has no meaning there.",
                name,
                "Leave -Confidence out, or use -Method LearnThenTest."
            );
        if (images.Count > 0 && images.All(image => image.Probability is null))
            throw ImageMasks.MissingMaps(run, "A promise needs the maps of tuning images; name their folder.");
        RefuseTestSet(run, images);
        var pattern = SubjectPattern is null ? null : HybridNet.IdPattern.Compile(SubjectPattern);
        List<PromiseLosses> losses =
        [
            .. Results(
                    PromiseRunner.Losses(images, Adapters.Images, Criterion, ThrottleLimit, CancelToken),
                    "Reading probability maps",
                    images.Count
                )
                .Select(image => image.Result),
        ];
        ThresholdPromise promise = ThresholdPromise.Of(
            name,
            Criterion,
            Rate,
            Confidence,
            losses,
            id => pattern is null ? id : HybridNet.IdPattern.Key(pattern, id) ?? id,
            Method
        ) with
        {
            Origin = new Origin(run),
        };
        if (double.IsNaN(promise.Threshold))
            throw new InputException(
                InputError.UndefinedValue,
                $"{name}: {promise.Sentence}",
                name,
                "Calibrate on more images, ask for a higher rate, or for less confidence."
            );
        WriteObject(promise);
    }

    private void RefuseTestSet(Run? run, IReadOnlyList<ImageCase> images)
    {
        if (run is null || AllowTestSet)
            return;
        HashSet<string> tested = new(
            run.Log.Assignments.Where(row => row.Split.Equals("test", StringComparison.OrdinalIgnoreCase))
                .Select(row => row.ImageId),
            StringComparer.Ordinal
        );
        int count = images.Count(image => tested.Contains(image.ImageId));
        if (count > 0)
            throw new InputException(
                InputError.NotComparable,
                $"{count} of {images.Count} images of {run.Name} are in its test split: a threshold that is selected on "
                    + "them is no longer tested by them.",
                run.Name,
                "Select the threshold on validation images, or give -AllowTestSet and test on others."
            );
    }
}
