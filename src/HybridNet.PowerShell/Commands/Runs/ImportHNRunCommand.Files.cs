using System.Management.Automation;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Probabilities;

namespace HybridNet.PowerShell.Commands;

/// <summary>Runs without a table: masks and references alone, or the folder of a known data set.</summary>
public sealed partial class ImportHNRunCommand
{
    /// <summary>A layout.</summary>
    [Parameter(
        HelpMessage = "Name of a layout (IDRiD, DRIVE, ...), or the path of a layout file. Found out from the folders "
            + "when left out; about_HybridNet_Layouts lists them."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LayoutCompleter))]
    public string? Layout { get; set; }

    /// <summary>What a name's id is.</summary>
    [Parameter(
        HelpMessage = "Regular expression that takes the id out of every file name: its group 'id', else its first group, "
            + "else the match."
    )]
    [ValidateNotNullOrEmpty]
    public string? IdPattern { get; set; }

    /// <summary>What a prediction's id is.</summary>
    [Parameter(HelpMessage = "As -IdPattern, for predictions and probability maps alone.")]
    [ValidateNotNullOrEmpty]
    public string? PredictionIdPattern { get; set; }

    /// <summary>What a reference's id is.</summary>
    [Parameter(HelpMessage = "As -IdPattern, for references alone.")]
    [ValidateNotNullOrEmpty]
    public string? GroundTruthIdPattern { get; set; }

    /// <summary>What a region's id is.</summary>
    [Parameter(HelpMessage = "As -IdPattern, for region masks alone.")]
    [ValidateNotNullOrEmpty]
    public string? RegionIdPattern { get; set; }

    /// <summary>What a photograph's id is.</summary>
    [Parameter(HelpMessage = "As -IdPattern, for photographs alone.")]
    [ValidateNotNullOrEmpty]
    public string? ImageIdPattern { get; set; }

    /// <summary>Sub-folders too.</summary>
    [Parameter(
        HelpMessage = "Looks into sub-folders of the image folders; where all files are called alike, the folder is the id."
    )]
    public SwitchParameter Recurse { get; set; }

    /// <summary>A pairing table.</summary>
    [Parameter(
        HelpMessage = "What no rule can pair: a CSV file, or objects, with ImageId and the files of each image "
            + "(Prediction, Probability, GroundTruth, Region, Image)."
    )]
    [ValidateNotNullOrEmpty]
    public PSObject[]? PairingTable { get; set; }

    /// <summary>Which samples are foreground.</summary>
    [Parameter(
        HelpMessage = "Samples that are foreground: NonZero (the default), Half (from half the range on), '>=128', or "
            + "class numbers as 1, 2."
    )]
    [ValidateNotNullOrEmpty]
    public string[]? Foreground { get; set; }

    /// <summary>Which samples of references are foreground.</summary>
    [Parameter(HelpMessage = "As -Foreground, for references alone.")]
    [ValidateNotNullOrEmpty]
    public string[]? GroundTruthForeground { get; set; }

    /// <summary>Which samples of predictions are foreground.</summary>
    [Parameter(HelpMessage = "As -Foreground, for predicted masks alone.")]
    [ValidateNotNullOrEmpty]
    public string[]? PredictionForeground { get; set; }

    /// <summary>Turns masks.</summary>
    [Parameter(HelpMessage = "Turns masks whose object is dark on a bright ground: of -InvertSide, or both sides.")]
    public SwitchParameter Invert { get; set; }

    /// <summary>Sides that are turned.</summary>
    [Parameter(HelpMessage = "With -Invert: the side that is turned, GroundTruth, Prediction or Both.")]
    [Idle(Without = nameof(Invert))]
    public InvertedSide InvertSide { get; set; } = InvertedSide.Both;

    /// <summary>Samples that do not count.</summary>
    [Parameter(
        HelpMessage = "Samples that say 'do not count', such as 255: their pixels are left out of everything, as those "
            + "outside a region are."
    )]
    [ValidateNotNullOrEmpty]
    public long[]? Ignore { get; set; }

    /// <summary>Scale of the maps.</summary>
    [Parameter(
        HelpMessage = "How samples of maps become probabilities: Type (by the sample's type, the default), One (0 to 1), "
            + "Percent, Byte (0 to 255) or Logit."
    )]
    public ProbabilityScale? Scale { get; set; }

    /// <summary>What a missing region file means.</summary>
    [Parameter(
        HelpMessage = "What it means that some images have no region mask: Error (missing, the default) or Whole (the "
            + "whole image counts)."
    )]
    public MissingRegion MissingRegion { get; set; }

    /// <summary>What a missing reference file means to the scores of a run without a table.</summary>
    [Parameter(
        HelpMessage = "Of a run without a table: what it means that some images have no reference, Error (missing, the "
            + "default) or Empty (the data set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>The pairing of these parameters over what a layout says.</summary>
    private PairingOptions PairingOver(LayoutFile? layout)
    {
        LayoutFile? patterns = IdPattern is null ? layout : null;
        return new PairingOptions
        {
            IdPattern = IdPattern,
            PredictionIdPattern = PredictionIdPattern ?? patterns?.PredictionIdPattern,
            GroundTruthIdPattern = GroundTruthIdPattern ?? patterns?.GroundTruthIdPattern,
            RegionIdPattern = RegionIdPattern ?? patterns?.RegionIdPattern,
            ImageIdPattern = ImageIdPattern ?? patterns?.ImageIdPattern,
            Recurse = Recurse || layout is { Recurse: true },
            MissingRegion = MissingRegion,
            Table = PairingTable is null ? [] : PairingTableInput.Rows(PairingTable, NewPath, ImportCsv),
        };
    }

    /// <summary>The meaning of samples of these parameters over what a layout says.</summary>
    private SampleRules RulesOver(SampleRules rules) =>
        rules with
        {
            GroundTruthForeground = Text(GroundTruthForeground ?? Foreground) ?? rules.GroundTruthForeground,
            PredictionForeground = Text(PredictionForeground ?? Foreground) ?? rules.PredictionForeground,
            Invert = Invert ? InvertSide : rules.Invert,
            Ignore = Ignore ?? rules.Ignore,
            Scale = Scale ?? rules.Scale,
        };

    private static string? Text(string[]? rule) => rule is null ? null : string.Join(',', rule);

    /// <summary>Reads the runs of a folder; a folder without a table may be of a known layout, and null then.</summary>
    private IReadOnlyList<Run>? ReadOrRecognize(string folder, RunReadOptions options)
    {
        if (Layout is not null && TryImportLayout(folder))
            return null;
        try
        {
            return Adapters.Runs.ReadAll(folder, options, CancelToken);
        }
        catch (InputException exception) when (exception.Error == InputError.NotARun)
        {
            if (TryImportLayout(folder))
                return null;
            throw;
        }
    }

    /// <summary>A run of the folders that were named, without a run folder.</summary>
    private void ImportFiles()
    {
        if (GroundTruthPath is null && PairingTable is null)
            Fail(
                new(
                    InputError.InvalidArgument,
                    "No run was named.",
                    null,
                    "Name a run folder, or masks alone with -GroundTruthPath and -PredictionPath (or -ProbabilityPath)."
                )
            );
        string[] references = [.. SidePaths(GroundTruthPath ?? [])];
        LayoutUse layout = LayoutFolders.Library.Use(LayoutFolders.Asked(Layout, NewPath), references, Lesion);
        string where =
            SidePath(PredictionPath)
            ?? SidePath(ProbabilityPath)
            ?? references.FirstOrDefault()
            ?? SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        EmitMeasured(
            where,
            layout.Root ?? where,
            layout.File,
            layout.Note,
            Lesion,
            layout.RulesFor(Lesion),
            layout.GroundTruth,
            null
        );
    }

    /// <summary>The runs of a folder that a layout recognises, one for each class; false when none does.</summary>
    private bool TryImportLayout(string folder)
    {
        LayoutLibrary library = LayoutFolders.Library;
        LayoutFile? layout = Layout is null ? library.Of(folder) : library.Named(LayoutFolders.Asked(Layout, NewPath)!);
        if (layout is null)
            return false;
        string[] classes = [.. layout.Classes.Keys.Where(key => layout.ReferencesOf(folder, key).Count > 0)];
        if (Lesion is not null || classes.Length == 0)
        {
            LayoutUse use = library.Use(LayoutFolders.Asked(Layout, NewPath), [folder], Lesion);
            EmitMeasured(folder, folder, layout, use.Note, Lesion, use.RulesFor(Lesion), References(use.GroundTruth), null);
            return true;
        }
        RequireClasses(folder, layout, classes);
        string? note = library.Use(LayoutFolders.Asked(Layout, NewPath), [folder], classes[0]).Note;
        ClassFamily? family = classes.Length > 1 ? new ClassFamily() : null;
        foreach (string code in classes)
        {
            EmitMeasured(
                folder,
                folder,
                layout,
                note,
                code,
                layout.Rules,
                References(layout.ReferencesOf(folder, code)),
                family is null ? null : code,
                family
            );
            note = null;
        }
        return true;

        IReadOnlyList<string> References(IReadOnlyList<string> found) =>
            GroundTruthPath is null ? found : [.. SidePaths(GroundTruthPath)];
    }

    /// <summary>Predictions whose names tell no class are of one: to judge them against each would be no error anybody
    /// sees.</summary>
    private void RequireClasses(string folder, LayoutFile layout, string[] classes)
    {
        string? predicted =
            SidePath(PredictionPath ?? ProbabilityPath)
            ?? LayoutFile.First(folder, layout.Prediction)
            ?? LayoutFile.First(folder, layout.Probability);
        if (classes.Length < 2 || predicted is null)
            return;
        SideFiles files = SideFiles.List(ImageSide.Prediction, [predicted], PairingOver(layout), classes);
        if (files.Names.Any() && files.Names.All(name => name.Class is null))
            throw new InputException(
                InputError.InvalidArgument,
                $"{folder} has the layout {layout.Name} with {classes.Length} classes "
                    + $"({string.Join(", ", classes)}), and no name "
                    + $"in {predicted} says which one is predicted.",
                folder,
                $"Choose it with -Lesion, such as -Lesion {classes[0]}; or let names or folders carry the class, as "
                    + $"{System.IO.Path.GetFileNameWithoutExtension(files.Names.First().Path)}_{classes[0]}."
            );
    }

    private void EmitMeasured(
        string where,
        string root,
        LayoutFile? layout,
        string? note,
        string? code,
        SampleRules rules,
        IReadOnlyList<string> references,
        string? oneOfClasses,
        ClassFamily? family = null
    )
    {
        string name = Name ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(where));
        if (note is not null)
            WriteWarning(note);
        MissingGroundTruth missing = layout is { MissingIsEmpty: true } ? MissingGroundTruth.Empty : MissingGroundTruth;
        var run = new Run
        {
            Name = oneOfClasses is null ? name : $"{name}_{oneOfClasses}",
            Lesion = code,
            Class = oneOfClasses,
            Path = root,
            Threshold = Threshold,
            Log = new RunLog(),
            Files = new RunFiles
            {
                Output = root,
                GroundTruth = references,
                Predictions = SidePath(PredictionPath) ?? LayoutFile.First(root, layout?.Prediction),
                Probabilities = SidePath(ProbabilityPath) ?? LayoutFile.First(root, layout?.Probability),
                Images = SidePath(ImagePath) ?? LayoutFile.First(root, layout?.Image),
                Regions = SidePath(RegionPath) ?? LayoutFile.First(root, layout?.Region),
                Layout = layout?.Name,
                Pairing = PairingOver(layout) with { MissingGroundTruth = missing },
                Rules = RulesOver(rules),
            },
            Bands = Options().Bands,
        };
        if (TryItem(() => MeasuredRun.Of(run, Adapters.Images, missing, Environment.ProcessorCount, WriteWarning), out Run made))
            WriteObject(family is null ? made : family.Add(made));
    }
}
