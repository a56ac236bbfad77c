using System.Management.Automation;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Probabilities;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// A cmdlet that begins with images and the files that belong together: of whole runs, of loose files against folders of
/// references, or as Resolve-HNImage emitted them.
/// </summary>
public abstract class PairingCommand : RunInputCommand
{
    /// <summary>Set name for loose files.</summary>
    protected const string ByFiles = "Files";

    /// <summary>Set name for a table that names every file.</summary>
    protected const string ByTable = "Table";

    /// <summary>Why a cmdlet of maps does not look at how masks are read.</summary>
    private protected const string MapsAlone = "probability maps alone are read, no predicted masks";

    /// <summary>Why a cmdlet of figures does not look at photographs.</summary>
    private protected const string NothingDrawn = "no photograph is looked at, and nothing that is emitted can be drawn";

    private readonly List<string> _files = [];

    /// <summary>Folders of reference masks.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Reference masks: folders, or files by a wildcard; the reference of an image is the union over the "
            + "folders. The folder of a known data set stands for its references."
    )]
    [ValidateNotNullOrEmpty]
    public string[] GroundTruth { get; set; } = [];

    /// <summary>Predicted masks.</summary>
    [Parameter(
        ValueFromPipelineByPropertyName = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Predicted masks: folders or files, wildcards allowed; from the pipeline too."
    )]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Prediction { get; set; }

    /// <summary>Folder of probability maps.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "Folder of probability maps, or maps by a wildcard.")]
    [ValidateNotNullOrEmpty]
    public string? Probability { get; set; }

    /// <summary>Folder of region masks.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Folder of field-of-view or region-of-interest masks; only pixels inside count."
    )]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Folder of photographs.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "Folder of photographs, for what is drawn of these images.")]
    [ValidateNotNullOrEmpty]
    public string? ImagePath { get; set; }

    /// <summary>Class.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Class that is measured: only files whose name carries it (0065_1_EX.png, EX/0065_1.png) or none. "
            + "All classes when left out, each a record."
    )]
    [Alias("Class")]
    [ArgumentCompleter(typeof(LesionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Lesion { get; set; }

    /// <summary>A layout.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Name of a layout (IDRiD, DRIVE, ...), or the path of a layout file. Found out from the folders "
            + "when left out; about_HybridNet_Layouts lists them."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LayoutCompleter))]
    public string? Layout { get; set; }

    /// <summary>What a name's id is.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Regular expression that takes the id out of every name: its group 'id', else its first group, else "
            + "the match."
    )]
    [ValidateNotNullOrEmpty]
    public string? IdPattern { get; set; }

    /// <summary>What a prediction's id is.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "As -IdPattern, for predictions and probability maps alone.")]
    [ValidateNotNullOrEmpty]
    public string? PredictionIdPattern { get; set; }

    /// <summary>What a reference's id is.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "As -IdPattern, for references alone.")]
    [ValidateNotNullOrEmpty]
    public string? GroundTruthIdPattern { get; set; }

    /// <summary>What a region's id is.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "As -IdPattern, for region masks alone.")]
    [ValidateNotNullOrEmpty]
    public string? RegionIdPattern { get; set; }

    /// <summary>Sub-folders too.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Looks into sub-folders; where all files of a side are called alike (case1/mask.png), the folder is the id."
    )]
    public SwitchParameter Recurse { get; set; }

    /// <summary>A pairing table.</summary>
    [Parameter(ParameterSetName = ByFiles)]
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByTable,
        HelpMessage = "What no rule can pair: a CSV file, or objects, with ImageId and the files of each image "
            + "(Prediction, Probability, GroundTruth, Region, Image)."
    )]
    [ValidateNotNullOrEmpty]
    public PSObject[]? PairingTable { get; set; }

    /// <summary>Which samples are foreground.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Samples that are foreground: NonZero (the default), Half (from half the range on), '>=128', or "
            + "class numbers as 1, 2."
    )]
    [ValidateNotNullOrEmpty]
    public string[]? Foreground { get; set; }

    /// <summary>Which samples of references are foreground.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "As -Foreground, for references alone.")]
    [ValidateNotNullOrEmpty]
    public string[]? GroundTruthForeground { get; set; }

    /// <summary>Which samples of predictions are foreground.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "As -Foreground, for predicted masks alone.")]
    [ValidateNotNullOrEmpty]
    public string[]? PredictionForeground { get; set; }

    /// <summary>Turns masks.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Turns masks whose object is dark on a bright ground: of -InvertSide, or both sides."
    )]
    public SwitchParameter Invert { get; set; }

    /// <summary>Sides that are turned.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "With -Invert: the side that is turned, GroundTruth, Prediction or Both."
    )]
    [Idle(Without = nameof(Invert))]
    public InvertedSide InvertSide { get; set; } = InvertedSide.Both;

    /// <summary>Samples that do not count.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "Samples that say 'do not count', such as 255: their pixels are left out of everything, as those "
            + "outside a region are."
    )]
    [ValidateNotNullOrEmpty]
    public long[]? Ignore { get; set; }

    /// <summary>Scale of the maps.</summary>
    [Parameter(
        ParameterSetName = ByFiles,
        HelpMessage = "How samples of maps become probabilities: Type (by the sample's type, the default), One (0 to 1), "
            + "Percent, Byte (0 to 255) or Logit."
    )]
    public ProbabilityScale? Scale { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that some images have no reference: Error (missing, the default) or Empty (the data "
            + "set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>What a missing region file means.</summary>
    [Parameter(
        HelpMessage = "What it means that some images have no region mask: Error (missing, the default) or Whole (the "
            + "whole image counts)."
    )]
    public MissingRegion? MissingRegion { get; set; }

    /// <summary>Works on what was paired; the run is null for loose files.</summary>
    private protected abstract void ProcessPaired(Run? run, PairingResult paired);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is not (ByFiles or ByTable))
            base.ProcessRecord();
        else if (Prediction is not null)
            _files.AddRange(MyInvocation.ExpectingInput ? ExistingPaths(Prediction, literal: true) : SidePaths(Prediction));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName is ByFiles or ByTable)
        {
            TryItem(() =>
            {
                PairingRequest request = Request();
                ProcessPaired(null, WithCompanions(ImagePairer.Pair(request), request.Files.Pairing, Lesion));
            });
        }
    }

    private protected override void ProcessRun(Run run) =>
        ProcessPaired(
            run,
            WithCompanions(ImageCases.Pair(run, MissingGroundTruth, MissingRegion), run.Files.Pairing, run.Lesion)
        );

    /// <summary>Structures, readers and photographs that were named for this command.</summary>
    private protected virtual IReadOnlyList<Companion> Companions() => [];

    /// <summary>The patterns of these.</summary>
    private protected virtual PairingOptions CompanionOptions(PairingOptions options) => options;

    /// <summary>Gives the images what else was named: by the rules of all sides.</summary>
    private protected PairingResult WithCompanions(PairingResult paired, PairingOptions options, string? wanted) =>
        CompanionPairer.Attach(paired, Companions(), CompanionOptions(options), wanted);

    private PairingRequest Request()
    {
        LayoutUse layout = Layouts.Use(LayoutFolders.Asked(Layout, NewPath), [.. SidePaths(GroundTruth)], Lesion);
        if (layout.Note is { } note)
            WriteWarning(note);
        LayoutFile? file = layout.File;
        if (Region is null && layout.Root is { } set && LayoutFile.First(set, file?.Region) is { } regions)
            WriteWarning($"{set} has region masks in {regions}: they count with -Region only.");
        SampleRules rules = layout.RulesFor(Lesion);
        return new PairingRequest
        {
            Files = new RunFiles
            {
                Output = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
                GroundTruth = layout.GroundTruth,
                Probabilities = SidePath(Probability),
                Regions = SidePath(Region),
                Images = SidePath(ImagePath),
                Layout = file?.Name,
                Rules = rules with
                {
                    GroundTruthForeground = Text(GroundTruthForeground ?? Foreground) ?? rules.GroundTruthForeground,
                    PredictionForeground = Text(PredictionForeground ?? Foreground) ?? rules.PredictionForeground,
                    Invert = Invert ? InvertSide : rules.Invert,
                    Ignore = Ignore ?? rules.Ignore,
                    Scale = Scale ?? rules.Scale,
                },
                Pairing = new PairingOptions
                {
                    IdPattern = IdPattern,
                    PredictionIdPattern = PredictionIdPattern ?? (IdPattern is null ? file?.PredictionIdPattern : null),
                    GroundTruthIdPattern = GroundTruthIdPattern ?? (IdPattern is null ? file?.GroundTruthIdPattern : null),
                    RegionIdPattern = RegionIdPattern ?? (IdPattern is null ? file?.RegionIdPattern : null),
                    Recurse = Recurse || file is { Recurse: true },
                    Table = PairingTable is null ? [] : PairingTableInput.Rows(PairingTable, NewPath, ImportCsv),
                },
            },
            Predictions = _files,
            Class = Lesion,
            InsistOnClass = Lesion is not null,
            WholeSet = true,
            MissingGroundTruth =
                MissingGroundTruth == MissingGroundTruth.Error && file is { MissingIsEmpty: true }
                    ? MissingGroundTruth.Empty
                    : MissingGroundTruth,
            MissingRegion = MissingRegion,
        };
    }

    private static string? Text(string[]? rule) => rule is null ? null : string.Join(',', rule);

    private LayoutLibrary Layouts => LayoutFolders.Library;
}
