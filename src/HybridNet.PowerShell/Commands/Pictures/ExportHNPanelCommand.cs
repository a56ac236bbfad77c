using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes pictures of images with their masks, one for each, in pipeline order.</summary>
[Cmdlet(VerbsData.Export, "HNPanel", DefaultParameterSetName = ByObject, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHNPanelCommand : PanelInputCommand
{
    /// <summary>Folder to write to.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Folder that the pictures go to; it is made when it is not there.")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>Width of a picture.</summary>
    [Parameter(
        HelpMessage = "Width of a picture in pixels; 1920 when left out. Masks are scaled down to fit, never up, "
            + "except by -Layout Crop."
    )]
    [ValidateRange(16, 30000)]
    public int Width { get; set; } = 1920;

    /// <summary>File format.</summary>
    [Parameter(HelpMessage = "Png (lossless, the default), Jpeg or Webp.")]
    public PictureFormat Format { get; set; }

    /// <summary>Head line of a contact sheet.</summary>
    [Parameter(HelpMessage = "Head line of a contact sheet; the names of the runs when left out.")]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images drawn at a time; the number of processors when left out. The pictures are the same for any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Existing files are replaced.</summary>
    [Parameter(HelpMessage = "Replaces files that exist.")]
    public SwitchParameter Force { get; set; }

    private protected override PanelOptions Options => base.Options with { Width = Width, Format = Format, Title = Title };

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IReadOnlyList<PanelImage> images = Images();
        WarnOfUnusedColors();
        if (images.Count == 0)
            return;
        string folder = NewPath(Destination);
        if (!ShouldProcess(folder, IsSheet ? $"Write a contact sheet of {images.Count} images" : $"Write {images.Count} panels"))
            return;
        TryItem(() =>
        {
            AtomicFile.MakeFolder(folder);
            using var progress = new ProgressMeter(this, 1, "Drawing panels", images.Count);
            if (IsSheet)
                WriteSheet(images, folder, progress);
            else
                WritePanels(images, folder, progress);
        });
        PanelImage[] dark = [.. images.Where(image => image.Photo is null)];
        if (dark.Length > 0)
            WriteWarning(
                $"{dark.Length} of {images.Count} images have no photograph: their masks are shown on black. The first "
                    + $"is {dark[0]}."
            );
    }

    private void WritePanels(IReadOnlyList<PanelImage> images, string folder, ProgressMeter progress)
    {
        PanelOptions options = Options;
        int rank = 0;
        foreach (
            (PanelImage image, PanelPicture? picture, InputException? exception) in OrderedParallel.Run(
                images,
                ThrottleLimit,
                (item, cancel) => Adapters.Pictures.Render(item, options, cancel),
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
                string path = System.IO.Path.Combine(folder, image.FileNameOf(rank, images.Count, dice, options.Extension));
                AtomicFile.Write(path, picture.File, Force);
                WriteFile(path);
            });
        }
    }

    private void WriteSheet(IReadOnlyList<PanelImage> images, string folder, ProgressMeter progress)
    {
        PanelOptions options = Options;
        string path = System.IO.Path.Combine(folder, "contact_sheet" + options.Extension);
        AtomicFile.RequireFree(path, Force);
        var tiles = new List<PanelTile>();
        foreach (
            (PanelImage image, PanelTile? tile, InputException? exception) in OrderedParallel.Run(
                images,
                ThrottleLimit,
                (item, cancel) => Adapters.Pictures.Tile(item, options, cancel),
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
        AtomicFile.Write(path, Adapters.Pictures.Sheet(tiles, options, CancelToken), Force);
        WriteFile(path);
    }
}
