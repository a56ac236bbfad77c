using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Ports;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>The decoded masks of a panel, one or several, of one size.</summary>
internal sealed class PanelLayers : IDisposable
{
    private readonly ImageMasks?[] _masks;

    private PanelLayers(IReadOnlyList<PanelMask> names, ImageMasks?[] masks) => (Names, _masks) = (names, masks);

    public IReadOnlyList<PanelMask> Names { get; }

    public int Count => Names.Count;

    public ImageMasks this[int index] => _masks[index]!;

    public ImageMasks First => _masks[0]!;

    /// <summary>Pixel counts of each mask; null where it is a reference or a prediction alone.</summary>
    public IReadOnlyList<Confusion?> Counts =>
        [.. _masks.Zip(Names, (mask, name) => name.IsWhole ? mask!.Counts : (Confusion?)null)];

    /// <exception cref="InputException">A mask cannot be read, or has another size than the first.</exception>
    public static PanelLayers Read(IImageFiles reader, PanelImage image, CancellationToken cancel)
    {
        IReadOnlyList<PanelMask> names = image.AllMasks;
        var layers = new PanelLayers(names, new ImageMasks?[names.Count]);
        try
        {
            for (int i = 0; i < names.Count; i++)
            {
                ImageMasks one = layers._masks[i] = ImageMasks.Read(
                    reader,
                    names[i].Work,
                    withMap: false,
                    cancel,
                    predictionOptional: image.Masks.Count > 0
                );
                if ((one.Gt.Width, one.Gt.Height) != (layers.First.Gt.Width, layers.First.Gt.Height))
                    throw new InputException(
                        InputError.SizeMismatch,
                        $"The masks of {names[i].Name} of image {image} are {one.Gt.Width} x {one.Gt.Height} pixels, those of "
                            + $"{names[0].Name} {layers.First.Gt.Width} x {layers.First.Gt.Height}.",
                        image.ToString(),
                        "Masks of one panel must have one size."
                    );
            }
            return layers;
        }
        catch
        {
            layers.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (ImageMasks? mask in _masks)
            mask?.Dispose();
    }
}
