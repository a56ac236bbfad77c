using HybridNet.Charts;
using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.Reports;

namespace HybridNet.Ports;

/// <summary>What is looked at: panels of images with their masks, charts, and report pages.</summary>
internal interface IPictures
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

    /// <summary>Draws a chart as an SVG document with real text.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels.</param>
    /// <param name="theme">Colors; null for CSS variables (--chart-ink ...) that the page around it sets.</param>
    string Svg(Chart chart, ChartSize size, ChartTheme? theme);

    /// <summary>Draws a chart as a PDF file of one page, with its font inside.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels of 1/96 inch.</param>
    /// <param name="theme">Colors.</param>
    byte[] Pdf(Chart chart, ChartSize size, ChartTheme theme);

    /// <summary>Draws a chart as a PNG file; it needs no font on the machine.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="size">Size in pixels, before the scale.</param>
    /// <param name="theme">Colors.</param>
    byte[] Png(Chart chart, ChartSize size, ChartTheme theme);

    /// <summary>One self-contained HTML page: it needs no network and no other file.</summary>
    /// <param name="stream">Where it is written to; it stays open.</param>
    /// <param name="report">The report.</param>
    /// <param name="pictures">Pictures by run and image id; empty for none.</param>
    void Html(Stream stream, ReportDocument report, IReadOnlyDictionary<ReportImage, ReportPicture> pictures);

    /// <summary>Markdown with the same sentences and tables; a chart is its description.</summary>
    /// <param name="report">The report.</param>
    byte[] Markdown(ReportDocument report);
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

/// <summary>Size of a chart.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Scale">Pixels of a PNG for each of these.</param>
internal readonly record struct ChartSize(int Width, int Height, double Scale = 1)
{
    /// <summary>Size of letters and marks against the usual one.</summary>
    public double Letters { get; init; } = 1;

    /// <summary>Width of the figure in millimetres, which an SVG says; null for one in pixels.</summary>
    public double? Millimetres { get; init; }

    /// <summary>Dots an inch that a PNG says it has; null for none.</summary>
    public double? Dpi { get; init; }
}

/// <summary>An image of a run on a page, which may have several runs.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="ImageId">Image id.</param>
internal readonly record struct ReportImage(string Run, string ImageId);

/// <summary>The pictures of one image.</summary>
/// <param name="Thumbnail">A small WebP for the table; null for an image that is only shown beside another.</param>
/// <param name="Layers">What the viewer lays over each other.</param>
internal sealed record ReportPicture(byte[]? Thumbnail, Panels.ImageLayers Layers);
