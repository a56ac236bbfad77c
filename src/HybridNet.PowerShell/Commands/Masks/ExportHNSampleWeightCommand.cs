using System.Management.Automation;
using HybridNet.Sampling;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes weights for a weighted sampler of training images or patches.</summary>
[Cmdlet(VerbsData.Export, "HNSampleWeight", DefaultParameterSetName = ByRun, SupportsShouldProcess = true)]
[OutputType(typeof(SampleWeight))]
public sealed class ExportHNSampleWeightCommand : RunExportCommand
{
    private string _destination = "";
    private string? _first;

    /// <summary>File to write.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "CSV file to write: image_id, weight, reason; with -Patch: patch_id, image_id, weight, reason."
    )]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string Destination
    {
        get => Goal;
        set => Goal = value;
    }

    /// <summary>Ids to weight.</summary>
    [Parameter(HelpMessage = "Image ids to weight; all of the training split when left out. An id of another split is an error.")]
    [ValidateNotNullOrEmpty]
    public string[]? ImageId { get; set; }

    /// <summary>Table of patches.</summary>
    [Parameter(
        HelpMessage = "CSV file of patches: patch_id, image_id, x, y, and width and height or size. The weights are then per "
            + "patch."
    )]
    [ValidateNotNullOrEmpty]
    public string? Patch { get; set; }

    /// <summary>Side of the patches.</summary>
    [Parameter(HelpMessage = "Side of the patches in pixels, when the table of patches has no sizes.")]
    [ValidateRange(1, Masks.Mask.MaximumSide)]
    public int? PatchSize { get; set; }

    /// <summary>Past predictions.</summary>
    [Parameter(
        HelpMessage = "Folder of past predictions of the training images (masks); the run's own when left out. Without any, "
            + "misses and false alarms add nothing."
    )]
    [ValidateNotNullOrEmpty]
    public string? Prediction { get; set; }

    /// <summary>Weight of a marked lesion.</summary>
    [Parameter(HelpMessage = "Added to the weight 1 where a lesion is marked; 1 when left out.")]
    [ValidateRange(0.0, 1e6)]
    public double PositiveBoost { get; set; } = 1;

    /// <summary>Weight of small lesions.</summary>
    [Parameter(HelpMessage = "Added where all lesions are small, in proportion where some are; 1 when left out.")]
    [ValidateRange(0.0, 1e6)]
    public double SmallLesionBoost { get; set; } = 1;

    /// <summary>Limit of small lesions.</summary>
    [Parameter(HelpMessage = "Pixels from which on a lesion is not small; 50 when left out.")]
    [ValidateRange(2L, long.MaxValue)]
    public long SmallLesionArea { get; set; } = 50;

    /// <summary>Weight of past misses.</summary>
    [Parameter(
        HelpMessage = "Added where all lesions were missed by the past prediction, in proportion where some were; "
            + "1 when left out."
    )]
    [ValidateRange(0.0, 1e6)]
    public double MissBoost { get; set; } = 1;

    /// <summary>Weight of past false alarms.</summary>
    [Parameter(
        HelpMessage = "Added where all predicted lesions were false (hard negatives), in proportion where some were; 1 when left "
            + "out."
    )]
    [ValidateRange(0.0, 1e6)]
    public double HardNegativeBoost { get; set; } = 1;

    /// <summary>Highest weight.</summary>
    [Parameter(HelpMessage = "Highest weight, as a multiple of the mean; 10 when left out.")]
    [ValidateRange(1.0, 1e6)]
    public double Cap { get; set; } = 10;

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no folder has a reference of an image: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(HelpMessage = "Images read at a time; the number of processors when left out.")]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Replaces the file.</summary>
    [Parameter(HelpMessage = "Replaces a file that is there already.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the weights.</summary>
    [Parameter(HelpMessage = "Emits the weights that were written.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _destination = NewPath(Destination);
        if (!Force && File.Exists(_destination))
            Fail(
                new(
                    InputError.DestinationExists,
                    $"{_destination} exists.",
                    _destination,
                    "Give another destination, or -Force to replace it."
                )
            );
    }

    private protected override void ProcessRun(Run run)
    {
        if (_first is not null)
            throw new InputException(
                InputError.InvalidArgument,
                $"Run {run.Name} cannot go into {_destination} as well: it holds the weights of {_first}.",
                run.Name,
                "Export one run into one file."
            );
        if (run.Files.GroundTruth.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no reference masks.",
                run.Name,
                "Name the folders with Import-HNRun -GroundTruthPath, or the lesion with -Lesion."
            );
        IReadOnlyList<Patch>? patches = Patch is null
            ? null
            : Adapters.Tables.ReadPatches(NewPath(Patch), PatchSize, CancelToken);
        string[]? asked = ImageId ?? patches?.Select(patch => patch.ImageId).Distinct(StringComparer.Ordinal).ToArray();
        IReadOnlyList<string> ids = TrainingIds.Of(run, asked, out IReadOnlyList<string> shared);
        if (shared.Count > 0)
            WriteWarning(
                $"Run {run.Name}: {shared.Count} images are in train and in another split "
                    + $"({string.Join(", ", shared.Take(10))}{(shared.Count > 10 ? ", ..." : "")}). They get no weight."
            );
        if (ids.Count == 0)
            throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no image in the training split alone.",
                run.Name,
                "Check metrics_logs/image_split.csv."
            );
        if (!ShouldProcess(_destination, $"Write weights of {ids.Count} training images"))
            return;
        RunFiles files = Prediction is null
            ? run.Files
            : run.Files with
            {
                Predictions = ExistingFolder(Prediction),
                Probabilities = null,
            };
        List<SampleEvidence> evidence = Read(run, new RunImages(files, run.Lesion, ids), ids, patches);
        if (evidence.Count == 0)
            return;
        if (evidence.All(sample => sample.PredictedLesions == 0))
            WriteWarning(
                $"Run {run.Name}: no training image has a prediction with a lesion in it, so no false alarm is "
                    + $"known. Name a folder of past predictions with -Prediction."
            );
        var weighting = new SampleWeighting
        {
            Positive = PositiveBoost,
            SmallLesion = SmallLesionBoost,
            Miss = MissBoost,
            HardNegative = HardNegativeBoost,
            Cap = Cap,
        };
        IReadOnlyList<SampleWeight> weights = weighting.Weigh(run.Name, evidence, new Origin(run));
        Adapters.Tables.WriteWeights(_destination, weights, Force);
        _first = run.Name;
        WriteVerbose(
            $"{weights.Count} weights to {_destination}: {weights.Count(weight => weight.Capped)} capped, "
                + $"{evidence.Count(sample => sample.Lesions > 0)} positive."
        );
        if (PassThru)
            WriteObject(weights, enumerateCollection: true);
    }

    private List<SampleEvidence> Read(Run run, RunImages images, IReadOnlyList<string> ids, IReadOnlyList<Patch>? patches)
    {
        var runner = new SampleEvidenceRunner(Adapters.Images, images, SmallLesionArea, run.Threshold ?? 0.5, MissingGroundTruth);
        var evidence = new List<SampleEvidence>();
        using var progress = new ProgressMeter(this, 1, "Reading training masks", ids.Count);
        int done = 0;
        foreach (
            (string id, IReadOnlyList<SampleEvidence>? found, InputException? exception) in runner.Run(
                ids,
                patches?.ToLookup(patch => patch.ImageId, StringComparer.Ordinal),
                ThrottleLimit,
                CancelToken
            )
        )
        {
            progress.Report(++done, id);
            if (exception is not null)
                Report(Errors.From(exception));
            else
                evidence.AddRange(found!);
        }
        return evidence;
    }
}
