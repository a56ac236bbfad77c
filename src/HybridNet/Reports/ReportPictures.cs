using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.Reports;

/// <summary>Makes the pictures of a report, each no larger than its share of the page.</summary>
public static class ReportPictures
{
    private const int ThumbnailWidth = 96,
        ThumbnailQuality = 60;

    /// <summary>What all pictures together may take: as base64, four thirds of their bytes, a thousand images stay below 40
    /// MB.</summary>
    private const double Budget = 36e6 * 3 / 4;

    /// <summary>What one image takes at most, however few there are.</summary>
    private const double Most = 400e3;

    /// <summary>Widths and qualities of the layers, best first.</summary>
    private static readonly (int Width, int Quality)[] s_steps =
    [
        (1280, 80),
        (1024, 75),
        (800, 70),
        (640, 60),
        (512, 45),
        (400, 35),
        (320, 25),
    ];

    /// <summary>The pictures of a report's rows.</summary>
    /// <param name="report">The report.</param>
    /// <param name="renderer">Draws panels.</param>
    /// <param name="palette">Colors.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="done">Told the number of pictures after each, of how many, and what was odd.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyDictionary<string, ReportPicture> Of(
        ReportDocument report,
        IPanelRenderer renderer,
        PanelPalette palette,
        int workers,
        Action<int, int, IReadOnlyList<string>> done,
        CancellationToken cancel
    )
    {
        PanelImage[] images =
        [
            .. report
                .Sections.SelectMany(section => section.Blocks)
                .OfType<ReportTable>()
                .SelectMany(table => table.Pictures)
                .OfType<PanelImage>(),
        ];
        var pictures = new Dictionary<string, ReportPicture>(StringComparer.Ordinal);
        double share = images.Length == 0 ? 0 : Math.Min(Most, Budget / images.Length);
        int count = 0;
        foreach (
            (PanelImage image, Drawn? drawn, InputException? exception) in OrderedParallel.Run(
                images,
                workers,
                (item, stop) => Draw(item, renderer, palette, share, stop),
                cancel
            )
        )
        {
            done(++count, images.Length, drawn?.Notes ?? [exception!.Message]);
            if (drawn is not null)
                pictures[image.Work.ImageId] = drawn.Picture;
        }
        return pictures;
    }

    private static Drawn Draw(
        PanelImage image,
        IPanelRenderer renderer,
        PanelPalette palette,
        double share,
        CancellationToken cancel
    )
    {
        var thumbnail = new PanelOptions
        {
            Layout = PanelLayout.ContactSheet,
            Width = ThumbnailWidth,
            Format = PictureFormat.Webp,
            Quality = ThumbnailQuality,
            Captions = false,
            Palette = palette,
        };
        byte[] small = renderer.Render(image, thumbnail, cancel).File;
        ImageLayers? layers = null;
        foreach ((int width, int quality) in s_steps)
        {
            layers = renderer.Layers(image, width, quality, withMap: image.Work.Probability is not null, cancel);
            if (small.Length + layers.Size <= share)
                break;
        }
        return new(new(small, layers!), layers!.Notes);
    }

    private sealed record Drawn(ReportPicture Picture, IReadOnlyList<string> Notes);
}
