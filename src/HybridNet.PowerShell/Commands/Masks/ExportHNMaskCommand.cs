using System.Management.Automation;
using HybridNet.Masks.Coco;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PostProcessing;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>How masks are written.</summary>
public enum MaskFormat
{
    /// <summary>A 1-bit PNG file for each image.</summary>
    Png,

    /// <summary>One COCO file of run lengths for all images.</summary>
    Coco,
}

/// <summary>Writes predicted masks with post-processing done, as 1-bit PNG files that the reader finds again.</summary>
[Cmdlet(VerbsData.Export, "HNMask", DefaultParameterSetName = ByRun, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed partial class ExportHNMaskCommand : RunExportCommand
{
    private const string ByFiles = "Files",
        ByMaps = "Maps";

    private readonly List<string> _files = [];
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);
    private string _destination = "";

    /// <summary>Predicted masks.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Predicted masks: folders or files, wildcards allowed. Files come from the pipeline too."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Prediction { get; set; } = [];

    /// <summary>Folder of probability maps.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByMaps,
        HelpMessage = "Folder of probability maps: every one in it, or with -Threshold the one of each prediction."
    )]
    [Parameter(ParameterSetName = ByFiles)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string? Probability { get; set; }

    /// <summary>Folder of region masks.</summary>
    [Parameter(ParameterSetName = ByMaps)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Folder of field-of-view or region-of-interest masks; only pixels inside are kept."
    )]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Lesion code.</summary>
    [Parameter(ParameterSetName = ByMaps)]
    [Parameter(ParameterSetName = ByLiteralPath)]
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Lesion code whose suffix file names carry (0065_1_EX.png); any known one when left out."
    )]
    [ArgumentCompleter(typeof(LesionCompleter))]
    public string? Lesion { get; set; }

    /// <summary>Folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByRun,
        HelpMessage = "Folder of the new masks; it is made when it is missing. Each file is named as the prediction that it "
            + "comes from."
    )]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Parameter(Mandatory = true, ParameterSetName = ByFiles)]
    [Parameter(Mandatory = true, ParameterSetName = ByMaps)]
    [ValidateNotNullOrEmpty]
    public string Destination
    {
        get => Goal;
        set => Goal = value;
    }

    /// <summary>Threshold of the maps.</summary>
    [Parameter(
        HelpMessage = "Probability at and above which a pixel is positive, 0 to 1; needs probability maps. The predicted masks "
            + "are taken as they are when left out."
    )]
    [ValidateRange(0.0, 1.0)]
    public double? Threshold { get; set; }

    /// <summary>Radius of the opening.</summary>
    [Parameter(HelpMessage = "Radius of the opening in pixels, 0 for none: removes what the element does not fit into.")]
    [ValidateRange(0, StructuringElement.MaximumRadius)]
    public int Open { get; set; }

    /// <summary>Radius of the closing.</summary>
    [Parameter(HelpMessage = "Radius of the closing in pixels, 0 for none: closes gaps that the element does not fit into.")]
    [ValidateRange(0, StructuringElement.MaximumRadius)]
    public int Close { get; set; }

    /// <summary>Shape of the element.</summary>
    [Parameter(HelpMessage = "Shape of the element of opening and closing: Disk (the default), Square or Cross.")]
    public ElementShape Element { get; set; } = ElementShape.Disk;

    /// <summary>Fills holes.</summary>
    [Parameter(HelpMessage = "Fills holes: background that no 4-connected path joins to the edge of the image.")]
    public SwitchParameter FillHole { get; set; }

    /// <summary>Minimum area.</summary>
    [Parameter(HelpMessage = "Smallest 8-connected component that stays, in pixels, 0 for all.")]
    [ValidateRange(0L, long.MaxValue)]
    public long MinimumArea { get; set; }

    /// <summary>Maximum area.</summary>
    [Parameter(HelpMessage = "Largest 8-connected component that stays, in pixels; all when left out.")]
    [ValidateRange(1L, long.MaxValue)]
    public long? MaximumArea { get; set; }

    /// <summary>Only the largest component.</summary>
    [Parameter(HelpMessage = "Only the largest component stays.")]
    public SwitchParameter LargestOnly { get; set; }

    /// <summary>File format.</summary>
    [Parameter(HelpMessage = "Png (a 1-bit file for each image, the default) or Coco (one JSON file of run lengths for all).")]
    public MaskFormat Format { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(HelpMessage = "Images worked on at a time; the number of processors when left out.")]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Replaces files.</summary>
    [Parameter(HelpMessage = "Replaces masks that are there already.")]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the files.</summary>
    [Parameter(HelpMessage = "Emits the files that were written.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _destination = NewPath(Destination);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByFiles)
            _files.AddRange(ExistingPaths(Prediction, literal: false).SelectMany(ImagesIn));
        else if (ParameterSetName != ByMaps)
        {
            // From the pipeline come run folders and prediction files alike; an image file is no run.
            string[] files = [.. LiteralPath.Where(path => ImageFolder.IsImage(path))],
                named = [.. Path.Where(path => ImageFolder.IsImage(path))];
            _files.AddRange(ExistingPaths(files, literal: true).Concat(ExistingPaths(named, literal: false)));
            LiteralPath = [.. LiteralPath.Except(files)];
            Path = [.. Path.Except(named)];
            base.ProcessRecord();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string? probability = ExistingFolder(Probability);
        if (ParameterSetName == ByMaps)
            _files.AddRange(ImageFolder.OfMaps(probability!).Files);
        if (_files.Count == 0)
            return;
        var files = new RunFiles
        {
            Output = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            Probabilities = probability,
            Regions = ExistingFolder(Region),
        };
        TryItem(() => Write(files, Lesion, _files, null));
    }

    private protected override void ProcessRun(Run run)
    {
        string folder =
            (Threshold is null ? run.Files.Predictions ?? run.Files.Probabilities : run.Files.Probabilities)
            ?? throw new InputException(
                InputError.MissingFile,
                $"Run {run.Name} has no {(Threshold is null ? "predictions" : "probability maps, which a threshold needs")}: "
                    + $"looked in {run.Files.Output}.",
                run.Name,
                "Name a folder with Import-HNRun -PredictionPath or -ProbabilityPath."
            );
        Write(
            run.Files with
            {
                GroundTruth = [],
                Images = null,
                Predictions = folder == run.Files.Probabilities ? null : run.Files.Predictions,
            },
            run.Lesion,
            null,
            run
        );
    }
}
