using System.Management.Automation;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Reads run folders and emits one run for each.</summary>
[Cmdlet(VerbsData.Import, "HNRun", DefaultParameterSetName = ByPath)]
[OutputType(typeof(Run))]
public sealed partial class ImportHNRunCommand : PathInputCommand
{
    private ProgressMeter? _progress;
    private int _imported;

    /// <summary>Run folders; wildcards are allowed.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders, with or without their output level, or folders of known data sets; wildcards are allowed. "
            + "None for masks alone: -GroundTruthPath with -PredictionPath."
    )]
    [PathTransformation]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>Name of the run.</summary>
    [Parameter(HelpMessage = "Name of the run instead of the folder's. For one run at a time.")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Lesion code.</summary>
    [Parameter(
        HelpMessage = "Lesion code: EX, HE, MA, SE or another. Found out from the run's files or its name when left out; it "
            + "decides which mask folders are the reference."
    )]
    [ArgumentCompleter(typeof(LesionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Lesion { get; set; }

    /// <summary>Folders of reference masks.</summary>
    [Parameter(HelpMessage = "Folders of reference masks; the reference of an image is the union over them.")]
    [Alias("GroundTruth")]
    [ValidateNotNullOrEmpty]
    public string[]? GroundTruthPath { get; set; }

    /// <summary>Folder of predicted masks.</summary>
    [Parameter(HelpMessage = "Folder of predicted masks instead of predictions_test.")]
    [Alias("Prediction")]
    [ValidateNotNullOrEmpty]
    public string? PredictionPath { get; set; }

    /// <summary>Folder of probability maps.</summary>
    [Parameter(HelpMessage = "Folder of probability maps instead of probabilities_test.")]
    [Alias("Probability")]
    [ValidateNotNullOrEmpty]
    public string? ProbabilityPath { get; set; }

    /// <summary>Folder of photographs.</summary>
    [Parameter(HelpMessage = "Folder of photographs instead of images.")]
    [ValidateNotNullOrEmpty]
    public string? ImagePath { get; set; }

    /// <summary>Folder of region masks.</summary>
    [Parameter(HelpMessage = "Folder of field-of-view or region-of-interest masks; only pixels inside count.")]
    [Alias("Region")]
    [ValidateNotNullOrEmpty]
    public string? RegionPath { get; set; }

    /// <summary>The per-image table.</summary>
    [Parameter(
        HelpMessage = "The per-image table, when it is not found by itself or another one is meant. For one run at a time."
    )]
    [ValidateNotNullOrEmpty]
    public string? ScorePath { get; set; }

    /// <summary>The epoch table.</summary>
    [Parameter(HelpMessage = "The epoch table, when it is not found by itself or another one is meant. For one run at a time.")]
    [ValidateNotNullOrEmpty]
    public string? EpochPath { get; set; }

    /// <summary>Names of columns.</summary>
    [Parameter(
        HelpMessage = "What columns are called: @{ dice = 'DSC'; id = 'scan' } for the per-image table, "
            + "@{ val_dice = 'score' } for the epoch table. What is not named is found by the usual names."
    )]
    [ValidateNotNull]
    public System.Collections.IDictionary? Column { get; set; }

    /// <summary>Mark between fields.</summary>
    [Parameter(HelpMessage = "Mark between the fields of tables; found out when left out.")]
    public char? Delimiter { get; set; }

    /// <summary>Culture of the numbers.</summary>
    [Parameter(HelpMessage = "Culture in which the numbers of tables are written, such as de-DE; found out when left out.")]
    [ValidateNotNull]
    public System.Globalization.CultureInfo? Culture { get; set; }

    /// <summary>Scores are per cent.</summary>
    [Parameter(HelpMessage = "Dice, IoU, precision and recall are per cent and are divided by 100.")]
    public SwitchParameter Percent { get; set; }

    /// <summary>Classes, folds or models.</summary>
    [Parameter(HelpMessage = "Only these classes, folds or models of a folder that holds several; all when left out.")]
    [ValidateNotNullOrEmpty]
    public string[] Class { get; set; } = [];

    /// <summary>Probability threshold.</summary>
    [Parameter(
        HelpMessage = "Probability at and above which a pixel is positive, 0 to 1, instead of the one in test_summary.json."
    )]
    [ValidateRange(0.0, 1.0)]
    public double? Threshold { get; set; }

    /// <summary>Limits of the per-image colours.</summary>
    [Parameter(
        HelpMessage = "Two limits of the per-image colours: red below the first, green from the second. 0.40, 0.50 in the lab's "
            + "report."
    )]
    [ValidateCount(2, 2)]
    public double[]? ImageBand { get; set; }

    /// <summary>Limits of the Dice curve.</summary>
    [Parameter(HelpMessage = "Two limits of the Dice curve's bands. 0.40, 0.60 in the lab's report.")]
    [ValidateCount(2, 2)]
    public double[]? DiceBand { get; set; }

    /// <summary>Limits of the IoU curve.</summary>
    [Parameter(HelpMessage = "Two limits of the IoU curve's bands. 0.30, 0.45 in the lab's report.")]
    [ValidateCount(2, 2)]
    public double[]? IouBand { get; set; }

    /// <summary>Limits of the Pearson curve.</summary>
    [Parameter(HelpMessage = "Two limits of the Pearson curve's bands. 0.30, 0.50 in the lab's report.")]
    [ValidateCount(2, 2)]
    public double[]? PearsonBand { get; set; }

    /// <summary>Limits of the loss curve.</summary>
    [Parameter(
        HelpMessage = "Two limits of the loss curve's bands: good up to the first, bad above the second. 0.25, 0.45 in the lab's "
            + "report."
    )]
    [ValidateCount(2, 2)]
    public double[]? LossBand { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!IsLiteral && Path.Length == 0)
        {
            TryItem(ImportFiles);
            return;
        }
        string[] folders = [.. RunFolders(GivenPaths, IsLiteral)];
        _progress ??= new ProgressMeter(this, 2, "Importing runs", ProgressMeter.Unknown);
        RunReadOptions options = Options();
        foreach (string folder in folders)
        {
            if ((Name ?? ScorePath ?? EpochPath) is { } single && _imported > 0)
                Fail(
                    new(
                        InputError.InvalidArgument,
                        $"'{single}' cannot be given to a second run, {folder}.",
                        folder,
                        "Import the runs one by one, or leave -Name, -ScorePath and -EpochPath out."
                    )
                );
            _progress.Report(_imported, folder);
            if (!TryItem(() => ReadOrRecognize(folder, options), out IReadOnlyList<Run>? runs, folder) || runs is null)
                continue;
            _imported++;
            foreach (Run run in runs)
            {
                WriteVerbose(
                    $"{run.Name}: {run.Images} image scores, {run.Epochs} epochs from {run.Files.Output}; lesion "
                        + $"{run.Lesion ?? "unknown"}."
                );
                WriteVerbose($"{run.Name}: recognised as {run.Format}; {string.Join(", ", run.Log.Sources.Values)}.");
                WriteNotes(run);
                WriteObject(run);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _progress?.Dispose();

    private RunReadOptions Options() =>
        new()
        {
            Name = Name,
            Lesion = Lesion?.ToUpperInvariant(),
            GroundTruth = GroundTruthPath is null ? null : SidePaths(GroundTruthPath),
            Predictions = SidePath(PredictionPath),
            Probabilities = SidePath(ProbabilityPath),
            Images = SidePath(ImagePath),
            Regions = SidePath(RegionPath),
            Pairing = PairingOver(null),
            Rules = RulesOver(new SampleRules()),
            Scores = ExistingFile(ScorePath),
            Epochs = ExistingFile(EpochPath),
            Columns =
                Column
                    ?.Cast<System.Collections.DictionaryEntry>()
                    .ToDictionary(column => column.Key.ToString()!, column => column.Value?.ToString() ?? "")
                ?? [],
            Delimiter = Delimiter,
            Culture = Culture?.Name,
            Percent = Percent,
            Classes = Class,
            Threshold = Threshold,
            Bands = new(
                Band(ImageBand, QualityBands.Report.ImageDice),
                Band(DiceBand, QualityBands.Report.Dice),
                Band(IouBand, QualityBands.Report.Iou),
                Band(PearsonBand, QualityBands.Report.Pearson),
                Band(LossBand, QualityBands.Report.Loss)
            ),
        };

    private Limits Band(double[]? limits, Limits usual)
    {
        if (limits is null)
            return usual;
        if (!(limits[0] <= limits[1]))
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"The band limits {limits[0]}, {limits[1]} are not in ascending order.",
                    null,
                    "Give the lower limit first."
                )
            );
        return new(limits[0], limits[1]);
    }
}
