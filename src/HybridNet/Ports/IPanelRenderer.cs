using HybridNet.Metrics;
using HybridNet.Panels;

namespace HybridNet.Ports;

/// <summary>Draws images with their masks.</summary>
internal interface IPanelRenderer
{
    /// <summary>Draws the panel of one image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Layout, colours, format.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A mask cannot be read. A photograph that cannot be read is a note, not an
    /// error.</exception>
    PanelPicture Render(PanelImage image, PanelOptions options, CancellationToken cancel);

    /// <summary>Draws one field of a contact sheet.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Colors, width and columns.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A mask cannot be read.</exception>
    PanelTile Tile(PanelImage image, PanelOptions options, CancellationToken cancel);

    /// <summary>Draws the panel of one image as letters: found, false and missed pixels.</summary>
    /// <param name="image">The image.</param>
    /// <param name="columns">Letters in a line.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The head line, then the lines of the map.</returns>
    /// <exception cref="InputException">A mask cannot be read.</exception>
    IReadOnlyList<string> Plain(PanelImage image, int columns, CancellationToken cancel);

    /// <summary>Decodes a picture that was drawn here.</summary>
    /// <param name="picture">The bytes of the picture file.</param>
    Terminals.PixelPicture Pixels(byte[] picture);

    /// <summary>Makes the layers of one image for a page that lays them over each other.</summary>
    /// <param name="image">The image.</param>
    /// <param name="width">Most columns of a layer.</param>
    /// <param name="quality">Quality of the photograph, 1 to 100.</param>
    /// <param name="withMap">With the probability map, where there is one.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A mask cannot be read. A photograph that cannot be read is a note, not an
    /// error.</exception>
    ImageLayers Layers(PanelImage image, int width, int quality, bool withMap, CancellationToken cancel);

    /// <summary>Puts fields on one page, in order.</summary>
    /// <param name="tiles">The fields, at least one.</param>
    /// <param name="options">Columns, format.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The bytes of the picture file.</returns>
    /// <exception cref="InputException">The page is larger than a picture can be.</exception>
    byte[] Sheet(IReadOnlyList<PanelTile> tiles, PanelOptions options, CancellationToken cancel);
}

/// <summary>A drawn panel.</summary>
/// <param name="File">The bytes of the picture file.</param>
/// <param name="Counts">Pixel counts of the masks that it shows.</param>
/// <param name="Notes">What was missing or odd, one sentence each.</param>
internal sealed record PanelPicture(byte[] File, Confusion Counts, IReadOnlyList<string> Notes)
{
    /// <summary>The parts of its head line.</summary>
    public IReadOnlyList<string> Caption { get; init; } = [];
}

/// <summary>A field of a contact sheet.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Red, green, blue, 255 for each pixel, row by row.</param>
/// <param name="Caption">The line below it.</param>
/// <param name="Notes">What was missing or odd, one sentence each.</param>
internal sealed record PanelTile(int Width, int Height, byte[] Pixels, string Caption, IReadOnlyList<string> Notes)
{
    /// <summary>A, B or C for an image without overlap, E for both masks empty; null for one with overlap.</summary>
    public string? Letter { get; init; }

    /// <summary>The run it belongs to, or empty.</summary>
    public string Run { get; init; } = "";
}
