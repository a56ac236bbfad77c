using System.Collections;
using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that draws images with their masks: where they come from, and how they look.</summary>
public abstract partial class PanelInputCommand : HNCommand
{
    private protected const string ByObject = "Object";
    private protected const string ByPath = "Path";
    private protected const string ByLiteralPath = "LiteralPath";
    private protected const string ByFiles = "Files";
    private protected const string ByMasks = "Masks";

    private readonly List<PanelImage> _found = [];
    private ImageRecordInput _records = null!;
    private PanelLayout _layout;
    private PanelArrangement? _arrangement;

    /// <summary>What is to be shown.</summary>
    [Parameter(
        Mandatory = true,
        ValueFromPipeline = true,
        ParameterSetName = ByObject,
        HelpMessage = "Image scores, measurements, zero-Dice cases, lesions, anything with Run and ImageId, or whole runs."
    )]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Run folders; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders whose predicted images are shown; wildcards are allowed."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[] Path { get; set; } = [];

    /// <summary>Run folders, taken word for word.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, HelpMessage = "Run folders, taken word for word.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>One photograph.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "One photograph; masks are shown on black when left out.")]
    [Parameter(ParameterSetName = ByMasks)]
    [ValidateNotNullOrEmpty]
    public string? Image { get; set; }

    /// <summary>Its reference masks.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByFiles,
        HelpMessage = "Reference masks of that one image; the reference is their union."
    )]
    [ValidateNotNullOrEmpty]
    public string[] GroundTruth { get; set; } = [];

    /// <summary>Its predicted mask.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFiles, HelpMessage = "The predicted mask of that one image.")]
    [ValidateNotNullOrEmpty]
    public string Prediction { get; set; } = "";

    /// <summary>Several masks of one image.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByMasks,
        HelpMessage = "Masks of that one image, each @{ Name = 'EX'; GroundTruth = 'gt.png'; Prediction = 'pred.png'; "
            + "Color = '#ff8800' }; color and one of the two files may be left out."
    )]
    [ValidateNotNullOrEmpty]
    public PanelMaskInput[] Mask { get; set; } = [];

    /// <summary>Runs of objects that do not carry theirs.</summary>
    [Parameter(
        ParameterSetName = ByObject,
        HelpMessage = "Runs of objects that name their run only: rows of a CSV, or objects made by Select-Object."
    )]
    [RunTransformation]
    [ValidateNotNull]
    public Run[] InputRun { get; set; } = [];

    /// <summary>What a picture shows.</summary>
    [Parameter(
        HelpMessage = "Grid (2x3), LabReport (2x3 of three masks), Triptych, Agreement, Crop (lesions magnified, with "
            + "outlines), ContactSheet (all images on one page), or cells of your own: 'Image+M1 | Pred M1 / Agreement "
            + "M1 | Outline'."
    )]
    [ArgumentCompleter(typeof(PanelLayoutCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string Layout { get; set; } = nameof(PanelLayout.Grid);

    /// <summary>What the picture stands on.</summary>
    [Parameter(HelpMessage = "Dark (the default, for a screen) or Light (for print).")]
    public PanelGround Ground { get; set; }

    /// <summary>Weight of the mask's colour.</summary>
    [Parameter(HelpMessage = "Weight of a mask's colour over the image, 0 to 1; 0.5 when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double Opacity { get; set; } = 0.5;

    /// <summary>Outlines in the overlays.</summary>
    [Parameter(HelpMessage = "Outlines instead of filled areas in the overlays.")]
    public SwitchParameter Outline { get; set; }

    /// <summary>Colors.</summary>
    [Parameter(HelpMessage = "ColorBlindSafe (blue, magenta, bluish green; the default) or Report (green, red, blue).")]
    public PanelColors Palette { get; set; }

    /// <summary>Colors of several masks.</summary>
    [Parameter(
        HelpMessage = "Colors of several masks of one picture, by class or name: @{ MA = '#56b4e9'; EX = 'orange' }; the "
            + "palette's own when left out."
    )]
    [ValidateNotNull]
    public Hashtable MaskColor { get; set; } = [];

    /// <summary>Pictures side by side on a contact sheet.</summary>
    [Parameter(HelpMessage = "Images side by side on a contact sheet; 6 when left out.")]
    [ValidateRange(1, 100)]
    public int Columns { get; set; } = 6;

    /// <summary>Margin of a crop.</summary>
    [Parameter(HelpMessage = "Pixels around the lesions in a crop; 24 when left out.")]
    [ValidateRange(0, 10000)]
    public int Margin { get; set; } = 24;

    /// <summary>No words.</summary>
    [Parameter(HelpMessage = "Leaves out the line with id, Dice, case and pixel counts and the names in the fields.")]
    public SwitchParameter NoCaption { get; set; }

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty "
            + "(the data set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>All images on one page.</summary>
    private protected bool IsSheet => _layout == PanelLayout.ContactSheet && _arrangement is null;

    /// <summary>How pictures are drawn.</summary>
    private protected virtual PanelOptions Options =>
        new()
        {
            Layout = _layout,
            Arrangement = _arrangement,
            Ground = Ground,
            Opacity = Opacity,
            Outline = Outline,
            Palette = PanelPalette.Of(Palette),
            Columns = Columns,
            Margin = Margin,
            Captions = !NoCaption,
        };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        TryOrFail(() =>
        {
            (_layout, _arrangement) = LayoutOf(Layout);
            foreach (DictionaryEntry color in MaskColor)
                _colors[$"{color.Key}"] = PanelMaskInput.ColorOf($"{color.Value}");
            _records = new(InputRun, MissingGroundTruth, _layout == PanelLayout.Crop && _arrangement is null);
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is ByFiles or ByMasks)
        {
            TryItem(() => _found.Add(ParameterSetName == ByFiles ? OfFiles() : OfMasks()));
            return;
        }
        foreach (PSObject item in ParameterSetName == ByObject ? InputObject : Runs())
            if (TryItem(() => _records.Of(item), out IReadOnlyList<Func<IEnumerable<PanelImage>>> images))
                foreach (Func<IEnumerable<PanelImage>> image in images)
                    TryItem(() => _found.AddRange(image()));
    }

    /// <summary>What came in, in order; where the layout names masks, the classes of an image are one picture.</summary>
    private protected IReadOnlyList<PanelImage> Images()
    {
        if (ParameterSetName == ByMasks || !Options.Cells.NamesMasks)
            return _found;
        return
        [
            .. _found
                .GroupBy(image => (image.Work.Origin.Run?.Path ?? image.Work.Run, image.Work.ImageId))
                .Select(image =>
                    image.DistinctBy(one => one.Work.Class).ToArray() is [_, _, ..] several ? United(several) : image.First()
                ),
        ];
    }

    private PanelImage United(IReadOnlyList<PanelImage> classes)
    {
        PanelImage first = classes[0];
        return new(first.Work, classes.Select(image => image.Photo).FirstOrDefault(photo => photo is not null))
        {
            Masks =
            [
                .. classes.Select(image => new PanelMask(image.Work.Class ?? image.Work.Run, image.Work)
                {
                    Color = ColorOf(image.Work.Class ?? ""),
                }),
            ],
        };
    }

    private IEnumerable<PSObject> Runs()
    {
        bool literal = ParameterSetName == ByLiteralPath;
        foreach (string folder in RunFolders(literal ? LiteralPath : Path, literal))
            if (TryItem(() => Adapters.Runs.ReadAll(folder, new(), CancelToken), out IReadOnlyList<Run> runs, folder))
                foreach (Run run in runs)
                    yield return PSObject.AsPSObject(run);
    }

    /// <summary>A layout by its name, or cells written out.</summary>
    private static (PanelLayout, PanelArrangement?) LayoutOf(string text)
    {
        if (
            Enum.GetNames<PanelLayout>().FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is
            { } named
        )
            return (Enum.Parse<PanelLayout>(named), null);
        if (!text.AsSpan().ContainsAny("|/+ \n;"))
            throw new InputException(
                InputError.InvalidArgument,
                $"There is no layout '{text}'.",
                text,
                $"Choose {string.Join(", ", Enum.GetNames<PanelLayout>())}, or write the cells: 'Image+GT | Pred / Agreement'."
            );
        return (PanelLayout.Grid, PanelArrangement.Parse(text));
    }
}
