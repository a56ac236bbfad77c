using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.Reports;

/// <summary>Makes the pictures of a report, each no larger than its share of the page.</summary>
/// <remarks>An image that several runs have gets layers of one size in all of them, so that they lie on each other.</remarks>
internal static class ReportPictures
{
    private const int ThumbnailWidth = 96,
        ThumbnailQuality = 60;

    /// <summary>What all pictures together may take: as base64, four thirds of their bytes, a thousand images stay below 40
    /// MB.</summary>
    private const double Budget = 36e6 * 3 / 4;

    /// <summary>What one image takes at most, however few there are.</summary>
    private const double Most = 400e3;

    /// <summary>Images that are tried to find the size of all.</summary>
    private const int Sample = 9;

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
    /// <param name="done">Told the number of images after each, of how many, and what was odd.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyDictionary<ReportImage, ReportPicture> Of(
        ReportDocument report,
        IPictures renderer,
        PanelPalette palette,
        int workers,
        Action<int, int, IReadOnlyList<string>> done,
        CancellationToken cancel
    )
    {
        HashSet<ReportImage> rows = [.. Images(report, table => table.Pictures).Select(Key)];
        PanelImage[][] images =
        [
            .. Images(report, table => table.Pictures)
                .Concat(Images(report, table => table.Others))
                .DistinctBy(Key)
                .GroupBy(image => image.Work.ImageId, StringComparer.Ordinal)
                .Select(group => group.ToArray()),
        ];
        var pictures = new Dictionary<ReportImage, ReportPicture>();
        double share = images.Length == 0 ? 0 : Math.Min(Most, Budget / images.Length);
        int begin = FirstStep(images, rows, renderer, palette, share, workers, cancel),
            count = 0;
        foreach (
            (PanelImage[] _, Drawn[]? drawn, InputException? exception) in OrderedParallel.Run(
                images,
                workers,
                (group, stop) => Draw(group, rows, renderer, palette, share, begin, stop).Drawn,
                cancel
            )
        )
        {
            done(
                ++count,
                images.Length,
                drawn is null ? [exception!.Message] : [.. drawn.SelectMany(one => one.Picture.Layers.Notes).Distinct()]
            );
            foreach (Drawn one in drawn ?? [])
                pictures[one.Image] = one.Picture;
        }
        return pictures;
    }

    private static ReportImage Key(PanelImage image) => new(image.Work.Run, image.Work.ImageId);

    private static IEnumerable<PanelImage> Images(
        ReportDocument report,
        Func<ReportTable, IReadOnlyList<PanelImage?>> pictures
    ) => report.Tables.SelectMany(pictures).OfType<PanelImage>();

    /// <summary>
    /// The step that most of a few images fit into, at which all begin: trying every image from the largest size down would
    /// draw a page of a thousand images seven times.
    /// </summary>
    private static int FirstStep(
        PanelImage[][] images,
        HashSet<ReportImage> rows,
        IPictures renderer,
        PanelPalette palette,
        double share,
        int workers,
        CancellationToken cancel
    )
    {
        if (images.Length < 4 * Sample)
            return 0;
        PanelImage[][] few = [.. Enumerable.Range(0, Sample).Select(i => images[(int)((long)i * images.Length / Sample)])];
        int[] steps =
        [
            .. OrderedParallel
                .Run(few, workers, (group, stop) => Draw(group, rows, renderer, palette, share, 0, stop), cancel)
                .Select(outcome => outcome.Result?.Step)
                .OfType<int>()
                .Order(),
        ];
        return steps.Length == 0 ? 0 : steps[steps.Length / 2];
    }

    private static Fitted Draw(
        PanelImage[] group,
        HashSet<ReportImage> rows,
        IPictures renderer,
        PanelPalette palette,
        double share,
        int begin,
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
        byte[]?[] small =
        [
            .. group.Select(image => rows.Contains(Key(image)) ? renderer.Render(image, thumbnail, cancel).File : null),
        ];
        ImageLayers[] layers = [];
        int step = begin - 1;
        do
        {
            (int width, int quality) = s_steps[++step];
            layers =
            [
                .. group.Select(image =>
                    renderer.Layers(image, width, quality, withMap: image.Work.Probability is not null, cancel)
                ),
            ];
        } while (step + 1 < s_steps.Length && small.Sum(file => file?.Length ?? 0) + Size(layers) > share);
        return new([.. group.Select((image, i) => new Drawn(Key(image), new(small[i], layers[i])))], step);
    }

    /// <summary>Bytes of an image in several runs: a photograph and a reference that they share are written once.</summary>
    private static int Size(ImageLayers[] layers)
    {
        int size = layers[0].Size;
        foreach (ImageLayers other in layers.Skip(1))
            size +=
                other.Size
                - (other.HasPhotoOf(layers[0]) ? other.Photo!.Length : 0)
                - (other.HasGtOf(layers[0]) ? other.Gt.Length : 0);
        return size;
    }

    private sealed record Fitted(Drawn[] Drawn, int Step);

    private sealed record Drawn(ReportImage Image, ReportPicture Picture);
}
