using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes pictures of images with their masks, one for each, in pipeline order.</summary>
[Cmdlet(VerbsData.Export, "HNPanel", DefaultParameterSetName = ByObject, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHNPanelCommand : HNCommand
{
    private const string ByObject = "Object";
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByFiles = "Files";

    private readonly List<PanelImage> _images = [];
    private ImageRecordInput _records = null!;

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
    public string[] Path { get; set; } = [];

    /// <summary>Run folders, taken word for word.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, HelpMessage = "Run folders, taken word for word.")]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>One photograph.</summary>
    [Parameter(ParameterSetName = ByFiles, HelpMessage = "One photograph; masks are shown on black when left out.")]
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

    /// <summary>Folder to write to.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Folder that the pictures go to; it is made when it is not there.")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

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
        HelpMessage = "Grid (2x3, the default), Triptych, Agreement, Crop (lesions magnified, with outlines) or ContactSheet (all images on one page)."
    )]
    public PanelLayout Layout { get; set; }

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

    /// <summary>Width of a picture.</summary>
    [Parameter(
        HelpMessage = "Width of a picture in pixels; 1920 when left out. Masks are scaled down to fit, never up, except by -Layout Crop."
    )]
    [ValidateRange(16, 30000)]
    public int Width { get; set; } = 1920;

    /// <summary>File format.</summary>
    [Parameter(HelpMessage = "Png (lossless, the default), Jpeg or Webp.")]
    public PictureFormat Format { get; set; }

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
        HelpMessage = "What it means that no mask folder has a file of an image: Error (missing, the default) or Empty (the data set writes no file where nothing is marked)."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images drawn at a time; the number of processors when left out. The pictures are the same for any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Existing files are replaced.</summary>
    [Parameter(HelpMessage = "Replaces files that exist.")]
    public SwitchParameter Force { get; set; }

    private PanelOptions Options =>
        new()
        {
            Layout = Layout,
            Opacity = Opacity,
            Outline = Outline,
            Palette = PanelPalette.Of(Palette),
            Width = Width,
            Format = Format,
            Columns = Columns,
            Margin = Margin,
            Captions = !NoCaption,
        };

    /// <inheritdoc/>
    protected override void BeginProcessing() => _records = new(InputRun, MissingGroundTruth, Layout == PanelLayout.Crop);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByFiles)
        {
            TryItem(() => _images.Add(OfFiles()));
            return;
        }
        bool literal = ParameterSetName == ByLiteralPath;
        IEnumerable<PSObject> items =
            ParameterSetName == ByObject
                ? InputObject
                : ExistingPaths(literal ? LiteralPath : Path, literal)
                    .Select(folder => PSObject.AsPSObject(Adapters.Runs.Read(folder, new(), CancelToken)));
        foreach (PSObject item in items)
            TryItem(() => _images.AddRange(_records.Of(item)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_images.Count == 0)
            return;
        string folder = NewPath(Destination);
        if (
            !ShouldProcess(
                folder,
                Layout == PanelLayout.ContactSheet
                    ? $"Write a contact sheet of {_images.Count} images"
                    : $"Write {_images.Count} panels"
            )
        )
            return;
        TryItem(() =>
        {
            AtomicFile.MakeFolder(folder);
            using var progress = new ProgressMeter(this, 1, "Drawing panels", _images.Count);
            if (Layout == PanelLayout.ContactSheet)
                WriteSheet(folder, progress);
            else
                WritePanels(folder, progress);
        });
        PanelImage[] dark = [.. _images.Where(image => image.Photo is null)];
        if (dark.Length > 0)
            WriteWarning(
                $"{dark.Length} of {_images.Count} images have no photograph: their masks are shown on black. The first is {dark[0]}."
            );
    }

    private void WritePanels(string folder, ProgressMeter progress)
    {
        PanelOptions options = Options;
        int rank = 0;
        foreach (
            (PanelImage image, PanelPicture? picture, InputException? exception) in OrderedParallel.Run(
                _images,
                ThrottleLimit,
                (item, cancel) => Adapters.Panels.Render(item, options, cancel),
                CancelToken
            )
        )
        {
            progress.Report(++rank, image.Work.ImageId);
            TryItem(() =>
            {
                if (picture is null)
                    throw exception!;
                foreach (string note in picture.Notes)
                    WriteWarning(note);
                double dice = image.Dice ?? OverlapMetrics.Dice(picture.Counts);
                string path = System.IO.Path.Combine(
                    folder,
                    PanelImage.FileName(rank, _images.Count, image.Work.ImageId, dice, options.Extension)
                );
                AtomicFile.Write(path, picture.File, Force);
                WriteFile(path);
            });
        }
    }

    private void WriteSheet(string folder, ProgressMeter progress)
    {
        PanelOptions options = Options;
        string path = System.IO.Path.Combine(folder, "contact_sheet" + options.Extension);
        AtomicFile.RequireFree(path, Force);
        var tiles = new List<PanelTile>();
        foreach (
            (PanelImage image, PanelTile? tile, InputException? exception) in OrderedParallel.Run(
                _images,
                ThrottleLimit,
                (item, cancel) => Adapters.Panels.Tile(item, options, cancel),
                CancelToken
            )
        )
        {
            progress.Report(tiles.Count + 1, image.Work.ImageId);
            foreach (string note in tile?.Notes ?? [])
                WriteWarning(note);
            if (tile is null)
                WriteError(Errors.From(exception!));
            else
                tiles.Add(tile);
        }
        if (tiles.Count == 0)
            return;
        AtomicFile.Write(path, Adapters.Panels.Sheet(tiles, options, CancelToken), Force);
        WriteFile(path);
    }

    private PanelImage OfFiles()
    {
        string prediction = NewPath(Prediction);
        return new(
            new ImageCase("", ImageFolder.IdOf(prediction, null), [.. GroundTruth.Select(NewPath)], prediction, null, null),
            Image is null ? null : NewPath(Image)
        );
    }
}
