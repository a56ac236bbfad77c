using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.Terminals;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Puts panels together from decoded files: photographs by Skia, masks pixel by pixel, letters from the embedded
/// font.</summary>
internal sealed class PanelRenderer(IImageFiles reader)
{
    /// <summary>Proportions that differ by more than this are worth a note.</summary>
    private const double ProportionTolerance = 0.01;

    /// <inheritdoc/>
    public PanelPicture Render(PanelImage image, PanelOptions options, CancellationToken cancel)
    {
        using PanelLayers layers = PanelLayers.Read(reader, image, cancel);
        var notes = new List<string>();
        using Photo? photo = Open(image, layers.First.Gt, notes);
        PanelPlan plan = PlanOf(image, options, layers);
        IReadOnlyList<Confusion?> counts = layers.Counts;
        double size = PanelText.SizeFor(plan.Width);
        IReadOnlyList<IReadOnlyList<string>> lines = options.Captions
            ? PanelText.Wrap(PanelCaption.Parts(image, counts), plan.Width, size)
            : [];
        int head = options.Captions ? PanelText.HeightOf(lines.Count, size) : 0;
        cancel.ThrowIfCancellationRequested();
        using var canvas = new PanelCanvas(plan.Width, plan.Height + head);
        if (options.Captions)
            PanelText.Head(canvas.Canvas, lines, plan.Width, size, PanelInk.Of(options.Ground));
        Draw(canvas, plan, layers, photo, image, options, head);
        cancel.ThrowIfCancellationRequested();
        return new(PictureFile.Of(canvas, options), counts[0] ?? layers.First.Counts, notes)
        {
            Caption = PanelCaption.Parts(image, counts),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Plain(PanelImage image, int columns, CancellationToken cancel)
    {
        using PanelLayers layers = PanelLayers.Read(reader, image, cancel);
        var lines = new List<string> { string.Join("   ", PanelCaption.Parts(image, layers.Counts)) };
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers.Count > 1)
                lines.Add(layers.Names[i].Name);
            lines.AddRange(PlainPanel.Of(layers[i].GtInside, layers[i].PredInside, columns));
        }
        lines.Add(PlainPanel.Legend);
        return lines;
    }

    /// <inheritdoc/>
    public PixelPicture Pixels(byte[] picture)
    {
        using SKBitmap decoded = SKBitmap.Decode(picture);
        using SKBitmap bitmap = decoded.Copy(SKColorType.Rgba8888);
        return new(bitmap.Width, bitmap.Height, bitmap.GetPixelSpan().ToArray());
    }

    /// <inheritdoc/>
    public PanelTile Tile(PanelImage image, PanelOptions options, CancellationToken cancel)
    {
        using PanelLayers layers = PanelLayers.Read(reader, image, cancel);
        var notes = new List<string>();
        using Photo? photo = Open(image, layers.First.Gt, notes);
        PanelOptions alone = options with
        {
            Layout = PanelLayout.ContactSheet,
            Arrangement = null,
            Width = Math.Max(1, options.Width / Math.Max(1, options.Columns)),
            Captions = false,
        };
        PanelPlan plan = PlanOf(image, alone, layers);
        using var canvas = new PanelCanvas(plan.Width, plan.Height);
        Draw(canvas, plan, layers, photo, image, alone, 0);
        IReadOnlyList<string> parts = PanelCaption.Parts(image, layers.Counts);
        return new(plan.Width, plan.Height, canvas.Pixels.ToArray(), $"{parts[0]}  {parts[1]}", notes)
        {
            Letter = layers.Counts[0] is { } counts ? PanelCaption.LetterOf(counts) : null,
            Run = image.Work.Run,
        };
    }

    /// <inheritdoc/>
    public ImageLayers Layers(PanelImage image, int width, int quality, bool withMap, CancellationToken cancel)
    {
        using ImageMasks masks = ImageMasks.Read(reader, image.Work, withMap, cancel);
        var notes = new List<string>();
        using Photo? photo = Open(image, masks.Gt, notes);
        cancel.ThrowIfCancellationRequested();
        return LayerRenderer.Of(image, masks, photo, width, quality, notes);
    }

    /// <inheritdoc/>
    public byte[] Sheet(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel) =>
        ContactSheet.Of(tiles, options, cancel);

    private static PanelPlan PlanOf(PanelImage image, PanelOptions options, PanelLayers layers) =>
        PanelPlan.Of(
            options,
            layers.First.Gt.Width,
            layers.First.Gt.Height,
            () => image.Lesion?.Box ?? image.Focus ?? CropBox.OfLesions(layers.First.GtInside, layers.First.PredInside)
        );

    private static void Draw(
        PanelCanvas canvas,
        PanelPlan plan,
        PanelLayers layers,
        Photo? photo,
        PanelImage image,
        PanelOptions options,
        int head
    )
    {
        using var fields = new PanelFields(canvas, plan, layers, photo, options, head) { Lesion = image.Lesion };
        fields.Draw();
    }

    /// <summary>The photograph; null when there is none, and with a note when it cannot be read.</summary>
    private static Photo? Open(PanelImage image, Mask gt, List<string> notes)
    {
        if (image.Photo is null)
            return null;
        try
        {
            Photo photo = Photo.Read(image.Photo);
            double ours = (double)gt.Width / gt.Height,
                theirs = (double)photo.Width / photo.Height;
            if (Math.Abs(ours / theirs - 1) > ProportionTolerance)
                notes.Add(
                    $"{image.Photo} is {photo.Width} x {photo.Height} pixels, its masks are {gt.Width} x "
                        + $"{gt.Height}: it is stretched over them and may not fit."
                );
            return photo;
        }
        catch (InputException exception)
        {
            notes.Add($"{exception.Message} The masks of {image} are shown on black.");
            return null;
        }
    }
}
